//! When and from where people were seen.

use crate::model::Millis;
use crate::model::record::SeenAddress;
use crate::wire::lenient::string;
use serde_json::Value;
use std::collections::HashMap;

/// Last traffic by name. Who was never there is left out.
#[must_use]
pub fn last_online(obj: &Value) -> HashMap<String, Millis> {
    let rows = obj.as_object().into_iter().flatten();
    rows.filter_map(|(name, at)| Some((name.clone(), Millis(at.as_i64().filter(|at| *at > 0)?)))).collect()
}

/// Addresses, in any of the four shapes panels had: a sentence for none, an array within a text, `ip (time)`, objects.
#[must_use]
pub fn seen_addresses(obj: &Value) -> Vec<SeenAddress> {
    match obj {
        Value::String(text) => match serde_json::from_str(text) {
            Ok(Value::Array(rows)) => rows.iter().filter_map(one).collect(),
            _ => Vec::new(),
        },
        Value::Array(rows) => rows.iter().filter_map(one).collect(),
        _ => Vec::new(),
    }
}

fn one(row: &Value) -> Option<SeenAddress> {
    let seen = match row {
        Value::String(text) => {
            let (ip, time) = text.split_once(" (").unwrap_or((text, ""));
            SeenAddress { ip: ip.to_owned(), time: time.trim_end_matches(')').to_owned(), node: String::new() }
        }
        row => SeenAddress { ip: string(row, "ip"), time: string(row, "time"), node: string(row, "node") },
    };
    Some(seen).filter(|seen| !seen.ip.is_empty())
}

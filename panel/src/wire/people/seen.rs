//! What answers about single people say beside their records: when and from where they were seen, and with which flow.

use crate::model::record::SeenAddress;
use crate::model::{Flow, Millis};
use crate::wire::lenient::string;
use serde_json::Value;
use std::collections::HashMap;

/// Last traffic by name. Who was never there is left out.
#[must_use]
pub fn last_online(obj: &Value) -> HashMap<String, Millis> {
    let rows = obj.as_object().into_iter().flatten();
    rows.filter_map(|(name, at)| Some((name.clone(), Millis(at.as_i64().filter(|at| *at > 0)?)))).collect()
}

/// The flow in the panel's own links of the person with this id. Links to other servers, which an operator may have put
/// beside them, do not count.
#[must_use]
pub fn flow_of_links(obj: &Value, id: &str) -> Flow {
    let own = ["vless://", id, "@"].concat();
    let links = obj.as_array().into_iter().flatten().filter_map(Value::as_str);
    let flows = links.filter_map(|link| {
        let (_, query) = link.strip_prefix(&own)?.split('#').next()?.split_once('?')?;
        query.split('&').find_map(|pair| pair.strip_prefix("flow="))
    });
    flows.map(Flow::from_name).find(|flow| *flow != Flow::None).unwrap_or_default()
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

//! What calls about many people answer.

use crate::model::Bytes;
use crate::model::record::{Group, Outcome, Skipped};
use crate::wire::lenient::{array, child, number, string, text};
use serde_json::Value;

/// Each call has its own word for what it did, with a number or the names behind it.
const DONE: [&str; 7] = ["adjusted", "created", "deleted", "changed", "attached", "detached", "affected"];

/// Reads the outcome of any of them.
#[must_use]
pub fn outcome(obj: &Value) -> Outcome {
    let done = DONE.iter().find_map(|key| count(child(obj, key))).unwrap_or_default();
    let mut skipped: Vec<Skipped> = array(obj, "skipped").iter().map(one).collect();
    skipped.extend(array(obj, "errors").iter().map(|error| match error {
        Value::String(reason) => Skipped { name: String::new(), reason: reason.clone() },
        other => one(other),
    }));
    Outcome { done, skipped }
}

fn count(value: &Value) -> Option<usize> {
    match value {
        Value::Number(count) => count.as_u64().and_then(|count| usize::try_from(count).ok()),
        Value::Array(names) => Some(names.len()),
        _ => None,
    }
}

fn one(entry: &Value) -> Skipped {
    match entry {
        Value::String(name) => Skipped { name: name.clone(), reason: String::new() },
        entry => Skipped { name: string(entry, "email"), reason: string(entry, "reason") },
    }
}

/// The groups there are; null for none.
#[must_use]
pub fn group_list(obj: &Value) -> Vec<Group> {
    let rows = obj.as_array().into_iter().flatten().filter(|row| !text(row, "name").is_empty());
    rows.map(|row| Group {
        name: string(row, "name"),
        people: count(child(row, "clientCount")).unwrap_or_default(),
        used: number(row, "trafficUsed").and_then(|used| u64::try_from(used).ok()).map(Bytes),
    })
    .collect()
}

//! Taking a change of an inbound back, without taking back what others did since.

use super::json::Object;
use super::{of_row, row};
use crate::model::Inbound;
use crate::wire::lenient::{Embedded, embedded};
use serde_json::Value;

/// The parts of a row that may be JSON in a text.
const PARTS: [&str; 3] = ["settings", "streamSettings", "sniffing"];

/// The inbound as it is `now` with everything that made `after` out of `before` undone: whatever else became of it
/// since, people too, stays. `None` where one of them does not carry everything.
#[must_use]
pub fn taken_back(now: &Inbound, before: &Inbound, after: &Inbound) -> Option<Inbound> {
    let (mut own, from, to) = (row(now)?, row(before)?, row(after)?);
    let keys: Vec<&String> = from.keys().chain(to.keys().filter(|key| !from.contains_key(*key))).collect();
    for key in keys {
        let (from, to) = (from.get(key), to.get(key));
        if PARTS.contains(&key.as_str()) {
            part(&mut own, key, from, to);
        } else {
            undo(&mut own, key, from, to);
        }
    }
    let mut back = of_row(now, own);
    // What the model holds beside the JSON.
    fn pick<T: PartialEq + Clone>(now: &mut T, before: &T, after: &T) {
        if before != after {
            now.clone_from(before);
        }
    }
    pick(&mut back.remark, &before.remark, &after.remark);
    pick(&mut back.listen, &before.listen, &after.listen);
    pick(&mut back.port, &before.port, &after.port);
    pick(&mut back.quota, &before.quota, &after.quota);
    pick(&mut back.expiry, &before.expiry, &after.expiry);
    Some(back)
}

/// One of the JSON parts, whatever shape each has.
fn part(own: &mut Object, key: &str, from: Option<&Value>, to: Option<&Value>) {
    let open = |value: Option<&Value>| match embedded(value.unwrap_or(&Value::Null)) {
        Embedded::Json(json) => Some(json),
        Embedded::Nothing => Some(Value::Object(Object::new())),
        Embedded::Broken => None,
    };
    if from == to {
        return;
    }
    let as_text = own.get(key).is_some_and(Value::is_string);
    match (open(own.get(key)), open(from), open(to)) {
        (Some(mut now), Some(from), Some(to)) => {
            step(&mut now, &from, &to);
            own.insert(key.to_owned(), if as_text { Value::String(now.to_string()) } else { now });
        }
        _ => undo(own, key, from, to),
    }
}

/// Undoes the step from one to the other in what is there now.
fn step(now: &mut Value, from: &Value, to: &Value) {
    match (now, from, to) {
        (Value::Object(now), Value::Object(from), Value::Object(to)) => {
            for key in from.keys().chain(to.keys().filter(|key| !from.contains_key(*key))) {
                undo(now, key, from.get(key), to.get(key));
            }
        }
        (Value::Array(now), Value::Array(from), Value::Array(to)) if named(from) && named(to) => {
            for entry in now {
                let one = |list: &[Value]| list.iter().find(|other| name(other) == name(entry)).cloned();
                if let (Some(from), Some(to)) = (one(from), one(to)) {
                    step(entry, &from, &to);
                }
            }
        }
        (now, from, to) if from != to => now.clone_from(from),
        _ => {}
    }
}

fn undo(now: &mut Object, key: &str, from: Option<&Value>, to: Option<&Value>) {
    match (from, to) {
        (from, to) if from == to => {}
        (Some(from), Some(to)) => match now.get_mut(key) {
            Some(now) => step(now, from, to),
            None => drop(now.insert(key.to_owned(), from.clone())),
        },
        (Some(from), None) => drop(now.insert(key.to_owned(), from.clone())),
        (None, _) => drop(now.remove(key)),
    }
}

/// People by name: a list that is not replaced as a whole.
fn named(list: &[Value]) -> bool {
    !list.is_empty() && list.iter().all(|entry| name(entry).is_some())
}

fn name(entry: &Value) -> Option<&str> {
    entry.get("email").and_then(Value::as_str)
}

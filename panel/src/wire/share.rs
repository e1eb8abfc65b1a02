//! JSON inside links: the `extra` of an XHTTP transport.

use super::lenient::child;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Members of `xhttpSettings` a client must know. What only the server reads stays out.
const SHARED: [&str; 21] = [
    "downloadSettings",
    "scMaxEachPostBytes",
    "scMinPostsIntervalMs",
    "seqKey",
    "seqPlacement",
    "sessionIDKey",
    "sessionIDLength",
    "sessionIDPlacement",
    "sessionIDTable",
    "sessionKey",
    "sessionPlacement",
    "uplinkDataKey",
    "uplinkDataPlacement",
    "uplinkHTTPMethod",
    "xPaddingBytes",
    "xPaddingHeader",
    "xPaddingKey",
    "xPaddingMethod",
    "xPaddingObfsMode",
    "xPaddingPlacement",
    "xmux",
];

/// Members Xray reads as a number or a range of numbers.
const RANGES: [&str; 5] =
    ["xPaddingBytes", "scMaxEachPostBytes", "scMinPostsIntervalMs", "scStreamUpServerSecs", "sessionIDLength"];

/// What a link's `extra` says of these `xhttpSettings`: compact JSON with sorted keys, empty where nothing needs to
/// be said. Values equal to the core's own defaults are left out.
#[must_use]
pub fn extra(settings: &Value) -> String {
    let mut extra = Map::new();
    let mut keep = |key: &str, value: Value| {
        extra.insert(key.to_owned(), value);
    };
    for key in SHARED {
        let value = child(settings, key);
        if !is_default(key, value) {
            keep(key, value.clone());
        }
    }
    if child(settings, "noGRPCHeader").as_bool() == Some(true) {
        keep("noGRPCHeader", Value::Bool(true));
    }
    let chunk = child(settings, "uplinkChunkSize");
    if !is_empty(chunk) && plain(chunk) != "0" {
        keep("uplinkChunkSize", chunk.clone());
    }
    if let Some(headers) = headers(child(settings, "headers")) {
        keep("headers", headers);
    }
    if extra.is_empty() { String::new() } else { Value::Object(sorted(extra)).to_string() }
}

/// The padding a link's `extra` speaks of, empty where it does not.
#[must_use]
pub fn padding(extra: &str) -> String {
    let extra: Value = serde_json::from_str(extra).unwrap_or_default();
    match child(&extra, "xPaddingBytes") {
        Value::Null => String::new(),
        value => plain(value),
    }
}

/// A JSON object out of a link as compact text with sorted keys, without a `mode` equal to the one given; empty where
/// nothing is left. `None` for anything but an object.
#[must_use]
pub fn canonical(text: &str, mode: &str) -> Option<String> {
    let Ok(Value::Object(mut members)) = serde_json::from_str(text) else { return None };
    if members.get("mode").and_then(Value::as_str) == Some(mode) {
        members.remove("mode");
    }
    Some(if members.is_empty() { String::new() } else { sorted_deeply(Value::Object(members)).to_string() })
}

/// Whether a member belongs to an XHTTP `extra`; a VMess link has them among its other members.
#[must_use]
pub fn is_shared(key: &str) -> bool {
    SHARED.contains(&key) || matches!(key, "noGRPCHeader" | "uplinkChunkSize" | "headers")
}

/// The same value with all keys in order, whatever order the map keeps. Its depth is bounded by the JSON reader's.
fn sorted_deeply(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members = sorted(members);
            members.values_mut().for_each(|value| *value = sorted_deeply(value.take()));
            Value::Object(members)
        }
        Value::Array(members) => Value::Array(members.into_iter().map(sorted_deeply).collect()),
        other => other,
    }
}

/// The first member that must be a number or a range of numbers and is not.
#[must_use]
pub fn bad_range(settings: &Value) -> Option<&'static str> {
    RANGES.into_iter().find(|key| {
        let value = child(settings, key);
        match value {
            Value::Null | Value::Number(_) => false,
            Value::String(text) => !text.is_empty() && !is_range(text),
            _ => true,
        }
    })
}

fn is_range(text: &str) -> bool {
    text.split('-').count() <= 2 && text.split('-').all(|end| end.trim().parse::<i32>().is_ok())
}

fn is_default(key: &str, value: &Value) -> bool {
    is_empty(value)
        || match key {
            "scMaxEachPostBytes" => plain(value) == "1000000",
            "scMinPostsIntervalMs" => plain(value) == "30",
            _ => false,
        }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(members) => members.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Headers other than `Host`, which has its own key in a link.
fn headers(value: &Value) -> Option<Value> {
    let mut headers = value.as_object()?.clone();
    headers.retain(|name, _| !name.eq_ignore_ascii_case("host"));
    (!headers.is_empty()).then_some(Value::Object(headers))
}

/// The same members in the order of their keys, whatever order the map keeps.
fn sorted(map: Map<String, Value>) -> Map<String, Value> {
    // Put in one by one: collecting or sorting would each bring a copy of the standard sort into the bundle.
    let mut members = BTreeMap::new();
    for (key, value) in map {
        members.insert(key, value);
    }
    let mut sorted = Map::new();
    for (key, value) in members {
        sorted.insert(key, value);
    }
    sorted
}

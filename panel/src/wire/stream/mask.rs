//! `finalmask`: the masks themselves and the part of them a link shares.

use crate::model::stream::{FinalMask, Mask};
use crate::model::{Opaque, Secret};
use crate::wire::lenient::{array, child, string, text};
use serde_json::{Map, Value};

/// The masks of an opened `streamSettings.finalmask`.
pub(super) fn decode(mask: &Value) -> FinalMask {
    let hop = child(child(mask, "quicParams"), "udpHop");
    FinalMask {
        tcp: masks(mask, "tcp"),
        udp: masks(mask, "udp"),
        hop_ports: ports(child(hop, "ports")),
        hop_interval: least(child(hop, "interval")),
        shared: shared(mask),
    }
}

fn masks(mask: &Value, key: &str) -> Vec<Mask> {
    named(mask, key).map(one).collect()
}

fn named<'a>(mask: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    array(mask, key).iter().filter(|entry| !text(entry, "type").is_empty())
}

fn one(entry: &Value) -> Mask {
    let settings = child(entry, "settings");
    let password = [text(settings, "password"), text(settings, "value")];
    Mask {
        kind: string(entry, "type"),
        header: string(settings, "header"),
        password: Secret::new(password.into_iter().find(|p| !p.is_empty()).unwrap_or_default()),
    }
}

/// Ports as a text; a bare number is one port.
fn ports(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The lower end of a range, or the number itself.
fn least(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.split('-').next()?.trim().parse().ok(),
        _ => None,
    }
}

/// What clients get: masks with a name, each reduced to name and settings, and the QUIC parameters. Empty where
/// nothing is left, as the panel's subscription server does it.
fn shared(mask: &Value) -> Opaque {
    let mut shared = Map::new();
    for key in ["tcp", "udp"] {
        let kept: Vec<Value> = named(mask, key).map(reduced).collect();
        if !kept.is_empty() {
            shared.insert(key.to_owned(), Value::Array(kept));
        }
    }
    if let Value::Object(quic) = child(mask, "quicParams")
        && !quic.is_empty()
    {
        shared.insert("quicParams".to_owned(), Value::Object(quic.clone()));
    }
    let shared = Value::Object(shared);
    Opaque(if has_content(&shared) { shared.to_string() } else { String::new() })
}

fn reduced(entry: &Value) -> Value {
    let mut reduced = Map::new();
    if let Value::Object(settings) = child(entry, "settings")
        && !settings.is_empty()
    {
        reduced.insert("settings".to_owned(), Value::Object(settings.clone()));
    }
    reduced.insert("type".to_owned(), child(entry, "type").clone());
    Value::Object(reduced)
}

fn has_content(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(members) => members.iter().any(has_content),
        Value::Object(members) => members.values().any(has_content),
        _ => true,
    }
}

//! What a panel pushes through its WebSocket (v2.8.6+).

use super::lenient::{array, child, flag, number, text};
use super::people::names;
use super::status;
use crate::model::push::{Counted, Push};
use crate::model::{Bytes, Status, Traffic};
use serde_json::Value;

/// Reads one frame. `None` for what is none, or says nothing the app listens to.
#[must_use]
pub fn decode(frame: &str) -> Option<Push> {
    let frame: Value = serde_json::from_str(frame).ok()?;
    let payload = child(&frame, "payload");
    Some(match text(&frame, "type") {
        "status" => Push::Status(Box::new(status(payload)?)),
        "traffic" => {
            let deltas = counted(payload, "clientTraffics", "email");
            Push::Traffic { deltas, online: names(child(payload, "onlineClients")) }
        }
        "client_stats" => Push::Totals {
            people: counted(payload, "clients", "email"),
            inbounds: counted(payload, "inbounds", "id"),
            complete: flag(payload, "snapshot"),
        },
        "invalidate" => Push::Stale(text(payload, "type").to_owned()),
        "inbounds" => Push::Stale("inbounds".to_owned()),
        "xray_state" => Push::XrayAsked,
        _ => return None,
    })
}

fn status(payload: &Value) -> Option<Status> {
    status::decode(payload).ok().flatten()
}

fn counted(payload: &Value, list: &str, key: &str) -> Vec<Counted> {
    let rows = array(payload, list).iter();
    rows.filter_map(|row| {
        let whose = match child(row, key) {
            Value::String(name) if !name.is_empty() => name.clone(),
            Value::Number(id) => id.to_string(),
            _ => return None,
        };
        Some(Counted { whose, traffic: Traffic { up: bytes(row, "up"), down: bytes(row, "down") } })
    })
    .collect()
}

fn bytes(row: &Value, key: &str) -> Bytes {
    Bytes(number(row, key).and_then(|n| u64::try_from(n).ok()).unwrap_or_default())
}

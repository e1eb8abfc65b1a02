//! What a panel pushes through its WebSocket (v2.8.6+).

use super::lenient::{array, child, flag, number, text};
use super::people::names;
use super::status;
use crate::model::push::{Asked, Counted, Push};
use crate::model::{Bytes, Millis, Status, Traffic};
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
        "xray_state" => Push::XrayAsked(match text(payload, "state") {
            "running" => Asked::Start,
            "stop" => Asked::Stop,
            "error" => Asked::Refused(text(payload, "errorMsg").to_owned()),
            _ => return None,
        }),
        // What went well is said of orders only, as `xray_state` says it, and is as little proof.
        "notification" if text(payload, "level") == "error" => {
            let said = [text(payload, "title"), text(payload, "message")].map(str::trim);
            Push::Trouble(said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": "))
        }
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
        let traffic = Traffic { up: bytes(row, "up"), down: bytes(row, "down") };
        let last_online = number(row, "lastOnline").filter(|at| *at > 0).map(Millis);
        Some(Counted { whose, traffic, last_online })
    })
    .collect()
}

fn bytes(row: &Value, key: &str) -> Bytes {
    Bytes(number(row, key).and_then(|n| u64::try_from(n).ok()).unwrap_or_default())
}

//! A whole inbound as form fields. A panel replaces everything with what is sent, so everything is: what the app
//! changed from the model, the rest as the panel gave it, keys it does not know included.

use crate::api::Fields;
use crate::model::{Inbound, Traffic};
use serde_json::{Map, Value};

/// What the panel counts or works out itself.
const OWN: [&str; 7] =
    ["id", "clientStats", "allTime", "lastTrafficResetTime", "originNodeGuid", "fallbackParent", "userId"];

/// Where an update differs from the inbound itself.
#[derive(Clone, Copy, Default)]
pub struct Overlay {
    /// Switched on or off.
    pub enabled: Option<bool>,
    /// Counters to write (before v3.0.0).
    pub traffic: Option<Traffic>,
}

/// The fields of a full update; `None` where the inbound does not carry everything (see [`Inbound::slim`]).
#[must_use]
pub fn fields(inbound: &Inbound, overlay: Overlay) -> Option<Fields> {
    let mut row = match serde_json::from_str(&inbound.raw.0) {
        Ok(Value::Object(row)) if !inbound.slim && row.contains_key("settings") => row,
        _ => return None,
    };
    row.retain(|key, _| !OWN.contains(&key.as_str()));
    write(&mut row, inbound, overlay);
    Some(row.into_iter().filter_map(|(key, value)| Some((key.clone().into(), field(&key, value)?))).collect())
}

fn write(row: &mut Map<String, Value>, inbound: &Inbound, overlay: Overlay) {
    let mut set = |key: &str, value: Value| drop(row.insert(key.to_owned(), value));
    set("remark", inbound.remark.as_str().into());
    set("enable", overlay.enabled.unwrap_or(inbound.enabled).into());
    set("listen", inbound.listen.as_str().into());
    set("port", inbound.port.into());
    set("total", inbound.quota.to_panel().into());
    set("expiryTime", inbound.expiry.to_panel().into());
    if let Some(traffic) = overlay.traffic {
        set("up", traffic.up.0.into());
        set("down", traffic.down.0.into());
    }
}

/// One value as a form carries it. What is no plain value and none of the three JSON texts cannot be sent this way.
fn field(key: &str, value: Value) -> Option<String> {
    match (key, value) {
        // C1 shows the empty object of a protocol without transport as null.
        ("settings" | "streamSettings" | "sniffing", Value::Null) => Some("{}".to_owned()),
        ("settings" | "streamSettings" | "sniffing", object @ Value::Object(_)) => Some(object.to_string()),
        (_, Value::String(text)) => Some(text),
        (_, scalar @ (Value::Bool(_) | Value::Number(_))) => Some(scalar.to_string()),
        _ => None,
    }
}

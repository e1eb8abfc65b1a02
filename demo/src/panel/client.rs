//! A client inside `settings.clients[]`: reading it leniently, and the shapes the panel writes it in.

use crate::config::Dialect;
use crate::http::input::mistyped;
use crate::http::reply::Refusal;
use serde_json::{Map, Value, json};

/// A text of a client; anything else counts as empty.
pub fn text<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A whole number of a client; anything else counts as 0, as old panels take it.
pub fn int(entry: &Value, name: &str) -> i64 {
    entry.get(name).and_then(Value::as_i64).unwrap_or_default()
}

/// A truth of a client; anything else counts as false.
pub fn truth(entry: &Value, name: &str) -> bool {
    entry.get(name).and_then(Value::as_bool).unwrap_or_default()
}

const TEXTS: [&str; 5] = ["id", "security", "password", "flow", "auth"];

/// A client through the panel's own type: unknown keys are lost, timestamps added.
pub fn shaped(entry: &Value, dialect: Dialect, second: i64) -> Value {
    let mut out = Map::new();
    for name in TEXTS {
        let value = text(entry, name);
        let shown = match dialect {
            Dialect::A => name != "auth",
            _ => name == "security" || !value.is_empty(),
        };
        if shown {
            out.insert(name.into(), value.into());
        }
    }
    out.insert("email".into(), text(entry, "email").into());
    for name in ["limitIp", "totalGB", "expiryTime"] {
        out.insert(name.into(), int(entry, name).into());
    }
    out.insert("enable".into(), truth(entry, "enable").into());
    out.insert("tgId".into(), int(entry, "tgId").into());
    out.insert("subId".into(), text(entry, "subId").into());
    if dialect.modern() && !text(entry, "group").is_empty() {
        out.insert("group".into(), text(entry, "group").into());
    }
    out.insert("comment".into(), text(entry, "comment").into());
    out.insert("reset".into(), int(entry, "reset").into());
    let created = int(entry, "created_at");
    out.insert("created_at".into(), json!(if created == 0 { second } else { created }));
    let updated = int(entry, "updated_at");
    out.insert("updated_at".into(), json!(if updated == 0 { second } else { updated }));
    Value::Object(out)
}

/// Refuses values of the wrong type, as the newest panels do.
pub fn check_types(entry: &Value) -> Result<(), Refusal> {
    let Value::Object(map) = entry else {
        return Err(Refusal::foreign(format!(
            "json: cannot unmarshal {} into Go value of type model.Client",
            crate::http::input::kind(entry)
        )));
    };
    for (name, value) in map {
        let wanted = match name.as_str() {
            "id" | "security" | "password" | "flow" | "auth" | "email" | "subId" | "comment" | "group" | "secret" => {
                "string"
            }
            "limitIp" | "reset" => "int",
            "totalGB" | "expiryTime" | "tgId" | "created_at" | "updated_at" => "int64",
            "enable" => "bool",
            _ => continue,
        };
        let fits = match wanted {
            "string" => value.is_string(),
            "bool" => value.is_boolean(),
            _ => value.is_i64(),
        };
        if !fits && !value.is_null() {
            return Err(mistyped(value, &format!("Client.{name}"), wanted));
        }
    }
    Ok(())
}

/// Refuses names the newest panels do not take.
pub fn check_name(email: &str) -> Result<(), Refusal> {
    if email.is_empty() {
        return Err(Refusal::own("client email is required"));
    }
    if email.chars().any(|c| c.is_whitespace() || c.is_control() || c == '/' || c == '\\') {
        return Err(Refusal::own(format!("client email contains an invalid character: {email}")));
    }
    Ok(())
}

//! The three JSON fields of an inbound: kept as sent, or as a value once the panel has rewritten them.

use serde_json::{Map, Value};

/// Text as it came, or a value that is written out in the panel's own layout.
#[derive(Clone, Debug)]
pub enum Doc {
    /// As sent; perhaps not JSON at all.
    Text(String),
    /// Rewritten by the panel.
    Json(Value),
}

impl Doc {
    /// The value, if this is JSON.
    pub fn value(&self) -> Option<Value> {
        match self {
            Doc::Text(text) => serde_json::from_str(text).ok(),
            Doc::Json(value) => Some(value.clone()),
        }
    }

    /// The text: rewritten documents with two blanks of indent.
    pub fn text(&self) -> String {
        match self {
            Doc::Text(text) => text.clone(),
            Doc::Json(value) => go_pretty(value),
        }
    }

    /// As an answer of the newest panels: an object, or null where there is nothing.
    pub fn object(&self) -> Value {
        match self {
            Doc::Json(value) => value.clone(),
            Doc::Text(text) if text.trim().is_empty() => Value::Null,
            Doc::Text(text) => serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone())),
        }
    }

    /// Whether the text is JSON (an empty text counts as nothing, not as broken).
    pub fn is_json(&self) -> bool {
        match self {
            Doc::Text(text) => text.is_empty() || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(),
            Doc::Json(_) => true,
        }
    }

    /// The object to change in place; text becomes a value. `None` where it is no object.
    pub fn edit(&mut self) -> Option<&mut Map<String, Value>> {
        if let Doc::Text(text) = self {
            *self = Doc::Json(serde_json::from_str(text).ok()?);
        }
        match self {
            Doc::Json(Value::Object(map)) => Some(map),
            _ => None,
        }
    }

    /// The clients inside, if this has a list of them.
    pub fn clients(&self) -> &[Value] {
        match self {
            Doc::Json(value) => value.get("clients").and_then(Value::as_array).map_or(&[], Vec::as_slice),
            Doc::Text(_) => &[],
        }
    }

    /// The clients inside, to change.
    pub fn clients_mut(&mut self) -> Option<&mut Vec<Value>> {
        match self {
            Doc::Json(value) => value.get_mut("clients").and_then(Value::as_array_mut),
            Doc::Text(_) => None,
        }
    }
}

/// Keys in alphabetical order, all the way down: what a Go map prints.
pub fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(pairs.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// Go's layout with two blanks, with its escapes for the characters HTML cares about.
fn go_pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    if text.contains(['<', '>', '&']) {
        text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    } else {
        text
    }
}

/// What Go's decoder says of text that is not JSON.
pub fn go_error(text: &str) -> String {
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Err(error) if !error.is_eof() => {
            let at = text.lines().take(error.line() - 1).map(|line| line.len() + 1).sum::<usize>() + error.column();
            let found = text.as_bytes().get(at.saturating_sub(1)).map_or(' ', |byte| char::from(*byte));
            format!("invalid character '{found}' looking for beginning of value")
        }
        _ => "unexpected end of JSON input".to_string(),
    }
}

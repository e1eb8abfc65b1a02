//! A read link as JSON, the form in which tables of links state what a link means (share link spec §10).

use crate::link::Parsed;
use serde_json::{Map, Value};

/// The object `{scheme, credential, host, port, remark, params}`. It holds the credential: for tests and for an
/// export the person asks for, not for a log.
#[must_use]
pub fn expected(link: &Parsed) -> Value {
    let params: Map<String, Value> = link.params.iter().map(|(key, value)| (key.clone(), param(key, value))).collect();
    let mut object = Map::new();
    for (key, value) in [
        ("scheme", Value::from(link.scheme.name())),
        ("credential", Value::from(link.credential.expose())),
        ("host", Value::from(link.host.as_str())),
        ("port", Value::from(link.port)),
        ("remark", Value::from(link.remark.as_str())),
        ("params", Value::Object(params)),
    ] {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

fn param(key: &str, value: &str) -> Value {
    match key {
        "extra" | "fm" => serde_json::from_str(value).unwrap_or_else(|_| Value::from(value)),
        _ => Value::from(value),
    }
}

//! The JSON inside a `vmess://` link, read.

use crate::wire::lenient::child;
use crate::wire::share;
use serde_json::{Map, Value};

/// What such a link says, read. Values are as in the link; nothing is judged here.
pub struct VmessRead {
    /// Name.
    pub name: String,
    /// Address.
    pub host: String,
    /// Port as text; empty where it is missing or neither text nor number.
    pub port: String,
    /// User id.
    pub id: String,
    /// The rest, under the names web-form links have for it, without empty values.
    pub params: Vec<(String, String)>,
    /// A key whose value should be a text and is an array or an object.
    pub odd: Option<&'static str>,
}

/// Reads the JSON. `None` when it is no JSON object.
#[must_use]
pub fn decode(json: &[u8]) -> Option<VmessRead> {
    let object: Value = serde_json::from_slice(json).ok().filter(Value::is_object)?;
    let get = |key: &str| scalar(child(&object, key));
    let mut read = VmessRead {
        name: get("ps"),
        host: get("add"),
        port: get("port"),
        id: get("id"),
        params: Vec::new(),
        odd: TEXTS.into_iter().find(|key| matches!(child(&object, key), Value::Array(_) | Value::Object(_))),
    };
    let network = match get("net") {
        name if name.is_empty() => "tcp".to_owned(),
        name => name,
    };
    let tls = match get("tls") {
        name if name.is_empty() => "none".to_owned(),
        name => name,
    };
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            read.params.push((key.to_owned(), value));
        }
    };
    transport(&object, &network, &mut put);
    for key in ["sni", "fp", "alpn", "ech", "vcn", "pcs"] {
        put(key, if tls == "none" { String::new() } else { get(key) });
    }
    for (key, value) in [("net", network), ("scy", get("scy")), ("security", tls), ("fm", get("fm"))] {
        put(key, value);
    }
    for key in ["insecure", "allowInsecure", "allow_insecure"] {
        put(key, get(key));
    }
    Some(read)
}

const TEXTS: [&str; 19] = [
    "ps",
    "add",
    "port",
    "id",
    "scy",
    "net",
    "type",
    "host",
    "path",
    "tls",
    "sni",
    "alpn",
    "fp",
    "mode",
    "authority",
    "ech",
    "vcn",
    "pcs",
    "fm",
];

/// The keys that mean something else under each transport.
fn transport(object: &Value, network: &str, put: &mut impl FnMut(&str, String)) {
    let get = |key: &str| scalar(child(object, key));
    let either = |keys: [&str; 2]| keys.into_iter().map(get).find(|value| !value.is_empty()).unwrap_or_default();
    match network {
        "grpc" | "gun" => {
            put("serviceName", get("path"));
            put("authority", either(["authority", "host"]));
            put(
                "mode",
                if get("type") == "multi" || get("mode") == "multi" { "multi".to_owned() } else { String::new() },
            );
        }
        "kcp" | "mkcp" => {
            for (key, name) in [("headerType", "type"), ("seed", "path"), ("mtu", "mtu"), ("tti", "tti")] {
                put(key, get(name));
            }
        }
        "xhttp" | "splithttp" => {
            let mode = either(["mode", "type"]);
            put("mode", if mode == "none" { String::new() } else { mode });
            put("extra", extra(object));
            for key in ["host", "path", "x_padding_bytes"] {
                put(key, get(key));
            }
        }
        _ => {
            put("headerType", if matches!(network, "tcp" | "raw") { get("type") } else { String::new() });
            put("host", get("host"));
            put("path", get("path"));
        }
    }
}

/// The XHTTP members that stand among the others, as an object again.
fn extra(object: &Value) -> String {
    let mut members = Map::new();
    for (key, value) in object.as_object().into_iter().flatten().filter(|(key, _)| share::is_shared(key)) {
        members.insert(key.clone(), value.clone());
    }
    if members.is_empty() { String::new() } else { Value::Object(members).to_string() }
}

/// A text, number or flag as text.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => String::new(),
    }
}

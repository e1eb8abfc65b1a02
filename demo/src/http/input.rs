//! A request as a handler sees it, and its body read the way Go's binding reads it.

use super::reply::Refusal;
use serde_json::{Map, Value};

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// GET, POST …
    pub method: String,
    /// The path behind the base, decoded.
    pub path: String,
    /// The whole path, for the log.
    pub whole: String,
    /// The query, decoded.
    pub query: Vec<(String, String)>,
    /// The `Content-Type`.
    pub media: String,
    /// The `Accept` header.
    pub accept: String,
    /// The `Cookie` header.
    pub cookie: String,
    /// The `Authorization` header.
    pub authorization: String,
    /// The `X-CSRF-Token` header.
    pub csrf: String,
    /// Whether `X-Requested-With: XMLHttpRequest` was sent.
    pub xhr: bool,
    /// The `Host` header.
    pub host: String,
    /// Whose connection it is.
    pub address: String,
    /// The body.
    pub body: Vec<u8>,
}

/// The fields of a form or of a JSON object.
#[derive(Clone, Debug)]
pub struct Fields {
    /// Whether they came as text (a form).
    form: bool,
    map: Map<String, Value>,
}

/// Undoes percent-encoding (and `+`, in forms).
pub fn decode(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |index: usize| bytes.get(index).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) if plus => out.push(b' '),
            (byte, ..) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The pairs of a query or a form.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| (decode(key, true), decode(value, true)))
        .collect()
}

impl Input {
    /// A value of the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON, whatever it calls itself.
    pub fn json(&self) -> Result<Value, Refusal> {
        if self.body.is_empty() {
            return Err(Refusal::foreign("EOF"));
        }
        serde_json::from_slice(&self.body)
            .map_err(|_| Refusal::foreign(crate::doc::go_error(&String::from_utf8_lossy(&self.body))))
    }

    /// The fields of the body: JSON when it says so, else a form.
    pub fn fields(&self) -> Result<Fields, Refusal> {
        if self.media.starts_with("application/json") {
            return match self.json()? {
                Value::Object(map) => Ok(Fields { form: false, map }),
                other => Err(Refusal::foreign(format!("json: cannot unmarshal {} into Go value", kind(&other)))),
            };
        }
        let text = String::from_utf8_lossy(&self.body);
        let mut map = Map::new();
        for (key, value) in multipart(&self.media, &text).unwrap_or_else(|| pairs(&text)) {
            match map.get_mut(&key) {
                Some(Value::Array(more)) => more.push(value.into()),
                Some(first) => *first = Value::Array(vec![first.take(), value.into()]),
                None => {
                    map.insert(key, value.into());
                }
            }
        }
        Ok(Fields { form: true, map })
    }
}

/// The simple parts of a multipart form.
fn multipart(media: &str, body: &str) -> Option<Vec<(String, String)>> {
    let boundary = media.strip_prefix("multipart/form-data")?.split_once("boundary=")?.1.trim_matches('"');
    let mut found = Vec::new();
    for part in body.split(&format!("--{boundary}")) {
        if let Some((head, value)) = part.split_once("\r\n\r\n")
            && let Some((_, name)) = head.split_once("name=\"")
        {
            let name = name.split('"').next().unwrap_or_default();
            found.push((name.to_string(), value.strip_suffix("\r\n").unwrap_or(value).to_string()));
        }
    }
    Some(found)
}

/// Go's word for a JSON value.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Go's complaint about a value of the wrong type.
pub fn mistyped(value: &Value, field: &str, wanted: &str) -> Refusal {
    let what = match value {
        Value::Number(number) if wanted.starts_with("int") => format!("number {number}"),
        other => kind(other).to_string(),
    };
    Refusal::foreign(format!("json: cannot unmarshal {what} into Go struct field {field} of type {wanted}"))
}

impl Fields {
    /// A value as it came.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.map.get(name)
    }

    /// Whether the field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// The object behind the fields.
    pub fn map(&self) -> &Map<String, Value> {
        &self.map
    }

    /// A text; missing is empty.
    pub fn text(&self, name: &str, owner: &str) -> Result<String, Refusal> {
        match self.map.get(name) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Array(many)) if self.form => Ok(many[0].as_str().unwrap_or_default().to_string()),
            Some(other) => Err(mistyped(other, &format!("{owner}.{name}"), "string")),
        }
    }

    /// A whole number; missing and empty are 0.
    pub fn int(&self, name: &str, owner: &str) -> Result<i64, Refusal> {
        match self.map.get(name) {
            None | Some(Value::Null) => Ok(0),
            Some(Value::String(text)) if self.form => parse_int(text),
            Some(Value::Number(number)) if number.is_i64() => Ok(number.as_i64().unwrap_or_default()),
            Some(other) => Err(mistyped(other, &format!("{owner}.{name}"), "int")),
        }
    }

    /// A truth; missing and empty are false.
    pub fn bool(&self, name: &str, owner: &str) -> Result<bool, Refusal> {
        match self.map.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(value)) => Ok(*value),
            Some(Value::String(text)) if self.form => match text.as_str() {
                "true" | "1" | "t" | "T" | "TRUE" | "True" => Ok(true),
                "" | "false" | "0" | "f" | "F" | "FALSE" | "False" => Ok(false),
                other => Err(Refusal::foreign(format!("strconv.ParseBool: parsing {other:?}: invalid syntax"))),
            },
            Some(other) => Err(mistyped(other, &format!("{owner}.{name}"), "bool")),
        }
    }

    /// Several texts: a JSON array, or a form field sent more than once.
    pub fn texts(&self, name: &str) -> Vec<String> {
        match self.map.get(name) {
            Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(String::from).collect(),
            Some(Value::String(one)) => vec![one.clone()],
            _ => Vec::new(),
        }
    }
}

/// Go's `ParseInt`; the empty text of a form is 0.
pub fn parse_int(text: &str) -> Result<i64, Refusal> {
    if text.is_empty() {
        return Ok(0);
    }
    text.parse().map_err(|_| Refusal::foreign(format!("strconv.ParseInt: parsing {text:?}: invalid syntax")))
}

/// Go's `Atoi`, as used on path parameters.
pub fn atoi(text: &str) -> Result<i64, Refusal> {
    text.parse().map_err(|_| Refusal::foreign(format!("strconv.Atoi: parsing {text:?}: invalid syntax")))
}

//! Reads single keys of a JSON object. A key of the wrong type counts as missing: panels of ten years wrote these
//! objects, and one odd key must not hide the rest.

use serde_json::Value;

/// Stands for every missing object.
static NOTHING: Value = Value::Null;

/// What a field that may be JSON text, an object, null or empty turned out to be.
pub enum Embedded {
    /// An object (or array), however it was carried.
    Json(Value),
    /// Missing, null or an empty text.
    Nothing,
    /// A text that is not JSON.
    Broken,
}

/// Opens `settings`, `streamSettings` or `sniffing` in any of their shapes.
#[must_use]
pub fn embedded(value: &Value) -> Embedded {
    match value {
        Value::String(text) if text.trim().is_empty() => Embedded::Nothing,
        Value::String(text) => match serde_json::from_str(text) {
            Ok(Value::Null) => Embedded::Nothing,
            Ok(json) => Embedded::Json(json),
            Err(_) => Embedded::Broken,
        },
        Value::Object(_) | Value::Array(_) => Embedded::Json(value.clone()),
        _ => Embedded::Nothing,
    }
}

/// The value under a key, null where there is none.
#[must_use]
pub fn child<'a>(object: &'a Value, key: &str) -> &'a Value {
    object.get(key).unwrap_or(&NOTHING)
}

/// The text under a key, empty where there is none.
#[must_use]
pub fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    child(object, key).as_str().unwrap_or_default()
}

/// The same as an owned value.
#[must_use]
pub fn string(object: &Value, key: &str) -> String {
    text(object, key).to_owned()
}

/// A whole number, also written as text or with a zero fraction.
#[must_use]
pub fn number(object: &Value, key: &str) -> Option<i64> {
    match child(object, key) {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn whole(number: f64) -> Option<i64> {
    // 2^53: beyond it a float no longer names one integer.
    (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}

/// A number that cannot be negative; anything else is 0.
#[must_use]
pub fn unsigned(object: &Value, key: &str) -> u32 {
    number(object, key).and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

/// A flag, false where there is none.
#[must_use]
pub fn flag(object: &Value, key: &str) -> bool {
    child(object, key).as_bool().unwrap_or_default()
}

/// The texts of an array; other members are left out.
#[must_use]
pub fn list(object: &Value, key: &str) -> Vec<String> {
    array(object, key).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The texts of an array, or of one text that joins them by commas.
#[must_use]
pub fn list_or_joined(object: &Value, key: &str) -> Vec<String> {
    match child(object, key) {
        Value::String(joined) => {
            joined.split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
        }
        _ => list(object, key),
    }
}

/// The members of an array, none where there is none.
#[must_use]
pub fn array<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    child(object, key).as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The first non-empty text under a key in one of two objects.
#[must_use]
pub fn first_text(objects: [&Value; 2], key: &str) -> String {
    objects.into_iter().map(|object| text(object, key)).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

/// The header `Host` in any letter case, a text or the first of an array.
#[must_use]
pub fn host_header(headers: &Value) -> Option<String> {
    let (_, value) = headers.as_object()?.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"))?;
    match value {
        Value::Array(hosts) => hosts.first().and_then(Value::as_str).map(str::to_owned).or(Some(String::new())),
        other => Some(other.as_str().unwrap_or_default().to_owned()),
    }
}

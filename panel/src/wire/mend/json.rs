//! Writing into JSON of any shape: what is missing is made, what is of the wrong kind gives way.

use crate::wire::lenient::{Embedded, embedded};
use serde_json::{Map, Value};

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// Changes one of the JSON parts of a row, and leaves it a text where it was one.
pub(super) fn part(row: &mut Object, key: &str, change: &mut dyn FnMut(&mut Object) -> Option<()>) -> Option<()> {
    let before = row.get(key).unwrap_or(&Value::Null);
    let mut opened = match embedded(before) {
        Embedded::Json(Value::Object(opened)) => opened,
        Embedded::Nothing => Object::new(),
        Embedded::Json(_) | Embedded::Broken => return None,
    };
    let as_text = before.is_string();
    change(&mut opened)?;
    let after = Value::Object(opened);
    row.insert(key.to_owned(), if as_text { Value::String(after.to_string()) } else { after });
    Some(())
}

/// The object under a key, made where there is none.
pub(super) fn object<'a>(of: &'a mut Object, key: &str) -> Option<&'a mut Object> {
    if !of.get(key).is_some_and(Value::is_object) {
        set(of, key, Value::Object(Object::new()));
    }
    of.get_mut(key)?.as_object_mut()
}

/// The objects that are there under any of these keys.
pub(super) fn present(of: &mut Object, keys: &[&str], each: &mut dyn FnMut(&mut Object)) {
    for key in keys {
        if let Some(Value::Object(object)) = of.get_mut(*key) {
            each(object);
        }
    }
}

/// The objects of a list.
pub(super) fn members(of: &mut Object, key: &str, each: &mut dyn FnMut(&mut Object)) {
    let Some(Value::Array(list)) = of.get_mut(key) else { return };
    for entry in list {
        if let Value::Object(entry) = entry {
            each(entry);
        }
    }
}

/// Sets a value.
pub(super) fn set(object: &mut Object, key: &str, value: Value) {
    object.insert(key.to_owned(), value);
}

/// Sets a text.
pub(super) fn say(object: &mut Object, key: &str, text: &str) {
    set(object, key, Value::String(text.to_owned()));
}

/// A list of texts.
pub(super) fn list<T: AsRef<str>>(texts: &[T]) -> Value {
    Value::Array(texts.iter().map(|text| Value::String(text.as_ref().to_owned())).collect())
}

//! What the browser tells of the line. Only some do.

use leptos::prelude::window;
use panel::reconcile::Line;
use wasm_bindgen::JsValue;

/// What is known without measuring.
pub fn known() -> Line {
    let of = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let connection = of(&window().navigator(), "connection");
    if connection.is_undefined() {
        return Line::default();
    }
    Line {
        saving: of(&connection, "saveData").is_truthy(),
        kind: of(&connection, "effectiveType").as_string().unwrap_or_default(),
        ..Line::default()
    }
}

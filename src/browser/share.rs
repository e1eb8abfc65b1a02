//! The system's share sheet.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How sharing went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// The person chose where to; whether it arrived nobody can know.
    Handed,
    /// The person closed the sheet.
    Dismissed,
    /// There is no sheet, or it refused.
    Unable,
}

/// Whether this browser has a share sheet (secure pages only).
pub fn available() -> bool {
    method("share").is_some()
}

/// Opens the sheet. It must be called straight from a tap, with everything ready: browsers refuse it later.
pub fn open(title: &str, text: &str) -> Option<Promise> {
    let share = method("share")?;
    let data = Object::new();
    Reflect::set(&data, &"title".into(), &title.into()).ok()?;
    Reflect::set(&data, &"text".into(), &text.into()).ok()?;
    share.call1(&window().navigator(), &data).ok()?.dyn_into().ok()
}

/// Waits for the sheet's end.
pub async fn outcome(promise: Option<Promise>) -> Shared {
    let Some(promise) = promise else { return Shared::Unable };
    match JsFuture::from(promise).await {
        Ok(_) => Shared::Handed,
        Err(error) if is_abort(&error) => Shared::Dismissed,
        Err(_) => Shared::Unable,
    }
}

fn is_abort(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).as_deref() == Some("AbortError")
}

fn method(name: &str) -> Option<Function> {
    Reflect::get(&window().navigator(), &name.into()).ok()?.dyn_into().ok()
}

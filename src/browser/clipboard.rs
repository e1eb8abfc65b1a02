//! Copying text, telling the truth about it.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

/// Copies `text` and tells whether it really is in the clipboard. Panels often live on plain http, where the
/// Clipboard API is missing: then a selected text box and the old command are tried.
pub async fn copy(text: &str) -> bool {
    if window().is_secure_context() && JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok() {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

/// The old way. The text box must live inside an open modal dialog, since everything outside it is inert.
fn copy_by_selection(text: &str) -> Option<bool> {
    let document = document();
    let back = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("unseen");
    area.set_read_only(true);
    let host = document.query_selector("dialog:modal").ok().flatten().or_else(|| document.body().map(Into::into))?;
    host.append_child(&area).ok()?;
    area.select();
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?;
    let done = command.dyn_ref::<js_sys::Function>()?.call1(&document, &"copy".into()).ok()?.as_bool();
    area.remove();
    if let Some(element) = back.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
    done
}

//! Moving the focus.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// What has the focus, unless it is nothing in particular.
pub fn held() -> Option<HtmlElement> {
    let element = document().active_element()?.dyn_into::<HtmlElement>().ok()?;
    (element.tag_name() != "BODY").then_some(element)
}

/// Gives the focus back once what had it meanwhile is gone, unless something else has taken it.
pub fn give_back(element: HtmlElement) {
    request_animation_frame(move || keep(&element));
}

/// Gives an element the focus it has lost, and leaves the screen where it is.
pub fn keep(element: &HtmlElement) {
    if element.is_connected() && held().is_none() {
        let still = FocusOptions::new();
        still.set_prevent_scroll(true);
        let _ = element.focus_with_options(&still);
    }
}

/// Focuses the first element that matches `selector`, and tells whether there was one.
pub fn first(selector: &str) -> bool {
    document()
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Whether the focus is in something one types into.
pub fn in_text() -> bool {
    document()
        .active_element()
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

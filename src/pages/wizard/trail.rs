//! The steps in the browser's history, so that its Back and Forward walk through them. The address stays the same.

use leptos::prelude::window;
use panel::route::Route;
use wasm_bindgen::JsValue;

/// The step the history stands at, from 1.
pub fn now() -> usize {
    let state = window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL);
    let step = state.as_f64().unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a step is a small whole number")]
    let step = step as usize;
    step.max(1)
}

/// Goes on to a step.
pub fn push(step: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a step is a small whole number")]
    let state = JsValue::from_f64(step as f64);
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&state, "", Some(&Route::Wizard.href()));
    }
}

/// Goes back so many steps. The browser does it later, and says so by `popstate`.
pub fn back(steps: usize) {
    if let (Ok(history), Ok(steps)) = (window().history(), i32::try_from(steps)) {
        let _ = history.go_with_delta(-steps);
    }
}

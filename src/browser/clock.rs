//! The clock and the source of fresh random values: the two things the pure crate takes as arguments.

use panel::model::Millis;

/// Now.
pub fn now() -> Millis {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of this age fit an i64 and have no fraction")]
    Millis(js_sys::Date::now() as i64)
}

/// 16 fresh random bytes from the browser's own generator, which also works on plain http.
pub fn random() -> [u8; 16] {
    *uuid::Uuid::new_v4().as_bytes()
}

/// Resolves after `wait`.
pub async fn sleep(wait: std::time::Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        leptos::prelude::set_timeout(move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), wait);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

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

/// So long work may go on in one task, ms: a tap waits no longer, and no frame is left out twice.
const TASK: i64 = 25;

/// Cuts long work into tasks, so that the browser comes to its own in between.
pub struct Breather {
    since: Millis,
}

impl Breather {
    /// Begins now.
    pub fn new() -> Self {
        Self { since: now() }
    }

    /// Lets others have their turn, if this one has lasted. A hidden page has nobody to wait, and timers of a second.
    pub async fn breathe(&mut self) {
        if now().0.saturating_sub(self.since.0) >= TASK && !leptos::prelude::document().hidden() {
            sleep(std::time::Duration::ZERO).await;
            self.since = now();
        }
    }
}

/// Resolves after `wait`.
pub async fn sleep(wait: std::time::Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        leptos::prelude::set_timeout(move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), wait);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

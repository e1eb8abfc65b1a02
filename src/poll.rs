//! Asking again and again, but only while somebody looks, and less often when nobody answers.

use std::future::Future;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;

/// The longest pause after failures.
const LONGEST: Duration = Duration::from_secs(60);

/// A loop of questions. One is never asked before the last was answered, so answers cannot overtake each other.
#[derive(Clone, Copy)]
pub struct Poll {
    wake: StoredValue<Option<js_sys::Function>, LocalStorage>,
    due: StoredValue<bool>,
}

impl Poll {
    /// Runs `tick` now and then every `period` while `awake` holds and the page is visible. `tick` tells whether it was
    /// answered; failures double the pause, up to a minute. Ends with the reactive owner it was started under.
    pub fn start<F, Fut>(period: Signal<Duration>, awake: Signal<bool>, tick: F) -> Self
    where
        F: Fn() -> Fut + 'static,
        Fut: Future<Output = bool> + 'static,
    {
        let this = Self { wake: StoredValue::new_local(None), due: StoredValue::new(false) };
        let visible = use_visible();
        let may_run = Memo::new(move |_| awake.get() && visible.get());
        Effect::new(move |before: Option<bool>| {
            let now = may_run.get();
            if now && before == Some(false) {
                this.nudge();
            }
            now
        });
        let line = window_event_listener(leptos::ev::online, move |_| this.nudge());
        on_cleanup(move || line.remove());
        let alive = StoredValue::new(());
        spawn_local(async move {
            let mut failures = 0_u32;
            while alive.try_get_value().is_some() {
                if !may_run.try_get_untracked().unwrap_or(false) {
                    this.nap(None).await;
                    continue;
                }
                this.due.try_update_value(|due| *due = false);
                failures = if tick().await { 0 } else { failures.saturating_add(1) };
                let pause = pause(period.try_get_untracked().unwrap_or(LONGEST), failures, clock::random());
                if !this.due.try_get_value().unwrap_or(false) {
                    this.nap(Some(pause)).await;
                }
            }
        });
        this
    }

    /// Asks now, or once more right after the question under way.
    pub fn nudge(self) {
        self.due.try_update_value(|due| *due = true);
        if let Some(Some(wake)) = self.wake.try_get_value() {
            let _ = wake.call0(&wasm_bindgen::JsValue::NULL);
        }
    }

    /// Sleeps until `wait` is over or somebody nudges. Without `wait` no timer runs at all.
    async fn nap(self, wait: Option<Duration>) {
        let promise = js_sys::Promise::new(&mut |resolve, _| {
            if let Some(wait) = wait {
                let resolve = resolve.clone();
                set_timeout(move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), wait);
            }
            self.wake.try_set_value(Some(resolve));
        });
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    }
}

/// `period`, doubled for each failure in a row, spread by up to an eighth so that many pages do not ask in step.
fn pause(period: Duration, failures: u32, random: [u8; 16]) -> Duration {
    if failures == 0 {
        return period;
    }
    let doubled = period.saturating_mul(1 << failures.min(6)).min(LONGEST);
    let spread = random.first().copied().map_or(0, u32::from);
    doubled + doubled.saturating_mul(spread) / 2048
}

/// Whether the page can be seen.
pub fn use_visible() -> RwSignal<bool> {
    let visible = RwSignal::new(!document().hidden());
    let handle = window_event_listener_untyped("visibilitychange", move |_| visible.set(!document().hidden()));
    on_cleanup(move || handle.remove());
    visible
}

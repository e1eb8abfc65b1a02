//! Waiting for the screen: what stands in sight is painted before what comes next is made.

use std::time::Duration;

use leptos::prelude::*;

/// Calls back once the next frame has been painted. A hidden page paints none.
pub fn after(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Holds once the next frame has been painted.
pub fn painted() -> RwSignal<bool> {
    let painted = RwSignal::new(false);
    after(move || _ = painted.try_set(true));
    painted
}

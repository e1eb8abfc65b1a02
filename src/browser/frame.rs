//! Waiting for the screen: what stands in sight is painted before what comes next is made.

use std::time::Duration;

use leptos::prelude::*;

/// Holds once the next frame has been painted. A hidden page paints none.
pub fn painted() -> RwSignal<bool> {
    let painted = RwSignal::new(false);
    let tell = move || _ = painted.try_set(true);
    request_animation_frame(move || set_timeout(tell, Duration::ZERO));
    painted
}

//! How much of a limit is used.

use leptos::prelude::*;

use super::{Tone, words};

/// A bar of `percent` (0–100). Where there is no limit it is an empty track, and the words beside it say so.
#[component]
pub fn Bar(#[prop(into)] percent: Signal<Option<u8>>, #[prop(into)] tone: Signal<Tone>) -> impl IntoView {
    let part = words(move || format!("{}%", percent.get().unwrap_or(0)));
    let class = words(move || format!("bar {}", tone.get().class()));
    view! {
        <div class=class aria-hidden="true" style:--part=part>
            <i></i>
        </div>
    }
}

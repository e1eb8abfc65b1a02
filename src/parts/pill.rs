//! One of a few choices, or a filter that is on or off.

use leptos::prelude::*;

/// A round button that shows whether it is on. It changes nothing by itself.
#[component]
pub fn Pill(name: &'static str, #[prop(into)] on: Signal<bool>, on_tap: Callback<()>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip plain"
            class:chosen=on
            aria-pressed=Signal::derive(move || on.get().to_string())
            on:click=move |_| on_tap.run(())
        >
            {name}
        </button>
    }
}

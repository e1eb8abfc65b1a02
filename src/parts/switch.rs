//! An on/off switch.

use leptos::prelude::*;

/// A switch that shows `on` and asks for the other state; it never changes by itself, so it cannot lie.
#[component]
pub fn Switch(
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] busy: Signal<bool>,
    on_change: Callback<bool>,
) -> impl IntoView {
    let flip = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        if !busy.get_untracked() {
            on_change.run(!on.get_untracked());
        }
    };
    view! {
        <button
            type="button"
            role="switch"
            class="switch"
            class:on=on
            aria-checked=move || on.get().to_string()
            aria-busy=move || busy.get().then_some("true")
            aria-label=label
            on:click=flip
        ></button>
    }
}

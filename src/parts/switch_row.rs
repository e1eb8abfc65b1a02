//! A switch with its words.

use leptos::prelude::*;

use super::Switch;

/// A line with a name, one more sentence, and a switch.
#[component]
pub fn SwitchRow(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] help: Signal<String>,
    #[prop(into)] on: Signal<bool>,
    #[prop(optional, into)] busy: Signal<bool>,
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <div class="card row-switch">
            <div>
                <b>{title}</b>
                <p class="help" dir="auto">{help}</p>
            </div>
            <Switch on busy label=title on_change />
        </div>
    }
}

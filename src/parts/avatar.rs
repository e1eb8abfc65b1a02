//! The first letter of a name, with a still dot while the person is connected.

use leptos::prelude::*;

/// A letter in a square. It is decoration: the name stands beside it.
#[component]
pub fn Avatar(name: String, #[prop(into)] online: Signal<bool>) -> impl IntoView {
    let letter: String = name.trim().chars().next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    view! { <span class="avatar" class:on=online aria-hidden="true">{letter}</span> }
}

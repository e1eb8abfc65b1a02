//! The search field above a list.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// Filters what is below it as one types. `/` moves here from anywhere on the page.
#[component]
pub fn Search(#[prop(into)] label: Signal<String>, text: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="search">
            <Icon of=Glyph::Search />
            <span class="unseen">{label}</span>
            <input
                type="search"
                id="search"
                dir="auto"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                placeholder=label
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
            <kbd class="only-wide tag" aria-hidden="true">"/"</kbd>
        </label>
    }
}

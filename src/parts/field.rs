//! A labelled text field with its help and its problem.

use leptos::prelude::*;

/// A text field. The problem is said below it and tied to it for screen readers.
#[component]
pub fn Field(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional, into)] help: Signal<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// `dir="ltr"` and a mono face: addresses, keys, numbers.
    #[prop(optional)]
    technical: bool,
    #[prop(optional)] numeric: bool,
    /// `password` hides what is typed.
    #[prop(default = "text")]
    kind: &'static str,
    /// What password managers fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    #[prop(optional)] placeholder: &'static str,
) -> impl IntoView {
    let below = move || problem.get().or_else(|| Some(help.get()).filter(|help| !help.is_empty()));
    let below_id = format!("{id}-below");
    let described = below_id.clone();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                class=if technical { "mono" } else { "" }
                dir=if technical { "ltr" } else { "auto" }
                inputmode=if numeric { "numeric" } else { "text" }
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                placeholder=placeholder
                prop:value=value
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby=move || below().is_some().then(|| described.clone())
                on:input=move |event| value.set(event_target_value(&event))
            />
            {move || {
                let class = if problem.get().is_some() { "help wrong" } else { "help" };
                below().map(|text| view! { <p id=below_id.clone() class=class dir="auto">{text}</p> })
            }}
        </div>
    }
}

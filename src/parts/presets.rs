//! A few values to tap, and a field for any other.

use leptos::prelude::*;

use super::{Field, Shown};
use crate::words::{Key, t};

/// One value and its word.
pub type Preset = (&'static str, String);

/// A choice of values. *Other* shows a field; what is typed there is the value as well.
#[component]
pub fn Presets(
    id: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    options: Vec<Preset>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional)] help: &'static str,
    #[prop(optional)] numeric: bool,
) -> impl IntoView {
    let values: Vec<&'static str> = options.iter().map(|(value, _)| *value).collect();
    let other = RwSignal::new(value.with_untracked(|value| !values.contains(&value.as_str())));
    let option = move |(own, word): Preset| {
        let here = move || !other.get() && value.with(|value| value == own);
        let choose = move |_| {
            other.set(false);
            value.set(own.to_owned());
        };
        view! {
            <label class="preset" class:on=here>
                <input type="radio" class="unseen" name=id prop:checked=here on:change=choose />
                {word}
            </label>
        }
    };
    view! {
        <fieldset class="field presets">
            <legend>{label.clone()}</legend>
            <div>
                {options.into_iter().map(option).collect_view()} <label class="preset" class:on=other>
                    <input type="radio" class="unseen" name=id prop:checked=other on:change=move |_| other.set(true) />
                    {t(Key::Other)}
                </label>
            </div>
            <Shown when=Signal::derive(move || other.get())>
                <Field id label=label.clone() value problem help=help.to_owned() numeric />
            </Shown>
        </fieldset>
    }
}

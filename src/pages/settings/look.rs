//! Theme, direction, language.

use leptos::prelude::*;

use crate::browser::look;
use crate::words::{Key, t};

/// A choice: what is remembered, and its word.
pub type Choice = (Option<&'static str>, Key);

const THEMES: [Choice; 3] = [(None, Key::AsTheSystem), (Some("light"), Key::Light), (Some("dark"), Key::Dark)];
const DIRECTIONS: [Choice; 3] =
    [(None, Key::AsTheLanguage), (Some("ltr"), Key::LeftToRight), (Some("rtl"), Key::RightToLeft)];

/// How the app looks; each choice applies at once.
#[component]
pub fn Look() -> impl IntoView {
    let choose = |chosen: RwSignal<Option<String>>, run: fn(Option<&str>)| {
        Callback::new(move |value: Option<&'static str>| {
            run(value);
            chosen.set(value.map(str::to_owned));
        })
    };
    let theme = RwSignal::new(look::theme());
    let direction = RwSignal::new(look::direction());
    view! {
        <section class="card block">
            <h2>{t(Key::LookTitle)}</h2>
            <Pills name="theme" label=Key::Theme options=THEMES chosen=theme on_choose=choose(theme, look::choose_theme) />
            <Pills name="direction" label=Key::Direction options=DIRECTIONS chosen=direction on_choose=choose(direction, look::choose_direction) />
            <p class="split"><span class="quiet">{t(Key::Language)}</span><span>"English"</span></p>
        </section>
    }
}

/// One of three.
#[component]
pub fn Pills(
    name: &'static str,
    label: Key,
    options: [Choice; 3],
    chosen: RwSignal<Option<String>>,
    on_choose: Callback<Option<&'static str>>,
) -> impl IntoView {
    let pill = move |(value, key): Choice| {
        let here = move || chosen.with(|chosen| chosen.as_deref() == value);
        view! {
            <label class="preset" class:on=here>
                <input type="radio" class="unseen" name=name prop:checked=here on:change=move |_| on_choose.run(value) />
                {t(key)}
            </label>
        }
    };
    view! {
        <fieldset class="field presets">
            <legend>{t(label)}</legend>
            <div>{options.map(pill).collect_view()}</div>
        </fieldset>
    }
}

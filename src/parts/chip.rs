//! A state as a word with a colour and a shape.

use leptos::prelude::*;

use super::words;

/// What a colour means; the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say: off, seen a while ago.
    Quiet,
    /// Running, online, checked.
    Ok,
    /// Running out, a fault to look at.
    Warn,
    /// Ended, stopped, refused.
    Bad,
    /// New, not started yet.
    Info,
}

impl Tone {
    /// Its class in the style sheets.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
        }
    }
}

/// A state chip.
#[component]
pub fn Chip(#[prop(into)] tone: Signal<Tone>, #[prop(into)] text: Signal<String>) -> impl IntoView {
    view! { <span class=words(move || format!("chip {}", tone.get().class()))>{text}</span> }
}

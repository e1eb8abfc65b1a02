//! One number of a server, with its name and what it means.

use leptos::prelude::*;
use panel::units::Usage;

use super::{Bar, Shown, Tone, words};
use crate::words::{Key, t};

/// What a tile says: the number, one more line, and how full that is.
pub type Said = (String, String, Option<Usage>);

/// A tile.
#[component]
pub fn Tile(name: Key, #[prop(into)] said: Signal<Said>, #[prop(into)] tone: Signal<Tone>) -> impl IntoView {
    let usage = Memo::new(move |_| said.with(|said| said.2));
    view! {
        <div class="card stat">
            <small>{t(name)}</small>
            <b class="num">{words(move || said.with(|said| said.0.clone()))}</b>
            <small class="num">{words(move || said.with(|said| said.1.clone()))}</small>
            <Shown when=Signal::derive(move || usage.get().is_some())>
                <Bar percent=Signal::derive(move || usage.get().map(|usage| usage.percent)) tone />
            </Shown>
        </div>
    }
}

//! Whether the panel is listened to or asked, and how it is now.

use leptos::prelude::*;
use panel::dialect::Panel;

use super::look::{Choice, Pills};
use crate::browser::storage;
use crate::feed::use_feed;
use crate::live;
use crate::parts::words;
use crate::words::{Key, t};

const WISHES: [Choice; 3] = [(None, Key::LiveAuto), (Some("on"), Key::LiveOn), (Some("off"), Key::LiveOff)];

/// The choice, for panels that push.
#[component]
pub fn Line() -> impl IntoView {
    let feed = use_feed();
    let wish = RwSignal::new(storage::read(live::REMEMBERED));
    let choose = Callback::new(move |value: Option<&'static str>| {
        match value {
            Some(word) => storage::write(live::REMEMBERED, word),
            None => storage::forget(live::REMEMBERED),
        }
        wish.set(value.map(str::to_owned));
    });
    let pushes = feed.panel().is_some_and(|panel| Panel::has_websocket(&panel));
    let now = move || t(if feed.pushed.get() { Key::LiveNow } else { Key::AskedNow }).to_owned();
    pushes.then(|| {
        view! {
            <section class="card block">
                <h2>{t(Key::LiveTitle)}</h2>
                <Pills name="live" label=Key::LiveWish options=WISHES chosen=wish on_choose=choose />
                <p role="status">{words(now)}</p>
                <p class="quiet small">{t(Key::LiveHelp)}</p>
            </section>
        }
    })
}

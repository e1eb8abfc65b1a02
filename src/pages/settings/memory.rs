//! What this browser remembers, and how it forgets.

use leptos::prelude::*;

use crate::browser::{look, storage};
use crate::live;
use crate::pages::people::add;
use crate::parts::toast::use_toasts;
use crate::parts::{Shown, live};
use crate::words::{Key, t};

/// What may be remembered: the beginning of its name, and its words.
const KINDS: [(&str, Key); 7] = [
    ("theme", Key::RemembersTheme),
    ("dir", Key::RemembersDirection),
    ("people.order", Key::RemembersOrder),
    ("inbounds.order", Key::RemembersInboundOrder),
    ("address", Key::RemembersAddress),
    (live::REMEMBERED, Key::RemembersLive),
    (add::REMEMBERED, Key::RemembersChoices),
];
/// What belongs to the session: it goes when one signs out and a new form is shown.
const SESSION: [&str; 2] = ["panel", "first"];

/// The list and the button.
#[component]
pub fn Memory() -> impl IntoView {
    let toasts = use_toasts();
    let names = RwSignal::new(storage::names());
    let kinds = move || {
        let names = names.get();
        KINDS.into_iter().filter(|(start, _)| names.iter().any(|name| name.starts_with(start))).collect::<Vec<_>>()
    };
    let forget = move |_| {
        storage::names().iter().filter(|name| !SESSION.contains(&name.as_str())).for_each(|name| storage::forget(name));
        look::choose_theme(None);
        look::choose_direction(None);
        names.set(storage::names());
        toasts.say(t(Key::Forgotten).into());
    };
    view! {
        <section class="card block">
            <h2>{t(Key::MemoryTitle)}</h2>
            <ul class="plain-list">
                <li>{t(Key::RemembersPanel)}</li>
                {live(move || kinds().into_iter().map(|(_, key)| view! { <li>{t(key)}</li> }).collect_view())}
            </ul>
            <p class="quiet small">{t(Key::NeverRemembered)}</p>
            <Shown when=Signal::derive(move || !kinds().is_empty())>
                <button type="button" class="button" on:click=forget>{t(Key::Forget)}</button>
            </Shown>
        </section>
    }
}

//! The line of facts above a list, and the box that chooses its order.

use leptos::prelude::*;
use panel::model::server::Health;

use crate::browser::storage;
use crate::feed::use_feed;
use crate::parts::{Chip, Tone, live};
use crate::words::{Key, fill, t};

/// A value one can choose, the name it is remembered by, and its word.
pub type Choice<T> = (T, &'static str, Key);

/// What was chosen last in this browser under `key`, else `first`; from now on remembered there.
pub fn remembered<T>(key: &'static str, options: &'static [Choice<T>], first: T) -> RwSignal<T>
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let saved = storage::read(key);
    let found = options.iter().find(|(_, name, _)| saved.as_deref() == Some(name));
    let chosen = RwSignal::new(found.map_or(first, |(choice, ..)| *choice));
    Effect::new(move |before: Option<()>| {
        let now = chosen.get();
        if let Some((_, name, _)) = options.iter().find(|(choice, ..)| *choice == now && before.is_some()) {
            storage::write(key, name);
        }
    });
    chosen
}

/// How the server is, and how old what is shown is.
#[component]
pub fn Strip(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    let feed = use_feed();
    let health = move || feed.health.get();
    let words = Signal::derive(move || match health() {
        Health::Running => fill(Key::XrayRunning, &[("version", &feed.xray_version.get())]),
        Health::Starting => t(Key::XrayStarting).into(),
        Health::Stopped => t(Key::XrayStopped).into(),
        Health::Failing { .. } => t(Key::XrayFailing).into(),
        Health::Unknown => t(Key::XrayUnknown).into(),
    });
    let tone = Signal::derive(move || match health() {
        Health::Running => Tone::Ok,
        Health::Starting | Health::Unknown => Tone::Quiet,
        Health::Stopped | Health::Failing { .. } => Tone::Bad,
    });
    view! {
        <div class="strip">
            <Chip tone text=words />
            {children.map(|children| children())}
        </div>
        <StaleLine />
    }
}

/// Says that what is shown is old, and how old, while it cannot be read again.
#[component]
pub fn StaleLine() -> impl IntoView {
    let feed = use_feed();
    let stale = Memo::new(move |_| feed.stale_since());
    live(move || {
        stale.get().map(|at| {
            let time = crate::browser::intl::time(at);
            view! { <p class="stale" role="status">{fill(Key::Stale, &[("time", &time)])}</p> }
        })
    })
}

/// Chooses the order of a list.
#[component]
pub fn SortBox<T>(order: RwSignal<T>, options: &'static [Choice<T>]) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some((choice, ..)) = options.iter().find(|(_, own, _)| *own == name) {
            order.set(*choice);
        }
    };
    view! {
        <select class="sort" aria-label=t(Key::SortBy) on:change=choose>
            {options
                .iter()
                .map(|(choice, name, key)| {
                    let choice = *choice;
                    view! { <option value=*name selected=move || order.get() == choice>{t(*key)}</option> }
                })
                .collect_view()}
        </select>
    }
}

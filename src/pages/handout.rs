//! The heart: one person's keys, checked, as a QR code and as a link, handed over in one tap.

mod acts;
pub mod address;
mod card;
mod code;
mod key;
mod verdict;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::remote::Remote;
use panel::route::Route;

use crate::browser::{clock, frame};
use crate::feed::{Entry, use_feed};
use crate::location::use_location;
use crate::pages::people::row;
use crate::pages::when;
use crate::parts::{Avatar, Awaited, Sheet, Shown, live};
use crate::words::{Key, t};
use acts::Acts;
use address::{Address, AddressLine};
use code::Code;
use key::OwnKey;
use verdict::{Remarks, Verdict};

/// Until a key that is shown is read again: its code has been drawn by then.
const ANEW: Duration = Duration::from_millis(500);

/// The keys of one person. What is at hand stands in the same frame as the sheet; the rest is asked for.
#[component]
pub fn HandoutSheet(name: String) -> impl IntoView {
    let feed = use_feed();
    let location = use_location();
    let name = StoredValue::new(name);
    let entries: RwSignal<Vec<Entry>> = RwSignal::new(Vec::new());
    let state: RwSignal<Remote<()>> = RwSignal::new(Remote::Loading);
    let take = move |found: Vec<Entry>| {
        let _ = entries.try_set(found);
        let _ = state.try_update(|state| state.settle(Ok(()), clock::now()));
    };
    let read = Callback::new(move |()| {
        if let Some(known) = name.with_value(|name| feed.entries_at_hand(name)) {
            return take(known);
        }
        spawn_local(async move {
            match feed.entries(&name.get_value()).await {
                Ok(found) => take(found),
                Err(error) => drop(state.try_update(|state| state.settle(Err(error), clock::now()))),
            }
        });
    });
    read.run(());
    // What was read of somebody alone may have changed since: it is shown at once, and looked at again.
    let anew = move || {
        spawn_local(async move {
            let Some(name) = name.try_get_value() else { return };
            if let Ok(found) = feed.entries_anew(&name).await
                && entries.try_with_untracked(|shown| *shown != found) == Some(true)
            {
                take(found);
            }
        });
    };
    if feed.reads_alone() && entries.with_untracked(|entries| !entries.is_empty()) {
        set_timeout(anew, ANEW);
    }
    let key = name.with_value(|name| name.to_lowercase());
    let person = Memo::new(move |_| feed.people.watch(&key));
    // What the lists learn of the keys meanwhile.
    let told = move |_: Option<&Option<Vec<Entry>>>| {
        feed.state.track();
        name.with_value(|name| feed.entries_at_hand(name))
    };
    let known =
        Memo::new_with_compare(told, |old, new| differ(old.and_then(Option::as_deref), new.and_then(Option::as_deref)));
    Effect::new(move |before: Option<()>| {
        // Only a look makes a memo follow what it is made from.
        person.with(|_| ());
        known.with(|_| ());
        feed.rewritten.track();
        if before.is_some() {
            read.run(());
        }
    });
    let meta = Signal::derive(move || {
        person
            .with(|person| person.as_ref().map(|person| [row::used(person), when::left(person.expiry)].join(" · ")))
            .unwrap_or_default()
    });
    let shown = name.get_value();
    let avatar = move || view! { <Avatar name=shown.clone() online=Signal::derive(|| false) /> };
    view! {
        <Sheet title=name.get_value() meta lead=avatar class="handout" on_close=Callback::new(move |()| location.close())>
            <Awaited of=state on_retry=read>
                <Keys name=name.get_value() entries />
            </Awaited>
        </Sheet>
    }
}

/// Whether two looks at somebody's entries write different keys. What only now is at hand is what was read for the sheet.
fn differ(old: Option<&[Entry]>, new: Option<&[Entry]>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return false };
    old.len() != new.len() || old.iter().zip(new).any(|(old, new)| !old.agrees(new))
}

/// The keys, one of them shown.
#[component]
fn Keys(name: String, entries: RwSignal<Vec<Entry>>) -> impl IntoView {
    let feed = use_feed();
    let address = Address::recall();
    let chosen = RwSignal::new(0_usize);
    let keys = Memo::new(move |_| {
        let host = address.host(feed);
        entries.with(|entries| OwnKey::all(feed, entries, &host, &address.chosen.get()))
    });
    let one = Memo::new(move |_| keys.with(|keys| keys.get(chosen.get()).or_else(|| keys.first()).cloned()));
    let name = StoredValue::new(name);
    let any = Memo::new(move |_| one.with(Option::is_some));
    let rest = frame::painted();
    live(move || {
        if !any.get() {
            return view! { <p class="quiet">{t(Key::NoWayIn)}</p> }.into_any();
        }
        view! {
            <Choice keys chosen />
            <Code key=one name=name.get_value() />
            <AddressLine address key=one />
            <Shown when=rest>
                <Rest keys one address name=name.get_value() />
            </Shown>
        }
        .into_any()
    })
}

/// What the doctor says of the key, and what to do with it.
#[component]
fn Rest(keys: Memo<Vec<OwnKey>>, one: Memo<Option<OwnKey>>, address: Address, name: String) -> impl IntoView {
    let feed = use_feed();
    let checked = Memo::new(move |_| one.with(|key| key.as_ref().map(|key| key.check(feed))));
    view! {
        <Verdict key=checked address name=name.clone() />
        <Acts keys key=checked name=name.clone() />
        <Remarks key=checked address name=name.clone() />
        <a class="link more-of" href=Route::Person(name).href()>{t(Key::LimitsAndTraffic)}</a>
    }
}

/// Which of several keys is shown.
#[component]
fn Choice(keys: Memo<Vec<OwnKey>>, chosen: RwSignal<usize>) -> impl IntoView {
    let names = Memo::new(move |_| keys.with(|keys| keys.iter().map(OwnKey::label).collect::<Vec<_>>()));
    let button = move |(index, name): (usize, String)| {
        view! {
            <button type="button" class="chip plain" class:chosen=move || chosen.get() == index aria-pressed=move || (chosen.get() == index).to_string() on:click=move |_| chosen.set(index)>
                <bdi>{name}</bdi>
            </button>
        }
    };
    live(move || {
        (names.with(Vec::len) > 1).then(
            || view! { <div class="strip">{names.get().into_iter().enumerate().map(button).collect_view()}</div> },
        )
    })
}

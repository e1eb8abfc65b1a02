//! One person in a list. The row itself answers: state, data, time left and last visit are all in it.

use std::time::Duration;

use leptos::prelude::*;
use panel::model::Person;
use panel::model::person::{State, Why};
use panel::route::Route;
use panel::units::{self, Usage};

use super::Lens;
use crate::browser::clock;
use crate::feed::{Feed, use_feed};
use crate::pages::{level, when};
use crate::parts::{Avatar, Bar, Chip, Glyph, Icon, Tone, words};
use crate::words::{Key, fill, t};

/// A row that stays so long is looked at, not scrolled past.
const IN_SIGHT: Duration = Duration::from_secs(1);

/// A row among everybody.
pub fn of_all(key: String) -> AnyView {
    view! { <PersonRow key lens=Lens::All /> }.into_any()
}

/// A row among those who are connected or were.
pub fn of_online(key: String) -> AnyView {
    view! { <PersonRow key lens=Lens::Online /> }.into_any()
}

/// A card on a phone, a line of the table on a desktop.
#[component]
fn PersonRow(key: String, lens: Lens) -> impl IntoView {
    let feed = use_feed();
    let row: Signal<Person> = Signal::from(feed.people.cell(&key)?);
    let own = StoredValue::new(key);
    let online = Memo::new(move |_| own.with_value(|key| feed.online.with(|online| online.has(key))));
    let state = Memo::new(move |_| row.with(|person| state(feed, person, online.get())));
    let usage = Memo::new(move |_| row.with(|person| Usage::of(person.traffic, person.quota)));
    let name = row.with_untracked(|person| person.name.clone());
    let speed = move || own.with_value(|key| feed.speed.with(|speed| speed.get(key).copied()));
    let data = move || match (lens, online.get()) {
        (Lens::Online, true) => {
            speed().map_or_else(|| t(Key::SpeedUnknown).into(), |speed| units::speed(speed.total()))
        }
        _ => row.with(used),
    };
    let until = move || match lens {
        Lens::All => row.with(|person| when::left(person.expiry)),
        Lens::Online if online.get() => row.with(used),
        Lens::Online => row.with(|person| when::seen(person.last_online)),
    };
    let foreseen = name.clone();
    let seen = move || {
        if own.try_get_value().is_some() {
            feed.foresee(foreseen);
        }
    };
    set_timeout(seen, IN_SIGHT);
    let key_label = fill(Key::KeyOf, &[("name", &name)]);
    Some(view! {
        <li class="card row">
            <div class="who">
                <Avatar name=name.clone() online />
                <a class="name" dir="auto" href=Route::Person(name.clone()).href()>{name.clone()}</a>
            </div>
            <div class="state"><Chip tone=Signal::derive(move || state.get().0) text=Signal::derive(move || state.get().1) /></div>
            <div class="what"><span class="cut" dir="auto">{words(move || row.with(|person| place(feed, person)))}</span></div>
            <div class="use num">{words(data)}</div>
            <Bar
                percent=Signal::derive(move || usage.get().map(|usage| usage.percent))
                tone=Signal::derive(move || usage.get().map_or(Tone::Quiet, |usage| level(usage.level)))
            />
            <div class="when num">{words(until)}</div>
            <div class="more">
                <a class="button plain icon" href=Route::Handout(name).href() aria-label=key_label><Icon of=Glyph::Qr /></a>
            </div>
        </li>
    })
}

/// The state as a colour and words.
pub fn state(feed: Feed, person: &Person, online: bool) -> (Tone, String) {
    let thresholds = feed.defaults.with(|defaults| defaults.thresholds);
    match person.state(clock::now(), online, &thresholds) {
        State::Ended(Why::DataUsed) => (Tone::Bad, t(Key::EndedDataUsed).into()),
        State::Ended(Why::Expired) => (Tone::Bad, t(Key::EndedExpired).into()),
        State::Disabled => (Tone::Quiet, t(Key::Disabled).into()),
        _ if online => (Tone::Ok, t(Key::Online).into()),
        State::Expiring => (Tone::Warn, t(Key::RunningOut).into()),
        State::NotStarted => (Tone::Info, when::left(person.expiry)),
        State::Active if person.last_online.is_some() => (Tone::Quiet, when::seen(person.last_online)),
        State::Active if person.traffic.total().0 == 0 => (Tone::Info, t(Key::NeverConnected).into()),
        State::Active => (Tone::Quiet, t(Key::Active).into()),
    }
}

/// "12.4 GB of 50 GB", or only what was used where there is no limit.
pub fn used(person: &Person) -> String {
    let used = units::bytes(person.traffic.total());
    match person.quota {
        panel::model::Quota::Limit(limit) => fill(Key::UsedOf, &[("used", &used), ("limit", &units::bytes(limit))]),
        panel::model::Quota::Unlimited => used,
    }
}

/// The inbounds a person is in, and the group.
pub fn place(feed: Feed, person: &Person) -> String {
    let mut words: Vec<String> =
        person.inbounds.iter().filter_map(|id| feed.inbounds.watch(id)).map(|row| row.name()).collect();
    if words.is_empty() {
        words.push(t(Key::InNoInbound).into());
    }
    if !person.group.is_empty() {
        words.push(person.group.clone());
    }
    words.join(" · ")
}

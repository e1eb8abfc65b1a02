//! One inbound in the list. The row itself answers: state, traffic, people and the switch are all in it.

use leptos::prelude::*;
use panel::model::InboundId;
use panel::units;

use super::href;
use crate::browser::clock;
use crate::feed::{InboundRow, use_feed};
use crate::parts::{Bar, Chip, Switch, Tone, live, words};
use crate::words::{Key, fill, t};

/// A card on a phone, a line of the table on a desktop.
#[component]
pub fn InboundCard(id: InboundId) -> impl IntoView {
    let feed = use_feed();
    let cell = feed.inbounds.cell(&id)?;
    let row: Signal<InboundRow> = Signal::from(cell);
    let name = move || row.with(InboundRow::name);
    let usage = Memo::new(move |_| row.with(|row| row.usage()));
    let state = Memo::new(move |_| row.with(state));
    let online = Memo::new(move |_| feed.online.with(|online| online.of(id)));
    let people = move || match row.with(|row| row.people) {
        Some(0) => t(Key::NoPeople).to_owned(),
        Some(total) => fill(Key::OnlineOf, &[("online", &online.get().to_string()), ("total", &total.to_string())]),
        None => String::new(),
    };
    let flip = Callback::new(move |on| feed.switch_inbound(id, on));
    let busy = Signal::derive(move || feed.switching.with(|list| list.contains(&id)));
    let label = Signal::derive(move || fill(Key::SwitchInbound, &[("name", &name())]));
    let on = Signal::derive(move || row.with(|row| row.enabled));
    Some(view! {
        <li class="card row flips">
            <div class="who"><a class="name" dir="auto" href=href(id)>{name}</a></div>
            <div class="state"><Chip tone=Signal::derive(move || state.get().0) text=Signal::derive(move || t(state.get().1).to_owned()) /></div>
            <div class="what">{live(move || row.with(tags))}</div>
            <div class="use num">{words(move || row.with(traffic).unwrap_or_default())}</div>
            <Bar
                percent=Signal::derive(move || usage.get().map(|usage| usage.percent))
                tone=Signal::derive(move || usage.get().map_or(Tone::Quiet, |usage| crate::pages::level(usage.level)))
            />
            <div class="when num">{people}</div>
            <div class="more"><Switch on busy label on_change=flip /></div>
        </li>
    })
}

fn tags(row: &InboundRow) -> impl IntoView + use<> {
    let mut words = vec![row.protocol.clone()];
    words.extend(row.network.clone());
    words.extend(row.security.clone());
    words.push(row.port.to_string());
    let fault = row.fault.map(|fault| view! { <span class="fault" dir="auto">{fault}</span> });
    (words.into_iter().map(|word| view! { <span class="tag">{word}</span> }).collect_view(), fault)
}

fn traffic(row: &InboundRow) -> Option<String> {
    let traffic = row.traffic?;
    let (up, down) = (units::bytes(traffic.up), units::bytes(traffic.down));
    Some(fill(Key::UpDown, &[("up", &up), ("down", &down)]))
}

fn state(row: &InboundRow) -> (Tone, Key) {
    if !row.enabled {
        return (Tone::Quiet, Key::SwitchedOff);
    }
    match row.ended(clock::now()) {
        Some(reason) => (Tone::Bad, reason),
        None if row.fault.is_some() => (Tone::Warn, Key::KeyFault),
        None => (Tone::Ok, Key::Running),
    }
}

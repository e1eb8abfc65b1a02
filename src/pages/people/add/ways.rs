//! Which inbound the new person gets in by.

use leptos::prelude::*;
use panel::model::{Door, InboundId};

use super::form::Form;
use crate::feed::{Feed, InboundRow, use_feed};
use crate::parts::{Shown, words};
use crate::words::{Key, fill, t};

/// How many inbounds are shown at first.
const FEW: usize = 6;

/// An inbound somebody can be added to.
#[derive(Clone, PartialEq)]
pub struct Way {
    pub door: Door,
    name: String,
    about: String,
}

impl Way {
    /// All of them, tracked: switched on, of a kind that has people, and known well enough.
    pub fn all(feed: Feed) -> Vec<Self> {
        let makes_keys = feed.panel().is_some_and(|panel| panel.has_people_resource());
        let mut ways = Vec::new();
        feed.inbounds.for_each(|id, row| {
            let door = feed.whole(*id).map(|inbound| Door::of(&inbound));
            if let Some(door) = door.filter(|door| row.enabled && door.admits(makes_keys)) {
                ways.push(Self { about: about(row, door.vision), name: row.name(), door });
            }
        });
        ways
    }

    /// Those of `picked` that are there, else the first one.
    pub fn chosen(ways: &[Self], picked: &[InboundId]) -> Vec<InboundId> {
        let all = || ways.iter().map(|way| way.door.id);
        let there: Vec<InboundId> = all().filter(|id| picked.contains(id)).collect();
        if there.is_empty() { all().take(1).collect() } else { there }
    }
}

fn about(row: &InboundRow, vision: bool) -> String {
    let vision = vision.then(|| t(Key::Vision).to_owned());
    let words =
        [Some(row.protocol.clone()), row.network.clone(), row.security.clone(), Some(row.port.to_string()), vision];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The choice: one of them, or several where the panel keeps people apart from inbounds.
#[component]
pub fn WayChoice(form: Form) -> impl IntoView {
    let able = use_feed().panel().is_some_and(|panel| panel.has_people_resource());
    let several = RwSignal::new(form.chosen.with_untracked(|chosen| able && chosen.len() > 1));
    let all = RwSignal::new(false);
    let shown = Memo::new(move |_| form.ways.with(|ways| few(ways, &form.chosen.get(), all.get())));
    let hidden = move || form.ways.with(Vec::len).saturating_sub(shown.with(Vec::len));
    let about = move || {
        let chosen = form.chosen.get();
        form.ways.with(|ways| match chosen.as_slice() {
            [one] => ways.iter().find(|way| way.door.id == *one).map(|way| way.about.clone()).unwrap_or_default(),
            _ => String::new(),
        })
    };
    let more = move || able && !several.get() && form.ways.with(Vec::len) > 1;
    view! {
        <fieldset class="field presets">
            <legend>{words(move || t(if several.get() { Key::Inbounds } else { Key::Inbound }).to_owned())}</legend>
            <div>
                <For each=move || shown.get() key=|way| way.door.id let:way>
                    <WayPill way form several />
                </For>
                <Shown when=Signal::derive(move || { hidden() > 0 })>
                    <button type="button" class="preset" on:click=move |_| all.set(true)>
                        {words(move || fill(Key::ShowMore, &[("count", &hidden().to_string())]))}
                    </button>
                </Shown>
            </div>
            <p class="help split">
                <span>{words(about)}</span>
                <Shown when=Signal::derive(more)>
                    <button type="button" class="link" on:click=move |_| several.set(true)>{t(Key::SeveralInbounds)}</button>
                </Shown>
            </p>
        </fieldset>
    }
}

/// The first few, and whatever is chosen.
fn few(ways: &[Way], chosen: &[InboundId], all: bool) -> Vec<Way> {
    let shown = ways.iter().enumerate().filter(|(place, way)| all || *place < FEW || chosen.contains(&way.door.id));
    shown.map(|(_, way)| way.clone()).collect()
}

#[component]
fn WayPill(way: Way, form: Form, several: RwSignal<bool>) -> impl IntoView {
    let id = way.door.id;
    let here = move || form.chosen.with(|chosen| chosen.contains(&id));
    let choose = move |_| {
        let mut chosen = form.chosen.get_untracked();
        match (several.get_untracked(), chosen.contains(&id)) {
            (false, _) => chosen = vec![id],
            // The last one stays: somebody in no inbound has no key.
            (true, true) if chosen.len() > 1 => chosen.retain(|own| *own != id),
            (true, true) => {}
            (true, false) => chosen.push(id),
        }
        form.picked.set(chosen);
    };
    view! {
        <label class="preset" class:on=here>
            <input
                type=move || if several.get() { "checkbox" } else { "radio" }
                class="unseen"
                name="new-inbound"
                prop:checked=here
                on:change=choose
            />
            <bdi>{way.name}</bdi>
        </label>
    }
}

//! How much is used, and how much is left.

use leptos::prelude::*;
use panel::model::{Bytes, Person, Quota};
use panel::units::{self, Usage};

use super::Subject;
use crate::pages::people::row;
use crate::pages::{level, when};
use crate::parts::{Bar, Tone, words};
use crate::words::{Key, fill, t};

/// The bar with its words.
#[component]
pub fn UsageBlock(shown: Subject) -> impl IntoView {
    let with =
        move |look: fn(&Person) -> String| shown.person.with(|person| person.as_ref().map(look)).unwrap_or_default();
    let usage = Memo::new(move |_| {
        shown.person.with(|person| person.as_ref().and_then(|person| Usage::of(person.traffic, person.quota)))
    });
    view! {
        <section class="card usage">
            <p class="split"><b class="num">{words(move || with(row::used))}</b><span class="num quiet small">{words(move || with(left))}</span></p>
            <Bar
                percent=Signal::derive(move || usage.get().map(|usage| usage.percent))
                tone=Signal::derive(move || usage.get().map_or(Tone::Quiet, |usage| level(usage.level)))
            />
            <p class="split small quiet">
                <span class="num">{words(move || with(directions))}</span>
                <span class="num">{words(move || with(|person| when::left(person.expiry)))}</span>
            </p>
        </section>
    }
}

fn left(person: &Person) -> String {
    match person.quota {
        Quota::Unlimited => t(Key::NoLimit).into(),
        Quota::Limit(limit) => {
            let rest = Bytes(limit.0.saturating_sub(person.traffic.total().0));
            fill(Key::DataLeft, &[("amount", &units::bytes(rest))])
        }
    }
}

fn directions(person: &Person) -> String {
    let (up, down) = (units::bytes(person.traffic.up), units::bytes(person.traffic.down));
    fill(Key::UpDown, &[("up", &up), ("down", &down)])
}

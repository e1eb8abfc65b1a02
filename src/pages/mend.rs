//! What the doctor says of a key, each with the tap that mends it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::doctor::{Finding, Severity};

use crate::feed::{Cure, Feed, Ready, use_feed};
use crate::parts::{Confirm, Note, Tone};
use crate::words::{Key, fill, rule, t};

/// A finding in words, with the tap that mends it.
#[component]
pub fn Told(
    found: Finding,
    /// What the sentence is about, where the place does not say it.
    whose: Option<String>,
    tap: Option<AnyView>,
) -> impl IntoView {
    let urgent = found.severity >= Severity::Dead;
    let tone = if urgent { Tone::Bad } else { Tone::Warn };
    let (title, advice) = rule(found.rule);
    let title = whose.map_or_else(|| title.to_owned(), |name| [&name, ": ", title].concat());
    view! { <Note tone title more=advice.to_owned() urgent>{tap}</Note> }
}

/// Notes that can wait, folded away.
pub fn folded(summary: Key, notes: Vec<AnyView>) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let summary = fill(summary, &[("count", &notes.len().to_string())]);
    let details = view! {
        <details class="card remarks">
            <summary>{summary}</summary>
            {notes}
        </details>
    };
    Some(details.into_any())
}

/// The button of a cure, where there is one.
pub fn tap(cure: Option<Cure>) -> Option<AnyView> {
    cure.map(|cure| view! { <Mend cure /> }.into_any())
}

/// The button that mends it. Where that costs others something, it asks first.
#[component]
fn Mend(cure: Cure) -> impl IntoView {
    let feed = use_feed();
    let label = panel::text::fix(cure.fix);
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let cost = RwSignal::new(String::new());
    let plan = StoredValue::new((cure, None));
    let send = Callback::new(move |()| {
        let (cure, prepared) = plan.get_value();
        let _ = busy.try_set(true);
        spawn_local(async move {
            match prepared {
                Some(prepared) => feed.send_mended(cure, prepared).await,
                None => feed.cure_people(&cure).await,
            }
            let _ = busy.try_set(false);
        });
    });
    let start = move |_| {
        if busy.get_untracked() {
            return;
        }
        let _ = busy.try_set(true);
        spawn_local(async move {
            let (cure, _): (Cure, Option<Ready>) = plan.get_value();
            let prepared = prepare(feed, &cure).await;
            let _ = busy.try_set(false);
            let Some((ready, question)) = prepared else { return };
            let there = plan.try_set_value((cure, ready)).is_none();
            if question.is_empty() {
                return if there {
                    send.run(())
                };
            }
            let _ = cost.try_set(question);
            let _ = asking.try_set(true);
        });
    };
    view! {
        <button type="button" class="button" aria-busy=move || busy.get().then_some("true") on:click=start>{label}</button>
        <Confirm open=asking title=fill(Key::MendTitle, &[("fix", label)]) cost action=t(Key::Change).to_owned() on_yes=send />
    }
}

/// What would be sent, and the question to ask before, if any. `None` where nothing is left to do.
async fn prepare(feed: Feed, cure: &Cure) -> Option<(Option<Ready>, String)> {
    if !cure.is_of_inbound() {
        let question = fill(Key::MendCostPerson, &[("name", &cure.client.name)]);
        return Some((None, if cure.costs_a_key() { question } else { String::new() }));
    }
    let ready = feed.prepare(cure).await?;
    // What the app chose in the operator's place is asked about where keys that are out never work again.
    let chosen = !ready.chosen.is_empty() && ready.keys > 0;
    let question = if cure.costs_nobody() && !chosen { String::new() } else { cost(&ready) };
    Some((Some(ready), question))
}

/// What it costs the people of an inbound; nothing where there is but one, whose key stays.
fn cost(ready: &Ready) -> String {
    let (people, keys) = (ready.people(), ready.keys);
    if people < 2 && keys == 0 {
        return String::new();
    }
    let values = [("name", &*ready.name), ("people", &people.to_string()), ("keys", &keys.to_string())];
    let cost = fill(if keys == 0 { Key::MendCostDrop } else { Key::MendCostPeople }, &values);
    if ready.chosen.is_empty() { cost } else { [&ready.chosen, " ", &cost].concat() }
}

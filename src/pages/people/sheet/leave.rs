//! What takes something away: counters, or the person.

use leptos::prelude::*;

use super::Subject;
use crate::feed::use_feed;
use crate::location::use_location;
use crate::parts::Confirm;
use crate::words::{Key, fill, t};

/// Reset and delete, each asked about first.
#[component]
pub fn Leave(shown: Subject) -> impl IntoView {
    view! {
        <div class="pair">
            <ResetTraffic shown />
            <DeletePerson shown />
        </div>
    }
}

#[component]
fn ResetTraffic(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let asking = RwSignal::new(false);
    let lets_in = feed.panel().is_some_and(|panel| panel.adds_enabled());
    let reset = Callback::new(move |()| {
        let name = untrack(|| shown.name());
        shown.run(async move { feed.reset_traffic(&name).await });
    });
    view! {
        <button type="button" class="button" aria-busy=move || shown.aria_busy() on:click=move |_| asking.set(true)>
            {t(Key::ResetTraffic)}
        </button>
        <Confirm
            open=asking
            title=Signal::derive(move || fill(Key::ResetTrafficTitle, &[("name", &shown.name())]))
            cost=t(if lets_in { Key::ResetTrafficLetsIn } else { Key::ResetTrafficCost }).to_owned()
            action=t(Key::ResetTraffic).to_owned()
            on_yes=reset
        />
    }
}

#[component]
fn DeletePerson(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let location = use_location();
    let asking = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        let name = untrack(|| shown.name());
        shown.run(async move {
            if feed.delete_person(&name).await && shown.busy.try_get_untracked().is_some() {
                location.close();
            }
        });
    });
    view! {
        <button type="button" class="button quiet-danger" aria-busy=move || shown.aria_busy() on:click=move |_| asking.set(true)>
            {t(Key::Delete)}
        </button>
        <Confirm
            open=asking
            title=Signal::derive(move || fill(Key::DeletePersonTitle, &[("name", &shown.name())]))
            cost=t(Key::DeletePersonCost).to_owned()
            action=t(Key::Delete).to_owned()
            on_yes=delete
        />
    }
}

//! Whose key a pasted link is: then it is held against the inbound it was made for, and what has changed since is said.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::doctor::{Finding, Fix, Key as DoctorKey, Severity, Who, diagnose, examine};
use panel::error::ApiError;
use panel::link::Parsed;
use panel::route::Route;

use super::findings;
use crate::feed::{Cure, Entry, Feed, use_feed};
use crate::pages::handout::address::Address;
use crate::pages::mend;
use crate::parts::{Note, Tone, live};
use crate::words::{Key, advice, fill, t, title};

/// How far the question is.
#[derive(Clone, PartialEq)]
enum Looked {
    /// Nobody has looked.
    Open,
    Failed(ApiError),
    Nobody,
    Found(Entry),
}

/// What is wrong with a link, by itself or for the person whose it is.
#[component]
pub fn Checked(link: Parsed) -> impl IntoView {
    let feed = use_feed();
    let link = StoredValue::new(link);
    let looked = RwSignal::new(at_hand(feed, link));
    let busy = RwSignal::new(false);
    let look = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            let Some(link) = link.try_get_value() else { return };
            let found = match feed.owner(&link).await {
                Ok(Some(entry)) => Looked::Found(entry),
                Ok(None) => Looked::Nobody,
                Err(error) => Looked::Failed(error),
            };
            let _ = busy.try_set(false);
            let _ = looked.try_set(found);
        });
    });
    // What one tap has mended, or a list tells anew, is looked at again.
    Effect::new(move |before: Option<u32>| {
        feed.state.track();
        let written = feed.rewritten.get();
        if let Some(before) = before {
            let found = looked.with_untracked(|looked| matches!(looked, Looked::Found(_)));
            match at_hand(feed, link) {
                Looked::Open if found && written != before => look.run(()),
                Looked::Open => {}
                known if looked.with_untracked(|looked| known != *looked) => looked.set(known),
                _ => {}
            }
        }
        written
    });
    live(move || match looked.get() {
        Looked::Found(entry) => link.with_value(|link| held_against(feed, link, &entry)).into_any(),
        other => {
            let answer = match other {
                Looked::Nobody => Some(view! { <p class="quiet">{t(Key::KeyOfNobody)}</p> }.into_any()),
                Looked::Failed(error) => Some(
                    view! { <Note tone=Tone::Bad title=title(&error) more=advice(&error) urgent=true /> }.into_any(),
                ),
                _ => None,
            };
            view! {
                {link.with_value(findings)}
                {answer}
                <Ask looked busy look />
            }
            .into_any()
        }
    })
}

/// Whom it belongs to, where nothing has to be asked for that.
fn at_hand(feed: Feed, link: StoredValue<Parsed>) -> Looked {
    match link.with_value(|link| feed.owner_at_hand(link)) {
        Some(entry) => Looked::Found(entry),
        None if feed.knows_credentials() && untrack(|| feed.is_settled()) => Looked::Nobody,
        None => Looked::Open,
    }
}

/// The question, where the answer has to be read from the panel.
#[component]
fn Ask(looked: RwSignal<Looked>, busy: RwSignal<bool>, look: Callback<()>) -> impl IntoView {
    let feed = use_feed();
    let ask = move |_| {
        if !busy.get_untracked() {
            look.run(());
        }
    };
    live(move || {
        let open = looked.with(|looked| !matches!(looked, Looked::Nobody)) && feed.is_settled();
        open.then(|| {
            view! {
                <div class="field">
                    <button type="button" class="button" aria-busy=move || busy.get().then_some("true") on:click=ask>{t(Key::WhoseKey)}</button>
                    <p class="help">{t(Key::WhoseKeyHelp)}</p>
                </div>
            }
        })
    })
}

/// Whose it is, and what is wrong with it for them.
fn held_against(feed: Feed, link: &Parsed, entry: &Entry) -> impl IntoView + use<> {
    let name = entry.client.name.clone();
    let address = Address::recall();
    let (host, chosen) = untrack(|| (address.host(feed), address.chosen.get()));
    let facts = untrack(|| feed.facts(entry, &host, &chosen));
    let found = examine(&entry.inbound, &entry.client, &DoctorKey::from(link), &facts);
    let said =
        |found: &Finding| found.severity >= Severity::Warning && !matches!(found.who, Who::Apps(_) | Who::PanelLinks);
    // What does not fit any more is said; what is worth knowing of the inbound anyway is folded away.
    let wrong = |found: &Finding| found.severity >= Severity::Dead || found.fix == Some(Fix::WriteAnew);
    let (bad, more): (Vec<Finding>, Vec<Finding>) = found.into_iter().filter(said).partition(wrong);
    // What only this copy of the key gets wrong, no change of the inbound mends.
    let own = diagnose(&entry.inbound, &entry.client, &facts);
    let note = |found: Finding| {
        let ours = own.iter().any(|own| own.rule == found.rule && own.who == found.who);
        let cure = Cure::of(&found, entry.inbound.id, &entry.client, &host, &chosen);
        let tap = mend::tap(cure.filter(|cure| ours && cure.helps(feed.best_port_free())));
        view! { <mend::Told found whose=None tap /> }.into_any()
    };
    let bad: Vec<AnyView> = bad.into_iter().map(note).collect();
    let more = more.into_iter().map(note).collect();
    let whose = fill(Key::KeyBelongs, &[("name", &name), ("inbound", &feed.inbound_name(&entry.inbound))]);
    let (tone, fits) = if bad.is_empty() { (Tone::Ok, Key::KeyFits) } else { (Tone::Warn, Key::KeyFitsNot) };
    view! {
        <Note tone title=whose more=t(fits).to_owned() />
        {bad}
        <a class="button main wide" href=Route::Handout(name).href()>{t(Key::KeyAsItIs)}</a>
        {mend::folded(Key::KeyRemarks, more)}
    }
}

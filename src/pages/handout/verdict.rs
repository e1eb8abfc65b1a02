//! What the doctor says of the key, and the one tap that mends it.

use leptos::prelude::*;
use panel::doctor::{App, Finding, Fix, Severity, Who};
use panel::route::Route;

use super::address::Address;
use super::key::Checked;
use crate::feed::{Feed, use_feed};
use crate::pages::mend;
use crate::parts::{CopyButton, Note, Tone, live, words};
use crate::words::{Key, fill, t};

/// "This key checks out", or what makes it dead, with the tap that mends it. A dead key is never shown as ready.
#[component]
pub fn Verdict(key: Memo<Option<Checked>>, address: Address, name: String) -> impl IntoView {
    let name = StoredValue::new(name);
    let feed = use_feed();
    let dead = Memo::new(move |_| told(feed, key, true));
    let apps = move || key.with(|key| key.as_ref().map(apps)).unwrap_or_default();
    live(move || {
        let unwritten = key.with(|key| key.as_ref().and_then(|checked| checked.key.link.clone().err()));
        if let (true, Some(error)) = (dead.with(Vec::is_empty), unwritten) {
            let code = error.code().to_owned();
            return view! { <Note tone=Tone::Bad title=t(Key::NoLink).to_owned() more=code urgent=true /> }.into_any();
        }
        if dead.with(Vec::is_empty) {
            let title = t(Key::KeyChecksOut).to_owned();
            return view! { <Note tone=Tone::Ok title more=words(apps) /> }.into_any();
        }
        let notes = dead.get().into_iter();
        notes.map(|found| view! { <Told found address key name=name.get_value() /> }).collect_view().into_any()
    })
}

/// What is worth knowing of a key that works, folded away below the actions.
#[component]
pub fn Remarks(key: Memo<Option<Checked>>, address: Address, name: String) -> impl IntoView {
    let name = StoredValue::new(name);
    let feed = use_feed();
    let said = Memo::new(move |_| told(feed, key, false));
    live(move || {
        let notes = said.get().into_iter();
        let note = |found| view! { <Told found address key name=name.get_value() /> }.into_any();
        mend::folded(Key::KeyRemarks, notes.map(note).collect())
    })
}

/// The findings that make the key dead, or the others that are worth saying.
fn told(feed: Feed, key: Memo<Option<Checked>>, dead: bool) -> Vec<Finding> {
    key.with(|key| {
        let said = |key: &Checked, found: &Finding| {
            worth_saying(found) && (found.severity >= Severity::Dead) == dead
                || !dead && key.lets_more_apps_in(feed, found)
        };
        let of = |key: &Checked| key.findings.iter().filter(|found| said(key, found)).cloned().collect();
        key.as_ref().map(of).unwrap_or_default()
    })
}

/// What only the panel's own links get wrong does not concern a key made here.
fn worth_saying(found: &Finding) -> bool {
    found.severity >= Severity::Warning && found.who != Who::PanelLinks && !matches!(found.who, Who::Apps(_))
}

/// Which apps can use the key, in one sentence.
fn apps(key: &Checked) -> String {
    let unable = key.unable();
    let name = |app: &App| match app {
        App::Xray267 | App::Xray263 => t(Key::AppsXray),
        App::Xray259 => t(Key::AppsXrayOld),
        App::Mihomo => t(Key::AppsMihomo),
        App::SingBox => t(Key::AppsSingBox),
        App::Hiddify => t(Key::AppsHiddify),
    };
    if unable.is_empty() {
        return t(Key::AppsAll).into();
    }
    let mut names: Vec<&str> = unable.iter().map(name).collect();
    names.dedup();
    fill(Key::AppsNot, &[("apps", &names.join(", "))])
}

#[component]
fn Told(found: Finding, address: Address, key: Memo<Option<Checked>>, name: String) -> impl IntoView {
    let tap = tap(&found, address, key, &name);
    view! { <mend::Told found whose=None tap /> }
}

/// The tap that mends it, or leads to where that can be done.
fn tap(found: &Finding, address: Address, key: Memo<Option<Checked>>, name: &str) -> Option<AnyView> {
    let fix = found.fix?;
    let feed = use_feed();
    let label = panel::text::fix(fix);
    match fix {
        Fix::SetAddress => {
            let edit = move |_| address.editing.set(true);
            Some(view! { <button type="button" class="button" on:click=edit>{label}</button> }.into_any())
        }
        Fix::RenamePerson => {
            Some(view! { <a class="button" href=Route::Person(name.to_owned()).href()>{label}</a> }.into_any())
        }
        Fix::RestartXray => Some(view! { <a class="button" href=Route::Server.href()>{label}</a> }.into_any()),
        Fix::UseText => {
            let text = move || {
                key.with(|key| key.as_ref().and_then(|checked| checked.key.text()).unwrap_or_default().to_owned())
            };
            let copy = view! { <CopyButton class="button" text=Signal::derive(text) label=Signal::derive(move || label.to_owned()) /> };
            Some(copy.into_any())
        }
        _ => mend::tap(key.with_untracked(|key| key.as_ref().and_then(|key| key.cure(feed, found)))),
    }
}

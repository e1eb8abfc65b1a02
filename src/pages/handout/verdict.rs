//! What the doctor says of the key, and the one tap that mends it.

use leptos::prelude::*;
use panel::doctor::{App, Finding, Fix, Severity, Who};
use panel::route::Route;

use super::address::Address;
use super::key::OwnKey;
use crate::feed::use_feed;
use crate::parts::{Note, Tone, live, words};
use crate::words::{Key, fill, rule, t};

/// "This key checks out", or what makes it dead, with the tap that mends it. A dead key is never shown as ready.
#[component]
pub fn Verdict(key: Memo<Option<OwnKey>>, address: Address, name: String) -> impl IntoView {
    let name = StoredValue::new(name);
    let dead = Memo::new(move |_| told(key, true));
    let apps = move || key.with(|key| key.as_ref().map(apps)).unwrap_or_default();
    live(move || {
        let unwritten = key.with(|key| key.as_ref().and_then(|key| key.link.clone().err()));
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
pub fn Remarks(key: Memo<Option<OwnKey>>, address: Address, name: String) -> impl IntoView {
    let name = StoredValue::new(name);
    let said = Memo::new(move |_| told(key, false));
    live(move || {
        let count = said.with(Vec::len);
        let notes = move || {
            let notes = said.get().into_iter();
            notes.map(|found| view! { <Told found address key name=name.get_value() /> }).collect_view()
        };
        (count > 0).then(|| {
            view! {
                <details class="card remarks">
                    <summary>{fill(Key::KeyRemarks, &[("count", &count.to_string())])}</summary>
                    {notes()}
                </details>
            }
        })
    })
}

/// The findings that make the key dead, or the others that are worth saying.
fn told(key: Memo<Option<OwnKey>>, dead: bool) -> Vec<Finding> {
    key.with(|key| {
        let all = key.iter().flat_map(|key| &key.findings);
        all.filter(|found| worth_saying(found) && (found.severity >= Severity::Dead) == dead).cloned().collect()
    })
}

/// What only the panel's own links get wrong does not concern a key made here.
fn worth_saying(found: &Finding) -> bool {
    found.severity >= Severity::Warning && found.who != Who::PanelLinks && !matches!(found.who, Who::Apps(_))
}

/// Which apps can use the key, in one sentence.
fn apps(key: &OwnKey) -> String {
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
fn Told(found: Finding, address: Address, key: Memo<Option<OwnKey>>, name: String) -> impl IntoView {
    let urgent = found.severity >= Severity::Dead;
    let tone = if urgent { Tone::Bad } else { Tone::Warn };
    let (title, advice) = rule(found.rule);
    view! {
        <Note tone title=title.to_owned() more=advice.to_owned() urgent>
            <Mend fix=found.fix address key name />
        </Note>
    }
}

/// The tap that mends it, where this app can.
#[component]
fn Mend(fix: Option<Fix>, address: Address, key: Memo<Option<OwnKey>>, name: String) -> impl IntoView {
    let feed = use_feed();
    let inbound = move || key.with_untracked(|key| key.as_ref().map(|key| key.inbound));
    match fix {
        Some(Fix::SetAddress) => {
            let edit = move |_| address.editing.set(true);
            view! { <button type="button" class="button" on:click=edit>{t(Key::Change)}</button> }.into_any()
        }
        Some(Fix::EnableInbound) => {
            let on = move |_| {
                if let Some(id) = inbound() {
                    feed.switch_inbound(id, true);
                }
            };
            view! { <button type="button" class="button" on:click=on>{t(Key::SwitchOn)}</button> }.into_any()
        }
        Some(Fix::EnablePerson | Fix::ExtendPerson) => {
            view! { <a class="button" href=Route::Person(name).href()>{t(Key::Change)}</a> }.into_any()
        }
        _ => ().into_any(),
    }
}

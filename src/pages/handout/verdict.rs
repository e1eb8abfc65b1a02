//! What the doctor says of the key, and the one tap that mends it.

use leptos::prelude::*;
use panel::doctor::{App, Finding, Fix, Severity, Who};
use panel::route::Route;

use super::address::Address;
use super::key::OwnKey;
use crate::feed::use_feed;
use crate::parts::{Note, Shown, Tone};
use crate::words::{Key, fill, rule, t};

/// "This key checks out", or what is wrong, the worst first.
#[component]
pub fn Verdict(key: Memo<Option<OwnKey>>, address: Address, name: String) -> impl IntoView {
    let name = StoredValue::new(name);
    let findings = Memo::new(move |_| key.with(|key| key.as_ref().map(|key| key.findings.clone())).unwrap_or_default());
    let said = Memo::new(move |_| {
        findings.with(|all| all.iter().filter(|found| worth_saying(found)).cloned().collect::<Vec<_>>())
    });
    let unwritten = Memo::new(move |_| key.with(|key| key.as_ref().and_then(|key| key.link.clone().err())));
    let apps = move || key.with(|key| key.as_ref().map(apps)).unwrap_or_default();
    let good = move || said.with(Vec::is_empty) && unwritten.with(Option::is_none);
    view! {
        <Show when=good>
            <Note tone=Tone::Ok title=t(Key::KeyChecksOut).to_owned() more=Signal::derive(apps) />
        </Show>
        {move || {
            let bare = said.with(Vec::is_empty).then(|| unwritten.get()).flatten();
            bare.map(|error| view! { <Note tone=Tone::Bad title=t(Key::NoLink).to_owned() more=error.code().to_owned() urgent=true /> })
        }}
        {move || said.get().into_iter().map(|found| view! { <Told found address key name=name.get_value() /> }).collect_view()}
        <Shown when=Signal::derive(move || !good() && unwritten.with(Option::is_none))>
            <p class="small quiet">{apps}</p>
        </Shown>
    }
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

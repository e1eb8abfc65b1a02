//! The keys the panel made, and what few ever change.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::draft::{FINGERPRINTS, Field as Place};
use panel::model::{RealityKeys, fresh};

use super::keys::Made;
use super::problem::shown;
use super::state::{Wizard, use_wizard};
use crate::parts::{Chip, CopyButton, Field, Glyph, Icon, Note, Switch, Tone};
use crate::words::{Key, advice, t, title};

/// The X25519 pair: made in the background, the private half hidden until asked for.
#[component]
pub fn KeysFold() -> impl IntoView {
    let wizard = use_wizard();
    let pair = wizard.keys.pair;
    let chip = Memo::new(move |_| match pair.get() {
        Made::Ready(_) => (Tone::Ok, "X25519".to_owned()),
        Made::Failed(_) => (Tone::Bad, t(Key::KeysFailed).to_owned()),
        Made::Not | Made::Making => (Tone::Quiet, t(Key::KeysMaking).to_owned()),
    });
    let again = move |_| {
        pair.set(Made::Not);
        wizard.prepare();
    };
    view! {
        <details class="card fold">
            <summary>
                <span>{t(Key::KeysByPanel)}</span>
                <Chip tone=Signal::derive(move || chip.get().0) text=Signal::derive(move || chip.get().1) />
            </summary>
            <div class="part">
                {move || match pair.get() {
                    Made::Ready(pair) => view! { <Pair pair /> }.into_any(),
                    Made::Failed(error) => {
                        view! { <Note tone=Tone::Bad title=title(&error) more=advice(&error) urgent=true /> }.into_any()
                    }
                    Made::Not | Made::Making => ().into_any(),
                }}
                <button type="button" class="button" on:click=again><Icon of=Glyph::Refresh />{t(Key::MakeNewKeys)}</button>
            </div>
        </details>
    }
}

#[component]
fn Pair(pair: RealityKeys) -> impl IntoView {
    let seen = RwSignal::new(false);
    let private = StoredValue::new(pair.private);
    let shown = move || seen.get().then(|| private.with_value(|key| key.expose().to_owned()));
    let word = move || t(if seen.get() { Key::HideKey } else { Key::ShowKey });
    view! {
        <dl class="facts">
            <div>
                <dt>{t(Key::PublicKey)}</dt>
                <dd><span class="mono" dir="ltr">{pair.public.clone()}</span></dd>
            </div>
            <div>
                <dt>{t(Key::PrivateKey)}</dt>
                <dd>
                    <span class="mono" dir="ltr">{move || shown().unwrap_or_else(|| "••••••••".to_owned())}</span>
                    " "
                    <button type="button" class="link" aria-pressed=move || seen.get().to_string() on:click=move |_| seen.update(|seen| *seen = !*seen)>
                        {word}
                    </button>
                </dd>
            </div>
        </dl>
        <CopyButton class="button" text=pair.public label=Signal::derive(|| t(Key::CopyPublicKey).to_owned()) />
    }
}

/// Name of the inbound, names it answers to, fingerprint, short ids, ML-DSA-65.
#[component]
pub fn MoreFold() -> impl IntoView {
    let wizard = use_wizard();
    let form = wizard.form;
    let ids = move || fresh::short_ids(&wizard.random().short_ids).join(", ");
    let can_sign = wizard.feed.panel().is_some_and(|panel| panel.has_mldsa65());
    let faulty = move || shown(Place::ServerNames).get().is_some() || shown(Place::Remark).get().is_some();
    view! {
        <details class="card fold" open=faulty>
            <summary>{t(Key::MoreSettings)}</summary>
            <div class="part">
                <Field id="wizard-remark" label=t(Key::Remark).to_owned() value=form.remark help=t(Key::RemarkHelp).to_owned() problem=shown(Place::Remark) />
                <Field
                    id="wizard-names"
                    label=t(Key::Sni).to_owned()
                    value=form.server_names
                    help=t(Key::SniHelp).to_owned()
                    problem=shown(Place::ServerNames)
                    technical=true
                />
                <FingerprintBox value=form.fingerprint />
                <div class="field">
                    <span class="quiet small">{t(Key::ShortIds)}</span>
                    <p class="mono small wrap" dir="ltr">{ids}</p>
                    <p class="help">{t(Key::ShortIdsHelp)}</p>
                </div>
                {can_sign.then(|| view! { <Signing wizard /> })}
            </div>
        </details>
    }
}

/// The browser apps pretend to be.
#[component]
fn FingerprintBox(value: RwSignal<String>) -> impl IntoView {
    let options = FINGERPRINTS.map(|own| {
        view! { <option value=own selected=move || value.with(|value| value == own)>{own}</option> }
    });
    view! {
        <div class="field">
            <label for="wizard-fingerprint">{t(Key::Fingerprint)}</label>
            <select id="wizard-fingerprint" class="sort" dir="ltr" on:change=move |event| value.set(event_target_value(&event))>
                {options.collect_view()}
            </select>
            <p class="help">{t(Key::FingerprintHelp)}</p>
        </div>
    }
}

/// ML-DSA-65, with what it costs.
#[component]
fn Signing(wizard: Wizard) -> impl IntoView {
    let on = wizard.form.signed;
    let state = wizard.keys.signing;
    let change = Callback::new(move |wanted: bool| {
        on.set(wanted);
        let Some(panel) = wizard.feed.panel().filter(|_| wanted) else { return };
        spawn_local(async move {
            drop(wizard.keys.signing(&panel).await);
        });
    });
    let fault = move || match state.get() {
        Made::Failed(error) if on.get() => Some(title(&error)),
        _ => None,
    };
    view! {
        <div class="row-switch">
            <div>
                <b>"ML-DSA-65"</b>
                <p class="help">{t(Key::SigningCost)}</p>
                {move || fault().map(|text| view! { <p class="help wrong" role="alert">{text}</p> })}
            </div>
            <Switch on label="ML-DSA-65".to_owned() busy=Signal::derive(move || state.get() == Made::Making) on_change=change />
        </div>
    }
}

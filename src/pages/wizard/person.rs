//! The second step: who gets the first key.

use leptos::prelude::*;
use panel::draft::Field as Place;

use super::problem::shown;
use super::state::use_wizard;
use crate::browser::intl;
use crate::parts::{Field, Presets, Switch};
use crate::words::{Key, t};
use panel::model::Millis;

/// Name, limits, Vision.
#[component]
pub fn PersonStep() -> impl IntoView {
    let form = use_wizard().form;
    let amounts = ["", "20 GB", "50 GB", "100 GB"]
        .map(|amount| (amount, if amount.is_empty() { t(Key::NoLimit).to_owned() } else { amount.to_owned() }));
    let ends = [("", 0), ("30", 30), ("90", 90), ("365", 365)].map(|(days, count)| {
        (days, if count == 0 { t(Key::NoEnd).to_owned() } else { intl::span(Millis(count * Millis::DAY.0)) })
    });
    view! {
        <Field id="wizard-name" label=t(Key::Name).to_owned() value=form.name help=t(Key::NameHelp).to_owned() problem=shown(Place::Name) />
        <Presets id="wizard-data" label=t(Key::DataLimit) value=form.data options=amounts.to_vec() problem=shown(Place::Data) help=t(Key::DataHelp) />
        <Presets id="wizard-days" label=t(Key::Ends) value=form.days options=ends.to_vec() problem=shown(Place::Days) help=t(Key::DaysHelp) numeric=true />
        <Show when=move || !form.days.with(|days| days.trim().is_empty())>
            <OwnSwitch on=form.after_first_use name=Key::FirstUse help=Key::FirstUseHelp />
        </Show>
        <OwnSwitch on=form.vision name=Key::Vision help=Key::VisionHelp />
    }
}

#[component]
fn OwnSwitch(on: RwSignal<bool>, name: Key, help: Key) -> impl IntoView {
    view! {
        <div class="card row-switch">
            <div>
                <b>{t(name)}</b>
                <p class="help">{t(help)}</p>
            </div>
            <Switch on label=t(name).to_owned() on_change=Callback::new(move |wanted| on.set(wanted)) />
        </div>
    }
}

//! Which apps the inbound lets in. Only newer Xray servers make this a question: they shut older apps out by
//! themselves.

use leptos::prelude::*;
use panel::doctor::XrayVersion;
use panel::model::Apps;

use super::state::{Wizard, use_wizard};
use crate::words::{Key, t};

/// The first Xray that lets in only new ones where nothing is said.
const CHOOSY: XrayVersion = XrayVersion(26, 7, 0);

/// Whether the server's Xray asks for a choice, tracked.
pub fn offered(wizard: Wizard) -> bool {
    wizard.feed.xray_version.with(|version| XrayVersion::parse(version)).is_some_and(|version| version >= CHOOSY)
}

/// The two ways, each with its cost.
#[component]
pub fn AppsChoice() -> impl IntoView {
    let wizard = use_wizard();
    let offered = Memo::new(move |_| offered(wizard));
    view! {
        <Show when=move || offered.get()>
            <fieldset class="part">
                <legend>{t(Key::WhichApps)}</legend>
                <Way own=Apps::NewXrayOnly name=Key::AppsNew cost=Key::AppsNewCost />
                <Way own=Apps::AnyApp name=Key::AppsAny cost=Key::AppsAnyCost />
            </fieldset>
        </Show>
    }
}

#[component]
fn Way(own: Apps, name: Key, cost: Key) -> impl IntoView {
    let apps = use_wizard().form.apps;
    let here = move || apps.get() == own;
    view! {
        <label class="card choice" class:on=here>
            <input type="radio" class="unseen" name="apps" prop:checked=here on:change=move |_| apps.set(own) />
            <b>{t(name)}</b>
            <small>{t(cost)}</small>
        </label>
    }
}

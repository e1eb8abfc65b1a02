//! Settings: how the app looks, which panel this is, what this browser remembers, and the way out.

mod leave;
mod line;
mod look;
mod memory;
mod password;
mod session;

use leptos::prelude::*;
use panel::dialect::Dialect;
use panel::route::Route;

use crate::feed::use_feed;
use crate::parts::{Facts, live};
use crate::session::use_session;
use crate::transport;
use crate::words::{Key, t};
use line::Line;
use look::Look;
use memory::Memory;
use session::Session;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <header class="top">
            <h1>{t(Key::Settings)}</h1>
        </header>
        <main class="page narrow-page" id="main" tabindex="-1">
            <Look />
            <ThisPanel />
            <Line />
            <a class="button" href=Route::Read.href()>{t(Key::ReadLink)}</a>
            <Memory />
            <Privacy />
            <Session />
        </main>
    }
}

/// Which panel this is.
#[component]
fn ThisPanel() -> impl IntoView {
    let session = use_session();
    let feed = use_feed();
    let rows = move || {
        let panel = session.panel();
        let mut rows =
            vec![(Key::ThisPanel, panel.as_ref().map(panel::dialect::Panel::label).unwrap_or_default(), false)];
        rows.push((Key::AddressOfPanel, address(), true));
        rows.push((Key::XrayVersion, feed.xray_version.get(), true));
        rows.push((
            Key::HowItSpeaks,
            panel.map(|panel| t(spoken(panel.dialect)).to_owned()).unwrap_or_default(),
            false,
        ));
        rows.retain(|(_, value, _)| !value.is_empty());
        rows
    };
    let plain = window().location().protocol().is_ok_and(|protocol| protocol == "http:");
    view! {
        <section class="card block">
            <h2>{t(Key::PanelTitle)}</h2>
            {live(move || view! { <Facts rows=rows() /> })}
            {plain.then(|| view! { <p class="small stale">{t(Key::PlainHttp)}</p> })}
        </section>
    }
}

/// Where the panel is, without its secret path.
fn address() -> String {
    let base = transport::base().unwrap_or_default();
    web_sys::Url::new(&base).map(|url| url.host()).unwrap_or_default()
}

const fn spoken(dialect: Dialect) -> Key {
    match dialect {
        Dialect::A => Key::SpokenA,
        Dialect::B => Key::SpokenB,
        Dialect::C0 => Key::SpokenC0,
        Dialect::C1 => Key::SpokenC1,
    }
}

/// What never leaves this browser.
#[component]
fn Privacy() -> impl IntoView {
    let facts = [Key::PrivacyNobody, Key::PrivacyHere, Key::PrivacySecrets, Key::PrivacyAddress];
    view! {
        <section class="card block">
            <h2>{t(Key::Privacy)}</h2>
            <ul class="plain-list">{facts.map(|key| view! { <li>{t(key)}</li> }).collect_view()}</ul>
        </section>
    }
}

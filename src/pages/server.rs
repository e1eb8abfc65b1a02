//! The server: Xray first, then how the machine is, then what belongs to it.

mod order;
mod past;
mod tiles;
mod trouble;
mod xray;

use leptos::prelude::*;
use panel::dialect::Panel;
use panel::route::Route;

use crate::pages::strip::StaleLine;
use crate::parts::{Glyph, Icon, words};
use crate::session::use_session;
use crate::words::{Key, t};
use past::Past;
use tiles::{Machine, Tiles};
use xray::XrayCard;

/// The page.
#[component]
pub fn ServerPage() -> impl IntoView {
    view! {
        <header class="top">
            <h1>{t(Key::Server)}</h1>
            <a class="button plain icon only-narrow" href=Route::Settings.href() aria-label=t(Key::Settings)><Icon of=Glyph::Settings /></a>
        </header>
        <main class="page server" id="main" tabindex="-1">
            <StaleLine />
            <XrayCard />
            <Tiles />
            <Past />
            <Machine />
            <Links />
        </main>
    }
}

/// The pages below this one.
#[component]
fn Links() -> impl IntoView {
    let session = use_session();
    let panel = move |has: fn(&Panel) -> bool| session.panel().is_some_and(|panel| has(&panel));
    let logs = move || t(if panel(Panel::has_access_log) { Key::LogsHint } else { Key::LogsHintOld }).to_owned();
    let tokens =
        move || t(if panel(Panel::has_tokens) { Key::ApiTokensHint } else { Key::ApiTokensHintOld }).to_owned();
    view! {
        <nav class="card links" aria-label=t(Key::Server)>
            <a href=Route::Logs.href()><b>{t(Key::Logs)}</b><span class="quiet small">{words(logs)}</span></a>
            <a href=Route::Tokens.href()><b>{t(Key::ApiTokens)}</b><span class="quiet small">{words(tokens)}</span></a>
            <a href=Route::Recipe.href()><b>{t(Key::UsageByApi)}</b><span class="quiet small">{t(Key::UsageByApiHint)}</span></a>
        </nav>
    }
}

/// Whether nothing of the server is known, for a moment or for longer: then there is nothing to show as truth.
fn unknown() -> String {
    "—".to_owned()
}

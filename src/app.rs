//! The app: what everything shares, and which screen is shown. It decides, and draws only the frame.

mod frame;
mod keys;
mod later;

use leptos::prelude::*;
use panel::route::Route;

use crate::browser::focus;
use crate::feed::Feed;
use crate::location::{Location, use_location};
use crate::pages;
use crate::parts::toast::{ToastPlace, Toasts};
use crate::parts::{Shown, live};
use crate::session::{Session, Stage};
use crate::watch::WatchLine;
use crate::words::{Key, t};
use frame::{Rail, Tabs};
use later::{LaterPage, LaterSheet};

/// The whole app. Until somebody was signed in it is empty, and the page's own form stands alone.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::start();
    provide_context(session);
    let location = Location::follow();
    provide_context(location);
    Toasts::provide();
    pages::sign_in::take_over(session);

    let entered = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(false) && session.stage() != Stage::SignedOut || session.stage() == Stage::Live
    });
    view! {
        <Shown when=entered>
            <House />
        </Shown>
        <ToastPlace />
    }
}

/// Everything behind the door.
#[component]
fn House() -> impl IntoView {
    let session = crate::session::use_session();
    let location = use_location();
    let feed = Feed::start(session);
    provide_context(feed);
    pages::wizard::Kept::provide();
    later::provide(feed);
    keys::listen(location);
    title(location);
    let covered = move || session.stage() != Stage::Live || (location.route.get().is_sheet() && narrow());
    view! {
        <div class="shell" inert=covered>
            <a class="skip" href="#main" on:click=skip>{t(Key::SkipToContent)}</a>
            <Rail />
            <div class="body">
                <Page />
            </div>
            <Tabs />
        </div>
        <Over />
        <WatchLine />
    }
}

/// The page itself. The list of inbounds comes first, everything else later.
#[component]
fn Page() -> impl IntoView {
    let location = use_location();
    live(move || match location.page.get() {
        Route::Inbounds | Route::Unknown => view! { <pages::inbounds::InboundsPage /> }.into_any(),
        route => view! { <LaterPage route /> }.into_any(),
    })
}

/// What lies over the page. When the last sheet goes, the focus is where it was before the first one came.
#[component]
fn Over() -> impl IntoView {
    let location = use_location();
    let before = StoredValue::new_local(None);
    live(move || match location.route.get() {
        route if route.is_sheet() => {
            before.update_value(|before| *before = before.take().or_else(focus::held));
            view! { <LaterSheet route /> }.into_any()
        }
        _ => {
            before.try_update_value(Option::take).flatten().into_iter().for_each(focus::give_back);
            ().into_any()
        }
    })
}

fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    focus::first("#main");
}

/// Whether sheets cover the page (a phone) instead of standing beside it.
pub fn narrow() -> bool {
    window().match_media("(max-width: 899.9px)").ok().flatten().is_some_and(|query| query.matches())
}

fn title(location: Location) {
    Effect::new(move |_| {
        let name = match location.route.get() {
            Route::Online => t(Key::Online).to_owned(),
            Route::People => t(Key::People).to_owned(),
            Route::Person(name) | Route::Handout(name) => name,
            Route::Server => t(Key::Server).to_owned(),
            Route::Logs => t(Key::Logs).to_owned(),
            Route::Tokens => t(Key::ApiTokens).to_owned(),
            Route::NewToken => t(Key::NewToken).to_owned(),
            Route::Recipe => t(Key::UsageByApi).to_owned(),
            Route::Read => t(Key::ReadLink).to_owned(),
            Route::Settings => t(Key::Settings).to_owned(),
            Route::NewKey => t(Key::NewKey).to_owned(),
            Route::Wizard => t(Key::NewReality).to_owned(),
            Route::Inbounds | Route::Inbound(_) | Route::Unknown => t(Key::Inbounds).to_owned(),
        };
        document().set_title(&format!("{name} · Latchkey"));
    });
}

//! The frame around every page: tabs at the thumb on a phone, a rail at the side on a desktop.

use leptos::prelude::*;
use panel::route::Route;

use crate::feed::use_feed;
use crate::location::use_location;
use crate::parts::{Glyph, Icon, Mark, words};
use crate::words::{Key, t};

/// The places of the main navigation.
const PLACES: [(Route, Key, Glyph); 4] = [
    (Route::Online, Key::Online, Glyph::Online),
    (Route::People, Key::People, Glyph::People),
    (Route::Inbounds, Key::Inbounds, Glyph::Inbounds),
    (Route::Server, Key::Server, Glyph::Server),
];

/// The rail of a desktop, with counts.
#[component]
pub fn Rail() -> impl IntoView {
    let feed = use_feed();
    let count = move |route: &Route| match route {
        Route::Online => Some(feed.online_count()),
        Route::People => feed.people_count(),
        Route::Inbounds => Some(feed.inbounds.len()),
        _ => None,
    };
    view! {
        <nav class="rail" aria-label=t(Key::MainNavigation)>
            <div class="brand"><Mark />"Latchkey"</div>
            {PLACES
                .map(|(route, key, glyph)| {
                    let counted = route.clone();
                    view! {
                        <Place route key glyph>
                            <span class="num">{words(move || count(&counted).map(|count| count.to_string()).unwrap_or_default())}</span>
                        </Place>
                    }
                })
                .collect_view()}
            <span class="spring"></span>
            <Place route=Route::Settings key=Key::Settings glyph=Glyph::Settings />
        </nav>
    }
}

/// The tabs of a phone, around the one main action.
#[component]
pub fn Tabs() -> impl IntoView {
    let [online, people, inbounds, server] = PLACES;
    let tab = |(route, key, glyph): (Route, Key, Glyph)| view! { <Place route key glyph /> };
    view! {
        <nav class="tabs" aria-label=t(Key::MainNavigation)>
            {tab(online)} {tab(people)} <a class="new" href=Route::NewKey.href() aria-label=t(Key::NewKey)><Icon of=Glyph::Plus /></a>
            {tab(inbounds)} {tab(server)}
        </nav>
    }
}

#[component]
fn Place(route: Route, key: Key, glyph: Glyph, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let location = use_location();
    let href = route.href();
    let here = move || (location.page.get().section() == route).then_some("page");
    view! {
        <a href=href aria-current=here>
            <Icon of=glyph />
            {t(key)}
            {children.map(|children| children())}
        </a>
    }
}

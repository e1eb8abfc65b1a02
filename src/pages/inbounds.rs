//! The list of inbounds: cards on a phone, a dense table on a desktop, the same elements in both.

mod all_keys;
pub mod detail;
mod order;
mod row;

use leptos::prelude::*;
use panel::model::InboundId;
use panel::route::Route;

use crate::browser::frame;
use crate::feed::use_feed;
use crate::pages::strip::{SortBox, Strip};
use crate::parts::{Awaited, Glyph, Icon, Search, words};
use crate::words::{Key, fill, t};
use order::Order;
use row::InboundCard;

/// So many rows fill the screen of a phone: the others come a frame later.
const FIRST: usize = 8;

/// All inbounds.
#[component]
pub fn InboundsPage() -> impl IntoView {
    let feed = use_feed();
    let text = RwSignal::new(String::new());
    let order = order::remembered();
    let shown = Memo::new(move |_| order::arrange(feed, &text.get(), order.get()));
    view! {
        <header class="top">
            <h1>{t(Key::Inbounds)}</h1>
            <a class="button only-wide" href=Route::Wizard.href()>{t(Key::NewReality)}</a>
            <a class="button main only-wide" href=Route::NewKey.href()><Icon of=Glyph::Plus />{t(Key::NewKey)}</a>
            <a class="button plain icon only-narrow" href=Route::Settings.href() aria-label=t(Key::Settings)><Icon of=Glyph::Settings /></a>
        </header>
        <main class="page" id="main" tabindex="-1">
            <Strip />
            <div class="tools">
                <Search label=t(Key::SearchInbounds).to_owned() text />
                <SortBox order options=Order::ALL />
            </div>
            <Awaited of=feed.state on_retry=Callback::new(move |()| feed.refresh_all())>
                <Show when=move || !shown.with(Vec::is_empty) fallback=move || view! { <Nothing text /> }>
                    <div class="list">
                        <Head />
                        <Rows shown />
                    </div>
                    <a class="button only-narrow" href=Route::Wizard.href()>{t(Key::NewReality)}</a>
                </Show>
            </Awaited>
        </main>
    }
}

#[component]
fn Rows(shown: Memo<Vec<InboundId>>) -> impl IntoView {
    let rest = frame::painted();
    let rows = move || {
        let mut rows = shown.get();
        if !rest.get() {
            rows.truncate(FIRST);
        }
        rows
    };
    view! {
        <ul class="rows">
            <For each=rows key=|id| *id let:id>
                <InboundCard id />
            </For>
        </ul>
    }
}

#[component]
fn Head() -> impl IntoView {
    let columns = [Key::Inbound, Key::Transport, Key::State, Key::Traffic, Key::OfItsLimit, Key::People];
    view! {
        <div class="head" aria-hidden="true">
            {columns.map(|key| view! { <span>{t(key)}</span> }).collect_view()} <span></span>
        </div>
    }
}

/// No rows: because there are none, or because the search hides them.
#[component]
fn Nothing(text: RwSignal<String>) -> impl IntoView {
    let searching = move || !text.with(String::is_empty);
    let show_all = move |_| text.set(String::new());
    view! {
        <Show
            when=searching
            fallback=|| {
                view! {
                    <div class="card empty">
                        <h2>{t(Key::NoInbounds)}</h2>
                        <p class="quiet">{t(Key::NoInboundsNext)}</p>
                        <a class="button main" href=Route::Wizard.href()>{t(Key::NewReality)}</a>
                    </div>
                }
            }
        >
            <div class="card empty">
                <p dir="auto">{words(move || fill(Key::NothingFound, &[("text", &text.get())]))}</p>
                <button type="button" class="button" on:click=show_all>{t(Key::ClearSearch)}</button>
            </div>
        </Show>
    }
}

/// The address of one inbound's page.
fn href(id: InboundId) -> String {
    Route::Inbound(id).href()
}

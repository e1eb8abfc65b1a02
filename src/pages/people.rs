//! People, as two lists of one kind: everybody, and who is connected now with those who were last.

pub mod add;
mod order;
pub mod row;
pub mod sheet;

use leptos::prelude::*;
use panel::route::Route;

use crate::feed::use_feed;
use crate::pages::strip::{SortBox, Strip};
use crate::parts::{Awaited, Glyph, Icon, LongList, Search, words};
use crate::words::{Key, fill, t};
use order::{Bucket, Order};

/// Everybody.
#[component]
pub fn PeoplePage() -> impl IntoView {
    view! { <PeopleList title=Key::People lens=Lens::All /> }
}

/// Who is connected now, then who was last.
#[component]
pub fn OnlinePage() -> impl IntoView {
    view! { <PeopleList title=Key::Online lens=Lens::Online /> }
}

/// Which of the two lists it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lens {
    All,
    Online,
}

#[component]
fn PeopleList(title: Key, lens: Lens) -> impl IntoView {
    let feed = use_feed();
    let text = RwSignal::new(String::new());
    let bucket = RwSignal::new(Bucket::All);
    let order = if lens == Lens::All { order::remembered() } else { RwSignal::new(Order::Seen) };
    let arranged = Memo::new(move |_| order::arrange(feed, bucket.get(), order.get()));
    let sifted = Memo::new(move |_| {
        // What is searched for may stand in a comment that has changed.
        feed.people.track();
        arranged.with(|arranged| text.with(|text| order::sift(arranged, text)))
    });
    let row = if lens == Lens::All { row::of_all } else { row::of_online };
    let label =
        Signal::derive(move || fill(Key::SearchPeople, &[("count", &feed.people_count().unwrap_or(0).to_string())]));
    view! {
        <header class="top">
            <h1>{t(title)}</h1>
            <a class="button main only-wide" href=Route::NewKey.href()><Icon of=Glyph::Plus />{t(Key::NewKey)}</a>
            <a class="button plain icon only-narrow" href=Route::Settings.href() aria-label=t(Key::Settings)><Icon of=Glyph::Settings /></a>
        </header>
        <main class="page" id="main" tabindex="-1">
            <Strip>{(lens == Lens::All).then(|| view! { <Buckets bucket /> })}</Strip>
            <div class="tools">
                <Search label text />
                {(lens == Lens::All).then(|| view! { <SortBox order options=Order::ALL /> })}
            </div>
            <Awaited of=feed.people_state on_retry=Callback::new(move |()| feed.refresh_all())>
                <Show when=move || !sifted.with(Vec::is_empty) fallback=move || view! { <Nobody text bucket /> }>
                    <div class="list">
                        <Head lens />
                        <LongList keys=sifted row />
                    </div>
                </Show>
            </Awaited>
        </main>
    }
}

/// The states with how many people are in each; one of them may be chosen.
#[component]
fn Buckets(bucket: RwSignal<Bucket>) -> impl IntoView {
    let feed = use_feed();
    let counts = Memo::new(move |_| Bucket::count(feed));
    Bucket::ALL
        .iter()
        .map(|(own, tone, key)| {
            let (own, key) = (*own, *key);
            let count = move || counts.with(|counts| counts.of(own));
            view! {
                <button
                    type="button"
                    class=format!("chip {}", tone.class())
                    class:chosen=move || bucket.get() == own
                    aria-pressed=move || (bucket.get() == own).to_string()
                    hidden=move || own != Bucket::All && count() == 0 && bucket.get() != own
                    on:click=move |_| bucket.update(|now| *now = if *now == own { Bucket::All } else { own })
                >
                    {t(key)}
                    " "
                    <span class="num">{count}</span>
                </button>
            }
        })
        .collect_view()
}

#[component]
fn Head(lens: Lens) -> impl IntoView {
    let (data, until) = if lens == Lens::All { (Key::Data, Key::Until) } else { (Key::SpeedNow, Key::LastSeen) };
    let columns = [Key::Name, Key::InboundAndGroup, Key::State, data, Key::OfTheLimit, until];
    view! {
        <div class="head" aria-hidden="true">
            {columns.map(|key| view! { <span>{t(key)}</span> }).collect_view()} <span></span>
        </div>
    }
}

#[component]
fn Nobody(text: RwSignal<String>, bucket: RwSignal<Bucket>) -> impl IntoView {
    let sifting = move || !text.with(String::is_empty) || bucket.get() != Bucket::All;
    let show_all = move |_| {
        text.set(String::new());
        bucket.set(Bucket::All);
    };
    view! {
        <Show
            when=sifting
            fallback=|| {
                view! {
                    <div class="card empty">
                        <h2>{t(Key::NoPeopleYet)}</h2>
                        <p class="quiet">{t(Key::NoPeopleNext)}</p>
                        <a class="button main" href=Route::NewKey.href()>{t(Key::NewKey)}</a>
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

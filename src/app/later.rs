//! Screens nobody sees first. They travel in files of their own, which are brought once the first rows stand, or as soon
//! as somebody asks for one of them.

#[cfg(feature = "split")]
mod apart;
mod screens;
#[cfg(not(feature = "split"))]
mod whole;

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::error::ApiError;
use panel::remote::Remote;
use panel::route::Route;

use crate::browser::clock;
use crate::feed::Feed;
use crate::location::use_location;
use crate::parts::{Note, Sheet, Shown, SkeletonRows, Tone, live};
use crate::words::{Key, t};
#[cfg(feature = "split")]
use apart as cut;
#[cfg(not(feature = "split"))]
use whole as cut;

/// How long the first rows are left alone: what they still ask for goes first.
const PAUSE: Duration = Duration::from_millis(500);

/// Between one part and the next: a tap may come in between.
const TURN: Duration = Duration::from_millis(50);

/// How long nothing is shown: what arrives sooner should not flash.
const PATIENCE: Duration = Duration::from_millis(300);

/// What travels together.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Lists,
    Places,
    Sheets,
}

/// Which parts are here.
#[derive(Clone, Copy)]
struct Later {
    feed: Feed,
    lists: RwSignal<Remote<()>>,
    places: RwSignal<Remote<()>>,
    sheets: RwSignal<Remote<()>>,
}

impl Later {
    fn state(self, part: Part) -> RwSignal<Remote<()>> {
        match part {
            Part::Lists => self.lists,
            Part::Places => self.places,
            Part::Sheets => self.sheets,
        }
    }

    /// Brings a part. One that is here or under way is not asked for twice.
    fn bring(self, part: Part) {
        let state = self.state(part);
        match state.try_with_untracked(|state| matches!(state, Remote::Failed(_))) {
            // Somebody signed out meanwhile.
            None => return,
            Some(true) => state.set(Remote::Loading),
            Some(false) => {}
        }
        spawn_local(async move {
            let arrived = match part {
                Part::Lists => cut::bring_lists().await.is_ok(),
                Part::Places => cut::bring_places().await.is_ok() && self.listen().await,
                Part::Sheets => cut::bring_sheets().await.is_ok() && self.judge().await,
            };
            let answer = arrived.then_some(()).ok_or(ApiError::Offline);
            let _ = state.try_maybe_update(|state| {
                let news = state.value().is_none();
                if news {
                    state.settle(answer, clock::now());
                }
                (news, ())
            });
        });
    }

    /// The live connection comes with the other places.
    async fn listen(self) -> bool {
        let listen = cut::listener().await;
        listen.map(|listen| listen(self.feed)).is_ok()
    }

    /// The sheets know when a key cannot work; from now on the list says so too.
    async fn judge(self) -> bool {
        let judge = cut::judge().await;
        judge.map(|judge| self.feed.judge_with(judge)).is_ok()
    }
}

/// Brings everything in a quiet moment after the first rows, so that no tap ever waits for it.
pub fn provide(feed: Feed) {
    let none = || RwSignal::new(Remote::Loading);
    let later = Later { feed, lists: none(), places: none(), sheets: none() };
    provide_context(later);
    let settled = Memo::new(move |_| feed.is_settled());
    Effect::new(move |_| {
        if settled.get() {
            for (turn, part) in (0..).zip([Part::Lists, Part::Sheets, Part::Places]) {
                set_timeout(move || later.bring(part), PAUSE + TURN * turn);
            }
        }
    });
}

/// A page other than the list of inbounds.
#[component]
pub fn LaterPage(route: Route) -> impl IntoView {
    match route {
        Route::Online | Route::People => {
            arriving(Part::Lists, move || at_once(cut::list(route.clone())), waiting_page).into_any()
        }
        _ => arriving(Part::Places, move || at_once(cut::place(route.clone())), waiting_page).into_any(),
    }
}

/// What lies over the page.
#[component]
pub fn LaterSheet(route: Route) -> impl IntoView {
    arriving(Part::Sheets, move || at_once(cut::sheet(route.clone())), waiting_sheet)
}

fn arriving(
    part: Part,
    screen: impl Fn() -> AnyView + Send + 'static,
    waiting: fn(Signal<Remote<()>>, Callback<()>) -> AnyView,
) -> impl IntoView {
    let later: Later = expect_context();
    let state = later.state(part);
    let here = Memo::new(move |_| state.with(|state| state.value().is_some()));
    if !here.get_untracked() {
        later.bring(part);
    }
    let again = Callback::new(move |()| later.bring(part));
    live(move || if here.get() { screen() } else { waiting(state.into(), again) })
}

/// What a part that is here answers with. It is asked once: there is nothing left to wait for.
fn at_once<E>(screen: impl Future<Output = Result<AnyView, E>>) -> AnyView {
    match pin!(screen).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(screen)) => screen,
        _ => ().into_any(),
    }
}

fn waiting_page(state: Signal<Remote<()>>, again: Callback<()>) -> AnyView {
    view! {
        <main class="page" id="main" tabindex="-1">
            <Waiting state again />
        </main>
    }
    .into_any()
}

fn waiting_sheet(state: Signal<Remote<()>>, again: Callback<()>) -> AnyView {
    let location = use_location();
    let late = RwSignal::new(false);
    let tell = move || {
        let _ = late.try_set(true);
    };
    set_timeout(tell, PATIENCE);
    view! {
        <Shown when=late>
            <Sheet title=t(Key::Loading).to_owned() on_close=Callback::new(move |()| location.close())>
                <Waiting state again />
            </Sheet>
        </Shown>
    }
    .into_any()
}

/// Grey rows, and what to do when the part does not come: the line is gone, or the server holds a newer bundle.
#[component]
fn Waiting(state: Signal<Remote<()>>, again: Callback<()>) -> impl IntoView {
    let reload = |_| drop(window().location().reload());
    live(move || {
        match state.with(|state| matches!(state, Remote::Failed(_))) {
        false => view! { <SkeletonRows /> }.into_any(),
        true => view! {
            <Note tone=Tone::Bad title=t(Key::PartMissing).to_owned() more=t(Key::PartMissingNext).to_owned() urgent=true>
                <button type="button" class="button" on:click=move |_| again.run(())>{t(Key::TryAgain)}</button>
                <button type="button" class="button" on:click=reload>{t(Key::Reload)}</button>
            </Note>
        }
        .into_any(),
    }
    })
}

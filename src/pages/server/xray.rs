//! Xray: how it is, since when, and the three things one can tell it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::dialect::Panel;
use panel::model::Millis;
use panel::model::server::Health;

use super::order::{self, Order};
use super::trouble::Trouble;
use crate::browser::{clock, intl};
use crate::feed::{Feed, use_feed};
use crate::parts::toast::use_toasts;
use crate::parts::{Chip, Confirm, Tone, live, words};
use crate::session::use_session;
use crate::words::{Key, fill, t};

/// The card at the top of the page.
#[component]
pub fn XrayCard() -> impl IntoView {
    let feed = use_feed();
    let under_way: RwSignal<Option<Order>> = RwSignal::new(None);
    let title = move || match feed.xray_version.get() {
        version if version.is_empty() => "Xray".to_owned(),
        version => ["Xray ", &version].concat(),
    };
    let state = Memo::new(move |_| state(feed));
    watch_start(feed);
    let below = Memo::new(move |_| match under_way.get() {
        Some(order) => t(order.following()).to_owned(),
        None => since(feed),
    });
    view! {
        <section class="card block xray" aria-label="Xray">
            <div>
                <div class="split">
                    <h2><bdi>{words(title)}</bdi></h2>
                    <Chip tone=Signal::derive(move || state.get().0) text=Signal::derive(move || state.get().1) />
                </div>
                <p class="small quiet" role="status">{below}</p>
            </div>
            <Trouble />
            <Orders under_way />
        </section>
    }
}

/// Looks more often while Xray starts: whether it stays up is seen within seconds.
fn watch_start(feed: Feed) {
    let starting = Memo::new(move |_| feed.health.with(|health| *health == Health::Starting));
    Effect::new(move |_| {
        if starting.get() {
            spawn_local(async move {
                while starting.try_get_untracked() == Some(true) {
                    clock::sleep(order::STEP).await;
                    feed.look_at_server().await;
                }
            });
        }
    });
}

fn state(feed: Feed) -> (Tone, String) {
    match feed.health.get() {
        Health::Running => match feed.status.with(|status| status.as_ref().map(|status| status.xray_uptime)) {
            Some(seconds @ 60..) => (Tone::Ok, fill(Key::RunningFor, &[("span", &intl::span(millis(seconds)))])),
            _ => (Tone::Ok, t(Key::Running).into()),
        },
        Health::Starting => (Tone::Info, t(Key::Starting).into()),
        Health::Stopped => (Tone::Bad, t(Key::Stopped).into()),
        Health::Failing { .. } => (Tone::Bad, t(Key::DoesNotRun).into()),
        Health::Unknown => (Tone::Quiet, t(Key::NotKnownYet).into()),
    }
}

/// What stands below the title while nothing is under way.
fn since(feed: Feed) -> String {
    match feed.health.get() {
        Health::Running => {
            let uptime = feed.status.with(|status| status.as_ref().map(|status| status.xray_uptime)).unwrap_or(0);
            let start = Millis(clock::now().0.saturating_sub(millis(uptime).0));
            fill(Key::Since, &[("time", &intl::date_time(start))])
        }
        Health::Starting => t(Key::StartingMore).into(),
        Health::Stopped => t(Key::StoppedMore).into(),
        Health::Failing { .. } => t(Key::FailingMore).into(),
        Health::Unknown => String::new(),
    }
}

/// Seconds as a span.
pub fn millis(seconds: u64) -> Millis {
    Millis(i64::try_from(seconds).unwrap_or(i64::MAX / 1000).saturating_mul(1000))
}

/// Restart and stop, or start where it is stopped. What cuts people off is asked for first.
#[component]
fn Orders(under_way: RwSignal<Option<Order>>) -> impl IntoView {
    let feed = use_feed();
    let session = use_session();
    let toasts = use_toasts();
    let asked = RwSignal::new(Order::Restart);
    let asking = RwSignal::new(false);
    let run = move |order: Order| {
        under_way.set(Some(order));
        spawn_local(async move {
            order::carry_out(feed, toasts, order).await;
            let _ = under_way.try_set(None);
        });
    };
    let tap = Callback::new(move |order: Order| match feed.health.get_untracked() {
        _ if under_way.with_untracked(Option::is_some) => {}
        Health::Stopped | Health::Failing { .. } if order != Order::Stop => run(order),
        _ => {
            asked.set(order);
            asking.set(true);
        }
    });
    let stopped = Memo::new(move |_| feed.health.with(|health| *health == Health::Stopped));
    let stays = move || session.panel().is_some_and(|panel| Panel::stays_stopped(&panel));
    let stop_cost = move || t(if stays() { Key::StopCost } else { Key::StopCostOld });
    let title = move || t(if asked.get() == Order::Stop { Key::StopTitle } else { Key::RestartTitle });
    let cost = move || if asked.get() == Order::Stop { stop_cost() } else { t(Key::RestartCost) };
    view! {
        <div class="pair">
            {live(move || {
                let orders = if stopped.get() { vec![Order::Start] } else { vec![Order::Restart, Order::Stop] };
                orders.into_iter().map(|order| view! { <OrderButton order under_way tap /> }).collect_view()
            })}
        </div>
        <Confirm
            open=asking
            title=Signal::derive(move || title().to_owned())
            cost=Signal::derive(move || cost().to_owned())
            action=Signal::derive(move || t(asked.get().word()).to_owned())
            on_yes=Callback::new(move |()| run(asked.get_untracked()))
        />
    }
}

#[component]
fn OrderButton(order: Order, under_way: RwSignal<Option<Order>>, tap: Callback<Order>) -> impl IntoView {
    let main = order == Order::Start;
    let busy = Signal::derive(move || under_way.with(Option::is_some).then_some("true"));
    view! {
        <button
            type="button"
            class=if main { "button main" } else { "button" }
            aria-busy=busy
            on:click=move |_| tap.run(order)
        >
            {t(order.word())}
        </button>
    }
}

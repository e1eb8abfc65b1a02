//! Starting, restarting and stopping Xray. The panel says "done" to all of it, so each order is followed until Xray is
//! seen to obey.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api::{self, Call};
use panel::dialect::Panel;
use panel::model::server::Health;

use crate::browser::clock;
use crate::feed::Feed;
use crate::parts::toast::Toasts;
use crate::words::{Key, fill, t};

/// Between two looks: as often as a panel looks itself.
pub const STEP: Duration = Duration::from_secs(2);
/// From here on, in seconds, a Xray that does not run after its start is believed not to.
const PATIENCE: i64 = 10;
/// So long, in seconds, an order is followed.
const FOLLOWED: i64 = 40;

/// What Xray is told to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Restart,
    Start,
    Stop,
}

impl Order {
    /// The word on its button.
    pub const fn word(self) -> Key {
        match self {
            Self::Restart => Key::Restart,
            Self::Start => Key::Start,
            Self::Stop => Key::Stop,
        }
    }

    /// What is said while it is under way.
    pub const fn following(self) -> Key {
        match self {
            Self::Restart => Key::FollowingRestart,
            Self::Start => Key::FollowingStart,
            Self::Stop => Key::FollowingStop,
        }
    }

    /// What it is called where it was not done.
    const fn what(self) -> Key {
        match self {
            Self::Restart => Key::RestartingXray,
            Self::Start => Key::StartingXray,
            Self::Stop => Key::StoppingXray,
        }
    }

    fn call(self, panel: &Panel) -> Call<()> {
        match self {
            Self::Restart | Self::Start => api::server::restart_xray(panel),
            Self::Stop => api::server::stop_xray(panel),
        }
    }
}

/// Gives the order, follows it, and says what became of it.
pub async fn carry_out(feed: Feed, toasts: Toasts, order: Order) {
    feed.set_ordering(true);
    give(feed, toasts, order).await;
    feed.set_ordering(false);
}

async fn give(feed: Feed, toasts: Toasts, order: Order) {
    let Some(panel) = feed.panel() else { return };
    let sent = clock::now();
    let again = Callback::new(move |()| spawn_local(carry_out(feed, toasts, order)));
    if let Err(error) = feed.order(&order.call(&panel), t(order.what()), Some(again)).await {
        return feed.failed(t(order.what()), &error, Some(again));
    }
    loop {
        clock::sleep(STEP).await;
        feed.look_at_server().await;
        let passed = clock::now().0.saturating_sub(sent.0) / 1000;
        match outcome(feed, order, passed) {
            Outcome::Open => {}
            Outcome::Done(said) => return toasts.say(t(said).into()),
            Outcome::Failed(said) => return toasts.fail(fill(said, &[("seconds", &passed.to_string())])),
        }
    }
}

enum Outcome {
    Open,
    Done(Key),
    Failed(Key),
}

/// What can be said so many seconds after the order. A Xray that is older than the order is the one before it.
fn outcome(feed: Feed, order: Order, passed: i64) -> Outcome {
    let uptime = feed.status.with_untracked(|status| status.as_ref().map_or(0, |status| status.xray_uptime));
    let young = i64::try_from(uptime).is_ok_and(|uptime| uptime <= passed + 3);
    match (order, feed.health.get_untracked()) {
        (Order::Stop, Health::Stopped) => Outcome::Done(Key::XrayIsStopped),
        (Order::Restart | Order::Start, Health::Running) if young => Outcome::Done(Key::XrayIsBack),
        (Order::Restart | Order::Start, Health::Failing { .. }) if passed >= PATIENCE => {
            Outcome::Failed(Key::XrayNotBack)
        }
        _ if passed >= FOLLOWED => Outcome::Failed(Key::XrayNoAnswer),
        _ => Outcome::Open,
    }
}

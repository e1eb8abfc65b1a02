//! The live connection: a panel that pushes is listened to, while somebody looks and the line can bear it. What it says
//! goes where answers to questions go, and whenever it falls silent the questions go on at once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use panel::api::push;
use panel::model::Millis;
use panel::reconcile::{Line, Wish, listens};

use crate::browser::{clock, line, storage};
use crate::feed::Feed;
use crate::poll::{Poll, use_visible};
use crate::transport::Socket;

/// What this browser remembers of the operator's wish.
pub const REMEMBERED: &str = "live";

/// Before the next attempt after one that worked; each that did not doubles it, up to a minute.
const PAUSE: Duration = Duration::from_secs(1);
/// How often it is seen to that somebody still looks and the panel still speaks.
const LOOK: Duration = Duration::from_secs(2);
/// A panel tells how its server is every two seconds. One that says nothing for so long is gone, whatever the socket says.
const SILENCE: Millis = Millis(12_000);

thread_local! {
    /// What belongs to the listening that is under way.
    static OWNER: RefCell<Option<Owner>> = const { RefCell::new(None) };
    /// By one of its signals, the feed that is listened for.
    static FEED: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

/// Listens from now on, once for each feed. Whatever listened for a page that is gone ends.
pub fn start(feed: Feed) {
    if FEED.replace(Some(feed.pushed)) == Some(feed.pushed) {
        return;
    }
    let owner = Owner::new();
    OWNER.replace(Some(owner.clone())).iter().for_each(Owner::cleanup);
    owner.with(|| {
        Poll::start(PAUSE.into(), feed.awake(), move || listen(feed));
        Effect::new(move |_| feed.correct());
        let visible = use_visible();
        // Whoever comes back sees what was asked for then, not what was said before they left.
        Effect::new(move |_| {
            if !visible.get() {
                feed.fall_silent();
            }
        });
    });
}

/// Listens once, for as long as it works and should. Tells whether anything was heard.
async fn listen(feed: Feed) -> bool {
    if feed.panel().is_none_or(|panel| !panel.has_websocket()) {
        return false;
    }
    if !wanted(feed) {
        // Not a failure: it may be wanted as soon as the line is better, or somebody says so.
        clock::sleep(LOOK).await;
        return true;
    }
    let heard = Rc::new(Cell::new(None));
    let hearing = Rc::clone(&heard);
    let began = clock::now();
    let socket = Socket::open(push::PATH, move |frame| {
        if let Some(push) = push::read(&frame) {
            let now = clock::now();
            hearing.set(Some(now));
            feed.take_push(push, now);
        }
    });
    let Some(socket) = socket else { return false };
    let lively = |now: Millis| now.0.saturating_sub(heard.get().unwrap_or(began).0) < SILENCE.0;
    while socket.stays(LOOK).await && lively(clock::now()) && wanted(feed) {}
    drop(socket);
    feed.fall_silent();
    heard.get().is_some()
}

/// Whether to listen now.
fn wanted(feed: Feed) -> bool {
    let wish = Wish::recall(storage::read(REMEMBERED).as_deref());
    let line = Line { answer: feed.answer_time(), ..line::known() };
    let worth = |panel| listens(&panel, feed.people_known(), &line, wish);
    feed.is_looked_at() && feed.panel().is_some_and(worth)
}

//! After a write: does Xray still run? Panels say "success" to what stops Xray for everyone and apply it up to 30 s
//! later, so each change is followed for a while, and can be taken back where it broke something.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::model::Millis;
use panel::model::server::Health;
use panel::route::Route;

use crate::browser::clock;
use crate::feed::{Feed, use_feed};
use crate::parts::{Note, Shown, Tone, live, words};
use crate::transport;
use crate::words::{Key, fill, t};

/// How long a change may take to show what it does to Xray.
const FOLLOWED: Millis = Millis(35_000);
/// Between two looks.
const STEP: Duration = Duration::from_secs(3);

/// Something that was written and may stop Xray.
#[derive(Clone)]
pub struct Change {
    /// What was done, in words.
    what: String,
    /// Undoes it.
    back: Option<Callback<()>>,
    at: Millis,
    /// Said only when Xray does not run: it is no likely cause, and must not cover a key that is being shown.
    quiet: bool,
}

/// The changes under watch.
#[derive(Clone, Copy)]
pub struct Watch {
    changes: RwSignal<Vec<Change>>,
    /// Xray's own words, once it is seen not to run.
    words: RwSignal<Option<String>>,
    running: StoredValue<bool>,
}

impl Watch {
    /// Nothing to watch yet.
    pub fn new() -> Self {
        Self { changes: RwSignal::new(Vec::new()), words: RwSignal::new(None), running: StoredValue::new(false) }
    }

    /// Follows Xray after a change; `back` takes the change back. Where Xray was down before, nothing is blamed.
    pub fn follow(self, feed: Feed, what: String, back: Option<Callback<()>>) {
        self.start(feed, Change { what, back, at: clock::now(), quiet: false });
    }

    /// The same, saying nothing while Xray runs.
    pub fn follow_quietly(self, feed: Feed, what: String, back: Option<Callback<()>>) {
        self.start(feed, Change { what, back, at: clock::now(), quiet: true });
    }

    fn start(self, feed: Feed, change: Change) {
        if matches!(feed.health.get_untracked(), Health::Failing { .. }) && self.words.with_untracked(Option::is_none) {
            return;
        }
        self.changes.update(|changes| changes.push(change));
        if !self.running.get_value() {
            self.running.set_value(true);
            spawn_local(async move {
                while self.look(feed).await {}
                self.running.set_value(false);
            });
        }
    }

    /// One look. Tells whether another is needed.
    async fn look(self, feed: Feed) -> bool {
        clock::sleep(STEP).await;
        let newest = self.changes.with_untracked(|changes| changes.iter().map(|change| change.at.0).max());
        let Some(newest) = newest else { return false };
        feed.look_at_server().await;
        let fresh = clock::now().0.saturating_sub(newest) < FOLLOWED.0;
        match feed.health.get_untracked() {
            Health::Failing { message } => {
                if self.words.with_untracked(Option::is_none) {
                    self.words.set(Some(reason(feed, message).await));
                }
                true
            }
            Health::Running if !fresh => {
                self.forget();
                false
            }
            Health::Running => {
                self.words.set(None);
                true
            }
            Health::Stopped if !fresh => {
                self.forget();
                false
            }
            _ => true,
        }
    }

    fn forget(self) {
        self.changes.set(Vec::new());
        self.words.set(None);
    }
}

/// Xray's own words: the panel's log always has them, the status only sometimes.
pub async fn reason(feed: Feed, message: String) -> String {
    let Some(panel) = feed.panel() else { return message };
    let lines = transport::call(&api::server::panel_log(&panel, 20, "err")).await.unwrap_or_default();
    panel::model::log::xray_words(&lines).map_or(message, str::to_owned)
}

/// One line while a change is followed; a note with a way back once Xray does not run.
#[component]
pub fn WatchLine() -> impl IntoView {
    let feed = use_feed();
    let watch = feed.watch;
    let what =
        move || watch.changes.with(|changes| changes.last().map(|change| change.what.clone())).unwrap_or_default();
    let failing = Memo::new(move |_| watch.words.with(Option::is_some));
    let any =
        Memo::new(move |_| watch.changes.with(|changes| changes.iter().any(|change| !change.quiet || failing.get())));
    view! {
        <Shown when=Signal::derive(move || any.get())>
            <div class="watch">
                {live(move || match failing.get() {
                    false => view! { <p role="status">{words(move || fill(Key::WatchFollowing, &[("what", &what())]))}</p> }.into_any(),
                    true => view! {
                        <Note
                            tone=Tone::Bad
                            title=words(move || fill(Key::WatchBroken, &[("what", &what())]))
                            more=words(move || watch.words.get().unwrap_or_default())
                            urgent=true
                        >
                            <TakeBack watch />
                        </Note>
                    }
                    .into_any(),
                })}
            </div>
        </Shown>
    }
}

#[component]
fn TakeBack(watch: Watch) -> impl IntoView {
    let back = move || watch.changes.with(|changes| changes.last().and_then(|change| change.back));
    let take = move |_| {
        let change = watch.changes.try_update(Vec::pop).flatten();
        watch.words.set(None);
        if let Some(back) = change.and_then(|change| change.back) {
            back.run(());
        }
    };
    view! {
        <div class="choices">
            <Shown when=Signal::derive(move || back().is_some())>
                <button type="button" class="button danger" on:click=take>{t(Key::TakeBack)}</button>
            </Shown>
            <a class="button" href=Route::Server.href()>{t(Key::Server)}</a>
            <button type="button" class="button plain" on:click=move |_| watch.forget()>{t(Key::Close)}</button>
        </div>
    }
}

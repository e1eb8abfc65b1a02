//! The panel's log and Xray's access log, newest first, followed while somebody looks.

mod line;
mod tools;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::model::log::Fate;
use panel::remote::Remote;
use panel::route::Route;

use crate::browser::{clock, intl};
use crate::feed::{Feed, use_feed};
use crate::pages::below::Below;
use crate::parts::{Awaited, live};
use crate::poll::Poll;
use crate::transport;
use crate::words::{Key, fill};
use line::{Line, LogLine};
use tools::{Empty, Tools};

/// Between two looks.
const PERIOD: Duration = Duration::from_secs(3);
/// Lines asked for.
const COUNT: u32 = 200;

/// What is asked for. An answer to another question is dropped.
#[derive(Clone, PartialEq)]
struct Question {
    access: bool,
    level: String,
    filter: String,
}

/// A log on the screen. Copies share the same values.
#[derive(Clone, Copy)]
struct Shown {
    feed: Feed,
    /// Xray's access log, not the panel's.
    access: RwSignal<bool>,
    level: RwSignal<String>,
    /// What a line must hold.
    text: RwSignal<String>,
    /// Tag of the inbound it must speak of; empty: any.
    inbound: RwSignal<String>,
    /// Fates that are not shown.
    hidden: RwSignal<Vec<Fate>>,
    paused: RwSignal<bool>,
    lines: RwSignal<Vec<Line>>,
    state: RwSignal<Remote<()>>,
}

impl Shown {
    fn new(feed: Feed) -> Self {
        Self {
            feed,
            access: RwSignal::new(false),
            level: RwSignal::new("info".to_owned()),
            text: RwSignal::new(String::new()),
            inbound: RwSignal::new(String::new()),
            hidden: RwSignal::new(Vec::new()),
            paused: RwSignal::new(false),
            lines: RwSignal::new(Vec::new()),
            state: RwSignal::new(Remote::Loading),
        }
    }

    fn question(self) -> Question {
        let access = self.access.get();
        // The panel looks for one text: what was typed, else the inbound.
        let typed = self.text.get().trim().to_owned();
        let filter = if typed.is_empty() { self.inbound.get() } else { typed };
        Question { access, level: self.level.get(), filter: if access { filter } else { String::new() } }
    }

    /// Reads the log once. Tells whether it was answered.
    async fn read(self) -> bool {
        let Some(panel) = self.feed.panel() else { return false };
        let asked = untrack(|| self.question());
        let answer = ask(self.feed, &panel, &asked).await;
        if self.state.try_get_untracked().is_none() || untrack(|| self.question()) != asked {
            return true;
        }
        let answered = answer.is_ok();
        let answer = answer.map(|lines| {
            if self.lines.with_untracked(|old| *old != lines) {
                self.lines.set(lines);
            }
        });
        self.state.update(|state| state.settle(answer, clock::now()));
        answered
    }

    /// The lines to show, tracked.
    fn sifted(self) -> Vec<Line> {
        let wanted = self.text.get().trim().to_lowercase();
        let (inbound, hidden) = (self.inbound.get(), self.hidden.get());
        self.lines.with(|lines| lines.iter().filter(|line| line.holds(&wanted, &inbound, &hidden)).cloned().collect())
    }
}

async fn ask(feed: Feed, panel: &Panel, asked: &Question) -> Result<Vec<Line>, ApiError> {
    let lines = if asked.access {
        let lines = transport::call(&api::server::access_log(panel, COUNT, &asked.filter)).await?;
        let inbounds = untrack(|| names(feed));
        lines.into_iter().map(|line| Line::of_access(line, &inbounds)).collect()
    } else {
        let mut lines = transport::call(&api::server::panel_log(panel, COUNT, &asked.level)).await?;
        lines.reverse();
        lines.iter().map(|line| Line::of_panel(line)).collect()
    };
    Ok(line::numbered(lines))
}

/// Tags and names of the inbounds, tracked.
fn names(feed: Feed) -> Vec<(String, String)> {
    let mut names = Vec::new();
    feed.inbounds.for_each(|_, row| names.push((row.tag.clone(), row.name())));
    names
}

/// The page.
#[component]
pub fn LogsPage() -> impl IntoView {
    let shown = Shown::new(use_feed());
    let awake = Signal::derive(move || !shown.paused.get());
    Poll::start(PERIOD.into(), awake, move || shown.read());
    Effect::new(move |before: Option<Question>| {
        let question = shown.question();
        if before.as_ref().is_some_and(|before| *before != question) {
            if before.is_some_and(|before| before.access != question.access) {
                shown.lines.set(Vec::new());
                shown.state.set(Remote::Loading);
            }
            spawn_local(async move {
                let _ = shown.read().await;
            });
        }
        question
    });
    let sifted = Memo::new(move |_| shown.sifted());
    let none = Memo::new(move |_| sifted.with(Vec::is_empty));
    view! {
        <Below of=Route::Server title=Key::Logs />
        <main class="page" id="main" tabindex="-1">
            <Tools shown sifted />
            <Stale shown />
            <Awaited of=shown.state on_retry=Callback::new(move |()| spawn_local(async move { let _ = shown.read().await; }))>
                {live(move || if none.get() { view! { <Empty shown /> }.into_any() } else { view! { <Lines sifted /> }.into_any() })}
            </Awaited>
        </main>
    }
}

#[component]
fn Lines(sifted: Memo<Vec<Line>>) -> impl IntoView {
    view! {
        <ol class="card log">
            <For each=move || sifted.get() key=|line| line.key.clone() let:line>
                <LogLine line />
            </For>
        </ol>
    }
}

/// Says how old the lines are, once they cannot be read again.
#[component]
fn Stale(shown: Shown) -> impl IntoView {
    let since = Memo::new(move |_| {
        shown.state.with(|state| match state {
            Remote::Ready { at, error: Some(_), .. } => Some(*at),
            _ => None,
        })
    });
    live(move || {
        since
            .get()
            .map(|at| view! { <p class="stale" role="status">{fill(Key::Stale, &[("time", &intl::time(at))])}</p> })
    })
}

/// The words of a fate.
const fn fate(fate: Fate) -> Key {
    match fate {
        Fate::Direct => Key::FateDirect,
        Fate::Blocked => Key::FateBlocked,
        Fate::Proxied => Key::FateProxied,
    }
}

/// All words of the lines, for the clipboard.
fn whole(lines: &[Line]) -> String {
    lines.iter().map(Line::whole).collect::<Vec<_>>().join("\n")
}

/// The levels a panel knows, the rarest last, and their words.
const LEVELS: [(&str, Key); 5] = [
    ("debug", Key::LevelDebug),
    ("info", Key::LevelInfo),
    ("notice", Key::LevelNotice),
    ("warning", Key::LevelWarning),
    ("err", Key::LevelError),
];

/// Whether this panel shows Xray's access log.
fn has_access_log(feed: Feed) -> bool {
    feed.panel().is_some_and(|panel| panel.has_access_log())
}

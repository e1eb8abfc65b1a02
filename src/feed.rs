//! What the panel holds now: inbounds, people, who is online, how the server is. It asks in small answers, keeps what
//! it has when a question fails, and takes in nothing that was asked before a write and answered after it.

mod actions;
mod find;
mod judge;
mod keys;
mod mend;
mod online;
mod owner;
mod people;
mod pushed;
mod read;
mod rows;
mod schedule;
mod server;
mod write_inbounds;
mod write_people;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use panel::api;
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::meter::{Meter, Speed};
use panel::model::server::{Health, Status, XrayHealth};
use panel::model::settings::Defaults;
use panel::model::{Inbound, InboundId, Millis, Person, Ports};
use panel::remote::Remote;

pub use judge::Judge;
pub use keys::Entry;
pub use mend::{Cure, Ready};
pub use online::OnlineNow;
pub use rows::{InboundRow, network, protocol, security};
pub use write_people::{Added, Deed, NewKey, Undone, may_have_arrived};

use crate::browser::clock;
use crate::parts::toast::{Toasts, use_toasts};
use crate::poll::Poll;
use crate::roster::Roster;
use crate::session::Session;
use crate::transport;
use crate::watch::Watch;
use schedule::Schedule;

/// How often who is online and how the server is are asked for while somebody looks.
const PERIOD: Duration = Duration::from_secs(5);

/// Everything the lists show. Copies share the same values.
#[derive(Clone, Copy)]
pub struct Feed {
    session: Session,
    toasts: Toasts,
    /// The inbounds, in the panel's order.
    pub inbounds: Roster<InboundId, InboundRow>,
    /// How reading the inbounds went.
    pub state: RwSignal<Remote<()>>,
    /// The people, by [`Person::key`].
    pub people: Roster<String, Person>,
    /// How reading the people went.
    pub people_state: RwSignal<Remote<()>>,
    /// Who was renamed last: their old key and the new name.
    pub renamed: RwSignal<Option<(String, String)>>,
    /// How many people the panel counts, where it counts them.
    people_total: RwSignal<Option<usize>>,
    /// Who is connected.
    pub online: RwSignal<OnlineNow>,
    /// Current speed of the people who are connected, by key.
    pub speed: RwSignal<HashMap<String, Speed>>,
    /// What the panel's settings say; the panel's own defaults until they are read.
    pub defaults: RwSignal<Defaults>,
    /// How Xray is, judged over several looks.
    pub health: RwSignal<Health>,
    /// Xray's version, empty while unknown.
    pub xray_version: RwSignal<String>,
    /// The newest status of the server.
    pub status: RwSignal<Option<Status>>,
    /// Whether the panel tells by itself how the server is and who is online: then nobody asks.
    pub pushed: RwSignal<bool>,
    /// Inbounds whose switch is under way.
    pub switching: RwSignal<Vec<InboundId>>,
    /// Changes whose effect on Xray is followed.
    pub watch: Watch,
    /// Counts what became of inbounds and entries that lists do not show: keys are to be written anew.
    pub rewritten: RwSignal<u32>,
    judge: StoredValue<Option<Judge>>,
    memory: StoredValue<Memory>,
    poll: StoredValue<Option<Poll>>,
}

/// What the feed keeps and nobody watches.
#[derive(Default)]
struct Memory {
    /// Whole inbounds, where an answer carried them: keys can be shown without asking.
    whole: HashMap<InboundId, Arc<Inbound>>,
    /// Records of people, by key (v3.1.0+).
    records: HashMap<String, api::clients::Record>,
    /// Flows that were asked for because a record may have lost its own, by key.
    flows: HashMap<String, panel::model::Flow>,
    /// Names of those whose keys are read ahead.
    ahead: Vec<String>,
    meters: HashMap<String, Meter>,
    follower: XrayHealth,
    schedule: Schedule,
    /// Counts writes: an answer to a question of an older count is dropped.
    writes: u32,
    defaults_read: bool,
    /// The panel's own ports, once somebody needed them.
    ports: Option<Ports>,
    /// Whether Xray was told something from here, and is followed.
    ordering: bool,
    /// When the server was looked at last.
    looked: Millis,
    /// When the round of questions under way, or the last one, began.
    asked: Millis,
    /// How long the newest small answer took.
    took: Millis,
    /// Whether counters come by themselves: then those of lists tell no speed.
    counted: bool,
}

/// What the panel holds, for this app.
pub fn use_feed() -> Feed {
    expect_context()
}

impl Feed {
    /// Starts asking.
    pub fn start(session: Session) -> Self {
        let this = Self {
            session,
            toasts: use_toasts(),
            inbounds: Roster::new(),
            state: RwSignal::new(Remote::Loading),
            people: Roster::new(),
            people_state: RwSignal::new(Remote::Loading),
            renamed: RwSignal::new(None),
            people_total: RwSignal::new(None),
            online: RwSignal::new(OnlineNow::default()),
            speed: RwSignal::new(HashMap::new()),
            defaults: RwSignal::new(Defaults::default()),
            health: RwSignal::new(Health::Unknown),
            xray_version: RwSignal::new(String::new()),
            status: RwSignal::new(None),
            pushed: RwSignal::new(false),
            switching: RwSignal::new(Vec::new()),
            watch: Watch::new(),
            rewritten: RwSignal::new(0),
            judge: StoredValue::new(None),
            memory: StoredValue::new(Memory::default()),
            poll: StoredValue::new(None),
        };
        let poll = Poll::start(PERIOD.into(), session.live(), move || this.tick());
        this.poll.set_value(Some(poll));
        this
    }

    /// The panel as far as it is known.
    pub fn panel(self) -> Option<Panel> {
        self.session.panel_untracked()
    }

    /// Asks everything again, now.
    pub fn refresh_all(self) {
        self.memory.update_value(|memory| memory.schedule.all_due());
        for state in [self.state, self.people_state] {
            if state.with_untracked(|state| matches!(state, Remote::Failed(_))) {
                state.set(Remote::Loading);
            }
        }
        self.nudge();
    }

    fn nudge(self) {
        if let Some(poll) = self.poll.get_value() {
            poll.nudge();
        }
    }

    /// Marks that something is being written: answers to older questions no longer count.
    fn writing(self) {
        self.memory.update_value(|memory| memory.writes = memory.writes.wrapping_add(1));
    }

    fn writes(self) -> u32 {
        self.memory.with_value(|memory| memory.writes)
    }

    /// How many people there are, tracked.
    pub fn people_count(self) -> Option<usize> {
        self.people_total.get().or_else(|| Some(self.people.len()).filter(|count| *count > 0))
    }

    /// Whether the first lists have arrived whole, or cannot, tracked.
    pub fn is_settled(self) -> bool {
        let known = self.people_total.with(Option::is_some);
        self.state.with(|state| match state {
            Remote::Loading => false,
            Remote::Failed(_) => true,
            Remote::Ready { error, .. } => known || error.is_some(),
        })
    }

    /// How many people are connected, tracked.
    pub fn online_count(self) -> usize {
        self.online.with(OnlineNow::total)
    }

    /// Since when what is shown could not be read again, tracked.
    pub fn stale_since(self) -> Option<Millis> {
        self.state.with(|state| match state {
            Remote::Ready { at, error: Some(_), .. } => Some(*at),
            _ => None,
        })
    }

    /// What to call an inbound.
    pub fn inbound_name(self, inbound: &Inbound) -> String {
        InboundRow::of(inbound).name()
    }

    /// The whole inbound, if an answer carried it.
    pub fn whole(self, id: InboundId) -> Option<Arc<Inbound>> {
        self.memory.with_value(|memory| memory.whole.get(&id).cloned())
    }

    /// Keeps a whole inbound that was read on its own.
    fn keep(self, inbound: Arc<Inbound>) {
        self.memory.update_value(|memory| drop(memory.whole.insert(inbound.id, inbound)));
    }

    /// One round of questions. Tells whether it was answered.
    async fn tick(self) -> bool {
        let Some(panel) = self.panel() else { return false };
        let asked = self.writes();
        self.begin_round();
        let answer =
            if panel.has_options() { self.read_short(&panel, asked).await } else { self.read_list(asked).await };
        let answer = match answer {
            Ok(()) if !self.pushed.get_untracked() => self.read_live(&panel, asked).await,
            Ok(()) => Ok(()),
            Err(error) => Err(error),
        };
        let answered = answer.is_ok();
        if asked == self.writes() || !answered {
            self.state.update(|state| state.settle(answer, clock::now()));
        }
        if answered {
            self.read_defaults(&panel).await;
        }
        answered
    }

    /// Who is online and how the server is. What the status says may be missing; who is online may not.
    async fn read_live(self, panel: &Panel, asked: u32) -> Result<(), ApiError> {
        let began = clock::now();
        let names = transport::call(&api::clients::onlines(panel)).await?;
        self.memory.update_value(|memory| memory.took = Millis(clock::now().0 - began.0));
        if asked == self.writes() && !self.pushed.get_untracked() {
            self.take_online(names);
        }
        if panel.has_people_resource() && !self.are_lists_due() {
            self.read_newest(panel, asked).await?;
        }
        self.look_at_server().await;
        Ok(())
    }

    /// Takes in who is connected.
    fn take_online(self, names: Vec<String>) {
        let inbounds_of = |key: &String| self.people.get(key).map(|person| person.inbounds).unwrap_or_default();
        let now = OnlineNow::count(names, inbounds_of);
        if self.online.with_untracked(|old| *old != now) {
            self.online.set(now);
        }
    }

    /// What the panel's settings say, once per visit.
    async fn read_defaults(self, panel: &Panel) {
        if self.memory.with_value(|memory| memory.defaults_read) {
            return;
        }
        if let Ok(defaults) = transport::call(&api::settings::defaults(panel)).await {
            self.defaults.set(defaults);
            self.memory.update_value(|memory| memory.defaults_read = true);
        }
    }
}

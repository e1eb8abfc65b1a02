//! Everything the imitated panel knows. Lives in memory behind one lock.

use super::inbound::Inbound;
use super::life::Life;
use super::log::Log;
use super::person::People;
use super::session::Account;
use super::stat::Stats;
use super::token::Tokens;
use super::xray::Xray;
use crate::chance::Chance;
use crate::config::{Config, Dialect, TOTP_SECRET};
use crate::control::Faults;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::broadcast;

/// The panel's memory.
pub struct State {
    /// What it was started with.
    pub config: Config,
    /// Its generation.
    pub dialect: Dialect,
    /// The time of the current request, ms.
    pub now: i64,
    /// When the panel was started, ms.
    pub born: i64,
    /// Seeded chance.
    pub chance: Chance,
    /// The panel's own id.
    pub guid: String,
    /// Inbounds by id.
    pub inbounds: Vec<Inbound>,
    /// The id of the next inbound.
    pub next_inbound: i64,
    /// Traffic rows.
    pub stats: Stats,
    /// Clients as records (C1).
    pub people: People,
    /// Groups that were created by name (C1).
    pub groups: Vec<String>,
    /// Addresses seen, by lower-case name.
    pub addresses: BTreeMap<String, Vec<(String, i64)>>,
    /// `AllSetting`.
    pub settings: Map<String, Value>,
    /// The Xray template, as text.
    pub template: String,
    /// Who may sign in.
    pub account: Account,
    /// API tokens.
    pub tokens: Tokens,
    /// The Xray process.
    pub xray: Xray,
    /// Who is online, samples, polls.
    pub life: Life,
    /// The panel's log.
    pub log: Log,
    /// Injected faults.
    pub faults: Faults,
    /// Frames for WebSockets.
    pub events: broadcast::Sender<Arc<str>>,
}

impl State {
    /// A panel at this moment: seeded, unless it was asked to be empty.
    pub fn new(config: Config, now: i64, events: broadcast::Sender<Arc<str>>) -> Self {
        let dialect = config.dialect;
        let mut chance = Chance::new(config.seed);
        let guid = chance.uuid();
        let mut state = State {
            dialect,
            now,
            born: now,
            guid,
            inbounds: Vec::new(),
            next_inbound: 1,
            stats: Stats::default(),
            people: People::default(),
            groups: Vec::new(),
            addresses: BTreeMap::new(),
            settings: super::setting::defaults(&config),
            template: super::setting::template(dialect),
            account: Account::new(&config, &mut chance),
            tokens: Tokens::default(),
            xray: Xray::new(dialect, now),
            life: Life::new(dialect, now),
            log: Log::default(),
            faults: Faults::new(&config),
            events,
            chance,
            config,
        };
        if state.config.two_factor {
            state.settings.insert("twoFactorEnable".into(), true.into());
            state.settings.insert("twoFactorToken".into(), TOTP_SECRET.into());
        }
        if !state.config.empty {
            crate::seed::plant(&mut state);
        }
        state.refresh_xray();
        if !state.config.empty {
            state.poll();
        }
        state
    }

    /// The time in whole seconds, as ms: what the panel stamps on clients.
    pub fn second(&self) -> i64 {
        self.now / 1000 * 1000
    }

    /// Sends a frame to every WebSocket.
    pub fn push(&self, kind: &str, payload: Value) {
        if self.events.receiver_count() > 0 {
            let frame = json!({ "type": kind, "payload": payload, "time": self.now });
            let _ = self.events.send(frame.to_string().into());
        }
    }

    /// An inbound by id.
    pub fn inbound(&self, id: i64) -> Option<&Inbound> {
        self.inbounds.iter().find(|inbound| inbound.id == id)
    }

    /// An inbound by id, to change.
    pub fn inbound_mut(&mut self, id: i64) -> Option<&mut Inbound> {
        self.inbounds.iter_mut().find(|inbound| inbound.id == id)
    }

    /// A setting that is a number.
    pub fn setting_int(&self, name: &str) -> i64 {
        self.settings.get(name).and_then(Value::as_i64).unwrap_or_default()
    }

    /// A setting that is a truth.
    pub fn setting_bool(&self, name: &str) -> bool {
        self.settings.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// A setting that is a text.
    pub fn setting_text(&self, name: &str) -> &str {
        self.settings.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Something was written: Xray takes it over within half a minute, and listeners hear of it.
    pub fn touched(&mut self, about: &[&str]) {
        self.xray.dirty = true;
        for kind in about {
            self.push("invalidate", json!({ "type": kind }));
        }
    }
}

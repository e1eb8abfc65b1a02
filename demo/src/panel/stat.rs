//! Traffic rows: one per name, kept apart from the clients they count.

use crate::config::Dialect;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// A `ClientTraffic` row.
#[derive(Clone, Debug, Default)]
pub struct Stat {
    /// Row id.
    pub id: i64,
    /// The inbound it was last attached to.
    pub inbound: i64,
    /// Whether the panel lets this person through.
    pub enable: bool,
    /// The name.
    pub email: String,
    /// Bytes sent.
    pub up: i64,
    /// Bytes received.
    pub down: i64,
    /// Bytes ever; survives resets.
    pub all_time: i64,
    /// Expiry in ms; negative = a span that starts with the first use.
    pub expiry: i64,
    /// Limit in bytes, 0 = none.
    pub total: i64,
    /// Days after which it renews itself.
    pub reset: i64,
    /// When it last moved, ms.
    pub last_online: i64,
}

impl Stat {
    /// Whether data or time is over.
    pub fn ended(&self, now: i64) -> bool {
        self.total > 0 && self.up + self.down >= self.total || self.expiry > 0 && self.expiry <= now
    }

    /// The row as answered; `owner` adds UUID and subscription where the panel looks them up.
    pub fn json(&self, dialect: Dialect, owner: (&str, &str)) -> Value {
        let mut row = Map::new();
        row.insert("id".into(), self.id.into());
        row.insert("inboundId".into(), self.inbound.into());
        row.insert("enable".into(), self.enable.into());
        row.insert("email".into(), self.email.as_str().into());
        if dialect >= Dialect::B {
            row.insert("uuid".into(), owner.0.into());
            row.insert("subId".into(), owner.1.into());
        }
        row.insert("up".into(), self.up.into());
        row.insert("down".into(), self.down.into());
        if !dialect.modern() {
            row.insert("allTime".into(), self.all_time.into());
        }
        row.insert("expiryTime".into(), self.expiry.into());
        row.insert("total".into(), self.total.into());
        row.insert("reset".into(), self.reset.into());
        row.insert("lastOnline".into(), self.last_online.into());
        Value::Object(row)
    }
}

/// All rows, by id, found by name without case.
#[derive(Default)]
pub struct Stats {
    rows: BTreeMap<i64, Stat>,
    names: HashMap<String, i64>,
    last: i64,
}

impl Stats {
    /// Adds a row, or overwrites the one of that name.
    pub fn put(&mut self, mut stat: Stat) {
        if stat.email.is_empty() {
            return;
        }
        self.last += 1;
        let key = stat.email.to_lowercase();
        stat.id = self.last;
        if let Some(id) = self.names.get(&key)
            && let Some(old) = self.rows.get_mut(id)
        {
            old.inbound = stat.inbound;
            old.total = stat.total;
            old.expiry = stat.expiry;
            old.reset = stat.reset;
            old.enable = stat.enable;
            return;
        }
        self.names.insert(key, stat.id);
        self.rows.insert(stat.id, stat);
    }

    /// An id is used up without a row coming of it.
    pub fn burn(&mut self) {
        self.last += 1;
    }

    /// A row by name.
    pub fn get(&self, email: &str) -> Option<&Stat> {
        self.rows.get(self.names.get(&email.to_lowercase())?)
    }

    /// A row by name, to change.
    pub fn get_mut(&mut self, email: &str) -> Option<&mut Stat> {
        self.rows.get_mut(self.names.get(&email.to_lowercase())?)
    }

    /// Removes a row.
    pub fn remove(&mut self, email: &str) {
        if let Some(id) = self.names.remove(&email.to_lowercase()) {
            self.rows.remove(&id);
        }
    }

    /// A row follows a new name; where that name has a row already, the one that moves is lost.
    pub fn rename(&mut self, old: &str, new: &str) {
        let (old, key) = (old.to_lowercase(), new.to_lowercase());
        if let Some(id) = self.names.remove(&old) {
            if self.names.contains_key(&key) {
                self.rows.remove(&id);
                return;
            }
            self.names.insert(key, id);
            if let Some(row) = self.rows.get_mut(&id) {
                row.email = new.to_string();
            }
        }
    }

    /// Every row, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Stat> {
        self.rows.values()
    }

    /// Every row, to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Stat> {
        self.rows.values_mut()
    }

    /// `{name: last online}`, names in order.
    pub fn last_online(&self) -> Value {
        let mut pairs: Vec<_> = self.rows.values().map(|row| (&row.email, row.last_online)).collect();
        pairs.sort();
        Value::Object(pairs.into_iter().map(|(email, at)| (email.clone(), json!(at))).collect())
    }
}

//! What can be done to inbounds.

mod checks;
mod lists;

pub use checks::validation;

use super::State;
use super::client;
use super::inbound::Inbound;
use super::stat::Stat;
use crate::config::Dialect;
use crate::doc::{Doc, go_error};
use crate::http::input::{Input, atoi};
use crate::http::reply::{Refusal, Reply};
use serde_json::{Value, json};

const CREATED: &str = "Inbound has been successfully created.";
const UPDATED: &str = "Inbound has been successfully updated.";
const DELETED: &str = "Inbound has been successfully deleted.";
const WRONG: &str = "Something went wrong";

impl State {
    /// `add`.
    pub fn inbound_add(&mut self, input: &Input) -> Reply {
        let inbound = match self.bind(input, CREATED) {
            Ok(bound) => bound,
            Err(reply) => return reply,
        };
        match self.add_inbound(inbound) {
            Ok(echo) => Reply::envelope(true, CREATED, echo),
            Err(error) => Reply::refused(WRONG, &error),
        }
    }

    /// `import`: an exported inbound as text.
    pub fn inbound_import(&mut self, input: &Input) -> Reply {
        let text = input.fields().and_then(|fields| fields.text("data", "")).unwrap_or_default();
        let body = Input { media: "application/json".into(), body: text.into_bytes(), ..Input::default() };
        let read = body.fields().and_then(|fields| Inbound::read(&fields));
        match read.and_then(|inbound| self.add_inbound(Inbound { id: 0, tag: String::new(), ..inbound })) {
            Ok(echo) => Reply::envelope(true, CREATED, echo),
            Err(error) => Reply::refused(WRONG, &error),
        }
    }

    /// Stores a new inbound and its people; gives the echo.
    pub fn add_inbound(&mut self, mut inbound: Inbound) -> Result<Value, Refusal> {
        self.check_new(&inbound)?;
        inbound.tag = if inbound.tag.is_empty() || !self.dialect.guarded() || self.tag_taken(&inbound.tag, 0) {
            self.free_tag(&inbound)
        } else {
            inbound.tag
        };
        if inbound.id > 0 && !self.dialect.modern() {
            self.inbounds.retain(|old| old.id != inbound.id);
        } else {
            inbound.id = self.next_inbound;
        }
        self.next_inbound = self.next_inbound.max(inbound.id + 1);
        let second = self.second();
        inbound.adopt_clients(self.dialect, second);
        for entry in inbound.settings.clients() {
            self.stats.put(new_stat(entry, inbound.id, self.dialect));
        }
        if self.dialect.modern() {
            for entry in inbound.settings.clients() {
                self.people.adopt(entry, &inbound.protocol, inbound.id, self.now);
            }
        }
        let echo = self.inbound_json(&inbound, false);
        self.inbounds.push(inbound);
        self.inbounds.sort_by_key(|inbound| inbound.id);
        self.inbound_written();
        Ok(echo)
    }

    fn tag_taken(&self, tag: &str, except: i64) -> bool {
        self.inbounds.iter().any(|other| other.id != except && other.tag == tag)
    }

    fn free_tag(&self, inbound: &Inbound) -> String {
        let own = inbound.own_tag(self.dialect);
        if !self.dialect.modern() || !self.tag_taken(&own, inbound.id) {
            return own;
        }
        (2..100).map(|n| format!("{own}-{n}")).find(|tag| !self.tag_taken(tag, inbound.id)).unwrap_or(own)
    }

    fn inbound_written(&mut self) {
        self.touched(if self.dialect.modern() { &["inbounds", "clients"] } else { &[] });
        if self.dialect >= Dialect::B && self.stats.iter().count() <= 5000 {
            let list = self.inbounds.iter().map(|inbound| self.listed(inbound)).collect();
            self.push("inbounds", list);
        }
    }

    /// `update/{id}`: everything is replaced.
    pub fn inbound_update(&mut self, input: &Input, id: &str) -> Reply {
        let id = match atoi(id) {
            Ok(id) => id,
            Err(error) => return Reply::refused(UPDATED, &error),
        };
        let inbound = match self.bind(input, UPDATED) {
            Ok(bound) => bound,
            Err(reply) => return reply,
        };
        if let Some(reply) = self.crash_on_write() {
            return reply;
        }
        match self.update_inbound(Inbound { id, ..inbound }) {
            Ok(echo) => Reply::envelope(true, UPDATED, echo),
            Err(error) => Reply::refused(WRONG, &error),
        }
    }

    fn update_inbound(&mut self, mut new: Inbound) -> Result<Value, Refusal> {
        let modern = self.dialect.modern();
        if !modern {
            self.check_port(&new, new.id)?;
        }
        let old = self.inbound(new.id).ok_or_else(Refusal::missing)?.clone();
        if modern {
            self.check_port(&new, new.id)?;
            if matches!(&new.settings, Doc::Text(text) if text.is_empty()) {
                return Err(Refusal::own("inbound settings is empty"));
            }
            if !new.settings.is_json() {
                return Err(Refusal::foreign(go_error(&new.settings.text())));
            }
        }
        let second = self.second();
        new.resort_clients(old.settings.clients(), second);
        let echo_reset = new.last_reset;
        new.last_reset = old.last_reset;
        new.all_time = old.all_time;
        if self.dialect.guarded() {
            (new.up, new.down) = (old.up, old.down);
        }
        let automatic =
            old.tag == old.own_tag(self.dialect) || old.tag.starts_with(&format!("{}-", old.own_tag(self.dialect)));
        new.tag = match (self.dialect.guarded(), automatic || new.tag.is_empty()) {
            (true, false) if !self.tag_taken(&new.tag, new.id) => new.tag,
            _ => self.free_tag(&new),
        };
        self.follow_clients(&old, &new);
        let echo = self.inbound_json(&Inbound { last_reset: echo_reset, ..new.clone() }, false);
        if let Some(stored) = self.inbound_mut(new.id) {
            *stored = new;
        }
        self.inbound_written();
        Ok(echo)
    }

    /// Rows (and, in C1, attachments) follow the clients of a replaced inbound.
    fn follow_clients(&mut self, old: &Inbound, new: &Inbound) {
        let names = |inbound: &Inbound| -> std::collections::HashSet<String> {
            inbound.settings.clients().iter().map(|entry| client::text(entry, "email").to_lowercase()).collect()
        };
        let (before, after) = (names(old), names(new));
        for name in before.difference(&after) {
            if self.dialect.modern() {
                self.people.detach(name, old.id);
            } else {
                self.stats.remove(name);
            }
        }
        for entry in new.settings.clients() {
            let email = client::text(entry, "email");
            let name = email.to_lowercase();
            if self.dialect.modern() {
                self.people.adopt(entry, &new.protocol, new.id, self.now);
            }
            if !before.contains(&name) || self.stats.get(email).is_none() && self.dialect != Dialect::C0 {
                self.stats.put(new_stat(entry, new.id, self.dialect));
            } else if let Some(stat) = self.stats.get_mut(email).filter(|_| self.dialect.guarded()) {
                // v2 leaves the rows of those who stay alone.
                stat.total = client::int(entry, "totalGB");
                stat.expiry = client::int(entry, "expiryTime");
                stat.reset = client::int(entry, "reset");
                stat.enable = client::truth(entry, "enable");
            }
        }
    }

    /// `del/{id}`.
    pub fn inbound_del(&mut self, id: &str) -> Reply {
        let id = match atoi(id) {
            Ok(id) => id,
            Err(error) => return Reply::refused(DELETED, &error),
        };
        if let Some(reply) = self.crash_on_write() {
            return reply;
        }
        if !self.remove_inbound(id) && !self.dialect.modern() {
            return Reply::refused(WRONG, &Refusal::missing());
        }
        Reply::envelope(true, DELETED, id.into())
    }

    fn remove_inbound(&mut self, id: i64) -> bool {
        let Some(at) = self.inbounds.iter().position(|inbound| inbound.id == id) else { return false };
        let gone = self.inbounds.remove(at);
        for entry in gone.settings.clients() {
            let email = client::text(entry, "email");
            if self.dialect.modern() {
                self.people.detach(email, id);
            } else if self.find_client(email).is_none() {
                self.stats.remove(email);
            }
        }
        self.inbound_written();
        true
    }

    /// `bulkDel`: missing ids count as deleted.
    pub fn inbound_bulk_del(&mut self, input: &Input) -> Reply {
        let body = match input.json() {
            Ok(body) => body,
            Err(error) => return Reply::refused(WRONG, &error),
        };
        let ids: Vec<i64> = body["ids"].as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
        for id in &ids {
            self.remove_inbound(*id);
        }
        Reply::obj(json!({ "deleted": ids.len() }))
    }

    /// `setEnable/{id}`.
    pub fn inbound_enable(&mut self, input: &Input, id: &str) -> Reply {
        let enable = input.fields().and_then(|fields| fields.bool("enable", ""));
        let (id, enable) = match atoi(id).and_then(|id| enable.map(|enable| (id, enable))) {
            Ok(both) => both,
            Err(error) => return Reply::refused(UPDATED, &error),
        };
        let Some(inbound) = self.inbound_mut(id) else { return Reply::refused(WRONG, &Refusal::missing()) };
        inbound.enable = enable;
        let about: &[&str] = if self.dialect.modern() { &["inbounds", "clients"] } else { &["inbounds"] };
        let crash = self.xray.no_config() && self.dialect == Dialect::B;
        self.touched(about);
        if crash { Reply::empty(500) } else { Reply::done(UPDATED) }
    }

    /// `{id}/resetTraffic`: succeeds for a missing one.
    pub fn inbound_reset(&mut self, id: &str) -> Reply {
        let now = self.now;
        if let Ok(id) = atoi(id)
            && let Some(inbound) = self.inbound_mut(id)
        {
            (inbound.up, inbound.down, inbound.last_reset) = (0, 0, now);
        }
        self.touched(if self.dialect.modern() { &["inbounds", "clients"] } else { &[] });
        Reply::done("Inbound traffic has been reset.")
    }

    /// `resetAllTraffics`.
    pub fn inbound_reset_all(&mut self) -> Reply {
        let (now, noted) = (self.now, self.dialect.guarded());
        for inbound in &mut self.inbounds {
            (inbound.up, inbound.down) = (0, 0);
            if noted {
                inbound.last_reset = now;
            }
        }
        Reply::done("All traffic has been reset.")
    }
}

/// Whether the Vision flow works over this inbound.
pub fn fits_vision(inbound: &Inbound) -> bool {
    let stream = inbound.stream.object();
    inbound.protocol == "vless"
        && stream["network"] == "tcp"
        && (stream["security"] == "tls" || stream["security"] == "reality")
}

/// The row of a client that has just come.
pub fn new_stat(entry: &Value, inbound: i64, dialect: Dialect) -> Stat {
    Stat {
        inbound,
        enable: client::truth(entry, "enable") || dialect == Dialect::A,
        email: client::text(entry, "email").to_string(),
        expiry: client::int(entry, "expiryTime"),
        total: client::int(entry, "totalGB"),
        reset: client::int(entry, "reset"),
        ..Stat::default()
    }
}

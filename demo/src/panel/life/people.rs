//! People who come, use data, run out and go.

use super::{DAY, GRACE, Member};
use crate::chance::fate;
use crate::config::Dialect;
use crate::panel::State;
use crate::panel::client;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

impl State {
    fn members(&self) -> Vec<Member> {
        let mut members = Vec::new();
        for inbound in self.inbounds.iter().filter(|inbound| inbound.enable) {
            for entry in inbound.settings.clients() {
                let email = client::text(entry, "email").to_string();
                members.push(Member { email, inbound: inbound.id, enabled: client::truth(entry, "enable") });
            }
        }
        members
    }

    /// Whether a person would use their key at this moment, and how many bytes per second.
    fn habit(&self, email: &str) -> Option<i64> {
        let name = email.to_lowercase();
        let rate = 20_000 + (fate(self.config.seed, &name, -1) % 900_000) as i64;
        if let Some(held) = &self.life.held {
            return held.contains(&name).then_some(rate);
        }
        if self.config.empty || self.life.shy.contains(&name) {
            return None;
        }
        // Some hardly ever come, some are always there; each decides anew every few minutes.
        let eagerness = fate(self.config.seed, &name, -2) % 100;
        if eagerness < 8 {
            return None;
        }
        let shift = (fate(self.config.seed, &name, -3) % 240_000) as i64;
        let mood = fate(self.config.seed, &name, (self.now + shift) / 240_000) % 100;
        (mood * 3 < eagerness * 2).then_some(rate)
    }

    /// Counts the traffic since the last time, and ends what is over.
    pub fn poll(&mut self) {
        let dropped = std::mem::take(&mut self.life.dropped);
        let mut deltas: Vec<(String, i64, i64)> = Vec::new();
        let mut by_tag: HashMap<i64, (i64, i64)> = HashMap::new();
        let running = self.xray.serves(self.now);
        let members = if running && !dropped { self.members() } else { Vec::new() };
        let (now, period) = (self.now, self.dialect.poll_ms() / 1000);
        let mut using = HashSet::new();
        for member in members {
            let open = member.enabled && self.stats.get(&member.email).is_some_and(|stat| stat.enable);
            if !open {
                continue;
            }
            let Some(rate) = self.habit(&member.email) else { continue };
            // Whoever has two ways in uses one of them.
            if !using.insert(member.email.to_lowercase()) {
                continue;
            }
            let jitter = 50 + (fate(self.config.seed, &member.email, now / 1000) % 100) as i64;
            let down = rate * period * jitter / 100;
            let up = down / 12;
            let sum = by_tag.entry(member.inbound).or_default();
            *sum = (sum.0 + up, sum.1 + down);
            deltas.push((member.email, up, down));
        }
        self.count(&deltas, &by_tag);
        let ended = self.end_people();
        self.end_inbounds();
        self.push_traffic(&deltas, &by_tag);
        if ended
            && running
            && matches!(self.dialect, Dialect::B | Dialect::C0)
            && self.setting_bool("restartXrayOnClientDisable")
        {
            self.write_log("INFO", "Xray restarted because a client's traffic or time ended");
            let _ = self.start_xray();
            self.life.dropped = true;
        }
    }

    fn count(&mut self, deltas: &[(String, i64, i64)], by_tag: &HashMap<i64, (i64, i64)>) {
        let now = self.now;
        if self.dialect.modern() {
            self.life.seen.retain(|_, (_, at)| now - *at <= GRACE);
        } else {
            self.life.seen.clear();
        }
        let mut begun = Vec::new();
        for (email, up, down) in deltas {
            let Some(stat) = self.stats.get_mut(email) else { continue };
            stat.up += up;
            stat.down += down;
            stat.all_time += up + down;
            stat.last_online = now;
            if stat.expiry < 0 {
                stat.expiry = now - stat.expiry;
                begun.push((email.clone(), "expiryTime", stat.expiry.into()));
            }
            self.life.seen.insert(email.to_lowercase(), (email.clone(), now));
            self.note_visit(email);
        }
        self.set_everywhere(begun);
        let mut tags = Vec::new();
        for inbound in &mut self.inbounds {
            if let Some((up, down)) = by_tag.get(&inbound.id) {
                inbound.up += up;
                inbound.down += down;
                inbound.all_time += up + down;
                tags.push(inbound.tag.clone());
            }
        }
        self.life.active_tags = tags;
    }

    /// Sets keys of clients in every inbound that has them, and in their records.
    fn set_everywhere(&mut self, changes: Vec<(String, &'static str, Value)>) {
        if changes.is_empty() {
            return;
        }
        let mut wanted: HashMap<String, Vec<(&str, Value)>> = HashMap::new();
        for (email, key, value) in changes {
            wanted.entry(email.to_lowercase()).or_default().push((key, value));
        }
        for inbound in &mut self.inbounds {
            for entry in inbound.settings.clients_mut().into_iter().flatten() {
                for (key, value) in wanted.get(&client::text(entry, "email").to_lowercase()).into_iter().flatten() {
                    entry[*key] = value.clone();
                }
            }
        }
        let now = self.now;
        for (email, changes) in wanted {
            let Some(person) = self.people.get_mut(&email) else { continue };
            person.updated = now;
            for (key, value) in changes {
                match (key, value) {
                    ("enable", Value::Bool(enable)) => person.enable = enable,
                    ("expiryTime", value) => person.expiry = value.as_i64().unwrap_or_default(),
                    _ => {}
                }
            }
        }
    }

    fn end_people(&mut self) -> bool {
        let now = self.now;
        let mut ended = Vec::new();
        let mut changes: Vec<(String, &str, Value)> = Vec::new();
        let later = self.dialect >= Dialect::B;
        for stat in self.stats.iter_mut() {
            if !stat.ended(now) {
                continue;
            }
            if stat.reset > 0 && stat.expiry > 0 && stat.expiry <= now {
                while stat.expiry <= now {
                    stat.expiry += stat.reset * DAY;
                }
                (stat.up, stat.down, stat.enable) = (0, 0, true);
                changes.push((stat.email.clone(), "expiryTime", stat.expiry.into()));
                changes.push((stat.email.clone(), "enable", true.into()));
            } else if stat.enable {
                stat.enable = false;
                ended.push(stat.email.clone());
                if later {
                    changes.push((stat.email.clone(), "enable", false.into()));
                    changes.push((stat.email.clone(), "totalGB", stat.total.into()));
                    changes.push((stat.email.clone(), "expiryTime", stat.expiry.into()));
                }
            }
        }
        self.set_everywhere(changes);
        for email in &ended {
            self.life.seen.remove(&email.to_lowercase());
        }
        !ended.is_empty()
    }

    fn end_inbounds(&mut self) {
        let now = self.now;
        for inbound in &mut self.inbounds {
            let over = inbound.total > 0 && inbound.up + inbound.down >= inbound.total
                || inbound.expiry > 0 && inbound.expiry <= now;
            if over {
                inbound.enable = false;
            }
        }
    }
}

//! A record and its entries in the inbounds it is attached to.

use crate::http::reply::Refusal;
use crate::panel::State;
use crate::panel::client;
use crate::panel::inbounds::fits_vision;
use crate::panel::person::Person;
use crate::panel::stat::Stat;
use serde_json::{Value, json};

impl State {
    fn bytes_of_key(&self, inbound: i64) -> usize {
        let settings = self.inbound(inbound).map(|inbound| inbound.settings.object()).unwrap_or_default();
        if client::text(&settings, "method").contains("128") { 16 } else { 32 }
    }

    /// Writes a record's entry into an inbound, in place of the one called `old`, or at the end.
    pub(super) fn place(&mut self, person: &Person, old: &str, inbound: i64) {
        let old = old.to_lowercase();
        let Some(target) = self.inbound_mut(inbound) else { return };
        let entry = person.entry(&target.protocol);
        let Some(map) = target.settings.edit() else { return };
        let clients = map.entry("clients").or_insert_with(|| json!([]));
        if !clients.is_array() {
            *clients = json!([]);
        }
        let Some(clients) = clients.as_array_mut() else { return };
        match clients.iter_mut().find(|other| client::text(other, "email").to_lowercase() == old) {
            Some(slot) => {
                let created = slot.get("created_at").cloned();
                *slot = entry;
                if let Some(created) = created {
                    slot["created_at"] = created;
                }
            }
            None => clients.push(entry),
        }
    }

    pub(super) fn take_out(&mut self, email: &str, inbound: i64) {
        let name = email.to_lowercase();
        if let Some(clients) = self.inbound_mut(inbound).and_then(|target| target.settings.clients_mut()) {
            clients.retain(|entry| client::text(entry, "email").to_lowercase() != name);
        }
    }

    /// Rewrites the entries of a record everywhere it is attached, and its row.
    pub fn spread(&mut self, email: &str) {
        let Some(person) = self.people.get(email).cloned() else { return };
        let name = email.to_lowercase();
        let current = [
            ("enable", Value::from(person.enable)),
            ("totalGB", person.total.into()),
            ("expiryTime", person.expiry.into()),
            ("group", person.group.as_str().into()),
        ];
        for inbound in &person.inbounds {
            let clients = self.inbound_mut(*inbound).and_then(|target| target.settings.clients_mut());
            let Some(entry) = clients.and_then(|clients| {
                clients.iter_mut().find(|entry| client::text(entry, "email").to_lowercase() == name)
            }) else {
                continue;
            };
            for (key, value) in &current {
                entry[*key] = value.clone();
            }
            if let (Value::Object(map), true) = (&mut *entry, person.group.is_empty()) {
                map.shift_remove("group");
            }
            if !person.flow.is_empty() {
                entry["flow"] = person.flow.as_str().into();
            }
        }
        if let Some(stat) = self.stats.get_mut(email) {
            stat.total = person.total;
            stat.expiry = person.expiry;
            stat.reset = person.reset;
            stat.enable = person.enable;
        }
    }

    pub(super) fn attach_one(&mut self, email: &str, inbound: i64) {
        let bytes = self.bytes_of_key(inbound);
        let Some(protocol) = self.inbound(inbound).map(|target| target.protocol.clone()) else { return };
        let Some(person) = self.people.get_mut(email) else { return };
        person.equip(&protocol, &mut self.chance, bytes);
        if !person.inbounds.contains(&inbound) {
            person.inbounds.push(inbound);
            person.inbounds.sort_unstable();
        }
        let mut person = person.clone();
        if !self.inbound(inbound).is_some_and(fits_vision) {
            // The record takes the flow of the inbound that was attached last.
            person.flow.clear();
            if let Some(stored) = self.people.get_mut(email) {
                stored.flow.clear();
            }
        }
        self.place(&person, email, inbound);
        let enable = self.stats.get(email).is_none_or(|stat| stat.enable);
        self.stats.put(Stat {
            inbound,
            enable: enable && person.enable,
            email: person.email.clone(),
            expiry: person.expiry,
            total: person.total,
            reset: person.reset,
            ..Stat::default()
        });
    }

    /// Attaches; `false` where the name is unknown.
    pub fn attach(&mut self, email: &str, inbounds: &[i64]) -> Result<(), Refusal> {
        if self.people.get(email).is_none() || inbounds.iter().any(|id| self.inbound(*id).is_none()) {
            return Err(Refusal::missing());
        }
        inbounds.iter().for_each(|id| self.attach_one(email, *id));
        Ok(())
    }

    /// Detaches; the record and its row stay.
    pub fn detach(&mut self, email: &str, inbounds: &[i64]) -> Result<(), Refusal> {
        if self.people.get(email).is_none() {
            return Err(Refusal::missing());
        }
        for id in inbounds {
            self.take_out(email, *id);
            self.people.detach(email, *id);
        }
        Ok(())
    }

    /// Removes a client and its row.
    pub fn delete_client(&mut self, email: &str, keep_traffic: bool) -> bool {
        let Some(person) = self.people.remove(email) else { return false };
        for inbound in person.inbounds {
            self.take_out(email, inbound);
        }
        if !keep_traffic {
            self.stats.remove(email);
        }
        self.addresses.remove(&email.to_lowercase());
        true
    }
}

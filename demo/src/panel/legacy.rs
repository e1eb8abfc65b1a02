//! Clients in A, B and C0: parts of an inbound's settings, changed under `inbounds/`.

mod rows;

use super::State;
use super::client;
use super::inbound::key_field;
use super::inbounds::new_stat;
use crate::config::Dialect;
use crate::doc::{Doc, go_error, sorted};
use crate::http::input::{Input, atoi};
use crate::http::reply::{Refusal, Reply};
use serde_json::{Value, json};

const WRONG: &str = "Something went wrong";
const ADDED: &str = "Inbound client(s) have been added.";
const UPDATED: &str = "Inbound client has been updated.";
const DELETED: &str = "Inbound client has been deleted.";

fn answer(msg: &str, result: Result<(), Refusal>) -> Reply {
    match result {
        Ok(()) => Reply::done(msg),
        Err(error) => Reply::refused(WRONG, &error),
    }
}

/// The inbound and the clients a body names.
fn read(input: &Input) -> Result<(i64, Vec<Value>), Refusal> {
    let fields = input.fields()?;
    let id = fields.int("id", "Inbound")?;
    let text = fields.text("settings", "Inbound")?;
    let settings: Value = serde_json::from_str(&text).map_err(|_| Refusal::foreign(go_error(&text)))?;
    Ok((id, settings.get("clients").and_then(Value::as_array).cloned().unwrap_or_default()))
}

impl State {
    /// Changes the clients of an inbound; its settings come out in alphabetical order.
    fn edit_clients(&mut self, id: i64, change: impl FnOnce(&mut Vec<Value>)) -> Result<(), Refusal> {
        let inbound = self.inbound_mut(id).ok_or_else(Refusal::missing)?;
        let text = inbound.settings.text();
        let map = inbound.settings.edit().ok_or_else(|| Refusal::foreign(go_error(&text)))?;
        let mut clients = match map.get_mut("clients") {
            Some(Value::Array(clients)) => std::mem::take(clients),
            _ => Vec::new(),
        };
        change(&mut clients);
        map.insert("clients".into(), Value::Array(clients));
        inbound.settings = Doc::Json(sorted(inbound.settings.value().unwrap_or_default()));
        self.touched(&[]);
        Ok(())
    }

    /// `addClient`.
    pub fn old_add(&mut self, input: &Input) -> Reply {
        answer(ADDED, self.add_clients(input))
    }

    fn add_clients(&mut self, input: &Input) -> Result<(), Refusal> {
        let (id, mut clients) = read(input)?;
        self.check_stored_json()?;
        if self.dialect >= Dialect::C0 && clients.iter().any(|entry| client::text(entry, "email").is_empty()) {
            return Err(Refusal::own("client email is required"));
        }
        self.check_names(&clients)?;
        let protocol = self.inbound(id).ok_or_else(Refusal::missing)?.protocol.clone();
        if clients.iter().any(|entry| client::text(entry, key_field(&protocol)).is_empty()) {
            return Err(Refusal::own("empty client ID"));
        }
        let second = self.second();
        for entry in &mut clients {
            if entry.get("created_at").is_none() {
                entry["created_at"] = second.into();
            }
            entry["updated_at"] = second.into();
        }
        for entry in &clients {
            if self.stats.get(client::text(entry, "email")).is_none() {
                self.stats.put(new_stat(entry, id, self.dialect));
            } else {
                self.stats.burn();
            }
        }
        self.edit_clients(id, |stored| stored.extend(clients))
    }

    /// `updateClient/{key}`: the whole object is replaced.
    pub fn old_update(&mut self, input: &Input, key: &str) -> Reply {
        if let Some(reply) = self.crash_on_write() {
            return reply;
        }
        answer(UPDATED, self.update_old_client(input, key))
    }

    fn update_old_client(&mut self, input: &Input, key: &str) -> Result<(), Refusal> {
        let (id, clients) = read(input)?;
        let mut new = clients.into_iter().next().ok_or_else(|| Refusal::own("empty client ID"))?;
        let inbound = self.inbound(id).ok_or_else(Refusal::missing)?;
        let field = key_field(&inbound.protocol);
        let old = inbound.settings.clients().iter().find(|entry| client::text(entry, field) == key).cloned();
        let (Some(old), false) = (old, client::text(&new, field).is_empty()) else {
            return Err(Refusal::own("empty client ID"));
        };
        let (before, after) = (client::text(&old, "email").to_string(), client::text(&new, "email").to_string());
        if after.is_empty() && self.dialect >= Dialect::C0 {
            return Err(Refusal::own("client email is required"));
        }
        if before.to_lowercase() != after.to_lowercase() {
            self.check_names(std::slice::from_ref(&new))?;
        }
        let second = self.second();
        new["created_at"] = old.get("created_at").cloned().unwrap_or(json!(second));
        new["updated_at"] = second.into();
        self.follow_old_client(&before, &new, id);
        let key = key.to_string();
        self.edit_clients(id, |stored| {
            if let Some(slot) = stored.iter_mut().find(|entry| client::text(entry, field) == key) {
                *slot = new;
            }
        })
    }

    fn follow_old_client(&mut self, before: &str, new: &Value, id: i64) {
        let after = client::text(new, "email");
        if before.is_empty() {
            return self.stats.put(new_stat(new, id, self.dialect));
        }
        if after.is_empty() {
            return self.stats.remove(before);
        }
        if before != after {
            self.stats.rename(before, after);
        }
        let enable = client::truth(new, "enable") || self.dialect == Dialect::A;
        if let Some(stat) = self.stats.get_mut(after) {
            stat.total = client::int(new, "totalGB");
            stat.expiry = client::int(new, "expiryTime");
            stat.reset = client::int(new, "reset");
            stat.enable = enable;
        }
    }

    /// `{id}/delClient/{key}`.
    pub fn old_del(&mut self, id: &str, key: &str) -> Reply {
        let result = atoi(id).and_then(|id| {
            let inbound = self.inbound(id).ok_or_else(Refusal::missing)?;
            let field = key_field(&inbound.protocol);
            self.remove_old(id, |entry| client::text(entry, field) == key, key)
        });
        answer(DELETED, result)
    }

    /// `{id}/delClientByEmail/{email}`.
    pub fn old_del_by_email(&mut self, id: &str, email: &str) -> Reply {
        let result = atoi(id).and_then(|id| {
            self.inbound(id).ok_or_else(Refusal::missing)?;
            self.remove_old(id, |entry| client::text(entry, "email") == email, email)
        });
        match result {
            Ok(()) => Reply::done("Client deleted successfully"),
            Err(error) => Reply::refused("Failed to delete client by email", &error),
        }
    }

    fn remove_old(&mut self, id: i64, is: impl Fn(&Value) -> bool, key: &str) -> Result<(), Refusal> {
        let clients = self.inbound(id).map(|inbound| inbound.settings.clients().to_vec()).unwrap_or_default();
        let found: Vec<String> =
            clients.iter().filter(|entry| is(entry)).map(|entry| client::text(entry, "email").to_string()).collect();
        if found.is_empty() && self.dialect >= Dialect::B {
            return Err(Refusal::own(format!("Client Not Found In Inbound For ID: {key}")));
        }
        if !found.is_empty() && found.len() == clients.len() {
            return Err(Refusal::own("no client remained in Inbound"));
        }
        self.edit_clients(id, |stored| stored.retain(|entry| !is(entry)))?;
        for email in found {
            if self.find_client(&email).is_none() {
                self.stats.remove(&email);
                self.addresses.remove(&email.to_lowercase());
            }
        }
        Ok(())
    }

    /// `{id}/resetClientTraffic/{email}`.
    pub fn old_reset(&mut self, email: &str) -> Reply {
        match self.stats.get_mut(email) {
            Some(stat) => {
                (stat.up, stat.down, stat.enable) = (0, 0, true);
                self.touched(&[]);
                Reply::done("Traffic has been reset.")
            }
            None if self.dialect == Dialect::A => Reply::empty(500),
            None => Reply::refused(WRONG, &Refusal::own(format!("Inbound Not Found For Email: {email}"))),
        }
    }

    /// `resetAllClientTraffics/{id}`; -1 is everybody.
    pub fn old_reset_all(&mut self, id: &str) -> Reply {
        match atoi(id) {
            Err(error) => Reply::refused("All traffic from the client has been reset.", &error),
            Ok(id) => {
                let now = self.now;
                for stat in self.stats.iter_mut().filter(|stat| id == -1 || stat.inbound == id) {
                    (stat.up, stat.down, stat.enable) = (0, 0, true);
                }
                for inbound in self.inbounds.iter_mut().filter(|inbound| id == -1 || inbound.id == id) {
                    inbound.last_reset = now;
                }
                Reply::done("All traffic from the client has been reset.")
            }
        }
    }

    /// `delDepletedClients/{id}`; -1 is everybody.
    pub fn old_del_depleted(&mut self, id: &str) -> Reply {
        let Ok(id) = atoi(id) else {
            return Reply::refused(
                "All depleted clients are deleted.",
                &atoi(id).err().unwrap_or_else(Refusal::missing),
            );
        };
        let now = self.now;
        let over: Vec<(String, i64)> = self
            .stats
            .iter()
            .filter(|stat| stat.reset == 0 && stat.ended(now) && (id == -1 || stat.inbound == id))
            .map(|stat| (stat.email.clone(), stat.inbound))
            .collect();
        for (email, inbound) in over {
            let _ = self.edit_clients(inbound, |stored| stored.retain(|entry| client::text(entry, "email") != email));
            if self.find_client(&email).is_none() {
                self.stats.remove(&email);
            }
        }
        Reply::done("All depleted clients are deleted.")
    }

    /// `{id}/copyClients`: copies are called `<email>_<id>`.
    pub fn old_copy(&mut self, input: &Input, id: &str) -> Reply {
        let result = atoi(id).and_then(|id| {
            let fields = input.fields()?;
            let source = fields.int("sourceInboundId", "")?;
            let flow = fields.text("flow", "")?;
            let wanted = fields.texts("clientEmails");
            self.copy_clients(id, source, &wanted, &flow)
        });
        match result {
            Ok(obj) => Reply::obj(obj),
            Err(error) => Reply::refused(WRONG, &error),
        }
    }

    fn copy_clients(&mut self, id: i64, source: i64, wanted: &[String], flow: &str) -> Result<Value, Refusal> {
        let from = self.inbound(source).ok_or_else(Refusal::missing)?;
        let chosen: Vec<Value> = from
            .settings
            .clients()
            .iter()
            .filter(|entry| wanted.is_empty() || wanted.iter().any(|email| email == client::text(entry, "email")))
            .cloned()
            .collect();
        let field = key_field(&self.inbound(id).ok_or_else(Refusal::missing)?.protocol);
        let (mut added, mut left, second) = (Vec::new(), Vec::new(), self.second());
        for entry in chosen {
            let email = format!("{}_{id}", client::text(&entry, "email"));
            if self.find_client(&email).is_some() {
                left.push(email);
                continue;
            }
            let mut copy = client::shaped(&entry, self.dialect, second);
            copy["email"] = email.as_str().into();
            copy["subId"] = self.chance.hex(16).into();
            copy["created_at"] = second.into();
            if field != "email" {
                copy[field] = self.chance.uuid().into();
            }
            if !flow.is_empty() {
                copy["flow"] = flow.into();
            } else if let Value::Object(map) = &mut copy {
                map.shift_remove("flow");
            }
            self.stats.put(new_stat(&copy, id, self.dialect));
            self.edit_clients(id, |stored| stored.push(copy))?;
            added.push(email);
        }
        Ok(json!({ "added": added, "skipped": left, "errors": [] }))
    }
}

//! What can be done to clients in C1: one at a time.

mod bulk;
mod group;
mod page;
mod places;

use super::State;
use super::client;
use super::person::Person;
use crate::config::Dialect;
use crate::http::input::{Input, kind};
use crate::http::reply::{Refusal, Reply};
use serde_json::{Value, json};

/// What most refusals begin with.
pub const WRONG: &str = "Something went wrong";
const ADDED: &str = "Inbound client(s) have been added.";
const UPDATED: &str = "Inbound client has been updated.";
const DELETED: &str = "Inbound client has been deleted.";

/// Whole numbers of a JSON array.
pub fn ids(value: &Value) -> Vec<i64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_i64).collect()
}

/// Texts of a JSON array.
pub fn names(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(String::from).collect()
}

fn answer(msg: &str, result: Result<(), Refusal>) -> Reply {
    match result {
        Ok(()) => Reply::done(msg),
        Err(error) => Reply::refused(WRONG, &error),
    }
}

impl State {
    fn clients_written(&mut self) {
        self.touched(&["clients", "inbounds"]);
    }

    fn sub_taken(&self, sub: &str, except: &str) -> bool {
        !sub.is_empty() && self.people.iter().any(|person| person.sub_id == sub && person.email != except)
    }

    /// Adds a client, or attaches the one that has the same name and subscription.
    pub fn create_client(&mut self, entry: &Value, inbounds: &[i64], orphan: bool) -> Result<(), Refusal> {
        client::check_types(entry)?;
        let email = client::text(entry, "email").to_string();
        client::check_name(&email)?;
        if inbounds.is_empty() && !orphan {
            return Err(Refusal::own("at least one inbound is required"));
        }
        let sub = client::text(entry, "subId").to_string();
        match self.people.get(&email) {
            Some(person) if sub.is_empty() || person.sub_id != sub => {
                return Err(Refusal::own(format!("email already in use: {email}")));
            }
            None if self.sub_taken(&sub, "") => return Err(Refusal::own(format!("subId already in use: {sub}"))),
            _ => {}
        }
        if inbounds.iter().any(|id| self.inbound(*id).is_none()) {
            return Err(Refusal::missing());
        }
        if self.people.get(&email).is_none() {
            let mut person = Person { created: self.now, updated: self.second(), ..Person::default() };
            person.take(entry);
            person.enable = true;
            if person.sub_id.is_empty() {
                person.sub_id = self.chance.uuid();
            }
            self.people.add(person);
        }
        for id in inbounds {
            self.attach_one(&email, *id);
        }
        Ok(())
    }

    /// `add`.
    pub fn client_add(&mut self, input: &Input) -> Reply {
        let result = input.json().and_then(|body| {
            let entry = body.get("client").cloned().unwrap_or_else(|| json!({}));
            self.create_client(&entry, &ids(&body["inboundIds"]), false)
        });
        self.clients_written();
        answer(ADDED, result)
    }

    /// `get/{email}`.
    pub fn client_get(&mut self, email: &str) -> Reply {
        let Some(person) = self.people.get(email) else { return Reply::refused("Obtain", &Refusal::missing()) };
        let used = self.stats.get(email).map_or(0, |stat| stat.up + stat.down);
        Reply::obj(json!({
            "client": person.record(), "externalLinks": person.external, "inboundIds": person.inbounds, "usedTraffic": used,
        }))
    }

    /// `list`.
    pub fn client_list(&mut self) -> Reply {
        let row = |person: &Person| {
            let mut row = person.record();
            row.insert("inboundIds".into(), inbound_ids(person));
            if let Some(stat) = self.stats.get(&person.email) {
                row.insert("traffic".into(), stat.json(self.dialect, ("", "")));
            }
            Value::Object(row)
        };
        Reply::obj(self.people.iter().map(row).collect())
    }

    /// `update/{email}`: everything is replaced but credentials and subscription that are not sent.
    pub fn client_update(&mut self, input: &Input, email: &str) -> Reply {
        let only = input.query("inboundIds").map(|list| list.split(',').filter_map(|id| id.parse().ok()).collect());
        let result = input.json().and_then(|entry| self.update_client(&entry, email, only));
        self.clients_written();
        answer(UPDATED, result)
    }

    fn update_client(&mut self, entry: &Value, old: &str, only: Option<Vec<i64>>) -> Result<(), Refusal> {
        if !entry.is_object() {
            return Err(Refusal::foreign(format!(
                "json: cannot unmarshal {} into Go value of type model.Client",
                kind(entry)
            )));
        }
        client::check_types(entry)?;
        let new = client::text(entry, "email").to_string();
        client::check_name(&new)?;
        let old = self.people.get(old).ok_or_else(Refusal::missing)?.email.clone();
        let moved = old.to_lowercase() != new.to_lowercase();
        if moved && self.people.get(&new).is_some() {
            return Err(Refusal::own(format!("Duplicate email: {new}")));
        }
        if self.sub_taken(client::text(entry, "subId"), &old) {
            return Err(Refusal::own(format!("Duplicate subId: {}", client::text(entry, "subId"))));
        }
        let now = self.now;
        self.people.rename(&old, &new);
        self.stats.rename(&old, &new);
        let Some(person) = self.people.get_mut(&new) else { return Ok(()) };
        person.take(entry);
        person.updated = now;
        let person = person.clone();
        for inbound in person.inbounds.iter().filter(|id| only.as_ref().is_none_or(|only| only.contains(id))) {
            self.place(&person, &old, *inbound);
        }
        if let Some(stat) = self.stats.get_mut(&new) {
            (stat.total, stat.expiry, stat.reset, stat.enable) =
                (person.total, person.expiry, person.reset, person.enable);
        }
        Ok(())
    }

    /// `del/{email}`.
    pub fn client_del(&mut self, input: &Input, email: &str) -> Reply {
        let done = self.delete_client(email, input.query("keepTraffic") == Some("1"));
        self.clients_written();
        let missing = || Refusal::own(format!("client {email:?} not found in any inbound or client record"));
        answer(DELETED, done.then_some(()).ok_or_else(missing))
    }

    /// `{email}/attach`.
    pub fn client_attach(&mut self, input: &Input, email: &str) -> Reply {
        let result = input.json().and_then(|body| self.attach(email, &ids(&body["inboundIds"])));
        self.clients_written();
        answer(ADDED, result)
    }

    /// `{email}/detach`.
    pub fn client_detach(&mut self, input: &Input, email: &str) -> Reply {
        let result = input.json().and_then(|body| self.detach(email, &ids(&body["inboundIds"])));
        self.clients_written();
        answer(DELETED, result)
    }

    /// Zeroes a person's counters and lets them in again, whoever had shut them out.
    pub fn reset_client(&mut self, email: &str) -> bool {
        let known = match self.stats.get_mut(email) {
            Some(stat) => {
                (stat.up, stat.down, stat.enable) = (0, 0, true);
                true
            }
            None => false,
        };
        if let Some(person) = self.people.get_mut(email)
            && !person.enable
        {
            person.enable = true;
            self.spread(email);
        }
        known
    }

    /// `resetTraffic/{email}`.
    pub fn client_reset(&mut self, email: &str) -> Reply {
        let known = self.reset_client(email);
        self.clients_written();
        match known {
            true => Reply::done("Traffic has been reset."),
            false => Reply::refused(WRONG, &Refusal::missing()),
        }
    }

    /// `resetAllTraffics`.
    pub fn client_reset_all(&mut self) -> Reply {
        let everybody: Vec<String> = self.people.iter().map(|person| person.email.clone()).collect();
        for email in everybody {
            self.reset_client(&email);
        }
        self.clients_written();
        Reply::done("All traffic from the client has been reset.")
    }

    /// `updateTraffic/{email}` and its older sister: an unknown name succeeds.
    pub fn set_counters(&mut self, input: &Input, email: &str) -> Reply {
        let body = match input.json() {
            Ok(body) => body,
            Err(error) => return Reply::refused(WRONG, &error),
        };
        let dialect = self.dialect;
        if let Some(stat) = self.stats.get_mut(email) {
            stat.up = client::int(&body, "upload");
            stat.down = client::int(&body, "download");
            if matches!(dialect, Dialect::B | Dialect::C0) {
                stat.all_time = stat.up + stat.down;
            }
        }
        Reply::done(UPDATED)
    }

    /// `traffic/{email}`.
    pub fn client_traffic(&mut self, email: &str) -> Reply {
        let owner = self.people.get(email).map(|person| (person.uuid.as_str(), person.sub_id.as_str()));
        let row = self.stats.get(email).map(|stat| stat.json(self.dialect, owner.unwrap_or_default()));
        Reply::obj(row.unwrap_or_default())
    }

    /// `{email}/externalLinks`.
    pub fn client_external(&mut self, input: &Input, email: &str) -> Reply {
        let links = match input.json() {
            Ok(body) => body["externalLinks"].as_array().cloned().unwrap_or_default(),
            Err(error) => return Reply::refused(WRONG, &error),
        };
        match self.people.get_mut(email) {
            Some(person) => {
                person.external = links;
                Reply::done(UPDATED)
            }
            None => Reply::refused(WRONG, &Refusal::missing()),
        }
    }
}

/// The inbounds of a record in lists: null where there are none.
pub fn inbound_ids(person: &Person) -> Value {
    if person.inbounds.is_empty() { Value::Null } else { json!(person.inbounds) }
}

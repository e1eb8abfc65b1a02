//! Clients as records of their own (C1): one per name, attached to any number of inbounds.

use super::client;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// A record.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Record id.
    pub id: i64,
    /// The name.
    pub email: String,
    /// The subscription.
    pub sub_id: String,
    /// The credential of vless and vmess.
    pub uuid: String,
    /// The credential of trojan and shadowsocks.
    pub password: String,
    /// The credential of hysteria.
    pub auth: String,
    /// The flow of vless.
    pub flow: String,
    /// The security of vmess.
    pub security: String,
    /// How many addresses at once.
    pub limit_ip: i64,
    /// Limit in bytes.
    pub total: i64,
    /// Expiry in ms.
    pub expiry: i64,
    /// Whether the operator lets them in.
    pub enable: bool,
    /// The Telegram id.
    pub tg_id: i64,
    /// The group.
    pub group: String,
    /// The comment.
    pub comment: String,
    /// Days after which it renews itself.
    pub reset: i64,
    /// When it was made, ms.
    pub created: i64,
    /// When it was changed, ms.
    pub updated: i64,
    /// Links from elsewhere.
    pub external: Vec<Value>,
    /// Where they are attached.
    pub inbounds: Vec<i64>,
}

impl Person {
    /// Takes over what a client's object says; keeps credentials and subscription where it says nothing.
    pub fn take(&mut self, entry: &Value) {
        let keep = |slot: &mut String, name: &str| {
            let sent = client::text(entry, name);
            if !sent.is_empty() {
                *slot = sent.to_string();
            }
        };
        keep(&mut self.uuid, "id");
        keep(&mut self.password, "password");
        keep(&mut self.auth, "auth");
        keep(&mut self.sub_id, "subId");
        self.email = client::text(entry, "email").to_string();
        self.flow = client::text(entry, "flow").to_string();
        self.security = client::text(entry, "security").to_string();
        self.group = client::text(entry, "group").to_string();
        self.comment = client::text(entry, "comment").to_string();
        self.limit_ip = client::int(entry, "limitIp");
        self.total = client::int(entry, "totalGB");
        self.expiry = client::int(entry, "expiryTime");
        self.enable = client::truth(entry, "enable");
        self.tg_id = client::int(entry, "tgId");
        self.reset = client::int(entry, "reset");
    }

    /// The record as answered by `get` and `list`.
    pub fn record(&self) -> Map<String, Value> {
        let value = json!({
            "id": self.id, "email": self.email, "subId": self.sub_id, "uuid": self.uuid, "password": self.password,
            "auth": self.auth, "flow": self.flow, "security": self.security, "privateKey": "", "publicKey": "",
            "allowedIPs": "", "preSharedKey": "", "keepAlive": 0, "secret": "", "adTag": "",
            "limitIp": self.limit_ip, "totalGB": self.total, "expiryTime": self.expiry, "enable": self.enable,
            "tgId": self.tg_id, "group": self.group, "comment": self.comment, "reset": self.reset,
            "createdAt": self.created, "updatedAt": self.updated, "reverse": null,
        });
        match value {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// As a client of an export: only credentials that are there.
    pub fn portable(&self) -> Value {
        let mut out = Map::new();
        if !self.uuid.is_empty() {
            out.insert("id".into(), self.uuid.as_str().into());
        }
        out.insert("security".into(), self.security.as_str().into());
        for (name, value) in [("password", &self.password), ("flow", &self.flow), ("auth", &self.auth)] {
            if !value.is_empty() {
                out.insert(name.into(), value.as_str().into());
            }
        }
        self.common(&mut out);
        Value::Object(out)
    }

    fn common(&self, out: &mut Map<String, Value>) {
        out.insert("email".into(), self.email.as_str().into());
        out.insert("limitIp".into(), self.limit_ip.into());
        out.insert("totalGB".into(), self.total.into());
        out.insert("expiryTime".into(), self.expiry.into());
        out.insert("enable".into(), self.enable.into());
        out.insert("tgId".into(), self.tg_id.into());
        out.insert("subId".into(), self.sub_id.as_str().into());
        if !self.group.is_empty() {
            out.insert("group".into(), self.group.as_str().into());
        }
        out.insert("comment".into(), self.comment.as_str().into());
        out.insert("reset".into(), self.reset.into());
        out.insert("created_at".into(), self.created.into());
        out.insert("updated_at".into(), self.updated.into());
    }

    /// As an entry of an inbound's `settings.clients`.
    pub fn entry(&self, protocol: &str) -> Value {
        let mut out = Map::new();
        match protocol {
            "trojan" | "shadowsocks" => out.insert("password".into(), self.password.as_str().into()),
            "hysteria" => out.insert("auth".into(), self.auth.as_str().into()),
            _ => out.insert("id".into(), self.uuid.as_str().into()),
        };
        if protocol == "vless" && !self.flow.is_empty() {
            out.insert("flow".into(), self.flow.as_str().into());
        }
        out.insert("security".into(), self.security.as_str().into());
        self.common(&mut out);
        crate::doc::sorted(Value::Object(out))
    }

    /// Makes up the credential a protocol needs, if it is missing.
    pub fn equip(&mut self, protocol: &str, chance: &mut crate::chance::Chance, key_bytes: usize) {
        match protocol {
            "trojan" if self.password.is_empty() => self.password = chance.hex(32),
            "shadowsocks" if self.password.is_empty() => self.password = chance.base64(key_bytes),
            "hysteria" if self.auth.is_empty() => self.auth = chance.hex(32),
            "vless" | "vmess" if self.uuid.is_empty() => self.uuid = chance.uuid(),
            _ => {}
        }
    }
}

/// All records, by id, found by name without case.
#[derive(Default)]
pub struct People {
    rows: BTreeMap<i64, Person>,
    names: HashMap<String, i64>,
    last: i64,
}

impl People {
    /// A record by name.
    pub fn get(&self, email: &str) -> Option<&Person> {
        self.rows.get(self.names.get(&email.to_lowercase())?)
    }

    /// A record by name, to change (not its name: see [`People::rename`]).
    pub fn get_mut(&mut self, email: &str) -> Option<&mut Person> {
        self.rows.get_mut(self.names.get(&email.to_lowercase())?)
    }

    /// Adds a record.
    pub fn add(&mut self, mut person: Person) -> i64 {
        self.last += 1;
        person.id = self.last;
        self.names.insert(person.email.to_lowercase(), person.id);
        self.rows.insert(person.id, person);
        self.last
    }

    /// Removes a record.
    pub fn remove(&mut self, email: &str) -> Option<Person> {
        self.rows.remove(&self.names.remove(&email.to_lowercase())?)
    }

    /// A record is found by its new name from now on.
    pub fn rename(&mut self, old: &str, new: &str) {
        if let Some(id) = self.names.remove(&old.to_lowercase()) {
            self.names.insert(new.to_lowercase(), id);
        }
    }

    /// Every record, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.rows.values()
    }

    /// Every record, to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Person> {
        self.rows.values_mut()
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Makes or updates the record behind a client that came with an inbound.
    pub fn adopt(&mut self, entry: &Value, protocol: &str, inbound: i64, now: i64) {
        let email = client::text(entry, "email");
        if email.is_empty() {
            return;
        }
        if self.get(email).is_none() {
            self.add(Person { email: email.to_string(), created: now, ..Person::default() });
        }
        if let Some(person) = self.get_mut(email) {
            let flow = person.flow.clone();
            person.take(entry);
            if protocol != "vless" && !flow.is_empty() {
                person.flow = flow;
            }
            person.updated = now;
            if !person.inbounds.contains(&inbound) {
                person.inbounds.push(inbound);
            }
        }
    }

    /// Takes a person out of an inbound; the record stays.
    pub fn detach(&mut self, email: &str, inbound: i64) {
        if let Some(person) = self.get_mut(email) {
            person.inbounds.retain(|id| *id != inbound);
        }
    }
}

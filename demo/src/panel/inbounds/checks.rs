//! What an inbound must be before it is taken: ranges, ports, names, credentials.

use crate::config::Dialect;
use crate::doc::{Doc, go_error};
use crate::http::input::Input;
use crate::http::reply::{Refusal, Reply};
use crate::panel::State;
use crate::panel::client;
use crate::panel::inbound::{Inbound, key_field};
use serde_json::{Value, json};

const PROTOCOLS: &str = "vmess vless trojan shadowsocks wireguard hysteria http mixed tunnel tun mtproto";
/// The port of Xray's own API, which newer panels guard.
const API_PORT: i64 = 62789;

impl State {
    pub(super) fn bind(&self, input: &Input, context: &str) -> Result<Inbound, Reply> {
        let read = input.fields().and_then(|fields| Inbound::read(&fields));
        match read {
            Err(error) if self.dialect.modern() => Err(invalid(json!([]), &error.0)),
            Err(error) => Err(Reply::refused(context, &error)),
            Ok(inbound) => match self.out_of_range(&inbound) {
                Some(reply) => Err(reply),
                None => Ok(inbound),
            },
        }
    }

    fn out_of_range(&self, inbound: &Inbound) -> Option<Reply> {
        if !self.dialect.modern() {
            return None;
        }
        if inbound.port > 65_535 {
            return Some(validation("Inbound", "port", "lte", "65535"));
        }
        if inbound.port < 0 {
            return Some(validation("Inbound", "port", "gte", "0"));
        }
        if !PROTOCOLS.split(' ').any(|name| name == inbound.protocol) {
            return Some(validation("Inbound", "protocol", "oneof", PROTOCOLS));
        }
        None
    }

    pub(super) fn check_port(&self, inbound: &Inbound, except: i64) -> Result<(), Refusal> {
        let taken = self.inbounds.iter().find(|other| other.id != except && inbound.collides(other, self.dialect));
        if !self.dialect.modern() {
            return match taken {
                Some(_) => Err(Refusal::own(format!("Port already exists: {}", inbound.port))),
                None => Ok(()),
            };
        }
        let layer = inbound.layer();
        if let Some(other) = taken {
            let name = if other.remark.is_empty() { &other.tag } else { &other.remark };
            let listen = if other.listen.is_empty() { "*" } else { &other.listen };
            return Err(Refusal::own(format!(
                "port {} ({layer}) already used by inbound '{name}' (#{}) on {listen}",
                inbound.port, other.id
            )));
        }
        if inbound.port == API_PORT && layer != "udp" {
            return Err(Refusal::own(format!("port {API_PORT} ({layer}) already used by inbound 'api' on 127.0.0.1")));
        }
        Ok(())
    }

    /// Whether every stored text can be searched for names; one that is not JSON stops them all.
    pub fn check_stored_json(&self) -> Result<(), Refusal> {
        match self.inbounds.iter().all(|inbound| inbound.settings.is_json()) {
            true => Ok(()),
            false => Err(Refusal::foreign("malformed JSON")),
        }
    }

    /// Whether these names are free. v3 lets a name pass again with the same subscription: C1 attaches it.
    pub fn check_names(&self, clients: &[Value]) -> Result<(), Refusal> {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for entry in clients {
            let email = client::text(entry, "email");
            if email.is_empty() {
                continue;
            }
            let (name, sub) = (email.to_lowercase(), client::text(entry, "subId"));
            let same_sub = |other: &str| self.dialect.guarded() && !sub.is_empty() && other == sub;
            let twice = |other: &str| self.dialect == Dialect::C0 && same_sub(other);
            let here = seen.iter().any(|(other, other_sub)| *other == name && !twice(other_sub));
            let stored = match self.people.get(email) {
                Some(person) => !same_sub(&person.sub_id),
                None => self.find_client(email).is_some_and(|(_, old)| !same_sub(client::text(old, "subId"))),
            };
            if here || stored {
                return Err(Refusal::own(format!("Duplicate email: {email}")));
            }
            seen.push((name, sub));
        }
        Ok(())
    }

    /// Whether the clients of a body can be taken into an inbound of this protocol.
    pub fn check_clients(&self, clients: &[Value], protocol: &str) -> Result<(), Refusal> {
        if self.dialect.modern() {
            clients.iter().try_for_each(client::check_types)?;
        }
        if self.dialect >= Dialect::C0 && clients.iter().any(|entry| client::text(entry, "email").is_empty()) {
            return Err(Refusal::own("client email is required"));
        }
        self.check_names(clients)?;
        if clients.iter().any(|entry| client::text(entry, key_field(protocol)).is_empty()) {
            return Err(Refusal::own("empty client ID"));
        }
        Ok(())
    }

    pub(super) fn check_new(&self, inbound: &Inbound) -> Result<(), Refusal> {
        self.check_port(inbound, 0)?;
        if self.dialect.modern() {
            match &inbound.settings {
                Doc::Text(text) if text.is_empty() => return Err(Refusal::own("inbound settings is empty")),
                doc if !doc.is_json() => return Err(Refusal::foreign(go_error(&doc.text()))),
                _ => {}
            }
        }
        self.check_stored_json()?;
        let value = inbound.settings.value().unwrap_or_default();
        let clients = value.get("clients").and_then(Value::as_array).cloned().unwrap_or_default();
        self.check_clients(&clients, &inbound.protocol)
    }
}

fn invalid(issues: Value, message: &str) -> Reply {
    let obj = json!({ "issues": issues, "message": message });
    Reply::envelope(false, "request body failed validation", obj)
}

/// The newest panels' complaint about a value out of range.
pub fn validation(owner: &str, field: &str, rule: &str, param: &str) -> Reply {
    let message = format!("Key: '{owner}.{field}' Error:Field validation for '{field}' failed on the '{rule}' tag");
    invalid(json!([{ "field": field, "rule": rule, "param": param, "message": message }]), &message)
}

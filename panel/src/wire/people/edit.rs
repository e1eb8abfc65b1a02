//! A person as a write sends them: what the panel gave, with what the model says written over it. A panel replaces the
//! whole person, so a key that is left out is gone.

use crate::api::Fields;
use crate::model::{Client, Credential, Flow, InboundId, Protocol, Traffic};
use crate::wire::lenient::list_or_joined;
use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

/// The form of a call about one entry of an inbound (before v3.1.0).
#[must_use]
pub fn entry_form(inbound: InboundId, protocol: &Protocol, client: &Client) -> Fields {
    let mut entry = given(client);
    write(&mut entry, client);
    let cipher = if *protocol == Protocol::Shadowsocks { "method" } else { "security" };
    set_known(&mut entry, cipher, &client.security);
    let clients = json!({ "clients": [entry] }).to_string();
    vec![("id".into(), inbound.0.to_string()), ("settings".into(), clients)]
}

/// The body of an update of a record (v3.1.0+). It is no record: the id is the UUID there, addresses are an array.
#[must_use]
pub fn record_body(client: &Client) -> Value {
    let mut body = given(client);
    for key in ["inboundIds", "traffic", "usedTraffic", "externalLinks"] {
        body.remove(key);
    }
    for (from, to) in [("uuid", "id"), ("createdAt", "created_at"), ("updatedAt", "updated_at")] {
        if let Some(value) = body.remove(from) {
            body.insert(to.to_owned(), value);
        }
    }
    let record = Value::Object(body);
    let addresses = list_or_joined(&record, "allowedIPs");
    let Value::Object(mut body) = record else { return record };
    body.remove("allowedIPs");
    if !addresses.is_empty() {
        body.insert("allowedIPs".to_owned(), addresses.into());
    }
    // A record's own number has no place in an update; newer panels refuse it.
    if body.get("id").is_some_and(Value::is_number) {
        body.remove("id");
    }
    body.retain(|_, value| !value.is_null());
    write(&mut body, client);
    Value::Object(body)
}

/// The body that adds a person to inbounds (v3.1.0+).
#[must_use]
pub fn added(client: &Value, inbounds: &[InboundId]) -> Value {
    json!({ "client": client, "inboundIds": ids(inbounds) })
}

/// The body that sets somebody's counters.
#[must_use]
pub fn counters(traffic: Traffic) -> Value {
    json!({ "upload": traffic.up.0, "download": traffic.down.0 })
}

/// The body that attaches somebody to inbounds or detaches them.
#[must_use]
pub fn attachment(inbounds: &[InboundId]) -> Value {
    json!({ "inboundIds": ids(inbounds) })
}

pub(super) fn ids(inbounds: &[InboundId]) -> Vec<i64> {
    inbounds.iter().map(|id| id.0).collect()
}

fn given(client: &Client) -> Object {
    match serde_json::from_str(&client.raw.0) {
        Ok(Value::Object(object)) => object,
        _ => Object::new(),
    }
}

fn write(object: &mut Object, client: &Client) {
    let mut set = |key: &str, value: Value| drop(object.insert(key.to_owned(), value));
    set("email", client.name.as_str().into());
    set("enable", client.enabled.into());
    set("totalGB", client.quota.to_panel().into());
    set("expiryTime", client.expiry.to_panel().into());
    set("limitIp", client.limit_ip.into());
    set("reset", client.reset_days.into());
    set("subId", client.sub_id.as_str().into());
    match &client.credential {
        Credential::Uuid(id) => set("id", id.expose().into()),
        Credential::Password(password) => set("password", password.expose().into()),
        Credential::Auth(auth) => set("auth", auth.expose().into()),
        Credential::FakeTls(secret) => set("secret", secret.expose().into()),
        // WireGuard keys are not edited here; they go back as they came.
        Credential::WireGuard(_) | Credential::Missing => {}
    }
    set_known(object, "comment", &client.comment);
    set_known(object, "group", &client.group);
    set_known(object, "flow", flow(&client.flow));
    tidy_telegram(object);
}

/// Writes a key that not every panel or protocol has: an empty text only over what is there.
fn set_known(object: &mut Object, key: &str, value: &str) {
    if !value.is_empty() || object.contains_key(key) {
        object.insert(key.to_owned(), value.into());
    }
}

/// Older panels hold a text here, newer ones refuse it.
fn tidy_telegram(object: &mut Object) {
    if let Some(Value::String(text)) = object.get("tgId") {
        let number: i64 = text.trim().parse().unwrap_or_default();
        object.insert("tgId".to_owned(), number.into());
    }
}

fn flow(flow: &Flow) -> &str {
    match flow {
        Flow::None => "",
        Flow::Vision => "xtls-rprx-vision",
        Flow::VisionUdp443 => "xtls-rprx-vision-udp443",
        Flow::Unknown(name) => name,
    }
}

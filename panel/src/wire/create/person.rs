//! A new person as an entry of an inbound, or as a record.

use crate::link::base64;
use crate::model::{Client, Credential, Door, Flow, Fresh, NewPerson, Opaque, Protocol, Secret};
use serde_json::{Map, Value};

/// Vision, by the name Xray has for it.
const VISION: &str = "xtls-rprx-vision";

/// The person as a client of inbounds like this one, ready for a link and for [`crate::api::clients::add_entry`] or
/// [`crate::api::clients::add_record`]. Where the panel makes the keys itself (WireGuard, MTProto) there is none yet.
/// A record in several inbounds gets Vision only if `door` says that it fits all of them.
#[must_use]
pub fn client(door: &Door, person: &NewPerson, fresh: &Fresh) -> Client {
    Client {
        name: person.name.clone(),
        credential: credential(door, fresh),
        flow: if door.vision { Flow::Vision } else { Flow::None },
        security: security(door).unwrap_or_default().to_owned(),
        enabled: true,
        quota: person.quota,
        expiry: person.expiry,
        limit_ip: person.limit_ip,
        reset_days: 0,
        sub_id: fresh.subscription(),
        comment: person.comment.clone(),
        group: person.group.clone(),
        raw: Opaque(client_json(door, person, fresh)),
    }
}

/// The same as the JSON object the panel's own form would send.
#[must_use]
pub fn client_json(door: &Door, person: &NewPerson, fresh: &Fresh) -> String {
    Value::Object(entry(door, person, fresh)).to_string()
}

pub(super) fn entry(door: &Door, person: &NewPerson, fresh: &Fresh) -> Map<String, Value> {
    let mut entry = Map::new();
    let mut set = |key: &str, value: Value| drop(entry.insert(key.to_owned(), value));
    set("email", person.name.as_str().into());
    set("limitIp", person.limit_ip.into());
    set("totalGB", person.quota.to_panel().into());
    set("expiryTime", person.expiry.to_panel().into());
    set("enable", true.into());
    // A number: newer panels refuse a text here.
    set("tgId", 0.into());
    set("subId", fresh.subscription().into());
    set("comment", person.comment.as_str().into());
    set("reset", 0.into());
    if !person.group.is_empty() {
        set("group", person.group.as_str().into());
    }
    match credential(door, fresh) {
        Credential::Uuid(id) => set("id", id.expose().into()),
        Credential::Password(password) => set("password", password.expose().into()),
        Credential::Auth(auth) => set("auth", auth.expose().into()),
        Credential::WireGuard(_) | Credential::FakeTls(_) | Credential::Missing => {}
    }
    if door.protocol == Protocol::Vless {
        set("flow", if door.vision { VISION } else { "" }.into());
    }
    if let Some(security) = security(door) {
        set(if door.protocol == Protocol::Shadowsocks { "method" } else { "security" }, security.into());
    }
    entry
}

fn credential(door: &Door, fresh: &Fresh) -> Credential {
    match door.protocol {
        Protocol::Vless | Protocol::Vmess => Credential::Uuid(fresh.uuid()),
        Protocol::Shadowsocks if door.is_2022() => {
            Credential::Password(Secret::new(base64::encode(fresh.key(&door.cipher))))
        }
        Protocol::Trojan | Protocol::Shadowsocks => Credential::Password(fresh.word()),
        Protocol::Hysteria => Credential::Auth(fresh.word()),
        _ => Credential::Missing,
    }
}

/// The cipher an entry is bound to. A Shadowsocks person has the inbound's, but for the 2022 ciphers none at all.
fn security(door: &Door) -> Option<&str> {
    match door.protocol {
        Protocol::Vmess => Some("auto"),
        Protocol::Shadowsocks if door.is_2022() => Some(""),
        Protocol::Shadowsocks => Some(&door.cipher),
        _ => None,
    }
}

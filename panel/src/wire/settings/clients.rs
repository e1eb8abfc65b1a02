//! Entries of `settings.clients` (WireGuard before v3.5.0: `peers`).

use crate::model::client::WireGuardKeys;
use crate::model::{Client, Credential, Expiry, Flow, Opaque, Protocol, Quota, Secret};
use crate::wire::lenient::{array, child, list_or_joined, number, string, text, unsigned};
use serde_json::Value;

/// The clients of an opened `settings` object. Entries that are no objects are left out.
#[must_use]
pub fn decode_client_list(protocol: &Protocol, settings: &Value) -> Vec<Client> {
    let mut entries = array(settings, "clients");
    if entries.is_empty() && *protocol == Protocol::WireGuard {
        entries = array(settings, "peers");
    }
    entries.iter().filter(|entry| entry.is_object()).map(|entry| decode_client(protocol, entry)).collect()
}

/// One client. Missing keys take the panel's defaults; a client without `enable` is enabled.
#[must_use]
pub fn decode_client(protocol: &Protocol, entry: &Value) -> Client {
    Client {
        name: string(entry, "email"),
        credential: credential(protocol, entry),
        flow: Flow::from_name(text(entry, "flow")),
        security: string(entry, if *protocol == Protocol::Shadowsocks { "method" } else { "security" }),
        enabled: child(entry, "enable").as_bool().unwrap_or(true),
        quota: Quota::from_panel(number(entry, "totalGB").unwrap_or_default()),
        expiry: Expiry::from_panel(number(entry, "expiryTime").unwrap_or_default()),
        limit_ip: unsigned(entry, "limitIp"),
        reset_days: unsigned(entry, "reset"),
        sub_id: string(entry, "subId"),
        comment: string(entry, "comment"),
        group: string(entry, "group"),
        raw: Opaque(entry.to_string()),
    }
}

fn credential(protocol: &Protocol, entry: &Value) -> Credential {
    let secret = |key: &str, make: fn(Secret) -> Credential| match text(entry, key) {
        "" => Credential::Missing,
        value => make(Secret::new(value)),
    };
    match protocol {
        Protocol::Vless | Protocol::Vmess => secret("id", Credential::Uuid),
        Protocol::Trojan | Protocol::Shadowsocks => secret("password", Credential::Password),
        Protocol::Hysteria => secret("auth", Credential::Auth),
        Protocol::MtProto => secret("secret", Credential::FakeTls),
        Protocol::WireGuard => match text(entry, "privateKey") {
            "" => Credential::Missing,
            key => Credential::WireGuard(WireGuardKeys {
                private_key: Secret::new(key),
                pre_shared_key: Secret::new(text(entry, "preSharedKey")),
                allowed_ips: list_or_joined(entry, "allowedIPs"),
                keep_alive: unsigned(entry, "keepAlive"),
            }),
        },
        _ => Credential::Missing,
    }
}

//! From a link back to an inbound and a client: what the link knows of them. The rest takes the panel's defaults.

mod stream;

use super::parsed::{Parsed, Scheme};
use crate::model::client::WireGuardKeys;
use crate::model::stream::{ProtocolSettings, WireGuardServer};
use crate::model::{Client, Credential, Flow, Inbound, Opaque, Protocol, Secret, ShareAddress};
use crate::wire::settings;
use serde_json::Value;

/// The inbound and the client a link speaks of. Written again without a host, they give the same key:
/// `parse(write(to_inbound(parse(x))))` equals `parse(x)` up to parameters no inbound has a place for. The inbound
/// holds the client, except where a Shadowsocks inbound is the key itself.
#[must_use]
pub fn to_inbound(link: &Parsed) -> (Inbound, Client) {
    let protocol = protocol(link.scheme);
    let mut inbound = settings::inbound_from_value(&Value::Null);
    let mut client = settings::decode_client(&protocol, &Value::Null);
    inbound.protocol = protocol;
    inbound.remark.clone_from(&link.remark);
    inbound.port = link.port.into();
    inbound.share = ShareAddress::Custom(link.host.clone());
    inbound.raw = Opaque::default();
    inbound.settings = protocol_settings(link);
    inbound.stream = stream::read(link);
    client.raw = Opaque::default();
    client.credential = credential(link);
    client.flow = Flow::from_name(link.param("flow"));
    if link.scheme == Scheme::Vmess {
        link.param("scy").clone_into(&mut client.security);
    }
    if client.credential != Credential::Missing {
        inbound.clients.push(client.clone());
    }
    (inbound, client)
}

/// The client whose key a link is: the one whose credential it carries, in an inbound of its protocol.
#[must_use]
pub fn owner<'a>(link: &Parsed, inbound: &'a Inbound) -> Option<&'a Client> {
    let carried = credential(link);
    let same = |client: &&Client| match (&client.credential, &carried) {
        (_, Credential::Missing) => false,
        (Credential::WireGuard(own), Credential::WireGuard(read)) => own.private_key == read.private_key,
        (Credential::Uuid(own), Credential::Uuid(read)) => own.expose().eq_ignore_ascii_case(read.expose()),
        (own, read) => own == read,
    };
    inbound.clients.iter().filter(|_| inbound.protocol == protocol(link.scheme)).find(same)
}

/// The protocol a kind of link is for.
#[must_use]
pub fn protocol(scheme: Scheme) -> Protocol {
    match scheme {
        Scheme::Vless => Protocol::Vless,
        Scheme::Vmess => Protocol::Vmess,
        Scheme::Trojan => Protocol::Trojan,
        Scheme::Shadowsocks => Protocol::Shadowsocks,
        Scheme::Hysteria2 => Protocol::Hysteria,
        Scheme::WireGuard => Protocol::WireGuard,
        Scheme::Telegram => Protocol::MtProto,
    }
}

fn credential(link: &Parsed) -> Credential {
    let secret = link.credential.clone();
    match link.scheme {
        Scheme::Vless | Scheme::Vmess => Credential::Uuid(secret),
        Scheme::Trojan => Credential::Password(secret),
        Scheme::Hysteria2 => Credential::Auth(secret),
        Scheme::Telegram => Credential::FakeTls(secret),
        Scheme::Shadowsocks => match shadowsocks(link).2 {
            "" => Credential::Missing,
            password => Credential::Password(Secret::new(password)),
        },
        Scheme::WireGuard => Credential::WireGuard(WireGuardKeys {
            private_key: secret,
            pre_shared_key: Secret::new(link.param("presharedkey")),
            allowed_ips: list(link.param("address")),
            keep_alive: link.param("keepalive").parse().unwrap_or_default(),
        }),
    }
}

/// Method, the inbound's password, the client's.
fn shadowsocks(link: &Parsed) -> (&str, &str, &str) {
    let (method, password) = link.credential.expose().split_once(':').unwrap_or_default();
    if !method.starts_with("2022-") {
        return (method, "", password);
    }
    let (own, client) = password.split_once(':').unwrap_or((password, ""));
    (method, own, client)
}

fn protocol_settings(link: &Parsed) -> ProtocolSettings {
    let mut settings = ProtocolSettings::default();
    match link.scheme {
        Scheme::Vless => link.param("encryption").clone_into(&mut settings.encryption),
        Scheme::Shadowsocks => {
            let (method, password, _) = shadowsocks(link);
            method.clone_into(&mut settings.method);
            settings.password = Secret::new(password);
        }
        Scheme::Hysteria2 => settings.version = Some(2),
        Scheme::WireGuard => {
            settings.wireguard = WireGuardServer {
                public_key: link.param("publickey").to_owned(),
                mtu: link.param("mtu").parse().unwrap_or_default(),
                dns: link.param("dns").to_owned(),
                ..WireGuardServer::default()
            };
        }
        _ => {}
    }
    settings
}

/// Values joined by commas.
fn list(joined: &str) -> Vec<String> {
    joined.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

//! Which families of apps can use a key: what their cores and readers have never heard of, and the sum of all that
//! is wrong.

use super::{App, Apps, Case, Finding, Findings, Rule, shape};
use crate::model::stream::Network;
use crate::model::{Credential, Protocol};

/// For each family: can it use the key? `None` where nobody measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Families {
    dead: Apps,
    unknown: Apps,
}

impl Families {
    pub(super) fn of(found: &[Finding], unknown: Apps) -> Self {
        let dead = found.iter().fold(Apps::NONE, |dead, finding| dead.with(finding.stops()));
        Self { dead, unknown }
    }

    /// Whether a family can use the key.
    #[must_use]
    pub fn get(self, app: App) -> Option<bool> {
        match (self.dead.contains(app), self.unknown.contains(app)) {
            (true, _) => Some(false),
            (false, true) => None,
            (false, false) => Some(true),
        }
    }

    /// Every family with its answer.
    pub fn iter(self) -> impl Iterator<Item = (App, Option<bool>)> {
        App::ALL.into_iter().map(move |app| (app, self.get(app)))
    }

    /// The families that can use it.
    #[must_use]
    pub fn working(self) -> Apps {
        Apps::which(|app| self.get(app) == Some(true))
    }
}

/// What a core or its reader of links does not know.
pub(super) fn check(case: &Case, found: &mut Findings) {
    if case.checkup.is_down() {
        return;
    }
    let apps = by_protocol(case).with(by_network(case)).with(by_extras(case));
    found.of_apps(Rule::AppCannotRead, apps, None);
}

fn by_protocol(case: &Case) -> Apps {
    match case.inbound.protocol {
        Protocol::Vless if case.key.encrypts() => Apps::FOREIGN,
        // Xray makes a UUID of any short text, others do not.
        Protocol::Vless | Protocol::Vmess => match &case.client.credential {
            Credential::Uuid(id) if !shape::is_uuid(id.expose()) => Apps::FOREIGN,
            _ => Apps::NONE,
        },
        Protocol::WireGuard => Apps::of(&[App::Mihomo, App::SingBox]),
        Protocol::Hysteria => {
            let plain = match &case.client.credential {
                Credential::Auth(auth) => auth.expose().bytes().all(is_unreserved),
                _ => true,
            };
            Apps::of(if plain { &[App::Xray259] } else { &[App::Xray259, App::Mihomo] })
        }
        Protocol::Shadowsocks => match &case.inbound.stream.network {
            Network::Tcp(tcp) if tcp.http.is_some() => Apps::of(&[App::SingBox, App::Hiddify]),
            Network::Tcp(_) => Apps::NONE,
            _ => Apps::FOREIGN,
        },
        _ => Apps::NONE,
    }
}

fn by_network(case: &Case) -> Apps {
    match &case.inbound.stream.network {
        Network::Kcp(_) => Apps::FOREIGN,
        Network::HttpUpgrade(_) => Apps::of(&[App::Mihomo]),
        Network::Xhttp(_) => Apps::of(&[App::Mihomo, App::SingBox]),
        Network::Tcp(tcp) => match &tcp.http {
            Some(header) if header.paths.len() > 1 => Apps::FOREIGN,
            Some(_) if case.inbound.protocol == Protocol::Vless => Apps::of(&[App::Mihomo]),
            _ => Apps::NONE,
        },
        _ => Apps::NONE,
    }
}

/// Masks and ECH.
fn by_extras(case: &Case) -> Apps {
    let mask = &case.inbound.stream.mask;
    let masked = !(mask.tcp.is_empty() && mask.udp.is_empty()) && case.inbound.protocol != Protocol::Hysteria;
    let is_kcp = matches!(case.inbound.stream.network, Network::Kcp(_));
    let masks = match masked {
        true if is_kcp => Apps::FOREIGN,
        true => Apps::FOREIGN.with(Apps::of(&[App::Xray259])),
        false => Apps::NONE,
    };
    let asked = !case.key.ech.is_empty() && shape::base64_len(&case.key.ech).is_none();
    masks.with(Apps::of(if asked { &[App::SingBox, App::Hiddify] } else { &[] }))
}

/// Families nobody measured with such a key.
pub(super) fn unknown(case: &Case) -> Apps {
    let by_name = !case.key.ech.is_empty() && shape::base64_len(&case.key.ech).is_none();
    match (&case.inbound.protocol, &case.inbound.stream.network) {
        (Protocol::MtProto, _) => Apps::ALL,
        (Protocol::Shadowsocks, Network::Tcp(_)) => Apps::NONE,
        (Protocol::Shadowsocks, _) => Apps::XRAY,
        (Protocol::Trojan, Network::Tcp(tcp)) if tcp.http.is_some() => Apps::FOREIGN,
        (_, Network::Xhttp(_)) if has_new_padding(&case.key.extra) => Apps::of(&[App::Xray259, App::Hiddify]),
        _ if by_name => Apps::XRAY,
        _ => Apps::NONE,
    }
}

/// Members of `extra` that came after the older cores.
fn has_new_padding(extra: &str) -> bool {
    ["xPaddingObfsMode", "\"session", "\"seq", "\"uplink"].iter().any(|key| extra.contains(key))
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

//! VLESS, VMess, Trojan, Hysteria and WireGuard, apart from their people and transports.

use super::{App, Apps, Case, Findings, Fix, Rule, XrayVersion, shape};
use crate::model::stream::{Network, Security};
use crate::model::{Inbound, Protocol};

/// From here on Xray as a server refuses VMess without a cipher.
const JULY: XrayVersion = XrayVersion(26, 7, 0);

/// What Xray does not start with.
pub(super) fn stops(inbound: &Inbound, version: XrayVersion, found: &mut Findings) {
    let settings = &inbound.settings;
    match &inbound.protocol {
        Protocol::Vless => {
            let decryption = settings.decryption.as_deref().unwrap_or_default();
            let with_fallbacks = settings.fallbacks && decryption != "none";
            found.when(!is_decryption(decryption) || with_fallbacks, Rule::VlessDecryption, Fix::SetDecryptionNone);
        }
        Protocol::Hysteria => hysteria(inbound, version, found),
        Protocol::WireGuard => {
            let key = settings.wireguard.secret_key.expose();
            found.when(!shape::is_wireguard_key(key), Rule::WireguardKey, Fix::NewServerKey);
        }
        Protocol::Other(_) => found.add(Rule::ProtocolUnknown, None),
        _ => {}
    }
    let sniffed = settings.sniffing.iter().all(|name| is_sniffed(name));
    found.when(!sniffed, Rule::SniffingProtocol, Fix::RepairSniffing);
}

fn hysteria(inbound: &Inbound, version: XrayVersion, found: &mut Findings) {
    found.when(version < XrayVersion(26, 0, 0), Rule::HysteriaCore, None);
    let settings = version >= JULY && inbound.settings.version != Some(2);
    let mut transport = false;
    if let Network::Hysteria(hysteria) = &inbound.stream.network {
        transport = hysteria.version != Some(2);
        let idle = hysteria.udp_idle_timeout.is_some_and(|seconds| !(2..=600).contains(&seconds));
        found.when(idle, Rule::HysteriaRanges, None);
    }
    found.when(settings || transport, Rule::HysteriaVersion, Fix::SetVersion2);
    found.when(!matches!(inbound.stream.security, Security::Tls(_)), Rule::HysteriaTls, None);
    let mask = &inbound.stream.mask;
    let short = mask.salamander().is_some_and(|mask| mask.password.expose().len() < 4);
    found.when(short, Rule::SalamanderShort, Fix::NewServerKey);
    found.when(mask.hop_interval.is_some_and(|seconds| seconds < 5), Rule::HysteriaRanges, None);
}

/// `none`, or what `xray vlessenc` makes: method, mode, time to live, then keys of 32 or 64 bytes with padding between.
fn is_decryption(text: &str) -> bool {
    if text == "none" {
        return true;
    }
    let mut parts = text.split('.');
    let head = parts.next() == Some("mlkem768x25519plus")
        && parts.next().is_some_and(|mode| matches!(mode, "native" | "xorpub" | "random"))
        && parts.next().is_some_and(|ttl| ttl.ends_with('s') || ttl.ends_with("rtt"));
    let mut keys = parts.filter(|part| part.len() >= 20).map(shape::base64url_len).peekable();
    head && keys.peek().is_some() && keys.all(|size| matches!(size, Some(32 | 64)))
}

fn is_sniffed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "http" | "tls" | "https" | "ssl" | "quic" | "fakedns" | "fakedns+others")
}

/// What is wrong with the key's protocol.
pub(super) fn check(case: &Case, found: &mut Findings) {
    found.when(!can_be_said(case), Rule::NoKey, None);
    let foreign_core = Apps::of(&[App::SingBox, App::Hiddify]);
    match case.inbound.protocol {
        Protocol::Vless => {
            let same = without_rtt(&case.key.encryption).eq(without_rtt(&case.inbound.settings.encryption));
            found.when(!same, Rule::VlessEncryptionMismatch, Fix::WriteAnew);
            found.when(case.key.encrypts(), Rule::PostQuantum, None);
        }
        Protocol::Vmess if case.version >= JULY => match case.key.cipher.as_str() {
            "" | "auto" if case.key.security == "tls" => {
                found.of_apps(Rule::VmessAutoSingBox, foreign_core, Fix::WriteAnew);
            }
            "none" | "zero" => {
                let older = Apps::of(&[App::Xray263, App::Xray259]);
                found.of_apps(Rule::VmessScyNone, older, Fix::WriteAnew);
            }
            _ => {}
        },
        Protocol::Trojan => match case.key.security.as_str() {
            "reality" => found.of_apps(Rule::TrojanRealityForeign, Apps::FOREIGN, None),
            "none" => found.of_apps(Rule::TrojanPlainMihomo, Apps::of(&[App::Mihomo]), None),
            _ => {}
        },
        Protocol::Hysteria => {
            let obfuscated = case.inbound.stream.mask.salamander().map(|mask| mask.password.expose());
            let same = obfuscated.unwrap_or_default() == case.key.obfs_password;
            found.when(!same, Rule::HysteriaObfs, Fix::WriteAnew);
        }
        _ => {}
    }
    deprecated(case, found);
}

/// Whether a link has words for the protocol over this transport and security.
fn can_be_said(case: &Case) -> bool {
    match case.inbound.protocol {
        Protocol::Vless | Protocol::Trojan | Protocol::Shadowsocks => case.key.network != "hysteria",
        Protocol::Vmess => case.key.network != "hysteria" && case.key.security != "reality",
        _ => true,
    }
}

/// VLESS encryption but for the part that says whether a ticket is reused, which the client may choose.
fn without_rtt(encryption: &str) -> impl Iterator<Item = &str> {
    let encryption = if encryption == "none" { "" } else { encryption };
    encryption.split('.').filter(|part| !matches!(*part, "0rtt" | "1rtt"))
}

fn deprecated(case: &Case, found: &mut Findings) {
    let network =
        matches!(case.inbound.stream.network, Network::WebSocket(_) | Network::HttpUpgrade(_) | Network::Grpc(_));
    let protocol = matches!(case.inbound.protocol, Protocol::Vmess | Protocol::Trojan | Protocol::Shadowsocks);
    found.when(network || protocol, Rule::Deprecated, None);
}

//! TLS: certificates, pins, names, ALPN and fingerprints.

use super::{App, Apps, Case, Findings, Fix, Rule, XrayVersion, shape};
use crate::model::Inbound;
use crate::model::stream::{Network, Security};

/// What Xray does not start with.
pub(super) fn stops(inbound: &Inbound, version: XrayVersion, found: &mut Findings) {
    match &inbound.stream.security {
        Security::Other(_) => found.add(Rule::SecurityXtls, None),
        Security::Tls(tls) => found.when(
            tls.own_allow_insecure && version >= XrayVersion::MASKS,
            Rule::TlsAllowInsecureInbound,
            Fix::DropAllowInsecure,
        ),
        Security::None | Security::Reality(_) => {}
    }
}

/// What is wrong with a key over TLS.
pub(super) fn check(case: &Case, found: &mut Findings) {
    if case.key.security != "none" {
        fingerprint(case, found);
    }
    if case.key.security == "tls" {
        alpn(case, found);
        pins(case, found);
        if case.key.insecure {
            // Hysteria is no question for the oldest: it has none.
            found.of_apps(Rule::AllowInsecure, Apps::of(&[App::Xray267, App::Xray263]), Fix::DropAllowInsecure);
        }
        certificate(case, found);
    }
}

fn fingerprint(case: &Case, found: &mut Findings) {
    let name = case.key.fingerprint.to_ascii_lowercase();
    found.when(!shape::is_fingerprint(&name), Rule::FpUnknown, Fix::SetFingerprint);
    found.when(name.starts_with("randomized"), Rule::FpRandomized, Fix::SetFingerprint);
}

/// The newest Xray offers exactly the list `h2,http/1.1` as it stands, also where only HTTP/1.1 is spoken.
fn alpn(case: &Case, found: &mut Findings) {
    let stock = is_stock(&case.key.alpn);
    let newest = Apps::of(&[App::Xray267]);
    match case.inbound.stream.network {
        Network::WebSocket(_) if stock && server_may_choose_h2(case) => {
            found.of_apps(Rule::WsAlpnH2, newest, Fix::UseHttp11Alpn);
        }
        Network::HttpUpgrade(_) if stock && case.facts.front_speaks_h2 => {
            found.of_apps(Rule::HttpupgradeAlpnH2Front, newest, Fix::UseHttp11Alpn);
        }
        Network::Tcp(_) => {
            let h3_only = !case.key.alpn.is_empty() && case.key.alpn.iter().all(|name| name == "h3");
            found.when(h3_only, Rule::TcpAlpnH3Only, Fix::UseStockAlpn);
        }
        _ => {}
    }
}

/// The list every panel offers unless told otherwise.
pub(super) fn is_stock(alpn: &[String]) -> bool {
    matches!(alpn, [first, second] if first == "h2" && second == "http/1.1")
}

fn server_may_choose_h2(case: &Case) -> bool {
    let own = case.inbound.stream.security.tls().map(|tls| tls.alpn.as_slice()).unwrap_or_default();
    case.facts.front_speaks_h2 || own.is_empty() || is_stock(own)
}

fn pins(case: &Case, found: &mut Findings) {
    let (pins, names) = (&case.key.pins, &case.key.verify_names);
    found.when(!pins.iter().all(|pin| shape::is_hex_pin(pin)), Rule::PcsNotHex, Fix::PinsAsHex);
    let ignoring = match (&case.inbound.stream.network, pins.is_empty() && names.is_empty()) {
        (_, true) => Apps::NONE,
        (Network::Hysteria(_), _) => Apps::of(&[App::SingBox, App::Hiddify]),
        _ => Apps::FOREIGN,
    };
    found.of_apps(Rule::PinsIgnored, ignoring, None);
}

/// What the server's certificate, where known, makes of the key. A front has its own.
fn certificate(case: &Case, found: &mut Findings) {
    let Some(tls) = case.inbound.stream.security.tls().filter(|_| case.inbound.stream.external.is_empty()) else {
        return;
    };
    found.when(tls.certificates == 0, Rule::CertificateKeyMismatch, None);
    let Some(certificate) = &case.facts.certificate else { return };
    if !certificate.has_its_key {
        return found.add(Rule::CertificateKeyMismatch, None);
    }
    let key = case.key;
    let name = if key.sni.is_empty() { &key.host } else { &key.sni };
    if tls.reject_unknown_sni && !certificate.covers(name) {
        found.add(Rule::RejectUnknownSni, None);
    }
    if key.insecure {
        return;
    }
    let pinned = key.pins.iter().any(|pin| shape::pin_as_hex(pin) == certificate.sha256);
    let mut listed = key.verify_names.split(',').map(str::trim).filter(|name| !name.is_empty()).peekable();
    if !key.pins.is_empty() {
        return found.when(!pinned && !certificate.sha256.is_empty(), Rule::PcsWrong, Fix::DropPins);
    }
    found.when(!certificate.trusted, Rule::CertificateUntrusted, None);
    if listed.peek().is_some() {
        found.when(!listed.any(|name| certificate.covers(name)), Rule::VcnWrong, Fix::DropVerifyNames);
    } else if !tls.reject_unknown_sni {
        found.when(!certificate.covers(name), Rule::SniNotInCertificate, None);
    }
}

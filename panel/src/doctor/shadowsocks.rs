//! Shadowsocks: ciphers, keys of the right length, and the HTTP disguise.

use super::{Case, Facts, Findings, Fix, Rule, XrayVersion, shape};
use crate::model::stream::Network;
use crate::model::{Client, Credential, Inbound, Protocol};

const CIPHERS: [&str; 10] = [
    "aes-128-gcm",
    "aead_aes_128_gcm",
    "aes-256-gcm",
    "aead_aes_256_gcm",
    "chacha20-poly1305",
    "aead_chacha20_poly1305",
    "chacha20-ietf-poly1305",
    "xchacha20-poly1305",
    "aead_xchacha20_poly1305",
    "xchacha20-ietf-poly1305",
];

/// The bytes a key of a 2022 method has.
fn key_size(method: &str) -> Option<usize> {
    match method {
        "2022-blake3-aes-128-gcm" => Some(16),
        "2022-blake3-aes-256-gcm" | "2022-blake3-chacha20-poly1305" => Some(32),
        _ => None,
    }
}

/// What Xray does not start with.
pub(super) fn stops(inbound: &Inbound, facts: &Facts, found: &mut Findings) {
    if inbound.protocol != Protocol::Shadowsocks {
        return;
    }
    let method = inbound.settings.method.to_ascii_lowercase();
    match key_size(&method) {
        Some(size) => {
            let chacha = method.ends_with("chacha20-poly1305") && !inbound.clients.is_empty();
            found.when(chacha, Rule::Ss2022ChachaClients, Fix::SetMethod);
            let own = shape::base64_len(inbound.settings.password.expose()) == Some(size);
            found.when(!own, Rule::Ss2022Key, Fix::NewServerKey);
            let people = inbound.clients.iter().all(|client| has_key(client, size));
            found.when(!people, Rule::Ss2022Key, Fix::NewPassword);
            let bound = inbound.clients.iter().any(|client| !client.security.is_empty());
            found.when(bound && facts.panel_aligns_methods != Some(true), Rule::SsClientMethod, Fix::AlignMethods);
        }
        None if CIPHERS.contains(&method.as_str()) => {
            let free = inbound.clients.iter().any(|client| client.security.is_empty());
            match facts.panel_aligns_methods {
                Some(true) => {}
                Some(false) => found.when(free, Rule::SsClientMethod, Fix::AlignMethods),
                None => found.warn(free, Rule::SsClientMethod, Fix::AlignMethods),
            }
            let foreign = inbound.clients.iter().map(|client| client.security.to_ascii_lowercase());
            let foreign = foreign.filter(|method| !method.is_empty()).any(|m| !CIPHERS.contains(&m.as_str()));
            found.when(foreign, Rule::SsMethod, Fix::AlignMethods);
        }
        None => {
            let open = matches!(method.as_str(), "none" | "plain");
            let refused = !open || facts.version() >= XrayVersion(26, 7, 0) || !inbound.clients.is_empty();
            found.when(refused, Rule::SsMethod, Fix::SetMethod);
        }
    }
}

/// Whether a person's key is as long as the method wants it.
pub(super) fn fits(client: &Client, method: &str) -> bool {
    key_size(&method.to_ascii_lowercase()).is_none_or(|size| has_key(client, size))
}

/// Whether a key is as long as the method wants it.
pub(super) fn fits_key(key: &str, method: &str) -> bool {
    key_size(method).is_none_or(|size| shape::base64_len(key) == Some(size))
}

fn has_key(client: &Client, size: usize) -> bool {
    matches!(&client.credential, Credential::Password(key) if shape::base64_len(key.expose()) == Some(size))
}

/// A key has no place for the path of the HTTP disguise: apps ask for `/`.
pub(super) fn check(case: &Case, found: &mut Findings) {
    if case.inbound.protocol != Protocol::Shadowsocks {
        return;
    }
    if let Network::Tcp(tcp) = &case.inbound.stream.network
        && let Some(header) = &tcp.http
    {
        let root = header.paths.is_empty() || header.paths.iter().any(|path| path == "/");
        found.when(!root, Rule::SsHttpPath, Fix::SetHeaderPath);
    }
}

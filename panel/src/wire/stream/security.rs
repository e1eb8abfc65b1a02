//! `tlsSettings` and `realitySettings`.

use crate::model::Secret;
use crate::model::stream::{Reality, Security, Tls};
use crate::wire::lenient::{array, child, first_text, flag, list, list_or_joined, string, text};
use serde_json::Value;

/// The security of an opened `streamSettings`.
pub(super) fn decode(json: &Value) -> Security {
    match text(json, "security") {
        "" | "none" => Security::None,
        "tls" => Security::Tls(Box::new(tls(child(json, "tlsSettings")))),
        "reality" => Security::Reality(Box::new(reality(child(json, "realitySettings")))),
        other => Security::Other(other.to_owned()),
    }
}

fn tls(json: &Value) -> Tls {
    let settings = child(json, "settings");
    let both = [settings, json];
    let either = |key| both.iter().map(|o| list_or_joined(o, key)).find(|l| !l.is_empty()).unwrap_or_default();
    Tls {
        server_name: string(json, "serverName"),
        alpn: list_or_joined(json, "alpn"),
        fingerprint: first_text(both, "fingerprint"),
        ech: first_text(both, "echConfigList"),
        allow_insecure: flag(settings, "allowInsecure"),
        own_allow_insecure: flag(json, "allowInsecure"),
        verify_names: either("verifyPeerCertByName").join(","),
        pins: either("pinnedPeerCertSha256"),
        reject_unknown_sni: flag(json, "rejectUnknownSni"),
        certificates: array(json, "certificates").len(),
    }
}

fn reality(json: &Value) -> Reality {
    let both = [child(json, "settings"), json];
    Reality {
        public_key: first_text(both, "publicKey"),
        private_key: Secret::new(text(json, "privateKey")),
        fingerprint: first_text(both, "fingerprint"),
        spider_x: first_text(both, "spiderX"),
        server_name: first_text(both, "serverName"),
        mldsa65_verify: first_text(both, "mldsa65Verify"),
        mldsa65_seed: Secret::new(text(json, "mldsa65Seed")),
        server_names: list(json, "serverNames"),
        short_ids: list(json, "shortIds"),
        target: target(json),
        min_client_ver: string(json, "minClientVer"),
        max_client_ver: string(json, "maxClientVer"),
    }
}

/// `target`, before v2.7.0 `dest`; a bare number is a port of this machine.
fn target(json: &Value) -> String {
    let present = ["target", "dest"].into_iter().map(|key| child(json, key));
    present
        .filter_map(|value| match value {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(port) => Some(port.to_string()),
            _ => None,
        })
        .next()
        .unwrap_or_default()
}

//! Entries of `externalProxy`.

use crate::model::stream::{ExternalProxy, ForceTls};
use crate::wire::lenient::{flag, list_or_joined, string, text, unsigned};
use serde_json::Value;

/// One entry.
pub(super) fn decode(entry: &Value) -> ExternalProxy {
    ExternalProxy {
        force_tls: match text(entry, "forceTls") {
            "tls" => ForceTls::Tls,
            "none" => ForceTls::None,
            _ => ForceTls::Same,
        },
        dest: text(entry, "dest").trim().to_owned(),
        port: unsigned(entry, "port"),
        remark: string(entry, "remark"),
        sni: string(entry, "sni"),
        fingerprint: string(entry, "fingerprint"),
        alpn: list_or_joined(entry, "alpn"),
        pins: list_or_joined(entry, "pinnedPeerCertSha256"),
        verify_names: list_or_joined(entry, "verifyPeerCertByName").join(","),
        ech: string(entry, "echConfigList"),
        allow_insecure: flag(entry, "allowInsecure"),
    }
}

//! `settings` of an inbound: its clients and what else a link needs. Also one whole inbound read as leniently, for
//! callers that have a single row and need no more than links and findings.

mod clients;
mod inbound;

pub use clients::{decode_client, decode_client_list};
pub use inbound::{decode_share_address, inbound_from_value, protocol_from_name};

use super::lenient::{self, Embedded, child, embedded, number, string, text};
use crate::model::stream::{ProtocolSettings, WireGuardServer};
use crate::model::{Client, Protocol, Secret};
use serde_json::Value;

/// Reads `settings` in any shape (JSON text, object, null, empty) into the clients and the rest.
#[must_use]
pub fn decode(protocol: &Protocol, settings: &Value) -> (Vec<Client>, ProtocolSettings) {
    match embedded(settings) {
        Embedded::Json(json) => (decode_client_list(protocol, &json), decode_rest(&json)),
        Embedded::Nothing => Default::default(),
        Embedded::Broken => (Vec::new(), ProtocolSettings { unreadable: true, ..Default::default() }),
    }
}

/// Adds the names `sniffing` (any shape) looks for, where it is switched on.
pub fn decode_sniffing(sniffing: &Value, into: &mut ProtocolSettings) {
    if let Embedded::Json(json) = embedded(sniffing)
        && lenient::flag(&json, "enabled")
    {
        into.sniffing = lenient::list(&json, "destOverride");
    }
}

fn decode_rest(json: &Value) -> ProtocolSettings {
    ProtocolSettings {
        encryption: string(json, "encryption"),
        decryption: child(json, "decryption").as_str().map(str::to_owned),
        fallbacks: !lenient::array(json, "fallbacks").is_empty(),
        method: string(json, "method"),
        password: Secret::new(text(json, "password")),
        version: number(json, "version"),
        wireguard: WireGuardServer {
            secret_key: Secret::new(text(json, "secretKey")),
            mtu: lenient::unsigned(json, "mtu"),
            dns: lenient::list_or_joined(json, "dns").join(","),
            legacy_peers: lenient::array(json, "clients").is_empty() && !lenient::array(json, "peers").is_empty(),
        },
        ..Default::default()
    }
}

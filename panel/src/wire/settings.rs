//! `settings` of an inbound: its clients and what else a link needs. Also one whole inbound read as leniently, for
//! callers that have a single row and need no more than links and findings.

mod clients;
mod inbound;

pub use clients::{decode_client, decode_client_list};
pub use inbound::{decode_share_address, inbound_from_value, protocol_from_name};
pub(crate) use inbound::{decode_stats, inbound_with_raw};

use super::lenient::{self, Embedded, child, embedded, number, string, text};
use super::stream_list::Splitter;
use crate::model::stream::{ProtocolSettings, WireGuardServer};
use crate::model::{Client, Protocol, Secret};
use serde_json::Value;

/// Reads `settings` in any shape (JSON text, object, null, empty) into the clients and the rest.
#[must_use]
pub fn decode(protocol: &Protocol, settings: &Value) -> (Vec<Client>, ProtocolSettings) {
    if let Value::String(text) = settings {
        return decode_text(protocol, text);
    }
    match embedded(settings) {
        Embedded::Json(json) => (decode_client_list(protocol, &json), decode_rest(&json)),
        Embedded::Nothing => Default::default(),
        Embedded::Broken => (Vec::new(), ProtocolSettings { unreadable: true, ..Default::default() }),
    }
}

/// The same from JSON text, which may hold thousands of clients: no tree is built of more than one at a time.
fn decode_text(protocol: &Protocol, text: &str) -> (Vec<Client>, ProtocolSettings) {
    if text.trim().is_empty() {
        return Default::default();
    }
    let mut splitter = Splitter::of("clients");
    let (clients, rest) = lift(&mut splitter, protocol, text);
    let rest = rest.and_then(|()| serde_json::from_str(&splitter.finish()).ok());
    match rest {
        Some(Value::Null) => Default::default(),
        Some(rest) if clients.is_empty() => (decode_client_list(protocol, &rest), decode_rest(&rest)),
        Some(rest) => {
            let mut settings = decode_rest(&rest);
            settings.wireguard.legacy_peers = false;
            (clients, settings)
        }
        None => (Vec::new(), ProtocolSettings { unreadable: true, ..Default::default() }),
    }
}

/// Reads the clients a splitter cuts out of a text; `None` beside them where one is no JSON.
pub(crate) fn lift(splitter: &mut Splitter, protocol: &Protocol, text: &str) -> (Vec<Client>, Option<()>) {
    let (mut clients, mut whole) = (Vec::new(), Some(()));
    splitter.push(text.as_bytes(), |member| match serde_json::from_str::<Value>(member) {
        Ok(entry) if entry.is_object() => clients.push(decode_client(protocol, &entry)),
        Ok(_) => {}
        Err(_) => whole = None,
    });
    (clients, whole)
}

/// Adds the names `sniffing` (any shape) looks for. Xray checks them even where it is switched off.
pub fn decode_sniffing(sniffing: &Value, into: &mut ProtocolSettings) {
    match embedded(sniffing) {
        Embedded::Json(json) => into.sniffing = lenient::list(&json, "destOverride"),
        Embedded::Nothing => {}
        Embedded::Broken => into.sniffing_unreadable = true,
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
            public_key: String::new(),
            mtu: lenient::unsigned(json, "mtu"),
            dns: lenient::list_or_joined(json, "dns").join(","),
            legacy_peers: lenient::array(json, "clients").is_empty() && !lenient::array(json, "peers").is_empty(),
        },
        ..Default::default()
    }
}

//! Changes of an inbound written into the very JSON the panel gave: whatever is not changed stays, keys the app does not
//! know included.

mod json;
mod merge;
mod settings;
mod stream;

pub use merge::taken_back;

use crate::model::{Inbound, Opaque, RealityKeys, Secret};
use crate::wire::settings::inbound_with_raw;
use json::Object;
use serde_json::Value;

/// One change.
#[derive(Clone)]
pub enum Change {
    /// Short ids of REALITY.
    ShortIds(Vec<String>),
    /// Site a REALITY inbound looks like, with the port.
    Target(String),
    /// Names a REALITY inbound answers to.
    ServerNames(Vec<String>),
    /// No other name for clients than the first of the server names.
    NoShownName,
    /// Public key for clients.
    PublicKey(String),
    /// Another REALITY key pair.
    Keys(RealityKeys),
    /// Crawl path for clients.
    SpiderX(&'static str),
    /// Oldest client version let in.
    MinClientVer(&'static str),
    /// Newest client version let in.
    MaxClientVer(&'static str),
    /// No ML-DSA-65.
    NoSignature,
    /// Another fingerprint, wherever one of this kind stands.
    Fingerprint(&'static str, fn(&str) -> bool),
    /// Other ALPN names, wherever a list of this kind stands.
    Alpn(&'static [&'static str], fn(&[String]) -> bool),
    /// Apps check the certificate.
    NoAllowInsecure,
    /// Each pin anew; `None` takes it out.
    Pins(fn(&str) -> Option<String>),
    /// No list of names the certificate is checked by.
    NoVerifyNames,
    /// Fronts leave the security as it is.
    FrontsSame,
    /// No waiting for a PROXY header.
    NoProxyProtocol,
    /// The host among the headers goes to its own field.
    HostOfItsOwn,
    /// No header and no seed of mKCP.
    PlainKcp,
    /// Milliseconds between two sends of mKCP.
    Tti(u32),
    /// No masks on streams.
    NoStreamMasks,
    /// The one mask on packets by another name; the last is its disguise.
    PacketMask(&'static str, String),
    /// Paths of the HTTP disguise.
    HeaderPaths(&'static [&'static str]),
    /// Name of the grpc service.
    ServiceName(String),
    /// Mode of XHTTP.
    Mode(&'static str),
    /// VLESS does not encrypt on its own.
    NoEncryption,
    /// Version of Hysteria.
    Version(u32),
    /// Password of the salamander mask.
    Salamander(Secret),
    /// Key of the inbound itself: Shadowsocks, WireGuard.
    ServerKey(Secret),
    /// Cipher of a Shadowsocks inbound.
    Cipher(&'static str),
    /// Cipher the entries of the people name.
    PeoplesCipher(String),
    /// Protocols Xray looks for.
    Sniffed(Vec<String>),
}

/// The inbound after the changes. `None` where it does not carry everything, or a part of it is no JSON.
#[must_use]
pub fn changed(inbound: &Inbound, changes: &[Change]) -> Option<Inbound> {
    let mut row = row(inbound)?;
    for change in changes {
        write(&mut row, change)?;
    }
    Some(of_row(inbound, row))
}

/// The inbound as the panel gave it, as far as it carries everything.
fn row(inbound: &Inbound) -> Option<Object> {
    match serde_json::from_str(&inbound.raw.0) {
        Ok(Value::Object(row)) if !inbound.slim && row.contains_key("settings") => Some(row),
        _ => None,
    }
}

/// The inbound of a changed row. What was changed in the model alone stays changed.
fn of_row(before: &Inbound, row: Object) -> Inbound {
    let row = Value::Object(row);
    let text = row.to_string();
    let read = inbound_with_raw(&row, text.clone());
    Inbound { clients: read.clients, settings: read.settings, stream: read.stream, raw: Opaque(text), ..before.clone() }
}

fn write(row: &mut Object, change: &Change) -> Option<()> {
    match change {
        Change::NoEncryption
        | Change::Version(_)
        | Change::ServerKey(_)
        | Change::Cipher(_)
        | Change::PeoplesCipher(_)
        | Change::Sniffed(_) => settings::write(row, change),
        _ => stream::write(row, change),
    }
}

//! What a list shows of an inbound, from whichever answer told it.

use panel::model::stream::{Network, Security};
use panel::model::{Expiry, Inbound, InboundId, InboundOption, Millis, Protocol, Quota, Traffic};
use panel::units::Usage;

use crate::words::Key;

/// One inbound in a list. A short answer leaves what it does not tell as `None`.
#[derive(Clone, PartialEq, Eq)]
pub struct InboundRow {
    pub id: InboundId,
    pub remark: String,
    pub tag: String,
    pub enabled: bool,
    pub protocol: String,
    pub network: Option<String>,
    pub security: Option<String>,
    pub port: u32,
    pub traffic: Option<Traffic>,
    pub quota: Quota,
    pub expiry: Expiry,
    pub people: Option<usize>,
    /// Why the keys it gives out do not work, or it would stop Xray.
    pub fault: Option<&'static str>,
}

impl InboundRow {
    /// From a whole inbound.
    pub fn of(inbound: &Inbound) -> Self {
        let streams = has_stream(&inbound.protocol);
        Self {
            id: inbound.id,
            remark: inbound.remark.clone(),
            tag: inbound.tag.clone(),
            enabled: inbound.enabled,
            protocol: protocol(&inbound.protocol),
            network: streams.then(|| network(&inbound.stream.network)),
            security: streams.then(|| security(&inbound.stream.security)),
            port: inbound.port,
            traffic: Some(inbound.traffic),
            quota: inbound.quota,
            expiry: inbound.expiry,
            people: Some(inbound.clients.len()),
            fault: None,
        }
    }

    /// From the short list of newer panels; the rest follows.
    pub fn of_option(option: &InboundOption) -> Self {
        Self {
            id: option.id,
            remark: option.remark.clone(),
            tag: option.tag.clone(),
            enabled: option.enabled.unwrap_or(true),
            protocol: protocol(&option.protocol),
            port: option.port,
            network: None,
            security: None,
            traffic: None,
            quota: Quota::Unlimited,
            expiry: Expiry::Never,
            people: None,
            fault: None,
        }
    }

    /// What to call it: its remark, or its tag where nobody gave one.
    pub fn name(&self) -> String {
        if self.remark.trim().is_empty() { self.tag.clone() } else { self.remark.clone() }
    }

    /// Whether a search for `wanted` (in lower case) finds it.
    pub fn matches(&self, wanted: &str) -> bool {
        let words =
            [Some(&self.remark), Some(&self.tag), Some(&self.protocol), self.network.as_ref(), self.security.as_ref()];
        words.into_iter().flatten().any(|word| word.to_lowercase().contains(wanted))
            || self.port.to_string().contains(wanted)
    }

    /// How much of its limit is used.
    pub fn usage(&self) -> Option<Usage> {
        Usage::of(self.traffic?, self.quota)
    }

    /// Why nobody gets in any more, although it is switched on.
    pub fn ended(&self, now: Millis) -> Option<Key> {
        match (self.quota, self.traffic, self.expiry) {
            (Quota::Limit(limit), Some(used), _) if used.total() >= limit => Some(Key::LimitReached),
            (_, _, Expiry::At(end)) if end <= now => Some(Key::Expired),
            _ => None,
        }
    }
}

fn has_stream(protocol: &Protocol) -> bool {
    matches!(
        protocol,
        Protocol::Vless | Protocol::Vmess | Protocol::Trojan | Protocol::Shadowsocks | Protocol::Hysteria
    )
}

/// The protocol in the field's own spelling.
pub fn protocol(protocol: &Protocol) -> String {
    match protocol {
        Protocol::Vless => "VLESS",
        Protocol::Vmess => "VMess",
        Protocol::Trojan => "Trojan",
        Protocol::Shadowsocks => "Shadowsocks",
        Protocol::Hysteria => "Hysteria2",
        Protocol::WireGuard => "WireGuard",
        Protocol::MtProto => "MTProto",
        Protocol::Http => "HTTP",
        Protocol::Mixed => "Mixed",
        Protocol::Tunnel => "Tunnel",
        Protocol::Tun => "TUN",
        Protocol::Other(name) => name,
    }
    .to_owned()
}

/// The transport in the field's own spelling.
pub fn network(network: &Network) -> String {
    match network {
        Network::Tcp(_) => "TCP",
        Network::Kcp(_) => "mKCP",
        Network::WebSocket(_) => "WS",
        Network::Grpc(_) => "gRPC",
        Network::HttpUpgrade(_) => "HTTPUpgrade",
        Network::Xhttp(_) => "XHTTP",
        Network::Hysteria(_) => "UDP",
        Network::Other(name) => name,
    }
    .to_owned()
}

/// The security in the field's own spelling.
pub fn security(security: &Security) -> String {
    match security {
        Security::None => "none",
        Security::Tls(_) => "TLS",
        Security::Reality(_) => "Reality",
        Security::Other(name) => name,
    }
    .to_owned()
}

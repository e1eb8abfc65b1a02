//! One inbound row, read as leniently as its settings.

use crate::model::{
    Bytes, ClientStats, Expiry, Inbound, InboundId, Millis, Opaque, Protocol, Quota, ShareAddress, Traffic,
};
use crate::wire::lenient::{array, child, flag, number, string, text, unsigned};
use crate::wire::{settings, stream};
use serde_json::Value;

/// Reads an inbound of any panel generation: `settings` and `streamSettings` as JSON text or objects. Never fails;
/// what is missing takes the panel's default.
#[must_use]
pub fn inbound_from_value(row: &Value) -> Inbound {
    inbound_with_raw(row, row.to_string())
}

/// The same where the text the row was parsed from is at hand.
pub(crate) fn inbound_with_raw(row: &Value, raw: String) -> Inbound {
    let protocol = protocol_from_name(text(row, "protocol"));
    let (clients, mut protocol_settings) = settings::decode(&protocol, child(row, "settings"));
    settings::decode_sniffing(child(row, "sniffing"), &mut protocol_settings);
    protocol_settings.flow_disabled = flag(row, "disableFlow");
    let id = InboundId(number(row, "id").unwrap_or_default());
    Inbound {
        id,
        remark: string(row, "remark"),
        enabled: child(row, "enable").as_bool().unwrap_or(true),
        listen: string(row, "listen"),
        port: unsigned(row, "port"),
        protocol,
        tag: string(row, "tag"),
        traffic: traffic(row),
        quota: Quota::from_panel(number(row, "total").unwrap_or_default()),
        expiry: Expiry::from_panel(number(row, "expiryTime").unwrap_or_default()),
        clients,
        stats: array(row, "clientStats").iter().map(|entry| decode_stats(id, entry)).collect(),
        settings: protocol_settings,
        stream: stream::decode(child(row, "streamSettings")),
        share: decode_share_address(row),
        fallback_master: number(child(row, "fallbackParent"), "masterId").map(InboundId),
        node: number(row, "nodeId"),
        slim: false,
        raw: Opaque(raw),
    }
}

/// The protocol a panel calls by this name, in any letter case (v2.0 wrote `Dokodemo-door`).
#[must_use]
pub fn protocol_from_name(name: &str) -> Protocol {
    match name.to_ascii_lowercase().as_str() {
        "vless" => Protocol::Vless,
        "vmess" => Protocol::Vmess,
        "trojan" => Protocol::Trojan,
        "shadowsocks" => Protocol::Shadowsocks,
        "hysteria" | "hysteria2" => Protocol::Hysteria,
        "wireguard" => Protocol::WireGuard,
        "mtproto" => Protocol::MtProto,
        "http" => Protocol::Http,
        "mixed" | "socks" => Protocol::Mixed,
        "tunnel" | "dokodemo-door" => Protocol::Tunnel,
        "tun" => Protocol::Tun,
        _ => Protocol::Other(name.to_owned()),
    }
}

/// Which address the links of a row carry. A custom address without a text is no choice.
#[must_use]
pub fn decode_share_address(row: &Value) -> ShareAddress {
    match (text(row, "shareAddrStrategy"), text(row, "shareAddr")) {
        ("custom", address) if !address.trim().is_empty() => ShareAddress::Custom(address.trim().to_owned()),
        ("listen", _) => ShareAddress::Listen,
        _ => ShareAddress::Node,
    }
}

fn traffic(row: &Value) -> Traffic {
    let bytes = |key| Bytes(number(row, key).and_then(|n| u64::try_from(n).ok()).unwrap_or_default());
    Traffic { up: bytes("up"), down: bytes("down") }
}

/// One row of `clientStats`; `inbound` is where the row stands.
pub(crate) fn decode_stats(inbound: InboundId, entry: &Value) -> ClientStats {
    ClientStats {
        name: string(entry, "email"),
        inbound: number(entry, "inboundId").map_or(inbound, InboundId),
        enabled: child(entry, "enable").as_bool().unwrap_or(true),
        traffic: traffic(entry),
        quota: Quota::from_panel(number(entry, "total").unwrap_or_default()),
        expiry: Expiry::from_panel(number(entry, "expiryTime").unwrap_or_default()),
        last_online: number(entry, "lastOnline").filter(|at| *at > 0).map(Millis),
    }
}

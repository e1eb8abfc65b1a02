//! Protocol settings other than the clients.

use crate::model::Secret;

/// `settings` without the clients, read. Each field belongs to one protocol and is empty for the others.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ProtocolSettings {
    /// VLESS: what the client encrypts with; empty means `none`.
    pub encryption: String,
    /// VLESS: the server's half. `None` where the key is missing, which no Xray accepts.
    pub decryption: Option<String>,
    /// VLESS, Trojan: whether there are fallbacks.
    pub fallbacks: bool,
    /// Shadowsocks cipher.
    pub method: String,
    /// Shadowsocks password of the inbound itself.
    pub password: Secret,
    /// Hysteria version; `None` where the key is missing.
    pub version: Option<i64>,
    /// WireGuard: the server's side.
    pub wireguard: WireGuardServer,
    /// Protocols Xray looks for in the traffic (`sniffing.destOverride`), also where it is switched off.
    pub sniffing: Vec<String>,
    /// The panel's text for sniffing was not JSON: Xray gets no config at all.
    pub sniffing_unreadable: bool,
    /// Vision is switched off for the whole inbound (newest panels).
    pub flow_disabled: bool,
    /// The panel's text was not JSON: nothing here, nor the clients, can be trusted.
    pub unreadable: bool,
}

/// The server's side of a WireGuard inbound.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct WireGuardServer {
    /// Private key (base64).
    pub secret_key: Secret,
    /// Public key (base64), known without the private one where the inbound was read from a link; else empty.
    pub public_key: String,
    /// Largest packet in bytes, 0 where not set.
    pub mtu: u32,
    /// Name servers for the client, empty where not set.
    pub dns: String,
    /// The inbound keeps its people as `peers` (before v3.5.0), which have no names.
    pub legacy_peers: bool,
}

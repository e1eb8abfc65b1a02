//! An inbound: one listening door of the server, with its people.

use super::stream::{ProtocolSettings, Stream};
use super::{Client, ClientStats, Expiry, Quota, Traffic};

/// A panel's number for an inbound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InboundId(pub i64);

/// JSON text kept exactly as a panel sent it. The model never looks inside; it is there to be sent back.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Opaque(pub String);

/// One inbound with everything a detail page, a link and a full update need.
#[derive(Clone, PartialEq, Eq)]
pub struct Inbound {
    /// Number.
    pub id: InboundId,
    /// The operator's name for it.
    pub remark: String,
    /// Whether it is switched on.
    pub enabled: bool,
    /// Address it listens on, empty for all.
    pub listen: String,
    /// Port as stored. Panels before v3.2 accept impossible ones, so it may be 0 or above 65535.
    pub port: u32,
    /// Protocol.
    pub protocol: Protocol,
    /// Xray's name for it.
    pub tag: String,
    /// Counted data of the inbound itself (independent of the sum of its people).
    pub traffic: Traffic,
    /// Data limit of the inbound.
    pub quota: Quota,
    /// End of the inbound.
    pub expiry: Expiry,
    /// Its people. Empty for protocols without clients and where the answer did not carry them.
    pub clients: Vec<Client>,
    /// Counters of its people.
    pub stats: Vec<ClientStats>,
    /// Protocol settings other than the clients.
    pub settings: ProtocolSettings,
    /// Transport and security.
    pub stream: Stream,
    /// Which address its links carry (v3.3.1+).
    pub share: ShareAddress,
    /// The inbound whose port this one is reached through, when it is a fallback child (v3.1.0+).
    pub fallback_master: Option<InboundId>,
    /// Node it lives on (v3.0.0+), `None` for this server.
    pub node: Option<i64>,
    /// The answer told of its people no more than name, switch and comment: good for lists, never for links or an
    /// update.
    pub slim: bool,
    /// The whole inbound as the panel gave it (a JSON object), so that an update sends back what it does not know.
    pub raw: Opaque,
}

impl Inbound {
    /// Whether it is switched, listens and speaks as `other` does, and is called the same: they differ at most in their
    /// people, their limits and their counters.
    #[must_use]
    pub fn serves_as(&self, other: &Self) -> bool {
        (self.enabled, self.port, &self.listen, &self.remark)
            == (other.enabled, other.port, &other.listen, &other.remark)
            && (&self.share, self.fallback_master, self.node) == (&other.share, other.fallback_master, other.node)
            && self.protocol == other.protocol
            && self.settings == other.settings
            && self.stream == other.stream
    }

    /// The inbound with one of its people, whose credentials are at hand.
    #[must_use]
    pub fn alone(&self, client: Client) -> Self {
        Self {
            id: self.id,
            remark: self.remark.clone(),
            enabled: self.enabled,
            listen: self.listen.clone(),
            port: self.port,
            protocol: self.protocol.clone(),
            tag: self.tag.clone(),
            traffic: self.traffic,
            quota: self.quota,
            expiry: self.expiry,
            clients: vec![client],
            stats: Vec::new(),
            settings: self.settings.clone(),
            stream: self.stream.clone(),
            share: self.share.clone(),
            fallback_master: self.fallback_master,
            node: self.node,
            slim: false,
            raw: Opaque::default(),
        }
    }

    /// Without the texts it was read from: enough for lists, keys and findings. An update must read it anew.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        self.raw = Opaque::default();
        self.clients.iter_mut().for_each(|client| client.raw = Opaque::default());
        self
    }
}

/// An inbound as the short list of newer panels tells of it (v3.1.0+).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboundOption {
    /// Number.
    pub id: InboundId,
    /// The operator's name for it.
    pub remark: String,
    /// Xray's name for it.
    pub tag: String,
    /// Protocol.
    pub protocol: Protocol,
    /// Port.
    pub port: u32,
    /// Whether it is switched on; `None` before v3.5.0.
    pub enabled: Option<bool>,
    /// Whether Vision flow fits it.
    pub vision_capable: bool,
    /// Cipher of a Shadowsocks inbound (v3.3.0+); empty otherwise.
    pub cipher: String,
    /// Node it lives on, `None` for this server.
    pub node: Option<i64>,
}

/// Protocol of an inbound.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `vless`
    Vless,
    /// `vmess`
    Vmess,
    /// `trojan`
    Trojan,
    /// `shadowsocks`
    Shadowsocks,
    /// `hysteria` (version 2), also stored as `hysteria2`
    Hysteria,
    /// `wireguard`
    WireGuard,
    /// `mtproto` (v3.3.0+)
    MtProto,
    /// `http`
    Http,
    /// `mixed`, before v2.7.0 `socks`
    Mixed,
    /// `tunnel`, before v2.7.0 `dokodemo-door`
    Tunnel,
    /// `tun`
    Tun,
    /// Anything else, as written.
    Other(String),
}

/// Which address the links of an inbound carry (`shareAddrStrategy`, v3.3.1+).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ShareAddress {
    /// The node's own address: listen if usable, else the host the panel is reached by.
    #[default]
    Node,
    /// The listen address.
    Listen,
    /// A fixed address.
    Custom(String),
}

//! A client: one person's entry in one inbound, with the credential that opens it.

use super::{Expiry, InboundId, Millis, Opaque, Quota, Secret, Traffic};

/// One entry of `settings.clients`, with everything a link and an edit need.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// The unique name the panel calls `email`; compared without letter case.
    pub name: String,
    /// What the client presents to the server.
    pub credential: Credential,
    /// Vision flow, `Flow::None` where the client has none.
    pub flow: Flow,
    /// Cipher the entry is bound to: VMess `security` (`auto`, `aes-128-gcm`…), Shadowsocks `method`; empty where absent.
    pub security: String,
    /// Whether the operator lets this person in (`enable` of the settings; see contract 8.3: never judge "ended" by it).
    pub enabled: bool,
    /// Data limit.
    pub quota: Quota,
    /// End.
    pub expiry: Expiry,
    /// Simultaneous addresses allowed, 0 for any number.
    pub limit_ip: u32,
    /// Renewal period in days, 0 for none.
    pub reset_days: u32,
    /// Subscription id; empty: no subscription.
    pub sub_id: String,
    /// Free text of the operator.
    pub comment: String,
    /// Group label (v3.2.0+), empty where absent.
    pub group: String,
    /// The client exactly as the panel gave it (a JSON object), so that an edit sends back what it does not know.
    pub raw: Opaque,
}

impl Client {
    /// Stands for the people of an inbound that has none.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            name: String::new(),
            credential: Credential::Missing,
            flow: Flow::None,
            security: String::new(),
            enabled: true,
            quota: Quota::Unlimited,
            expiry: Expiry::Never,
            limit_ip: 0,
            reset_days: 0,
            sub_id: String::new(),
            comment: String::new(),
            group: String::new(),
            raw: Opaque::default(),
        }
    }
}

/// What a client presents to the server, by protocol.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// VLESS and VMess: the user id.
    Uuid(Secret),
    /// Trojan and Shadowsocks.
    Password(Secret),
    /// Hysteria.
    Auth(Secret),
    /// WireGuard (v3.5.0+ clients, older `peers`).
    WireGuard(WireGuardKeys),
    /// MTProto FakeTLS secret.
    FakeTls(Secret),
    /// The protocol has no clients, or the entry holds no credential.
    Missing,
}

/// The peer's side of a WireGuard inbound.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct WireGuardKeys {
    /// The client's private key (base64).
    pub private_key: Secret,
    /// Pre-shared key; empty where absent.
    pub pre_shared_key: Secret,
    /// Addresses inside the tunnel.
    pub allowed_ips: Vec<String>,
    /// Keep-alive in seconds, 0 for none.
    pub keep_alive: u32,
}

/// XTLS flow of a VLESS client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Flow {
    /// No flow.
    #[default]
    None,
    /// `xtls-rprx-vision`.
    Vision,
    /// `xtls-rprx-vision-udp443`.
    VisionUdp443,
    /// Anything else. No Xray starts with it (contract 8.2).
    Unknown(String),
}

impl Flow {
    /// The flow of this name; an empty one is none.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "" => Self::None,
            "xtls-rprx-vision" => Self::Vision,
            "xtls-rprx-vision-udp443" => Self::VisionUdp443,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// Its name, empty for none.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::None => "",
            Self::Vision => "xtls-rprx-vision",
            Self::VisionUdp443 => "xtls-rprx-vision-udp443",
            Self::Unknown(name) => name,
        }
    }
}

/// Counters and state of one person, as `clientStats` reports them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientStats {
    /// The name the counters belong to.
    pub name: String,
    /// The inbound the panel files them under; in C1 it may be one the person has left.
    pub inbound: InboundId,
    /// Whether Xray currently lets the person in.
    pub enabled: bool,
    /// Data used.
    pub traffic: Traffic,
    /// Data limit as the counters see it.
    pub quota: Quota,
    /// End as the counters see it.
    pub expiry: Expiry,
    /// Last traffic; `None` where never, or where the panel does not say (before v2.6.8).
    pub last_online: Option<Millis>,
}

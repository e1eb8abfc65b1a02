//! Transports of an inbound.

use crate::model::Opaque;

/// Transport with its settings.
#[derive(Clone, PartialEq, Eq)]
pub enum Network {
    /// `tcp`, also `raw`.
    Tcp(Tcp),
    /// `kcp`, also `mkcp`.
    Kcp(Kcp),
    /// `ws`, also `websocket`.
    WebSocket(HttpPath),
    /// `grpc`.
    Grpc(Grpc),
    /// `httpupgrade`.
    HttpUpgrade(HttpPath),
    /// `xhttp`, also `splithttp`.
    Xhttp(Box<Xhttp>),
    /// `hysteria`.
    Hysteria(HysteriaTransport),
    /// Anything else, as written.
    Other(String),
}

impl Default for Network {
    fn default() -> Self {
        Self::Tcp(Tcp::default())
    }
}

impl Network {
    /// The name a link carries.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Tcp(_) => "tcp",
            Self::Kcp(_) => "kcp",
            Self::WebSocket(_) => "ws",
            Self::Grpc(_) => "grpc",
            Self::HttpUpgrade(_) => "httpupgrade",
            Self::Xhttp(_) => "xhttp",
            Self::Hysteria(_) => "hysteria",
            Self::Other(name) => name,
        }
    }
}

/// Plain TCP.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Tcp {
    /// HTTP disguise of the first packet, if any.
    pub http: Option<HttpHeader>,
}

/// HTTP disguise (`header.type` = `http`).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpHeader {
    /// Paths the server takes.
    pub paths: Vec<String>,
    /// First host of the request headers, else of the response headers; empty where not set.
    pub host: String,
}

/// mKCP.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Kcp {
    /// Disguise (`header.type`), `None` where the key is missing. Xray ≥ 26.3 does not start with it, even `none`.
    pub header: Option<String>,
    /// Password, `None` where the key is missing. Xray ≥ 26.3 does not start with it, even empty.
    pub seed: Option<String>,
    /// Largest packet in bytes, 0 where not set.
    pub mtu: i64,
    /// Interval between sends in milliseconds, `None` where not set.
    pub tti: Option<i64>,
}

/// WebSocket and HTTPUpgrade.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HttpPath {
    /// Path, as stored.
    pub path: String,
    /// Host; empty where not set.
    pub host: String,
    /// Host among the headers: stops Xray on httpupgrade, only a warning on ws.
    pub header_host: Option<String>,
}

impl HttpPath {
    /// The host the server checks: its own field first, else the header.
    #[must_use]
    pub fn effective_host(&self) -> &str {
        effective(&self.host, self.header_host.as_deref())
    }
}

/// gRPC.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Grpc {
    /// Service name.
    pub service_name: String,
    /// Authority; empty where not set.
    pub authority: String,
    /// Whether clients may send several messages at once.
    pub multi_mode: bool,
}

/// XHTTP.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Xhttp {
    /// Path, as stored.
    pub path: String,
    /// Host; empty where not set.
    pub host: String,
    /// Host among the headers, which stops Xray.
    pub header_host: Option<String>,
    /// Mode; empty means `auto`.
    pub mode: String,
    /// Padding range (`100-1000`); empty where not set.
    pub padding: String,
    /// A key that must be a number or a range and is neither.
    pub bad_range: Option<String>,
    /// What a link's `extra` holds: compact JSON with sorted keys; empty where there is nothing to share.
    pub extra: Opaque,
}

impl Xhttp {
    /// The host the server checks.
    #[must_use]
    pub fn effective_host(&self) -> &str {
        effective(&self.host, self.header_host.as_deref())
    }
}

fn effective<'a>(host: &'a str, header: Option<&'a str>) -> &'a str {
    if host.is_empty() { header.unwrap_or_default() } else { host }
}

/// Hysteria's own transport.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HysteriaTransport {
    /// Version; `None` where not set.
    pub version: Option<i64>,
    /// Seconds after which an idle flow is dropped; `None` where not set.
    pub udp_idle_timeout: Option<i64>,
}

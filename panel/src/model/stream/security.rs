//! TLS and REALITY of an inbound.

use crate::model::Secret;

/// What protects the connection.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Security {
    /// Nothing.
    #[default]
    None,
    /// TLS with the server's own certificate.
    Tls(Box<Tls>),
    /// REALITY.
    Reality(Box<Reality>),
    /// Anything else, as written (`xtls` of old panels).
    Other(String),
}

impl Security {
    /// The name a link carries.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::None => "none",
            Self::Tls(_) => "tls",
            Self::Reality(_) => "reality",
            Self::Other(name) => name,
        }
    }

    /// TLS settings, if this is TLS.
    #[must_use]
    pub fn tls(&self) -> Option<&Tls> {
        match self {
            Self::Tls(tls) => Some(tls),
            _ => None,
        }
    }

    /// REALITY settings, if this is REALITY.
    #[must_use]
    pub fn reality(&self) -> Option<&Reality> {
        match self {
            Self::Reality(reality) => Some(reality),
            _ => None,
        }
    }
}

/// `tlsSettings`, read: the server's part and what it tells its clients.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Tls {
    /// Name of the certificate; empty: the address is the name.
    pub server_name: String,
    /// ALPN names the server offers.
    pub alpn: Vec<String>,
    /// uTLS fingerprint for clients; empty where not set.
    pub fingerprint: String,
    /// ECH config list for clients; empty where not set.
    pub ech: String,
    /// Clients are told not to check the certificate (panels before v2.9).
    pub allow_insecure: bool,
    /// The key stands in `tlsSettings` itself, where Xray reads it.
    pub own_allow_insecure: bool,
    /// Names clients check the certificate by, joined by commas.
    pub verify_names: String,
    /// SHA-256 pins of the certificate, as stored: base64, or hex with or without colons.
    pub pins: Vec<String>,
    /// Whether the server hangs up on names it has no certificate for.
    pub reject_unknown_sni: bool,
    /// How many certificates the server has.
    pub certificates: usize,
}

/// `realitySettings`, read. Client-side values are taken from `settings` first, then from beside it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Reality {
    /// Public key for clients (base64url); empty where not stored.
    pub public_key: String,
    /// The server's private key (base64url).
    pub private_key: Secret,
    /// uTLS fingerprint for clients; empty where not set.
    pub fingerprint: String,
    /// Path a failed client crawls; a seed for one since v3.5.0.
    pub spider_x: String,
    /// Name for clients, if another than the first of `server_names`.
    pub server_name: String,
    /// ML-DSA-65 public key for clients; empty where not set.
    pub mldsa65_verify: String,
    /// ML-DSA-65 seed of the server; empty where not set.
    pub mldsa65_seed: Secret,
    /// Names the server answers to.
    pub server_names: Vec<String>,
    /// Short ids the server knows.
    pub short_ids: Vec<String>,
    /// The site it borrows the handshake from (`target`, earlier `dest`).
    pub target: String,
    /// Oldest client version let in; empty: the core's default.
    pub min_client_ver: String,
    /// Newest client version let in; empty: any.
    pub max_client_ver: String,
}

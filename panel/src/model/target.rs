//! What a panel found out about a host a Reality inbound could imitate (v3.4.2+).

/// One host, tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetCheck {
    /// As asked, with the port.
    pub target: String,
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u32,
    /// Whether it serves.
    pub feasible: bool,
    /// Why not; empty where it does.
    pub reason: String,
    /// Speaks TLS 1.3.
    pub tls13: bool,
    /// Speaks HTTP/2.
    pub h2: bool,
    /// Agrees keys by X25519.
    pub x25519: bool,
    /// Its certificate is valid.
    pub certificate_valid: bool,
    /// Names its certificate is for.
    pub server_names: Vec<String>,
    /// How long it took to answer.
    pub latency_ms: u32,
}

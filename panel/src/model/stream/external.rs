//! Fronts an inbound is reached through (`externalProxy`).

/// One entry of `externalProxy`: where a link points instead of the inbound, and what it overrides there.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ExternalProxy {
    /// Whether the front changes the security.
    pub force_tls: ForceTls,
    /// Address; empty: the inbound's own.
    pub dest: String,
    /// Port; 0: the inbound's own.
    pub port: u32,
    /// Name of the entry, part of the link's remark.
    pub remark: String,
    /// Server name for TLS; empty: the inbound's.
    pub sni: String,
    /// uTLS fingerprint; empty: the inbound's.
    pub fingerprint: String,
    /// ALPN names; empty: the inbound's.
    pub alpn: Vec<String>,
    /// SHA-256 pins of the front's certificate; empty: the inbound's.
    pub pins: Vec<String>,
    /// Names the certificate is checked by; empty: the inbound's.
    pub verify_names: String,
    /// ECH config list; empty: the inbound's.
    pub ech: String,
    /// Whether the app is told not to check the certificate.
    pub allow_insecure: bool,
}

/// What a front does to the security of the connection (`forceTls`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForceTls {
    /// Leaves it.
    #[default]
    Same,
    /// Adds TLS.
    Tls,
    /// Takes it away.
    None,
}

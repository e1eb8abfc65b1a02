//! Why no link can be written.

/// What is missing or impossible. The words for it live in `text`, found by [`Error::code`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The protocol has no share link (http, mixed, tunnel, tun).
    UnsupportedProtocol,
    /// Nobody of this name, or a protocol whose keys belong to clients was asked for one of its own.
    NoClient,
    /// The client has no id, password, key or secret.
    MissingCredential,
    /// Port 0, and no front with another.
    NoPort,
    /// A port above 65535, which panels before v3.2 stored.
    BadPort(u32),
    /// No address is known.
    NoHost,
    /// An address that is none.
    BadHost(String),
    /// REALITY without a public key, nor a private one to derive it from.
    MissingRealityKey,
    /// WireGuard without a usable key of the server.
    MissingServerKey,
    /// Shadowsocks without a cipher.
    MissingMethod,
    /// Shadowsocks 2022 without the inbound's own key.
    MissingServerPassword,
    /// Hysteria without TLS.
    TlsRequired,
    /// Settings or stream settings that are not JSON.
    BadJson,
    /// The inbound comes from a list that leaves credentials and stream settings out: fetch it first.
    Slim,
    /// A transport no link can name.
    UnsupportedTransport(String),
    /// A security no link of this scheme can name.
    UnsupportedSecurity(String),
}

impl Error {
    /// A stable name, for looking up words and for tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnsupportedProtocol => "unsupported-protocol",
            Self::NoClient => "unknown-client",
            Self::MissingCredential => "missing-credential",
            Self::NoPort => "no-port",
            Self::BadPort(_) => "bad-port",
            Self::NoHost => "no-host",
            Self::BadHost(_) => "bad-host",
            Self::MissingRealityKey => "missing-reality-key",
            Self::MissingServerKey => "missing-server-key",
            Self::MissingMethod => "missing-method",
            Self::MissingServerPassword => "missing-server-password",
            Self::TlsRequired => "tls-required",
            Self::BadJson => "bad-json",
            Self::Slim => "slim",
            Self::UnsupportedTransport(_) => "unsupported-transport",
            Self::UnsupportedSecurity(_) => "unsupported-security",
        }
    }
}

//! Transport and security of an inbound (`streamSettings`), and the protocol settings a link needs. Plain values:
//! which key they came from is known only under `wire`, what becomes of them only to `link` and `doctor`.

mod external;
mod mask;
mod protocol;
mod security;
mod transport;

pub use external::{ExternalProxy, ForceTls};
pub use mask::{FinalMask, Mask};
pub use protocol::{ProtocolSettings, WireGuardServer};
pub use security::{Reality, Security, Tls};
pub use transport::{Grpc, HttpHeader, HttpPath, HysteriaTransport, Kcp, Network, Tcp, Xhttp};

/// `streamSettings`, read.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Stream {
    /// Transport.
    pub network: Network,
    /// Security.
    pub security: Security,
    /// Other addresses the inbound is reached by: one link each. Empty: its own address.
    pub external: Vec<ExternalProxy>,
    /// Masks over the transport (v2.8.9+).
    pub mask: FinalMask,
    /// Whether the transport or its socket waits for a PROXY header, which only a front sends.
    pub accept_proxy_protocol: bool,
    /// The panel's text was not JSON: nothing here can be trusted.
    pub unreadable: bool,
}

//! Masks laid over a transport (`finalmask`, v2.8.9+).

use crate::model::{Opaque, Secret};

/// `finalmask`, read.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FinalMask {
    /// Masks on streams.
    pub tcp: Vec<Mask>,
    /// Masks on packets, in the server's order.
    pub udp: Vec<Mask>,
    /// Ports a hysteria client hops over (`20000-30000`); empty: none.
    pub hop_ports: String,
    /// Least seconds between two hops; `None` where not set.
    pub hop_interval: Option<i64>,
    /// What a link's `fm` holds: compact JSON with sorted keys; empty where there is nothing to share.
    pub shared: Opaque,
}

/// One mask.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Mask {
    /// Its name in Xray.
    pub kind: String,
    /// Disguise of the packets (`mkcp-legacy`); empty where not set.
    pub header: String,
    /// Password, or the value that stands in its place (`mkcp-legacy`); empty where not set.
    pub password: Secret,
}

impl FinalMask {
    /// The salamander mask of a hysteria inbound.
    #[must_use]
    pub fn salamander(&self) -> Option<&Mask> {
        self.udp.iter().find(|mask| mask.kind == "salamander")
    }
}

//! Transport and security of an inbound (`streamSettings`), and the protocol settings a link needs.

/// `streamSettings`, read.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Stream {}

/// `settings` without the clients, read.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ProtocolSettings {}

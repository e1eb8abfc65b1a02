//! What a panel holds, in types whose invariants the compiler keeps. No serde here: JSON keys live under `wire`.

pub mod amount;
pub mod client;
pub mod inbound;
pub mod secret;
pub mod stream;

pub use amount::{Bytes, Expiry, Millis, Quota, Traffic};
pub use client::{Client, ClientStats, Credential, Flow};
pub use inbound::{Inbound, InboundId, Opaque, Protocol, ShareAddress};
pub use secret::Secret;

//! What a panel holds, in types whose invariants the compiler keeps. No serde here: JSON keys live under `wire`.

pub mod amount;
pub mod client;
pub mod door;
pub mod fresh;
pub mod inbound;
pub mod keys;
pub mod log;
pub mod person;
pub mod push;
pub mod record;
pub mod secret;
pub mod server;
pub mod settings;
pub mod stream;
pub mod target;
pub mod token;
pub mod wanted;

pub use amount::{Bytes, Expiry, Millis, Quota, Traffic};
pub use client::{Client, ClientStats, Credential, Flow};
pub use door::Door;
pub use fresh::Fresh;
pub use inbound::{Inbound, InboundId, InboundOption, Opaque, Protocol, ShareAddress};
pub use keys::{RealityKeys, SigningKeys};
pub use person::Person;
pub use record::{Page, Record};
pub use secret::Secret;
pub use server::{Health, Status, XrayHealth, XrayState, XrayStatus};
pub use settings::{Defaults, Ports, XRAY_API, XRAY_METRICS};
pub use token::ApiToken;
pub use wanted::{Apps, NewPerson, NewReality, NewToken, RealityPlan, Site};

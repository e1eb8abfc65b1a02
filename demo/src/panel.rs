//! The imitated panel: its memory and everything it can be asked.

pub mod client;
pub mod clients;
pub mod inbound;
pub mod inbounds;
pub mod legacy;
pub mod life;
pub mod link;
pub mod log;
pub mod person;
pub mod routes;
pub mod server;
pub mod session;
pub mod setting;
pub mod stat;
pub mod state;
pub mod token;
pub mod xray;

pub use state::State;

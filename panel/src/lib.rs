//! Everything Latchkey knows about a 3x-ui panel, as plain values: what a panel holds ([`model`]), how it is
//! asked ([`api`]), how its answers are read ([`wire`]), and how a key becomes a link.
//!
//! The crate knows no browser, no clock, no randomness and no async: `now` and fresh random bytes are
//! arguments, so every test is exact.

pub mod api;
pub mod dialect;
pub mod doctor;
pub mod draft;
pub mod error;
pub mod link;
pub mod meter;
pub mod model;
pub mod plot;
pub mod qr;
pub mod reconcile;
pub mod remote;
pub mod route;
pub mod text;
pub mod units;
pub mod wire;

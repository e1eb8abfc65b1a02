//! Everything Latchkey knows about a 3x-ui panel, as plain values: what a panel holds ([`model`]), how it is
//! asked ([`api`]), how its answers are read ([`wire`]), and how a key becomes a link.
//!
//! The crate knows no browser, no clock, no randomness and no async: `now` and fresh random bytes are
//! arguments, so every test is exact.

pub mod api;
pub mod dialect;
pub mod error;
pub mod model;
pub mod wire;

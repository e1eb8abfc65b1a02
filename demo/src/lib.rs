//! An imitation of a 3x-ui panel in four generations: for trying Latchkey out, and for its tests.
//!
//! Everything lives in memory and follows from the seed. The JSON is written by this crate's own hand, never by the
//! app's decoders: recorded answers of real panels arbitrate between the two.

pub mod bundle;
pub mod calendar;
pub mod chance;
pub mod config;
pub mod control;
pub mod doc;
pub mod http;
pub mod panel;
pub mod push;
pub mod seed;

pub use config::{Clock, Config, Dialect, Fault, TokenKind};
pub use http::{Demo, router};

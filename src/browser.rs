//! What the browser offers, each in one small file, wrapped so that a refusal is a value and never a panic.

pub mod clipboard;
pub mod clock;
pub mod day;
pub mod download;
pub mod focus;
pub mod frame;
pub mod intl;
pub mod line;
pub mod look;
pub mod random;
pub mod share;
pub mod storage;

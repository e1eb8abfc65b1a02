//! The screens, one file each, with a folder beside it for its pieces.

mod below;
pub mod handout;
pub mod inbounds;
pub mod logs;
mod mend;
pub mod people;
mod problem;
pub mod read;
pub mod recipe;
pub mod server;
pub mod settings;
pub mod sign_in;
mod strip;
pub mod tokens;
mod when;
pub mod wizard;

use panel::units::Level;

use crate::parts::Tone;

/// The colour of a filling bar.
pub fn level(level: Level) -> Tone {
    match level {
        Level::Fine => Tone::Quiet,
        Level::Low => Tone::Warn,
        Level::Over => Tone::Bad,
    }
}

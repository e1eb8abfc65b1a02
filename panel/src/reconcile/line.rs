//! Whether listening to a panel is worth its price on this line.

use crate::dialect::Panel;
use crate::model::Millis;

/// More people than this cost less when they are asked about: each push tells of everybody when they were there last,
/// and from v3.0.2 on what they used.
const MANY: usize = 250;
/// Small answers that take longer come over a slow line.
const SLOW: Millis = Millis(2_000);

/// What the operator wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// To listen where the line and the number of people allow it.
    #[default]
    Auto,
    /// To listen wherever the panel pushes.
    On,
    /// Never to listen.
    Off,
}

impl Wish {
    /// From the word it is remembered by.
    #[must_use]
    pub fn recall(word: Option<&str>) -> Self {
        match word {
            Some("on") => Self::On,
            Some("off") => Self::Off,
            _ => Self::Auto,
        }
    }
}

/// What is known of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The browser was told to save data.
    pub saving: bool,
    /// The browser's word for it: `slow-2g`, `2g`, `3g` or `4g`; empty where it has none.
    pub kind: String,
    /// How long the newest small answer took; zero where none was measured.
    pub answer: Millis,
}

impl Line {
    /// Whether a steady stream would get in the way of what one does.
    #[must_use]
    pub fn slow(&self) -> bool {
        self.saving || matches!(self.kind.as_str(), "slow-2g" | "2g") || self.answer > SLOW
    }
}

/// Whether to listen to what the panel pushes.
#[must_use]
pub fn listens(panel: &Panel, people: usize, line: &Line, wish: Wish) -> bool {
    panel.has_websocket()
        && match wish {
            Wish::On => true,
            Wish::Off => false,
            Wish::Auto => people <= MANY && !line.slow(),
        }
}

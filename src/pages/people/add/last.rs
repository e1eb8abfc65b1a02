//! What was chosen last time in this browser, apart for each panel.

use panel::model::InboundId;

use crate::browser::storage;
use crate::transport;

/// What the names of these memories begin with.
pub const PREFIX: &str = "new.";

/// The last choices.
#[derive(Clone, Default)]
pub struct Last {
    pub inbounds: Vec<InboundId>,
    pub data: String,
    pub days: String,
    pub first_use: bool,
}

impl Last {
    /// As remembered.
    pub fn recall() -> Self {
        let text = storage::read(&key()).unwrap_or_default();
        let mut lines = text.lines();
        let mut line = || lines.next().unwrap_or_default().to_owned();
        Self {
            inbounds: line().split(',').filter_map(|id| id.parse().ok()).map(InboundId).collect(),
            data: line(),
            days: line(),
            first_use: line() == "1",
        }
    }

    /// Remembers it.
    pub fn remember(&self) {
        let ids: Vec<String> = self.inbounds.iter().map(|id| id.0.to_string()).collect();
        let first_use = if self.first_use { "1" } else { "" };
        storage::write(&key(), &[&ids.join(","), self.data.trim(), self.days.trim(), first_use].join("\n"));
    }
}

/// A panel is known by a number made of its address: the secret path itself is written nowhere.
fn key() -> String {
    let address = transport::base().unwrap_or_default();
    let number =
        address.bytes().fold(0x811c_9dc5_u32, |number, byte| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{PREFIX}{number:08x}")
}

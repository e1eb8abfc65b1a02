//! What a panel pushes without being asked. It only makes fresher what polling would bring anyway.

use super::{Millis, Status, Traffic};

/// One thing pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Push {
    /// How the server is.
    Status(Box<Status>),
    /// Data since the last such push, and who is connected.
    Traffic {
        /// By name.
        deltas: Vec<Counted>,
        /// Names.
        online: Vec<String>,
    },
    /// Data in all. Whoever is missing has not changed, so it is merged, never put in place of what is known.
    Totals {
        /// By name.
        people: Vec<Counted>,
        /// By number.
        inbounds: Vec<Counted>,
        /// Whether these are all people.
        complete: bool,
    },
    /// A list has changed (`inbounds`, `clients`…): read it again.
    Stale(String),
    /// Xray was told to start or stop. It is not said whether it did (contract 8.1).
    XrayAsked(Asked),
    /// Something went wrong on the panel, in its own words.
    Trouble(String),
}

/// What Xray was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To start, or to start anew.
    Start,
    /// To stop.
    Stop,
    /// To start, and the panel could not even try. Its own words.
    Refused(String),
}

/// Data of one person or inbound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Name of the person, number of the inbound.
    pub whose: String,
    /// Data.
    pub traffic: Traffic,
    /// Last traffic before this push, where it is told.
    pub last_online: Option<Millis>,
}

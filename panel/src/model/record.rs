//! People as newer panels keep them (v3.1.0+): records of their own, attached to inbounds; and what calls about many
//! people answer.

use super::{Bytes, Client, InboundId, Millis, Person};

/// One person's record. [`Client::raw`] holds it as the panel gave it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Name, limits, credentials.
    pub client: Client,
    /// Inbounds the person is attached to; empty for somebody who has left the last one.
    pub inbounds: Vec<InboundId>,
    /// Data used; `None` before v3.3.1.
    pub used: Option<Bytes>,
    /// When the person was added.
    pub created: Option<Millis>,
}

/// One page of people, and the counts over all of them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The people of this page.
    pub people: Vec<Person>,
    /// Everybody on the panel.
    pub total: usize,
    /// Everybody the query fits.
    pub filtered: usize,
    /// Number of the page as asked, from 1.
    pub page: u32,
    /// How many people a page holds.
    pub size: u32,
    /// Counts over everybody.
    pub summary: Summary,
    /// Groups in use (v3.2.0+).
    pub groups: Vec<String>,
}

/// How many people are in which state, as the panel counts. Nobody is in two of them but who is online.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Neither ended, nor disabled, nor running out.
    pub active: usize,
    /// Connected.
    pub online: usize,
    /// Out of data or time.
    pub ended: usize,
    /// Running out, by the panel's own thresholds.
    pub expiring: usize,
    /// Disabled and not ended.
    pub disabled: usize,
    /// Names of who is connected; newer panels cut it at 200.
    pub online_names: Vec<String>,
}

/// What came of a call about many people. Somebody may be counted and named at once: what was skipped is told by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many the panel counts as done.
    pub done: usize,
    /// Who was left out, in part or whole.
    pub skipped: Vec<Skipped>,
}

/// Somebody left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Name; empty where the panel gives only a reason.
    pub name: String,
    /// The panel's reason; empty where it gives none.
    pub reason: String,
}

/// A group of people (v3.2.0+).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Name.
    pub name: String,
    /// How many people are in it.
    pub people: usize,
    /// Data they used; `None` before v3.3.0.
    pub used: Option<Bytes>,
}

/// An address somebody connected from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenAddress {
    /// The address.
    pub ip: String,
    /// When, in the server's local time as the panel writes it; empty before v2.8.11.
    pub time: String,
    /// The node it was seen on; empty for this server.
    pub node: String,
}

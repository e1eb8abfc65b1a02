//! A person: one name on the panel, in one inbound or in several, with one account of data and time.

mod merge;
mod state;

pub use state::{DataMargin, State, Thresholds, Why};

use super::{Expiry, InboundId, Millis, Quota, Traffic};

/// One person, whatever inbounds they are in. Credentials stay with [`super::Client`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The unique name the panel calls `email`; compared without letter case.
    pub name: String,
    /// Inbounds the person is in, in the panel's order. Empty for somebody who has left the last one (v3.1.0+).
    pub inbounds: Vec<InboundId>,
    /// Whether the operator lets the person in. Panels since v2.9.4 clear it when somebody ends: see [`Person::state`].
    pub enabled: bool,
    /// Whether the counters let the person in; `None` for somebody who has none.
    pub admitted: Option<bool>,
    /// Data limit.
    pub quota: Quota,
    /// End.
    pub expiry: Expiry,
    /// Data used.
    pub traffic: Traffic,
    /// Simultaneous addresses allowed, 0 for any number.
    pub limit_ip: u32,
    /// Renewal period in days, 0 for none.
    pub reset_days: u32,
    /// Subscription id; empty: no subscription.
    pub sub_id: String,
    /// Free text of the operator.
    pub comment: String,
    /// Group label (v3.2.0+), empty where absent.
    pub group: String,
    /// Last traffic; `None` where never, or where the panel does not say (before v2.6.8).
    pub last_online: Option<Millis>,
    /// When the person was added; `None` where the answer does not say.
    pub created: Option<Millis>,
}

impl Person {
    /// What the person is kept under: panels compare names without letter case.
    #[must_use]
    pub fn key(&self) -> String {
        self.name.to_lowercase()
    }
}

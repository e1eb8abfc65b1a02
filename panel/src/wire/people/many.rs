//! Calls about many people.

use super::edit::ids;
use crate::model::InboundId;
use serde_json::{Value, json};

/// Names alone.
#[must_use]
pub fn of(names: &[String]) -> Value {
    json!({ "emails": names })
}

/// More days or data; both may be negative.
#[must_use]
pub fn adjusted(names: &[String], days: i64, bytes: i64) -> Value {
    json!({ "emails": names, "addDays": days, "addBytes": bytes })
}

/// To be deleted; their counters may stay for when they come back.
#[must_use]
pub fn deleted(names: &[String], keep_traffic: bool) -> Value {
    json!({ "emails": names, "keepTraffic": keep_traffic })
}

/// To be attached or detached.
#[must_use]
pub fn attached(names: &[String], inbounds: &[InboundId]) -> Value {
    json!({ "emails": names, "inboundIds": ids(inbounds) })
}

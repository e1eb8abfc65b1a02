//! Calls about many people at once (v3.2.0+). Look at who was skipped, never at the count alone.

use crate::api::{Call, Request};
use crate::model::InboundId;
use crate::model::record::Outcome;
use crate::wire::people::{many, outcome};
use serde_json::Value;

/// Adds days and bytes to limits that exist; both may be negative. Who ended and now has some left is let in again.
#[must_use]
pub fn adjust_many(names: &[String], days: i64, bytes: i64) -> Call<Outcome> {
    bulk("bulkAdjust", &many::adjusted(names, days, bytes))
}

/// Enables or disables (v3.4.1+).
#[must_use]
pub fn enable_many(names: &[String], enabled: bool) -> Call<Outcome> {
    bulk(if enabled { "bulkEnable" } else { "bulkDisable" }, &many::of(names))
}

/// Deletes.
#[must_use]
pub fn delete_many(names: &[String], keep_traffic: bool) -> Call<Outcome> {
    bulk("bulkDel", &many::deleted(names, keep_traffic))
}

/// Sets counters to zero. It also enables, even whom the operator paused.
#[must_use]
pub fn reset_many(names: &[String]) -> Call<Outcome> {
    bulk("bulkResetTraffic", &many::of(names))
}

/// Attaches to inbounds.
#[must_use]
pub fn attach_many(names: &[String], inbounds: &[InboundId]) -> Call<Outcome> {
    bulk("bulkAttach", &many::attached(names, inbounds))
}

/// Detaches from inbounds.
#[must_use]
pub fn detach_many(names: &[String], inbounds: &[InboundId]) -> Call<Outcome> {
    bulk("bulkDetach", &many::attached(names, inbounds))
}

fn bulk(call: &'static str, body: &Value) -> Call<Outcome> {
    Call::of(call, Request::json(["panel/api/clients/", call].concat(), body), |obj| Ok(outcome(&obj)))
}

//! What a panel found out about hosts a Reality inbound could imitate.

use super::envelope::missing;
use super::lenient::{child, flag, list, string, unsigned};
use crate::api::Fields;
use crate::error::ApiError;
use crate::model::target::TargetCheck;
use serde_json::Value;

/// The field that names one host to try.
#[must_use]
pub fn question(target: &str) -> Fields {
    vec![("target".into(), target.to_owned())]
}

/// The field that names several; none for the panel's own list.
#[must_use]
pub fn questions(targets: &[String]) -> Fields {
    vec![("targets".into(), targets.join(","))]
}

/// One host, tried.
///
/// # Errors
/// When the answer does not say whether it serves.
pub fn decode(obj: &Value) -> Result<TargetCheck, ApiError> {
    if !child(obj, "feasible").is_boolean() {
        return Err(missing("scanRealityTarget", "feasible"));
    }
    Ok(TargetCheck {
        target: string(obj, "target"),
        host: string(obj, "host"),
        port: unsigned(obj, "port"),
        feasible: flag(obj, "feasible"),
        reason: string(obj, "reason"),
        tls13: flag(obj, "tls13"),
        h2: flag(obj, "h2"),
        x25519: flag(obj, "x25519"),
        certificate_valid: flag(obj, "certValid"),
        server_names: list(obj, "serverNames"),
        latency_ms: unsigned(obj, "latencyMs"),
    })
}

/// Several hosts, tried.
///
/// # Errors
/// As [`decode`].
pub fn decode_all(obj: &Value) -> Result<Vec<TargetCheck>, ApiError> {
    obj.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(decode).collect()
}

//! The frame around every answer, `{success, msg, obj}`, and the one place that decides what an answer means before
//! anybody looks into `obj`: a lost session, a stale token, a refusal, somebody who is no panel at all.

mod refusal;

use super::lenient::{child, text};
use crate::api::Reply;
use crate::error::ApiError;
use serde_json::Value;

/// Opens an answer and hands out `obj`.
///
/// # Errors
/// Whatever the answer is instead of a success.
pub fn open(endpoint: &'static str, reply: &Reply) -> Result<Value, ApiError> {
    let mut frame = frame(endpoint, reply)?;
    if child(&frame, "success") == &Value::Bool(true) {
        return Ok(frame.get_mut("obj").map(Value::take).unwrap_or_default());
    }
    if reply.status == 401 || refusal::tells_lost_session(text(&frame, "msg")) {
        return Err(ApiError::SessionExpired);
    }
    Err(ApiError::Refused { message: refusal::message(&frame) })
}

/// Opens an answer of which only the success matters.
///
/// # Errors
/// Whatever the answer is instead of a success.
pub fn done(endpoint: &'static str, reply: &Reply) -> Result<(), ApiError> {
    open(endpoint, reply).map(drop)
}

/// Whether this is an answer a panel gives, whatever it says. Used to find out who answers.
#[must_use]
pub fn is_panel(reply: &Reply) -> bool {
    parse(&reply.text).is_ok_and(|value| is_frame(&value))
}

/// The error for an answer that lacks a key it always has. It quotes nothing: the answer may hold secrets.
#[cold]
#[must_use]
pub fn missing(endpoint: &'static str, key: &str) -> ApiError {
    ApiError::Malformed { endpoint, key: key.to_owned(), snippet: String::new() }
}

fn frame(endpoint: &'static str, reply: &Reply) -> Result<Value, ApiError> {
    match (reply.status, parse(&reply.text)) {
        (200 | 401 | 403, Ok(value)) if is_frame(&value) => Ok(value),
        // A redirect that was not followed leads to the sign-in page.
        (0 | 401, _) => Err(ApiError::SessionExpired),
        (403, _) if reply.text.trim().is_empty() => Err(ApiError::CsrfRejected),
        (200, Err(broken)) if looks_like_frame(&reply.text) => Err(malformed(endpoint, &broken, &reply.text)),
        (200, _) => Err(ApiError::NotAPanel),
        (code, _) => Err(ApiError::Status { code }),
    }
}

fn parse(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text)
}

fn is_frame(value: &Value) -> bool {
    child(value, "success").is_boolean()
}

/// A frame that broke off: a proxy's HTML or other JSON does not begin like this.
fn looks_like_frame(text: &str) -> bool {
    let start = text.trim_start();
    ["{\"success\"", "{\"obj\"", "{\"msg\""].iter().any(|key| start.starts_with(key) || key.starts_with(start))
}

#[cold]
fn malformed(endpoint: &'static str, broken: &serde_json::Error, text: &str) -> ApiError {
    let key = if broken.is_eof() { "end" } else { "json" };
    // What stands in front of `obj` holds no secrets; `obj` may.
    let head = text.split("\"obj\"").next().unwrap_or_default();
    let snippet = head.chars().take(80).collect();
    ApiError::Malformed { endpoint, key: key.to_owned(), snippet }
}

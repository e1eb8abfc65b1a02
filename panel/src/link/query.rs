//! The text of a link, put together (§1): everything percent-encoded strictly, empty values never written.

use super::endpoint::Endpoint;
use super::{address, percent};

/// The part after `?`, in the order it is put in.
#[derive(Default)]
pub(super) struct Query(String);

impl Query {
    /// Adds a pair; an empty value adds nothing.
    pub fn put(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(key);
        self.0.push('=');
        percent::encode(value, &mut self.0);
    }

    /// Adds a number above 0.
    pub fn put_positive(&mut self, key: &str, number: i64) {
        if number > 0 {
            self.put(key, &number.to_string());
        }
    }

    /// Adds values joined by commas.
    pub fn put_joined(&mut self, key: &str, values: &[String]) {
        self.put(key, &values.join(","));
    }
}

/// `scheme://userinfo@host:port?query#name`; the userinfo comes encoded.
pub(super) fn compose(scheme: &str, userinfo: &str, endpoint: &Endpoint<'_>, query: &Query, name: &str) -> String {
    let length = scheme.len() + userinfo.len() + endpoint.host.len() + query.0.len() + 3 * name.len() + 16;
    let mut text = String::with_capacity(length);
    for part in [scheme, "://", userinfo, "@"] {
        text.push_str(part);
    }
    address::push_bracketed(&endpoint.host, &mut text);
    text.push(':');
    text.push_str(&endpoint.port.to_string());
    if !query.0.is_empty() {
        text.push('?');
        text.push_str(&query.0);
    }
    if !name.is_empty() {
        text.push('#');
        percent::encode(name, &mut text);
    }
    text
}

/// A text percent-encoded on its own.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    percent::encode(text, &mut out);
    out
}

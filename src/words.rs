//! The app's words, and what an error says.

use std::hint::black_box;
use std::sync::OnceLock;

use panel::doctor::Rule;
use panel::error::ApiError;
pub use panel::text::Key;

/// What finds every word, once it is here.
static ALL: OnceLock<fn(Key) -> &'static str> = OnceLock::new();

/// The sentence of `key`.
pub fn t(key: Key) -> &'static str {
    key.first().or_else(|| ALL.get().map(|all| all(key))).unwrap_or_default()
}

/// From now on every word is known. Whatever says more than the first words calls this before it says anything: the words
/// travel with it. The compiler must not see that there is but one thing `ALL` can hold, or they would come first after all.
pub fn know_all() {
    ALL.get_or_init(|| black_box(Key::english));
}

/// The sentence of `key` with its places filled.
pub fn fill(key: Key, values: &[(&str, &str)]) -> String {
    panel::text::fill(t(key), values)
}

/// What a finding of the link doctor says, and what to do about it.
pub fn rule(rule: Rule) -> (&'static str, &'static str) {
    panel::text::rule(rule)
}

/// What happened, in one line.
pub fn title(error: &ApiError) -> String {
    match error {
        ApiError::Offline => t(Key::OfflineTitle).into(),
        ApiError::Timeout => t(Key::TimeoutTitle).into(),
        ApiError::Status { code } => fill(Key::StatusTitle, &[("code", &code.to_string())]),
        ApiError::NotAPanel => t(Key::NotAPanelTitle).into(),
        ApiError::SessionExpired => t(Key::SessionTitle).into(),
        ApiError::CsrfRejected => t(Key::CsrfTitle).into(),
        ApiError::Refused { message } if message.is_empty() => t(Key::RefusedSilently).into(),
        ApiError::Refused { message } => fill(Key::RefusedTitle, &[("words", message)]),
        ApiError::Unsent { words } => words.clone(),
        ApiError::Malformed { .. } => t(Key::MalformedTitle).into(),
    }
}

/// What to do about it.
pub fn advice(error: &ApiError) -> String {
    match error {
        ApiError::Offline => t(Key::OfflineAdvice).into(),
        ApiError::Timeout => t(Key::TimeoutAdvice).into(),
        ApiError::Status { .. } => t(Key::StatusAdvice).into(),
        ApiError::NotAPanel => t(Key::NotAPanelAdvice).into(),
        ApiError::SessionExpired => t(Key::SessionAdvice).into(),
        ApiError::CsrfRejected => t(Key::CsrfAdvice).into(),
        ApiError::Refused { .. } | ApiError::Unsent { .. } => t(Key::RefusedAdvice).into(),
        ApiError::Malformed { endpoint, key, .. } => {
            fill(Key::MalformedAdvice, &[("endpoint", endpoint), ("key", key)])
        }
    }
}

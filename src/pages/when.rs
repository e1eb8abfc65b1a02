//! Ends and last visits in words.

use panel::model::{Expiry, Millis};

use crate::browser::{clock, intl};
use crate::words::{Key, fill, t};

/// How long is left, or since when it is over.
pub fn left(expiry: Expiry) -> String {
    match expiry {
        Expiry::Never => t(Key::NoEnd).into(),
        Expiry::AfterFirstUse(span) => fill(Key::FromFirstUse, &[("span", &intl::span(span))]),
        Expiry::At(at) => {
            let rest = at.0.saturating_sub(clock::now().0);
            let key = if rest > 0 { Key::SpanLeft } else { Key::EndedAgo };
            let span = if rest > 0 { intl::span(Millis(rest)) } else { intl::ago(Millis(rest.saturating_neg())) };
            fill(key, &[("span", &span)])
        }
    }
}

/// The end with its date, where it has one.
pub fn end(expiry: Expiry) -> String {
    match expiry {
        Expiry::At(at) => fill(Key::EndWithDate, &[("left", &left(expiry)), ("date", &intl::date_time(at))]),
        _ => left(expiry),
    }
}

/// When somebody was last connected.
pub fn seen(last: Option<Millis>) -> String {
    match last {
        Some(at) => {
            let ago = intl::ago(Millis(clock::now().0.saturating_sub(at.0)));
            fill(Key::SeenAgo, &[("ago", &ago)])
        }
        None => t(Key::NeverConnected).into(),
    }
}

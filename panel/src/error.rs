//! What can go wrong between the app and a panel.

/// Why a call did not give what was asked. Wording lives in `text`; this says only what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// No connection: the request never reached anybody, or the answer never came back whole.
    Offline,
    /// No answer in time.
    Timeout,
    /// An HTTP status no rule explains.
    Status {
        /// The status code.
        code: u16,
    },
    /// HTML or foreign JSON: whatever answered is not a 3x-ui panel.
    NotAPanel,
    /// The session is gone; sign in again.
    SessionExpired,
    /// The CSRF token is missing or stale (403 with empty body, v3.0.0+); renew once and retry.
    CsrfRejected,
    /// The panel refused: `success: false`.
    Refused {
        /// The panel's own words, already without the context in front; empty when it gave none.
        message: String,
    },
    /// Never sent: it is known what it would break.
    Unsent {
        /// What, in words.
        words: String,
    },
    /// An answer that could not be understood.
    Malformed {
        /// Which call.
        endpoint: &'static str,
        /// The key that was missing or wrong, or what the decoder said.
        key: String,
        /// The first characters of the answer, never of one that may hold secrets.
        snippet: String,
    },
}

impl ApiError {
    /// Whether the same request may work when sent again unchanged.
    #[must_use]
    pub fn retryable(&self) -> bool {
        matches!(self, Self::Offline | Self::Timeout | Self::SessionExpired | Self::CsrfRejected)
            || matches!(self, Self::Status { code } if *code >= 500)
    }
}

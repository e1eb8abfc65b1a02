//! Values that must never reach a log, the console or storage.

/// A password, token, private key or other credential. It implements neither `Debug` nor `Display`, so it cannot
/// slip into a message by accident; [`Secret::expose`] is the one way to read it.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Wraps a credential.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The credential itself, for a request or a link.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

//! A value that lives on the panel: what was read last stays beside the newest failure, so that a lost line never
//! blanks a page.

use crate::error::ApiError;
use crate::model::Millis;

/// The state of something read from a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remote<T> {
    /// The first answer is still awaited.
    Loading,
    /// The first attempt failed; there is nothing to show.
    Failed(ApiError),
    /// Read at `at`; `error` tells why the newest attempt to read it again failed.
    Ready {
        /// The newest value.
        value: T,
        /// When it was read.
        at: Millis,
        /// Why it could not be read again since.
        error: Option<ApiError>,
    },
}

impl<T> Remote<T> {
    /// Takes in an answer that arrived at `now`.
    pub fn settle(&mut self, answer: Result<T, ApiError>, now: Millis) {
        match (answer, &mut *self) {
            (Ok(value), _) => *self = Self::Ready { value, at: now, error: None },
            (Err(newest), Self::Ready { error, .. }) => *error = Some(newest),
            (Err(first), _) => *self = Self::Failed(first),
        }
    }

    /// The newest value, if there ever was one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Ready { value, .. } => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_refresh_keeps_the_value_and_its_age() {
        let mut remote = Remote::Loading;
        remote.settle(Ok(7), Millis(10));
        remote.settle(Err(ApiError::Offline), Millis(20));
        assert_eq!(remote, Remote::Ready { value: 7, at: Millis(10), error: Some(ApiError::Offline) });
        remote.settle(Ok(8), Millis(30));
        assert_eq!(remote, Remote::Ready { value: 8, at: Millis(30), error: None });
    }

    #[test]
    fn a_failed_first_read_has_no_value_until_one_arrives() {
        let mut remote: Remote<u8> = Remote::Loading;
        remote.settle(Err(ApiError::Timeout), Millis(1));
        assert_eq!(remote, Remote::Failed(ApiError::Timeout));
        assert_eq!(remote.value(), None);
        remote.settle(Ok(1), Millis(2));
        assert_eq!(remote.value(), Some(&1));
    }
}

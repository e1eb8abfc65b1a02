//! API tokens, as a list tells of them. The token itself is seen once, when it is made, and is no part of this.

use super::Millis;

/// One API token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiToken {
    /// The panel's number for it.
    pub id: i64,
    /// The operator's name for it, unique.
    pub name: String,
    /// Whether it opens anything.
    pub enabled: bool,
    /// When it was made.
    pub created: Option<Millis>,
    /// What it may do (`admin`, `monitor`, `node-sync`); `None` where the panel knows no scopes.
    pub scope: Option<String>,
    /// When it ends; `None` for never.
    pub expires: Option<Millis>,
}

impl ApiToken {
    /// Reads the panel's `createdAt`: seconds, but milliseconds in some old rows; 0 is unknown.
    #[must_use]
    pub fn created_from_panel(created_at: i64) -> Option<Millis> {
        match created_at {
            ..=0 => None,
            1..100_000_000_000 => Some(Millis(created_at * 1000)),
            millis => Some(Millis(millis)),
        }
    }

    /// Whether it is past its end.
    #[must_use]
    pub fn expired(&self, now: Millis) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_making_of_a_token_is_read_in_both_units() {
        for (number, made) in [
            (0, None),
            (-1, None),
            (1_795_343_918, Some(Millis(1_795_343_918_000))),
            (99_999_999_999, Some(Millis(99_999_999_999_000))),
            (1_795_343_918_000, Some(Millis(1_795_343_918_000))),
        ] {
            assert_eq!(ApiToken::created_from_panel(number), made, "{number}");
        }
    }

    #[test]
    fn a_token_ends_at_its_last_instant() {
        let token = ApiToken { expires: Some(Millis(5)), ..ApiToken::default() };
        assert!(!token.expired(Millis(4)) && token.expired(Millis(5)));
        assert!(!ApiToken::default().expired(Millis(i64::MAX)));
    }
}

//! Amounts of data and time. The panel's magic zero ("unlimited", "never") becomes a variant here and nowhere else.

/// An amount of data in bytes. The panel counts in 64-bit integers; floats never touch them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub u64);

/// Milliseconds: an instant since the Unix epoch, or a duration, as the field says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub i64);

impl Millis {
    /// One day of 24 hours, the unit in which panels count expiry.
    pub const DAY: Millis = Millis(86_400_000);
}

/// How much data may pass in all. A panel writes 0 for [`Quota::Unlimited`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quota {
    /// No limit (`totalGB: 0`, `total: 0`).
    #[default]
    Unlimited,
    /// A limit in bytes (the panel calls the field `totalGB`, yet it holds bytes).
    Limit(Bytes),
}

impl Quota {
    /// Reads the panel's number: 0 is unlimited; a negative one, which no panel enforces, too.
    #[must_use]
    pub fn from_panel(total: i64) -> Self {
        match u64::try_from(total) {
            Ok(bytes) if bytes > 0 => Self::Limit(Bytes(bytes)),
            _ => Self::Unlimited,
        }
    }

    /// The number a panel expects.
    #[must_use]
    pub fn to_panel(self) -> i64 {
        match self {
            Self::Unlimited => 0,
            Self::Limit(Bytes(bytes)) => i64::try_from(bytes).unwrap_or(i64::MAX),
        }
    }
}

/// When a person or an inbound ends. A panel writes 0 for never and a negative duration for "from first use".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// No end.
    #[default]
    Never,
    /// Ends at this instant (Unix epoch).
    At(Millis),
    /// Starts counting this duration at the first traffic.
    AfterFirstUse(Millis),
}

impl Expiry {
    /// Reads the panel's `expiryTime`.
    #[must_use]
    pub fn from_panel(expiry_time: i64) -> Self {
        match expiry_time {
            0 => Self::Never,
            at if at > 0 => Self::At(Millis(at)),
            negative => Self::AfterFirstUse(Millis(negative.saturating_neg())),
        }
    }

    /// The `expiryTime` a panel expects.
    #[must_use]
    pub fn to_panel(self) -> i64 {
        match self {
            Self::Never => 0,
            Self::At(Millis(at)) => at,
            Self::AfterFirstUse(Millis(duration)) => duration.saturating_neg(),
        }
    }
}

/// Counted data, seen from the client: `up` is what it sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Traffic {
    /// Sent by the client.
    pub up: Bytes,
    /// Received by the client.
    pub down: Bytes,
}

impl Traffic {
    /// Both directions together: what a limit is measured against.
    #[must_use]
    pub fn total(self) -> Bytes {
        Bytes(self.up.0.saturating_add(self.down.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_and_negative_totals_are_unlimited() {
        assert_eq!(Quota::from_panel(0), Quota::Unlimited);
        assert_eq!(Quota::from_panel(-5), Quota::Unlimited);
        assert_eq!(Quota::from_panel(7), Quota::Limit(Bytes(7)));
        assert_eq!(Quota::Limit(Bytes(7)).to_panel(), 7);
    }

    #[test]
    fn expiry_keeps_its_three_meanings_both_ways() {
        for (number, meaning) in [
            (0, Expiry::Never),
            (1_795_343_918_000, Expiry::At(Millis(1_795_343_918_000))),
            (-2_592_000_000, Expiry::AfterFirstUse(Millis(2_592_000_000))),
        ] {
            assert_eq!(Expiry::from_panel(number), meaning);
            assert_eq!(meaning.to_panel(), number);
        }
        assert_eq!(Expiry::from_panel(i64::MIN), Expiry::AfterFirstUse(Millis(i64::MAX)));
    }
}

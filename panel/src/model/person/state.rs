//! In which state a person is, by numbers. Flags cannot tell: the same person carries different ones on each
//! generation of the panel.

use super::Person;
use crate::model::{Bytes, Expiry, Millis, Quota};

/// The state of a person, in the order in which panels count them: who has ended is ended even when paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The person's data or time is over.
    Ended(Why),
    /// The operator paused the person.
    Disabled,
    /// Data or time is nearly over.
    Expiring,
    /// Time starts at the first use, which has not come.
    NotStarted,
    /// Nothing of all this.
    Active,
}

/// Why a person has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The data limit is reached.
    DataUsed,
    /// The end is past.
    Expired,
}

/// From where on somebody counts as running out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Thresholds {
    /// Less time than this is left.
    pub span: Millis,
    /// Less data than this is left.
    pub margin: DataMargin,
    /// The panel names no threshold for one of the two, so it is this app's own.
    pub assumed: bool,
}

/// How little data is little.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataMargin {
    /// An amount.
    Left(Bytes),
    /// A part of the limit, in percent.
    Percent(u8),
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { span: Millis(3 * Millis::DAY.0), margin: DataMargin::Percent(15), assumed: true }
    }
}

impl Thresholds {
    /// From the panel's settings `expireDiff` (days) and `trafficDiff` (GB). For 0, which is what a panel starts with
    /// and means never, 3 days and 15 % are assumed.
    #[must_use]
    pub fn from_panel(expire_diff: i64, traffic_diff: i64) -> Self {
        let assumed = Self::default();
        let gigabytes = u64::try_from(traffic_diff).unwrap_or_default();
        Self {
            span: if expire_diff > 0 { Millis(expire_diff.saturating_mul(Millis::DAY.0)) } else { assumed.span },
            margin: match gigabytes {
                0 => assumed.margin,
                some => DataMargin::Left(Bytes(some.saturating_mul(1 << 30))),
            },
            assumed: expire_diff <= 0 || gigabytes == 0,
        }
    }

    fn low(&self, limit: Bytes, used: Bytes) -> bool {
        let left = limit.0.saturating_sub(used.0);
        match self.margin {
            DataMargin::Left(margin) => left < margin.0,
            DataMargin::Percent(percent) => u128::from(left) * 100 < u128::from(limit.0) * u128::from(percent),
        }
    }
}

impl Person {
    /// The state at `now`.
    #[must_use]
    pub fn state(&self, now: Millis, online: bool, thresholds: &Thresholds) -> State {
        if let Some(why) = self.ended(now) {
            return State::Ended(why);
        }
        if !self.enabled {
            return State::Disabled;
        }
        if self.expiring(now, thresholds) {
            return State::Expiring;
        }
        match self.expiry {
            Expiry::AfterFirstUse(_) if !online => State::NotStarted,
            _ => State::Active,
        }
    }

    /// Why the person has ended, if so. Who is out of data and time is out of data: that is what cut them off first.
    #[must_use]
    pub fn ended(&self, now: Millis) -> Option<Why> {
        match (self.quota, self.expiry) {
            (Quota::Limit(limit), _) if self.traffic.total() >= limit => Some(Why::DataUsed),
            (_, Expiry::At(end)) if end <= now => Some(Why::Expired),
            _ => None,
        }
    }

    fn expiring(&self, now: Millis, thresholds: &Thresholds) -> bool {
        let soon = matches!(self.expiry, Expiry::At(end) if end.0.saturating_sub(now.0) < thresholds.span.0);
        soon || matches!(self.quota, Quota::Limit(limit) if thresholds.low(limit, self.traffic.total()))
    }
}

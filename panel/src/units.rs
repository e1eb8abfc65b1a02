//! Amounts as people read and type them. Integers only: a float would sooner or later turn 50 GB into 49.9.

mod typed;

pub use typed::{Unreadable, ascii_digits, parse, typed, whole};

use crate::model::{Bytes, Millis, Quota, Traffic};

/// Labels of the powers of 1024. People know the amounts by these, whatever the standard says.
const LABELS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];

/// An amount in its largest fitting unit: `12.4 GB`, `340 MB`, `50 GB`. One decimal below 100 where it says
/// something, none above.
#[must_use]
pub fn bytes(amount: Bytes) -> String {
    let mut unit = 1_u128;
    let mut labels = LABELS.into_iter();
    let mut label = labels.next().unwrap_or_default();
    // Rounding may carry an amount into the next unit, so the rounded value decides.
    while tenths(amount, unit) >= 10_240
        && let Some(larger) = labels.next()
    {
        unit *= 1024;
        label = larger;
    }
    let tenths = tenths(amount, unit);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} {label}"),
        (whole, tenth) => format!("{whole}.{tenth} {label}"),
    }
}

/// Tenths of a unit, rounded; whole units from 100 on.
fn tenths(amount: Bytes, unit: u128) -> u128 {
    let amount = u128::from(amount.0);
    let tenths = (amount * 20 + unit) / (unit * 2);
    if tenths < 1000 { tenths } else { (amount * 2 + unit) / (unit * 2) * 10 }
}

/// An amount per second: `1.2 MB/s`.
#[must_use]
pub fn speed(per_second: Bytes) -> String {
    let mut text = bytes(per_second);
    text.push_str("/s");
    text
}

/// Data per second between two samples of a counter. `None` where no time passed, or the counter went back because
/// somebody reset it.
#[must_use]
pub fn rate(before: (Bytes, Millis), after: (Bytes, Millis)) -> Option<Bytes> {
    let span = u128::try_from(after.1.0.checked_sub(before.1.0)?).ok().filter(|span| *span > 0)?;
    let passed = u128::from(after.0.0.checked_sub(before.0.0)?);
    u64::try_from(passed * 1000 / span).ok().map(Bytes)
}

/// How much of a limit is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Usage {
    /// 0–100, rounded down, so that 100 means the limit is reached.
    pub percent: u8,
    /// How that should look.
    pub level: Level,
}

/// How near a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Far.
    Fine,
    /// Less than 15 % is left.
    Low,
    /// Reached.
    Over,
}

impl Usage {
    /// Of counted data against a limit; `None` where there is no limit.
    #[must_use]
    pub fn of(traffic: Traffic, quota: Quota) -> Option<Self> {
        match quota {
            Quota::Unlimited => None,
            Quota::Limit(limit) => Self::part(traffic.total(), limit),
        }
    }

    /// Of a part against the whole; `None` where the whole is nothing.
    #[must_use]
    pub fn part(used: Bytes, whole: Bytes) -> Option<Self> {
        let percent = (u128::from(used.0) * 100).checked_div(u128::from(whole.0))?;
        let level = match percent {
            100.. => Level::Over,
            // Rounded down, 85 may be just 85 % or a little more: only then is less than 15 % left.
            85.. if u128::from(used.0) * 100 > u128::from(whole.0) * 85 => Level::Low,
            _ => Level::Fine,
        };
        Some(Self { percent: u8::try_from(percent.min(100)).unwrap_or(100), level })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        for (amount, text) in [
            (0, "0 B"),
            (1, "1 B"),
            (999, "999 B"),
            (1_023, "1023 B"),
            (1_024, "1 KB"),
            (1_536, "1.5 KB"),
            (10_189, "10 KB"),
            (102_348, "99.9 KB"),
            (102_349, "100 KB"),
            (147_014_014, "140 MB"),
            (1_048_575, "1 MB"),
            (1_073_741_823, "1 GB"),
            (13_314_398_618, "12.4 GB"),
            (53_687_091_200, "50 GB"),
            (21_474_836_480, "20 GB"),
            (1_099_511_627_776, "1 TB"),
            (1_125_899_906_842_624, "1024 TB"),
            (u64::MAX, "16777216 TB"),
        ] {
            assert_eq!(bytes(Bytes(amount)), text, "{amount}");
        }
    }

    #[test]
    fn a_speed_is_an_amount_a_second() {
        assert_eq!(speed(Bytes(1_258_291)), "1.2 MB/s");
        assert_eq!(speed(Bytes(0)), "0 B/s");
    }

    #[test]
    fn a_rate_needs_time_and_a_counter_that_grows() {
        for (before, after, expected) in [
            ((1_000, 10_000), (6_000, 15_000), Some(1_000)),
            ((0, 0), (1, 2_000), Some(0)),
            ((0, 0), (3, 2_000), Some(1)),
            ((5, 0), (5, 5_000), Some(0)),
            ((5, 0), (4, 5_000), None),
            ((5, 5_000), (9, 5_000), None),
            ((5, 5_000), (9, 4_000), None),
            ((0, i64::MIN), (9, i64::MAX), None),
            ((0, 0), (u64::MAX, 1_000), Some(u64::MAX)),
            ((0, 0), (u64::MAX, 1), None),
        ] {
            let sample = |(amount, at)| (Bytes(amount), Millis(at));
            assert_eq!(rate(sample(before), sample(after)), expected.map(Bytes), "{before:?} {after:?}");
        }
    }

    #[test]
    fn usage_reaches_100_only_with_the_limit() {
        for (up, down, limit, percent, level) in [
            (0, 0, 1_000, 0, Level::Fine),
            (400, 449, 1_000, 84, Level::Fine),
            (400, 450, 1_000, 85, Level::Fine),
            (401, 450, 1_000, 85, Level::Low),
            (0, 999, 1_000, 99, Level::Low),
            (500, 500, 1_000, 100, Level::Over),
            (u64::MAX, u64::MAX, 1, 100, Level::Over),
        ] {
            let usage = Usage::of(Traffic { up: Bytes(up), down: Bytes(down) }, Quota::Limit(Bytes(limit)));
            assert_eq!(usage, Some(Usage { percent, level }), "{up} {down} {limit}");
        }
        assert_eq!(Usage::of(Traffic::default(), Quota::Unlimited), None);
        assert_eq!(Usage::part(Bytes(5), Bytes(0)), None);
    }
}

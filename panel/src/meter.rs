//! Current speed, from counters that a panel moves only every 5 or 10 seconds.

use crate::model::{Bytes, Millis, Traffic};

/// A counter that has not moved for so long stands still; looks further apart than this tell no current speed.
const STILL: Millis = Millis(15_000);

/// Data per second in both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Speed {
    /// Sent by the client each second.
    pub up: Bytes,
    /// Received by the client each second.
    pub down: Bytes,
}

impl Speed {
    /// Both directions together.
    #[must_use]
    pub fn total(self) -> Bytes {
        Bytes(self.up.0.saturating_add(self.down.0))
    }
}

/// A counter as it was when it last moved.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    traffic: Traffic,
    moved: Millis,
    seen: Millis,
    speed: Option<Speed>,
}

impl Meter {
    /// The first look: no speed yet.
    #[must_use]
    pub fn new(traffic: Traffic, now: Millis) -> Self {
        Self { traffic, moved: now, seen: now, speed: None }
    }

    /// Another look. A counter that went backwards was reset and starts anew, as does one nobody looked at for long.
    pub fn feed(&mut self, traffic: Traffic, now: Millis) {
        let unseen = now.0.saturating_sub(self.seen.0);
        let passed = now.0.saturating_sub(self.moved.0).min(STILL.0);
        self.seen = now;
        if unseen > STILL.0 || traffic.up < self.traffic.up || traffic.down < self.traffic.down {
            *self = Self::new(traffic, now);
        } else if traffic != self.traffic && passed > 0 {
            let up = per_second(self.traffic.up, traffic.up, passed);
            let down = per_second(self.traffic.down, traffic.down, passed);
            *self = Self { traffic, moved: now, seen: now, speed: Some(Speed { up, down }) };
        } else if passed == STILL.0 {
            self.speed = Some(Speed::default());
        }
    }

    /// The speed, once two looks told one.
    #[must_use]
    pub fn speed(&self) -> Option<Speed> {
        self.speed
    }
}

fn per_second(before: Bytes, after: Bytes, passed: i64) -> Bytes {
    let moved = after.0.saturating_sub(before.0);
    Bytes(moved.saturating_mul(1000) / u64::try_from(passed).unwrap_or(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traffic(up: u64, down: u64) -> Traffic {
        Traffic { up: Bytes(up), down: Bytes(down) }
    }

    #[test]
    fn a_counter_that_moves_every_second_look_gives_one_steady_speed() {
        let mut meter = Meter::new(traffic(0, 0), Millis(0));
        assert_eq!(meter.speed(), None);
        meter.feed(traffic(0, 0), Millis(5_000));
        assert_eq!(meter.speed(), None);
        meter.feed(traffic(1_000, 50_000), Millis(10_000));
        let speed = Speed { up: Bytes(100), down: Bytes(5_000) };
        assert_eq!(meter.speed(), Some(speed));
        meter.feed(traffic(1_000, 50_000), Millis(15_000));
        assert_eq!(meter.speed(), Some(speed));
        assert_eq!(speed.total(), Bytes(5_100));
    }

    #[test]
    fn standing_still_becomes_zero_and_a_long_pause_tells_nothing() {
        let mut meter = Meter::new(traffic(0, 9), Millis(0));
        for at in [5_000, 10_000, 15_000] {
            meter.feed(traffic(0, 9), Millis(at));
        }
        assert_eq!(meter.speed(), Some(Speed::default()));
        meter.feed(traffic(0, 9_000_000), Millis(3_600_000));
        assert_eq!(meter.speed(), None);
    }

    #[test]
    fn a_reset_counter_starts_anew() {
        let mut meter = Meter::new(traffic(10, 10), Millis(0));
        meter.feed(traffic(0, 0), Millis(5_000));
        assert_eq!(meter.speed(), None);
        meter.feed(traffic(0, 5_000), Millis(10_000));
        assert_eq!(meter.speed(), Some(Speed { up: Bytes(0), down: Bytes(1_000) }));
    }
}

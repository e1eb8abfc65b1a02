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

/// No panel moves a counter twice within this: a second move so soon was only seen soon, and tells no speed.
const SOON: i64 = 2_500;

/// A counter as it was when it last moved.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    traffic: Traffic,
    /// When the panel counted, by its own clock, where it tells.
    counted: Option<Millis>,
    moved: Millis,
    seen: Millis,
    speed: Option<Speed>,
    /// The next look comes another way than the ones before.
    turned: bool,
}

impl Meter {
    /// The first look: no speed yet.
    #[must_use]
    pub fn new(traffic: Traffic, counted: Option<Millis>, now: Millis) -> Self {
        Self { traffic, counted, moved: now, seen: now, speed: None, turned: false }
    }

    /// From here on looks come another way (pushed instead of asked for, or asked for again), later or sooner after the
    /// panel has counted than before. The first of them only begins a new span; the speed stays until that has an end.
    pub fn turn(&mut self) {
        self.turned = true;
    }

    /// Another look. A counter that went backwards was reset and starts anew, as does one nobody looked at for long. Where
    /// the panel tells when it `counted`, that span counts: between two looks it may have counted once, or twice.
    pub fn feed(&mut self, traffic: Traffic, counted: Option<Millis>, now: Millis) {
        let unseen = now.0.saturating_sub(self.seen.0);
        let passed = now.0.saturating_sub(self.moved.0).min(STILL.0);
        self.seen = now;
        let anew = Self::new(traffic, counted, now);
        if unseen > STILL.0 || traffic.up < self.traffic.up || traffic.down < self.traffic.down {
            *self = anew;
        } else if self.turned {
            *self = Self { speed: self.speed, ..anew };
        } else if traffic != self.traffic {
            let speed = self.span(counted, passed).map(|span| Speed {
                up: per_second(self.traffic.up, traffic.up, span),
                down: per_second(self.traffic.down, traffic.down, span),
            });
            *self = Self { speed: speed.or(self.speed), ..anew };
        } else if passed == STILL.0 {
            self.speed = Some(Speed::default());
        }
    }

    /// How long the counter took to move: by the panel's clock, else by the looks, unless they came too soon to tell.
    fn span(&self, counted: Option<Millis>, passed: i64) -> Option<i64> {
        let told = self.counted.zip(counted).map(|(before, after)| after.0.saturating_sub(before.0));
        let told = told.filter(|span| *span > 0).map(|span| span.min(STILL.0));
        told.or((passed >= SOON).then_some(passed))
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
        let mut meter = Meter::new(traffic(0, 0), None, Millis(0));
        assert_eq!(meter.speed(), None);
        meter.feed(traffic(0, 0), None, Millis(5_000));
        assert_eq!(meter.speed(), None);
        meter.feed(traffic(1_000, 50_000), None, Millis(10_000));
        let speed = Speed { up: Bytes(100), down: Bytes(5_000) };
        assert_eq!(meter.speed(), Some(speed));
        meter.feed(traffic(1_000, 50_000), None, Millis(15_000));
        assert_eq!(meter.speed(), Some(speed));
        assert_eq!(speed.total(), Bytes(5_100));
    }

    #[test]
    fn standing_still_becomes_zero_and_a_long_pause_tells_nothing() {
        let mut meter = Meter::new(traffic(0, 9), None, Millis(0));
        for at in [5_000, 10_000, 15_000] {
            meter.feed(traffic(0, 9), None, Millis(at));
        }
        assert_eq!(meter.speed(), Some(Speed::default()));
        meter.feed(traffic(0, 9_000_000), None, Millis(3_600_000));
        assert_eq!(meter.speed(), None);
    }

    #[test]
    fn a_look_that_comes_another_way_is_not_measured_against_the_one_before() {
        let mut meter = Meter::new(traffic(0, 0), None, Millis(0));
        meter.feed(traffic(0, 50_000), None, Millis(5_000));
        let steady = Some(Speed { up: Bytes(0), down: Bytes(10_000) });
        assert_eq!(meter.speed(), steady);
        // Counted and pushed at 8 s, only 3 s after the last question was answered, though 5 s have been counted.
        meter.turn();
        meter.feed(traffic(0, 100_000), None, Millis(8_000));
        assert_eq!(meter.speed(), steady);
        meter.feed(traffic(0, 150_000), None, Millis(13_000));
        assert_eq!(meter.speed(), steady);
        // Cut, and asked for again: the count of 18 s is seen at 21 s, the next one at 26 s.
        meter.turn();
        meter.feed(traffic(0, 200_000), None, Millis(21_000));
        assert_eq!(meter.speed(), steady);
        meter.feed(traffic(0, 250_000), None, Millis(26_000));
        assert_eq!(meter.speed(), steady);
    }

    #[test]
    fn two_moves_seen_one_right_after_the_other_are_no_burst() {
        let mut meter = Meter::new(traffic(0, 0), None, Millis(0));
        meter.feed(traffic(0, 50_000), None, Millis(5_000));
        // The panel counted at 5.1 s, and a write had everything asked for again at 5.3 s.
        meter.feed(traffic(0, 100_000), None, Millis(5_300));
        assert_eq!(meter.speed(), Some(Speed { up: Bytes(0), down: Bytes(10_000) }));
        meter.feed(traffic(0, 150_000), None, Millis(10_300));
        assert_eq!(meter.speed(), Some(Speed { up: Bytes(0), down: Bytes(10_000) }));
    }

    #[test]
    fn a_look_that_finds_two_counts_is_measured_by_the_panels_clock() {
        let mut meter = Meter::new(traffic(0, 0), Some(Millis(70_000)), Millis(0));
        // Asked every 5.3 s, the panel counts every 5 s: now and then it has counted twice since.
        meter.feed(traffic(0, 100_000), Some(Millis(80_000)), Millis(5_300));
        assert_eq!(meter.speed(), Some(Speed { up: Bytes(0), down: Bytes(10_000) }));
        meter.feed(traffic(0, 150_000), Some(Millis(85_000)), Millis(10_600));
        assert_eq!(meter.speed(), Some(Speed { up: Bytes(0), down: Bytes(10_000) }));
        // Whoever comes back after an hour has used what they used just now.
        meter.feed(traffic(0, 150_000), Some(Millis(85_000)), Millis(15_900));
        meter.feed(traffic(0, 300_000), Some(Millis(3_685_000)), Millis(21_200));
        assert_eq!(meter.speed(), Some(Speed { up: Bytes(0), down: Bytes(10_000) }));
    }

    #[test]
    fn a_reset_counter_starts_anew() {
        let mut meter = Meter::new(traffic(10, 10), None, Millis(0));
        meter.feed(traffic(0, 0), None, Millis(5_000));
        assert_eq!(meter.speed(), None);
        meter.feed(traffic(0, 5_000), None, Millis(10_000));
        assert_eq!(meter.speed(), Some(Speed { up: Bytes(0), down: Bytes(1_000) }));
    }
}

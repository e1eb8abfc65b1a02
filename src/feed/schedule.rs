//! When the long lists are asked for again: the more people a panel has, the more seldom, so that an open page stays
//! light on the line.

use leptos::prelude::*;
use panel::model::Millis;

use super::Feed;
use crate::browser::clock;

/// Up to so many people every round asks for everything.
const SMALL: usize = 100;
/// The longest pause between two readings of everything.
const LONGEST: i64 = 600_000;

/// When what is due.
#[derive(Default)]
pub struct Schedule {
    /// Inbounds with their counters, and the people.
    pub lists: Millis,
}

impl Schedule {
    /// Everything is due now.
    pub fn all_due(&mut self) {
        *self = Self::default();
    }
}

impl Feed {
    /// Whether something is due.
    pub(super) fn due(self, of: impl Fn(&Schedule) -> Millis) -> bool {
        self.memory.with_value(|memory| of(&memory.schedule)) <= clock::now()
    }

    /// Something was read; it is due again after a pause that grows with the number of people.
    pub(super) fn done(self, of: impl Fn(&mut Schedule) -> &mut Millis) {
        let people = self.people_total_untracked();
        let pause = if people <= SMALL { 0 } else { i64::try_from(people).unwrap_or(LONGEST).saturating_mul(100) };
        let next = Millis(clock::now().0.saturating_add(pause.min(LONGEST)));
        self.memory.update_value(|memory| *of(&mut memory.schedule) = next);
    }
}

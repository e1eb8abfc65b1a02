//! When the long lists are asked for again: the more people a panel has, the more seldom, so that an open page stays
//! light on the line. Where the panel tells what changes by itself they are read seldom too.

use leptos::prelude::*;
use panel::model::Millis;
use panel::reconcile::{SELDOM, due_again};

use super::Feed;
use crate::browser::clock;

/// Up to so many people every round asks for everything.
const SMALL: usize = 100;
/// The longest pause between two readings of everything.
const LONGEST: i64 = 600_000;

/// When the lists (inbounds with their counters, and the people) are due, and when they were asked for last.
#[derive(Default)]
pub struct Schedule {
    pub lists: Millis,
    pub asked: Millis,
}

impl Schedule {
    /// Everything is due now.
    pub fn all_due(&mut self) {
        self.lists = Millis(0);
    }
}

impl Feed {
    /// A round of questions begins.
    pub(super) fn begin_round(self) {
        let now = clock::now();
        self.memory.update_value(|memory| {
            memory.asked = now;
            if memory.schedule.lists <= now {
                memory.schedule.asked = now;
            }
        });
    }

    /// Whether the lists are due.
    pub(super) fn are_lists_due(self) -> bool {
        self.memory.with_value(|memory| memory.schedule.lists) <= clock::now()
    }

    /// The lists were read; they are due again after a pause that grows with the number of people.
    pub(super) fn lists_read(self) {
        let pace = self.pace();
        self.memory.update_value(|memory| {
            let pause = if memory.counted { pace.max(SELDOM) } else { pace };
            memory.schedule.lists = Millis(clock::now().0.saturating_add(pause.0));
        });
    }

    /// The lists are due as if they had only been asked for.
    pub(super) fn lists_due(self) {
        let pace = self.pace();
        self.memory.update_value(|memory| {
            let schedule = &mut memory.schedule;
            schedule.lists = schedule.lists.min(due_again(schedule.asked, pace));
        });
    }

    /// How often the lists are read where nothing comes by itself.
    fn pace(self) -> Millis {
        let people = self.people_total_untracked();
        let pause = if people <= SMALL { 0 } else { i64::try_from(people).unwrap_or(LONGEST).saturating_mul(100) };
        Millis(pause.min(LONGEST))
    }
}

//! What the panel pushes, taken into what is shown. It comes through the live connection, after the first rows.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use panel::meter::Meter;
use panel::model::push::{Asked, Counted, Push};
use panel::model::{Millis, Person};
use panel::reconcile::Counters;

use super::{Feed, InboundRow};
use crate::words::{Key, fill, t};

/// Lists that a write changes are told one after the other: they are read together.
const TOGETHER: Duration = Duration::from_millis(300);

thread_local! {
    static COUNTERS: RefCell<Counters> = RefCell::default();
}

/// Shows the counters that were pushed since then, of whoever is known.
fn show(feed: Feed, since: Millis) {
    COUNTERS.with_borrow(|counters| {
        let mut people: Vec<Person> = counters.names(since).filter_map(|key| feed.people.get(key)).collect();
        counters.correct(&mut people, since);
        feed.people.merge(people.into_iter().map(|person| (person.key(), person)).collect());
        let row = |(id, traffic)| Some((id, InboundRow { traffic: Some(traffic), ..feed.inbounds.get(&id)? }));
        feed.inbounds.merge(counters.inbounds(since).filter_map(row).collect());
    });
}

impl Feed {
    /// Whenever rows have changed, tracked: shows the counters that were pushed since the lists were asked for. A list that
    /// arrives after a push may hold older ones.
    pub fn correct(self) {
        self.people.track();
        self.inbounds.track();
        show(self, self.memory.with_value(|memory| memory.asked));
    }

    /// Whether the panel may be asked, tracked.
    pub fn awake(self) -> Signal<bool> {
        self.session.live()
    }

    /// Whether it may be asked now, and somebody looks at what this feed shows.
    pub fn is_looked_at(self) -> bool {
        !self.pushed.is_disposed() && self.session.is_live() && !document().hidden()
    }

    /// How many people there are, as far as it is known.
    pub fn people_known(self) -> usize {
        self.people_total_untracked()
    }

    /// How long the newest small answer took.
    pub fn answer_time(self) -> Millis {
        self.memory.try_with_value(|memory| memory.took).unwrap_or(Millis(0))
    }

    /// Takes in one push that arrived at `now`.
    pub fn take_push(self, push: Push, now: Millis) {
        if !self.is_looked_at() {
            return;
        }
        match push {
            Push::Status(status) => {
                self.begin_listening();
                self.take_status(Some(*status));
            }
            Push::Traffic { online, .. } => self.take_online(online),
            Push::Totals { people, inbounds, .. } => self.take_totals(&people, &inbounds, now),
            Push::Stale(what) if matches!(what.as_str(), "inbounds" | "clients") => self.read_again(now),
            Push::XrayAsked(asked) if !self.memory.with_value(|memory| memory.ordering) => self.take_order(asked),
            Push::Trouble(words) => self.toasts.fail(fill(Key::PanelTrouble, &[("words", &words)])),
            Push::XrayAsked(_) | Push::Stale(_) => {}
        }
    }

    /// Xray was told something, and not from here. That is no proof: how it is comes with the next status.
    fn take_order(self, asked: Asked) {
        match asked {
            Asked::Start => self.watch.follow(self, t(Key::RestartedElsewhere).into(), None),
            Asked::Stop => self.toasts.say(t(Key::StoppedElsewhere).into()),
            Asked::Refused(why) => self.toasts.fail(fill(Key::NotStartedElsewhere, &[("why", &why)])),
        }
    }

    /// From now on nobody has to ask how the server is and who is online, and counters come by themselves where they
    /// come whole.
    fn begin_listening(self) {
        if self.pushed.get_untracked() {
            return;
        }
        let counted = self.panel().is_some_and(|panel| panel.pushes_totals());
        self.memory.update_value(|memory| {
            memory.counted = counted;
            memory.meters.values_mut().for_each(Meter::turn);
        });
        self.pushed.set(true);
    }

    /// Nothing comes by itself any more: everything is asked for again, at once and as often as before.
    pub fn fall_silent(self) {
        if self.pushed.try_get_untracked() != Some(true) {
            return;
        }
        self.memory.update_value(|memory| {
            memory.counted = false;
            memory.meters.values_mut().for_each(Meter::turn);
        });
        self.pushed.set(false);
        self.lists_due();
        self.nudge();
    }

    fn take_totals(self, people: &[Counted], inbounds: &[Counted], now: Millis) {
        COUNTERS.with_borrow_mut(|counters| counters.take(people, inbounds, now));
        show(self, now);
        if self.memory.with_value(|memory| memory.counted) {
            let keys = self.online.with_untracked(|online| online.keys().cloned().collect::<Vec<_>>());
            let online: Vec<Person> = keys.iter().filter_map(|key| self.people.get(key)).collect();
            self.measure(&online, now);
        }
    }

    /// A list has changed at `now`: it is read again, unless that has been asked for since.
    fn read_again(self, now: Millis) {
        if !self.memory.with_value(|memory| memory.counted) {
            return;
        }
        let read = move || {
            let asked = self.memory.try_with_value(|memory| memory.schedule.asked);
            if asked.is_some_and(|asked| asked < now) {
                self.lists_due();
                self.nudge();
            }
        };
        set_timeout(read, TOGETHER);
    }
}

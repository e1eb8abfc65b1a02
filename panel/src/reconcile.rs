//! How what a panel pushes meets what it is asked for: whether to listen at all, which of two counters is the newer
//! one, and when a list that has changed is read again.

mod line;

pub use line::{Line, Wish, listens};

use std::collections::HashMap;

use crate::model::push::Counted;
use crate::model::{Bytes, InboundId, Millis, Person, Traffic};

/// Lists that are pushed into are still read now and then: panels before v3.1.0 do not tell when a person was changed.
pub const SELDOM: Millis = Millis(60_000);

/// Before the number of an inbound: no name begins so.
const OF_INBOUND: char = '\0';

/// What a counter said when it was pushed last.
struct Told {
    whose: String,
    traffic: Traffic,
    last_online: Option<Millis>,
    at: Millis,
}

/// The newest counters that were pushed: of people by [`Person::key`], of inbounds by their number behind a sign no name
/// has. They are merged into what is known and never take its place: whoever is missing in a push has not changed.
#[derive(Default)]
pub struct Counters(HashMap<String, Told>);

impl Counters {
    /// Takes in a push. The same name again is the same row; another spelling of it counts on top.
    pub fn take(&mut self, people: &[Counted], inbounds: &[Counted], now: Millis) {
        let people = people.iter().map(|row| (row.whose.to_lowercase(), row));
        let inbounds = inbounds.iter().map(|row| (format!("{OF_INBOUND}{}", row.whose), row));
        for (key, row) in people.chain(inbounds) {
            let told = Told { whose: row.whose.clone(), traffic: row.traffic, last_online: row.last_online, at: now };
            match self.0.get_mut(&key) {
                Some(known) if known.at == now => known.join(&told),
                Some(known) => *known = told,
                None => drop(self.0.insert(key, told)),
            }
        }
    }

    /// A list asked for at `asked` may hold older counters than a push that came since: there the push counts.
    pub fn correct(&self, people: &mut [Person], asked: Millis) {
        for person in people {
            if let Some(told) = self.0.get(&person.key()).filter(|told| told.at >= asked) {
                person.traffic = told.traffic;
                person.last_online = person.last_online.max(told.last_online);
            }
        }
    }

    /// The keys of the people who were pushed since then.
    pub fn names(&self, since: Millis) -> impl Iterator<Item = &String> {
        self.since(since).map(|(key, _)| key).filter(|key| !key.starts_with(OF_INBOUND))
    }

    /// The inbounds that were pushed since then.
    pub fn inbounds(&self, since: Millis) -> impl Iterator<Item = (InboundId, Traffic)> {
        let numbered = |key: &String| key.strip_prefix(OF_INBOUND)?.parse().ok().map(InboundId);
        self.since(since).filter_map(move |(key, told)| Some((numbered(key)?, told.traffic)))
    }

    fn since(&self, since: Millis) -> impl Iterator<Item = (&String, &Told)> {
        self.0.iter().filter(move |(_, told)| told.at >= since)
    }
}

impl Told {
    fn join(&mut self, other: &Self) {
        if self.whose == other.whose {
            return;
        }
        self.traffic = Traffic {
            up: Bytes(self.traffic.up.0.saturating_add(other.traffic.up.0)),
            down: Bytes(self.traffic.down.0.saturating_add(other.traffic.down.0)),
        };
        self.last_online = self.last_online.max(other.last_online);
    }
}

/// When a list that was read on a question of `asked` is read again, once it is known to have changed. `pace` is how
/// often it would be asked for without pushes: a panel that changes all the time must not cost more than that.
#[must_use]
pub fn due_again(asked: Millis, pace: Millis) -> Millis {
    Millis(asked.0.saturating_add(pace.0))
}

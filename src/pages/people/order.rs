//! Which people a list shows, and in which order.

use leptos::prelude::*;
use panel::model::person::State;
use panel::model::{Expiry, Millis, Person};

use crate::browser::clock;
use crate::feed::Feed;
use crate::pages::strip::{self, Choice};
use crate::parts::Tone;
use crate::words::Key;

/// An order of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Online first, then who is running out, then by name.
    State,
    Name,
    Traffic,
    End,
    Seen,
}

impl Order {
    /// All of them, with the name each is remembered by.
    pub const ALL: &[Choice<Self>] = &[
        (Self::State, "state", Key::SortState),
        (Self::Name, "name", Key::SortName),
        (Self::Traffic, "traffic", Key::SortTraffic),
        (Self::End, "end", Key::SortExpiry),
        (Self::Seen, "seen", Key::SortLastSeen),
    ];
}

/// The order chosen last in this browser.
pub fn remembered() -> RwSignal<Order> {
    strip::remembered("people.order", Order::ALL, Order::State)
}

/// A group of people one can look at alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    All,
    Online,
    Expiring,
    Ended,
    Disabled,
    NeverConnected,
}

impl Bucket {
    /// All of them.
    pub const ALL: &[(Self, Tone, Key)] = &[
        (Self::All, Tone::Quiet, Key::All),
        (Self::Online, Tone::Ok, Key::Online),
        (Self::Expiring, Tone::Warn, Key::RunningOut),
        (Self::Ended, Tone::Bad, Key::Ended),
        (Self::Disabled, Tone::Quiet, Key::Disabled),
        (Self::NeverConnected, Tone::Info, Key::NeverConnectedBucket),
    ];

    fn holds(self, person: &Person, online: bool, state: State) -> bool {
        match self {
            Self::All => true,
            Self::Online => online,
            Self::Expiring => state == State::Expiring,
            Self::Ended => matches!(state, State::Ended(_)),
            Self::Disabled => state == State::Disabled,
            Self::NeverConnected => !online && person.last_online.is_none() && person.traffic.total().0 == 0,
        }
    }

    /// How many people are in each.
    pub fn count(feed: Feed) -> Counts {
        let now = clock::now();
        let thresholds = feed.defaults.with(|defaults| defaults.thresholds);
        let online = feed.online.get();
        let mut counts = Counts::default();
        feed.people.for_each(|key, person| {
            let online = online.has(key);
            let state = person.state(now, online, &thresholds);
            for (place, (bucket, ..)) in counts.0.iter_mut().zip(Self::ALL) {
                *place += usize::from(bucket.holds(person, online, state));
            }
        });
        counts
    }
}

/// How many people are in each bucket.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Counts([usize; Bucket::ALL.len()]);

impl Counts {
    /// How many are in this one.
    pub fn of(&self, bucket: Bucket) -> usize {
        Bucket::ALL.iter().zip(self.0).find(|((own, ..), _)| *own == bucket).map_or(0, |(_, count)| count)
    }
}

/// Somebody's key, and the cell of their row.
type Placed = (String, ArcRwSignal<Person>);

/// People in order.
pub type Arranged = Vec<Placed>;

/// The people of a bucket in order, tracked.
pub fn arrange(feed: Feed, bucket: Bucket, order: Order) -> Arranged {
    let now = clock::now();
    let thresholds = feed.defaults.with(|defaults| defaults.thresholds);
    let online = feed.online.get();
    let mut found: Vec<((i64, i64), Placed)> = Vec::new();
    feed.people.each_cell(|key, cell| {
        let online = online.has(key);
        cell.with_untracked(|person| {
            let state = person.state(now, online, &thresholds);
            if bucket.holds(person, online, state) {
                found.push((order.rank(person, online, state), (key.clone(), cell.clone())));
            }
        });
    });
    found.sort_unstable_by(|(rank, (key, _)), (other, (than, _))| rank.cmp(other).then_with(|| key.cmp(than)));
    found.into_iter().map(|(_, one)| one).collect()
}

/// Of people in order the keys of those a search finds: a key press goes through them once and sorts nothing.
pub fn sift(arranged: &Arranged, text: &str) -> Vec<String> {
    let wanted = text.trim().to_lowercase();
    let found = |key: &str, cell: &ArcRwSignal<Person>| {
        wanted.is_empty() || key.contains(&wanted) || cell.with_untracked(|person| mentions(person, &wanted))
    };
    arranged.iter().filter(|(key, cell)| found(key, cell)).map(|(key, _)| key.clone()).collect()
}

impl Order {
    /// What the list is sorted by; people of the same rank stand by name.
    fn rank(self, person: &Person, online: bool, state: State) -> (i64, i64) {
        match self {
            Self::Name => (0, 0),
            Self::Traffic => (0, -i64::try_from(person.traffic.total().0).unwrap_or(i64::MAX)),
            Self::End => (0, end(person.expiry)),
            Self::Seen => (i64::from(!online), -person.last_online.unwrap_or(Millis(0)).0),
            Self::State if online => (0, 0),
            Self::State => (i64::from(state != State::Expiring) + 1, 0),
        }
    }
}

fn mentions(person: &Person, wanted: &str) -> bool {
    person.comment.to_lowercase().contains(wanted)
        || person.group.to_lowercase().contains(wanted)
        || (wanted.len() > 3 && person.sub_id.contains(wanted))
}

fn end(expiry: Expiry) -> i64 {
    match expiry {
        Expiry::At(at) => at.0,
        Expiry::AfterFirstUse(_) => i64::MAX - 1,
        Expiry::Never => i64::MAX,
    }
}

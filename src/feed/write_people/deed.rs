//! What is done to a person, with its words.

use panel::doctor::Fix;
use panel::doctor::mend::Patch;
use panel::draft::PersonEdit;
use panel::model::{Bytes, InboundId};
use panel::units;

use super::kept::Kept;
use crate::words::{Key, fill};

/// Something that is done to a person.
#[derive(Clone)]
pub struct Deed {
    /// What it is called while it is not done.
    pub what: String,
    /// What is said once it is.
    pub said: String,
    pub(super) change: Change,
}

/// What becomes of a person.
#[derive(Clone)]
pub enum Change {
    /// These edits, on top of what is there.
    Edits(Vec<PersonEdit>),
    /// Another flow or credential: in a record, or in the entry of this inbound.
    Patch { inbound: InboundId, patch: Patch },
    /// Whatever differs between the two, as it is in the second: what was done since then to the rest stays.
    Step { from: Kept, to: Kept },
}

impl Deed {
    /// Lets somebody in, or not.
    pub fn enable(name: &str, on: bool) -> Self {
        let (what, said) = if on { (Key::LettingIn, Key::LetIn) } else { (Key::Pausing, Key::Paused) };
        Self::of(what, said, &[("name", name)], vec![PersonEdit::Enable(on)])
    }

    /// More days.
    pub fn extend(name: &str, days: u32) -> Self {
        let values = [("name", name), ("days", &days.to_string())];
        Self::of(Key::Extending, Key::Extended, &values, vec![PersonEdit::Extend { days }])
    }

    /// More data.
    pub fn add_data(name: &str, amount: Bytes) -> Self {
        let values = [("name", name), ("amount", &units::bytes(amount))];
        Self::of(Key::AddingData, Key::DataAdded, &values, vec![PersonEdit::AddData(amount)])
    }

    /// What an edit form says.
    pub fn edit(name: &str, edits: Vec<PersonEdit>) -> Self {
        Self::of(Key::ChangingPerson, Key::PersonChanged, &[("name", name)], edits)
    }

    /// What mends a person's key in an inbound.
    pub fn patch(name: &str, fix: Fix, inbound: InboundId, patch: Patch) -> Self {
        let values = [("name", name), ("fix", panel::text::fix(fix))];
        let change = Change::Patch { inbound, patch };
        Self { what: fill(Key::Mending, &values), said: fill(Key::Mended, &values), change }
    }

    /// Takes back what made the one out of the other.
    pub(super) fn back(name: &str, before: Kept, after: Kept) -> Self {
        let values = [("name", name)];
        Self {
            what: fill(Key::TakingBackPerson, &values),
            said: fill(Key::PersonTakenBack, &values),
            change: Change::Step { from: after, to: before },
        }
    }

    fn of(what: Key, said: Key, values: &[(&str, &str)], edits: Vec<PersonEdit>) -> Self {
        Self { what: fill(what, values), said: fill(said, values), change: Change::Edits(edits) }
    }
}

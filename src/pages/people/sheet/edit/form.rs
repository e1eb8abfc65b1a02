//! What is typed about a person, against what they were.

use leptos::prelude::*;
use panel::draft::{Field, PersonDraft, PersonEdit, Problem, ProblemKind};
use panel::model::{Expiry, InboundId, Millis, NewPerson, Person, Quota};
use panel::units;

use crate::browser::{clock, day as days_of};
use crate::feed::Feed;
use crate::pages::problem::words;
use crate::words::Key;

/// A hundred years, as the draft has it.
const MOST_DAYS: u64 = 36_500;

/// A kind of end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Never,
    In,
    On,
    FirstUse,
}

impl End {
    /// All of them.
    pub const ALL: [(Self, Key); 4] =
        [(Self::Never, Key::NoEnd), (Self::In, Key::InDays), (Self::On, Key::OnDay), (Self::FirstUse, Key::FromFirst)];

    const fn of(expiry: Expiry) -> Self {
        match expiry {
            Expiry::Never => Self::Never,
            Expiry::At(_) => Self::On,
            Expiry::AfterFirstUse(_) => Self::FirstUse,
        }
    }
}

/// The form. Copies share the same values.
#[derive(Clone, Copy)]
pub struct Form {
    pub name: RwSignal<String>,
    pub data: RwSignal<String>,
    pub end: RwSignal<End>,
    pub days: RwSignal<String>,
    pub day: RwSignal<String>,
    pub comment: RwSignal<String>,
    pub group: RwSignal<String>,
    pub limit_ip: RwSignal<String>,
    pub tried: RwSignal<bool>,
    checked: Memo<Result<NewPerson, Vec<Problem>>>,
    before: StoredValue<Person>,
}

impl Form {
    /// Filled with what the person is.
    pub fn of(feed: Feed, person: Person) -> Self {
        let data = match person.quota {
            Quota::Unlimited => String::new(),
            Quota::Limit(limit) => units::typed(limit),
        };
        let mut this = Self {
            name: RwSignal::new(person.name.clone()),
            data: RwSignal::new(data),
            end: RwSignal::new(End::of(person.expiry)),
            days: RwSignal::new(days(person.expiry)),
            day: RwSignal::new(day(person.expiry)),
            comment: RwSignal::new(person.comment.clone()),
            group: RwSignal::new(person.group.clone()),
            limit_ip: RwSignal::new(if person.limit_ip == 0 { String::new() } else { person.limit_ip.to_string() }),
            tried: RwSignal::new(false),
            checked: Memo::new(|_| Err(Vec::new())),
            before: StoredValue::new(person),
        };
        this.checked = Memo::new(move |_| this.check(feed));
        this
    }

    /// The person as they were when the form was opened.
    pub fn person(self) -> Person {
        self.before.get_value()
    }

    /// Takes another kind of end.
    pub fn choose(self, end: End) {
        self.end.set(end);
    }

    fn draft(self) -> PersonDraft {
        let end = self.end.get();
        PersonDraft {
            name: self.name.get(),
            data: self.data.get(),
            days: if matches!(end, End::In | End::FirstUse) { self.days.get() } else { String::new() },
            after_first_use: end == End::FirstUse,
            limit_ip: self.limit_ip.get(),
            comment: self.comment.get(),
            group: self.group.get(),
            // The inbounds are not chosen here.
            inbounds: vec![InboundId(0)],
        }
    }

    /// The old name counts as free, and as good: older panels let in names that could not be given today.
    fn check(self, feed: Feed) -> Result<NewPerson, Vec<Problem>> {
        let before = self.before.with_value(|before| (before.key(), before.name.clone()));
        let taken = |key: &str| key != before.0 && feed.people.watch(&key.to_owned()).is_some();
        let mut draft = self.draft();
        let same = draft.name.trim() == before.1;
        if same {
            draft.name = "-".into();
        }
        let person = draft.check(&|key| !same && taken(key), clock::now());
        let mut problems = person.as_ref().err().cloned().unwrap_or_default();
        let end = self.ending(person.as_ref().ok());
        if let Err(kind) = &end
            && !problems.iter().any(|problem| problem.field == Field::Days)
        {
            problems.push(Problem { field: Field::Days, kind: kind.clone() });
        }
        match (person, end) {
            (Ok(person), Ok(expiry)) => {
                Ok(NewPerson { expiry, name: if same { before.1 } else { person.name.clone() }, ..person })
            }
            _ => Err(problems),
        }
    }

    /// The end that is chosen. Nothing, or nought days, means no end only where that is chosen.
    fn ending(self, checked: Option<&NewPerson>) -> Result<Expiry, ProblemKind> {
        let missing = || ProblemKind::Missing;
        match (self.end.get(), checked.map(|person| person.expiry)) {
            (End::Never, _) => Ok(Expiry::Never),
            (End::On, _) => days_of::end(&self.day.get()).map(Expiry::At).ok_or_else(missing),
            (End::In | End::FirstUse, _) if self.days.with(|days| days.trim().is_empty()) => Err(missing()),
            (End::In | End::FirstUse, Some(Expiry::Never)) => {
                Err(ProblemKind::OutOfRange { least: 1, most: MOST_DAYS })
            }
            (End::In | End::FirstUse, checked) => Ok(checked.unwrap_or_default()),
        }
    }

    /// What is wrong with a field.
    pub fn problem(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let kind = self.checked.with(|checked| {
                let problems = checked.as_ref().err()?;
                problems.iter().find(|problem| problem.field == field).map(|problem| problem.kind.clone())
            });
            kind.filter(|kind| *kind != ProblemKind::Missing || self.tried.get()).as_ref().map(words)
        })
    }

    /// What is to be changed; the field of the first problem where something is wrong.
    pub fn edits(self, feed: Feed) -> Result<Vec<PersonEdit>, Field> {
        let first = |problems: Vec<Problem>| problems.first().map_or(Field::Name, |problem| problem.field);
        let now = self.check(feed).map_err(first)?;
        let before = self.person();
        let mut edits = Vec::new();
        if now.name != before.name {
            let taken = |key: &str| feed.people.watch(&key.to_owned()).is_some();
            edits.push(PersonEdit::rename(&now.name, &before.name, &taken).map_err(|problem| problem.field)?);
        }
        let mut when = |changed: bool, edit: PersonEdit| edits.extend(changed.then_some(edit));
        when(now.quota != before.quota, PersonEdit::Limit(now.quota));
        when(self.ends_otherwise(&before), PersonEdit::End(now.expiry));
        when(now.limit_ip != before.limit_ip, PersonEdit::LimitIp(now.limit_ip));
        when(now.comment != before.comment.trim(), PersonEdit::Comment(now.comment));
        when(now.group != before.group.trim(), PersonEdit::Group(now.group));
        Ok(edits)
    }

    /// Whether a hand changed the end: what is shown of one is coarser than the end itself.
    fn ends_otherwise(self, before: &Person) -> bool {
        let end = self.end.get();
        match end {
            _ if end != End::of(before.expiry) => true,
            End::Never => false,
            End::On => self.day.get() != day(before.expiry),
            End::In | End::FirstUse => self.days.get().trim() != days(before.expiry),
        }
    }
}

fn days(expiry: Expiry) -> String {
    match expiry {
        Expiry::AfterFirstUse(span) => (span.0 / Millis::DAY.0).to_string(),
        _ => String::new(),
    }
}

fn day(expiry: Expiry) -> String {
    match expiry {
        Expiry::At(at) => days_of::of(at),
        _ => String::new(),
    }
}

/// Where the focus goes for a problem.
pub const fn place_of(field: Field) -> &'static str {
    match field {
        Field::Data => "#edit-data",
        Field::Days => "#edit-days",
        Field::LimitIp => "#edit-limit-ip",
        Field::Comment => "#edit-comment",
        Field::Group => "#edit-group",
        _ => "#edit-name",
    }
}

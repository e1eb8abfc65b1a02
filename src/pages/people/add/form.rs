//! What is typed and chosen for a new person, and what the checks say of it.

use leptos::prelude::*;
use panel::draft::{Field, PersonDraft, Problem, ProblemKind};
use panel::model::{Door, Fresh, InboundId, NewPerson};

use super::last::Last;
use super::ways::Way;
use crate::browser::{clock, random};
use crate::feed::{Feed, NewKey};
use crate::pages::problem::words;

/// How sending goes.
#[derive(Clone, PartialEq)]
pub enum Sending {
    Idle,
    Busy,
    /// Nobody was added, and why.
    Failed {
        title: String,
        more: String,
    },
    /// It was sent, and whether they are there could not be found out.
    Doubt {
        why: String,
    },
}

/// The form. Copies share the same values.
#[derive(Clone, Copy)]
pub struct Form {
    pub name: RwSignal<String>,
    pub data: RwSignal<String>,
    pub days: RwSignal<String>,
    pub first_use: RwSignal<bool>,
    pub comment: RwSignal<String>,
    pub group: RwSignal<String>,
    pub limit_ip: RwSignal<String>,
    pub ways: Memo<Vec<Way>>,
    /// The inbounds chosen by hand or last time.
    pub picked: RwSignal<Vec<InboundId>>,
    /// Those of them that are there, else the first one.
    pub chosen: Memo<Vec<InboundId>>,
    /// Whether it was tried to send it: then what is missing is said too.
    pub tried: RwSignal<bool>,
    pub sending: RwSignal<Sending>,
    /// What the panel refused, and the name it was then.
    pub refused: RwSignal<Option<(Problem, String)>>,
    checked: Memo<Result<NewPerson, Vec<Problem>>>,
    random: StoredValue<[u8; Fresh::SIZE]>,
}

impl Form {
    /// With the choices of last time.
    pub fn new(feed: Feed, ways: Memo<Vec<Way>>) -> Self {
        let last = Last::recall();
        let text = || RwSignal::new(String::new());
        let picked = RwSignal::new(last.inbounds);
        let chosen = Memo::new(move |_| ways.with(|ways| picked.with(|picked| Way::chosen(ways, picked))));
        let mut this = Self {
            name: text(),
            data: RwSignal::new(last.data),
            days: RwSignal::new(last.days),
            first_use: RwSignal::new(last.first_use),
            comment: text(),
            group: text(),
            limit_ip: text(),
            ways,
            picked,
            chosen,
            tried: RwSignal::new(false),
            sending: RwSignal::new(Sending::Idle),
            refused: RwSignal::new(None),
            checked: Memo::new(|_| Err(Vec::new())),
            random: StoredValue::new(random::bytes()),
        };
        this.checked = Memo::new(move |_| this.check(feed));
        this
    }

    fn draft(self) -> PersonDraft {
        let days = self.days.get();
        PersonDraft {
            name: self.name.get(),
            data: self.data.get(),
            // The switch is shown only beside a number of days.
            after_first_use: self.first_use.get() && !days.trim().is_empty(),
            days,
            limit_ip: self.limit_ip.get(),
            comment: self.comment.get(),
            group: self.group.get(),
            inbounds: self.chosen.get(),
        }
    }

    /// Checks it as it is now, tracked.
    pub fn check(self, feed: Feed) -> Result<NewPerson, Vec<Problem>> {
        let ours = self.subscription();
        let taken = |key: &str| feed.people.watch(&key.to_owned()).is_some_and(|person| person.sub_id != ours);
        self.draft().check(&taken, clock::now())
    }

    /// What is wrong with a field, tracked.
    pub fn kind(self, field: Field) -> Option<ProblemKind> {
        if field == Field::Name
            && let Some((problem, _)) = self.refused.get().filter(|(_, name)| self.name.with(|now| now == name))
        {
            return Some(problem.kind);
        }
        let found = self.checked.with(|checked| {
            let problems = checked.as_ref().err()?;
            problems.iter().find(|problem| problem.field == field).map(|problem| problem.kind.clone())
        });
        found.filter(|kind| *kind != ProblemKind::Missing || self.tried.get())
    }

    /// The same in words.
    pub fn problem(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || self.kind(field).as_ref().map(words))
    }

    /// The person with what is random about them: the same at each try of one name.
    pub fn finished(self, person: NewPerson) -> NewKey {
        let chosen = self.chosen.get_untracked();
        let ways = self.ways.get_untracked();
        let doors: Vec<Door> =
            ways.into_iter().filter(|way| chosen.contains(&way.door.id)).map(|way| way.door).collect();
        NewKey { person, doors, fresh: Fresh::new(&self.random.get_value()) }
    }

    /// Whether the list shows this very person, tracked: one whose answer was lost.
    pub fn arrived(self, feed: Feed) -> bool {
        let key = self.name.with(|name| name.trim().to_lowercase());
        let ours = self.subscription();
        feed.people.watch(&key).is_some_and(|person| person.sub_id == ours)
    }

    fn subscription(self) -> String {
        Fresh::new(&self.random.get_value()).subscription()
    }

    /// Somebody else: what is random about them is drawn anew.
    pub fn redraw(self) {
        self.random.set_value(random::bytes());
    }

    /// The next time starts from these choices.
    pub fn remember(self) {
        let last = Last {
            inbounds: self.chosen.get_untracked(),
            data: self.data.get_untracked(),
            days: self.days.get_untracked(),
            first_use: self.first_use.get_untracked(),
        };
        last.remember();
    }
}

/// Where the focus goes for a problem.
pub const fn place_of(field: Field) -> &'static str {
    match field {
        Field::Data => "#new-data",
        Field::Days => "#new-days",
        Field::LimitIp => "#new-limit-ip",
        Field::Comment => "#new-comment",
        Field::Group => "#new-group",
        _ => "#new-name",
    }
}

//! The wizard's state. It lives above the page, so that neither leaving the page nor a lost session costs anything
//! typed; only a finished wizard begins anew.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::draft::{Field, Holder, Problem, RealityDraft, Surroundings, Taken};
use panel::model::fresh::SHORT_IDS_SIZE;
use panel::model::{Fresh, NewReality, Ports, RealityPlan};

use super::create::Sending;
use super::form::Form;
use super::keys::Keys;
use super::scan::Scan;
use crate::browser::{clock, random};
use crate::feed::Feed;
use crate::transport;

/// The steps: the site, the first person, the review.
pub const STEPS: usize = 3;

/// Everything the wizard knows. Copies share the same values.
#[derive(Clone, Copy)]
pub struct Wizard {
    pub feed: Feed,
    pub form: Form,
    pub keys: Keys,
    pub scan: Scan,
    /// The step that is shown, from 1.
    pub step: RwSignal<usize>,
    /// The furthest step whose way there is filled in: up to it the browser's history may lead.
    pub reached: RwSignal<usize>,
    /// The furthest step that was left forward: up to it problems are shown.
    pub tried: RwSignal<usize>,
    /// What the checks say now.
    pub checked: Memo<Result<RealityPlan, Vec<Problem>>>,
    /// What is in the way of a port.
    pub taken: Memo<Taken>,
    /// What the panel refused, and what stood in the field then.
    pub refused: RwSignal<Option<(Problem, String)>>,
    /// A site that is used although it does not serve.
    pub insisted: RwSignal<String>,
    /// What was suggested last: a field that still holds it follows a better suggestion.
    pub suggested: Suggested,
    /// Whether the chosen site is being tried before going on.
    pub trying: RwSignal<bool>,
    /// Where to go once the browser's history is back at the first step.
    pub leaving: StoredValue<Option<Callback<()>>>,
    /// How sending goes.
    pub sending: RwSignal<Sending>,
    /// What was sent last, as long as it may still be found to have arrived.
    pub sent: StoredValue<Option<NewReality>>,
    /// Whether it is done: then the next visit begins anew.
    pub finished: RwSignal<bool>,
    ports: RwSignal<Option<Ports>>,
    random: RwSignal<Random>,
}

/// The newest suggestions.
#[derive(Clone, Copy)]
pub struct Suggested {
    pub site: StoredValue<Option<&'static str>>,
    pub address: StoredValue<String>,
    pub port: StoredValue<String>,
    pub remark: StoredValue<String>,
}

impl Suggested {
    fn nothing(form: Form) -> Self {
        Self {
            site: StoredValue::new(form.listed.get_untracked()),
            address: StoredValue::new(String::new()),
            port: StoredValue::new(String::new()),
            remark: StoredValue::new(String::new()),
        }
    }

    fn clear(self, form: Form) {
        self.site.set_value(form.listed.get_untracked());
        for text in [self.address, self.port, self.remark] {
            text.set_value(String::new());
        }
    }
}

/// Random bytes of one run. They stay, so that what is sent twice is one and the same thing.
#[derive(Clone, Copy, PartialEq)]
pub struct Random {
    pub person: [u8; Fresh::SIZE],
    pub short_ids: [u8; SHORT_IDS_SIZE],
    port: [u8; 16],
}

impl Random {
    fn draw() -> Self {
        Self { person: random::bytes(), short_ids: random::bytes(), port: random::bytes() }
    }
}

/// The wizard of this app.
pub fn use_wizard() -> Wizard {
    expect_context()
}

/// Where the wizard's state is kept above its page: nothing, until the page is opened first.
#[derive(Clone)]
pub struct Kept {
    wizard: StoredValue<Option<Wizard>>,
    above: Owner,
}

impl Kept {
    /// Keeps it for as long as what calls this lives.
    pub fn provide() {
        if let Some(above) = Owner::current() {
            provide_context(Self { wizard: StoredValue::new(None), above });
        }
    }

    /// The wizard as it was left, known to everything below.
    pub fn open(feed: Feed) -> Wizard {
        let kept: Self = expect_context();
        let wizard = kept.wizard.get_value().unwrap_or_else(|| kept.above.with(|| Wizard::new(feed)));
        kept.wizard.set_value(Some(wizard));
        provide_context(wizard);
        wizard
    }
}

impl Wizard {
    fn new(feed: Feed) -> Self {
        let form = Form::new();
        let ports = RwSignal::new(None);
        let taken = Memo::new(move |_| taken(feed, ports.get()));
        let checked = Memo::new(move |_| taken.with(|taken| check(feed, &form.draft(), taken)));
        Self {
            feed,
            form,
            keys: Keys::new(),
            scan: Scan::new(),
            step: RwSignal::new(1),
            reached: RwSignal::new(1),
            tried: RwSignal::new(0),
            checked,
            taken,
            refused: RwSignal::new(None),
            insisted: RwSignal::new(String::new()),
            suggested: Suggested::nothing(form),
            trying: RwSignal::new(false),
            leaving: StoredValue::new(None),
            sending: RwSignal::new(Sending::Idle),
            sent: StoredValue::new(None),
            finished: RwSignal::new(false),
            ports,
            random: RwSignal::new(Random::draw()),
        }
    }

    /// Begins anew after the last inbound was made; otherwise everything stays.
    pub fn open(self) {
        if !self.finished.get_untracked() {
            return;
        }
        self.form.clear();
        self.suggested.clear(self.form);
        self.keys.clear();
        self.scan.shuffle();
        self.reached.set(1);
        self.tried.set(0);
        self.refused.set(None);
        self.sending.set(Sending::Idle);
        self.random.set(Random::draw());
        self.finished.set(false);
    }

    /// Asks in the background for what the first step needs; nothing twice.
    pub fn prepare(self) {
        let Some(panel) = self.feed.panel() else { return };
        self.scan.start(&panel);
        if super::place::awaits_server(self) {
            spawn_local(self.feed.look_at_server());
        }
        let wanted = self.ports.with_untracked(Option::is_none);
        spawn_local(async move {
            drop(self.keys.pair(&panel).await);
            if wanted && let Ok(ports) = transport::call(&api::settings::ports(&panel)).await {
                let _ = self.ports.try_set(Some(ports));
            }
        });
    }

    /// The random bytes of this run, tracked.
    pub fn random(self) -> Random {
        self.random.get()
    }

    /// The port to suggest, tracked.
    pub fn free_port(self) -> String {
        let random = self.random.get();
        self.taken.with(|taken| taken.suggest(&random.port)).to_string()
    }

    /// A name no inbound has yet, tracked.
    pub fn free_remark(self) -> String {
        let mut taken = Vec::new();
        self.feed.inbounds.for_each(|_, row| taken.push(row.remark.to_lowercase()));
        let first = RealityDraft::default().remark;
        let numbered = (2..100).map(|number| [&first, " ", &number.to_string()].concat());
        let mut names = std::iter::once(first.clone()).chain(numbered);
        names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or(first)
    }

    /// Everything in the way of the draft as it stands, checked anew.
    pub fn check_now(self) -> Result<RealityPlan, Vec<Problem>> {
        let taken = self.taken.get_untracked();
        untrack(|| check(self.feed, &self.form.draft(), &taken))
    }

    /// What is wrong, tracked: by the checks, and by the panel while the field is as it was refused.
    pub fn problems(self) -> Vec<Problem> {
        let mut problems = self.checked.get().err().unwrap_or_default();
        if let Some((refused, text)) = self.refused.get()
            && self.form.text(refused.field) == text
        {
            problems.push(refused);
        }
        problems
    }

    /// What is wrong in one step, tracked.
    pub fn problems_of(self, step: usize) -> Vec<Problem> {
        let mut problems = self.problems();
        problems.retain(|problem| step_of(problem.field) == step);
        problems
    }

    /// Why the chosen site does not serve, unless one insists on it, tracked.
    pub fn unfit(self) -> Option<String> {
        let site = self.form.target();
        let why = self.scan.of(&site)?.unfit()?;
        self.insisted.with(|insisted| *insisted != site).then_some(why)
    }

    /// The panel refused what stands in a field: it is said there.
    pub fn refuse(self, problem: Problem) {
        let text = untrack(|| self.form.text(problem.field));
        self.refused.set(Some((problem, text)));
    }
}

/// The step a field belongs to.
pub fn step_of(field: Field) -> usize {
    match field {
        Field::Target | Field::ServerNames | Field::Address | Field::Port | Field::Remark => 1,
        _ => 2,
    }
}

fn check(feed: Feed, draft: &RealityDraft, taken: &Taken) -> Result<RealityPlan, Vec<Problem>> {
    let host = window().location().hostname().unwrap_or_default();
    let names = |key: &str| feed.people.cell(&key.to_owned()).is_some();
    let mut outcome = draft.check(Surroundings { taken, names: &names, host: &host, now: clock::now() });
    // Without an address keys point to where this page came from, and that may lead nowhere.
    if draft.address.trim().is_empty() && !super::place::is_public(&host) {
        let missing = Problem { field: Field::Address, kind: panel::draft::ProblemKind::Missing };
        match &mut outcome {
            Ok(_) => outcome = Err(vec![missing]),
            Err(problems) => problems.push(missing),
        }
    }
    outcome
}

fn taken(feed: Feed, ports: Option<Ports>) -> Taken {
    Taken {
        inbounds: feed.taken_ports(),
        ports,
        page: Some(crate::location::page_port()),
        packets_apart: feed.panel().is_some_and(|panel| panel.ports_per_l4()),
    }
}

/// Whether a port problem names a holder, which is worth saying while one still types.
pub fn names_holder(problem: &Problem) -> Option<&Holder> {
    match &problem.kind {
        panel::draft::ProblemKind::PortTaken(holder) => Some(holder),
        _ => None,
    }
}

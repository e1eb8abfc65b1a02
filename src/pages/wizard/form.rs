//! What is typed and chosen in the wizard, as signals the fields write, and as the draft that is checked.

use leptos::prelude::*;
use panel::draft::{CURATED, Field, PersonDraft, RealityDraft};
use panel::model::Apps;

/// The form. Copies share the same values.
#[derive(Clone, Copy)]
pub struct Form {
    /// The chosen site of the list; `None` for a site of one's own.
    pub listed: RwSignal<Option<&'static str>>,
    pub own_site: RwSignal<String>,
    pub server_names: RwSignal<String>,
    pub address: RwSignal<String>,
    pub port: RwSignal<String>,
    pub remark: RwSignal<String>,
    pub apps: RwSignal<Apps>,
    pub signed: RwSignal<bool>,
    pub fingerprint: RwSignal<String>,
    pub name: RwSignal<String>,
    pub data: RwSignal<String>,
    pub days: RwSignal<String>,
    pub after_first_use: RwSignal<bool>,
    pub vision: RwSignal<bool>,
}

impl Form {
    /// As it is at first.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let this = Self {
            listed: RwSignal::new(None),
            own_site: text(),
            server_names: text(),
            address: text(),
            port: text(),
            remark: text(),
            apps: RwSignal::new(Apps::default()),
            signed: RwSignal::new(false),
            fingerprint: text(),
            name: text(),
            data: text(),
            days: text(),
            after_first_use: RwSignal::new(false),
            vision: RwSignal::new(true),
        };
        this.clear();
        this
    }

    /// Forgets everything typed.
    pub fn clear(self) {
        let blank = RealityDraft::default();
        self.listed.set(CURATED.first().copied());
        for text in [self.own_site, self.server_names, self.address, self.port, self.name, self.data, self.days] {
            text.set(String::new());
        }
        self.remark.set(String::new());
        self.fingerprint.set(blank.fingerprint);
        self.apps.set(blank.apps);
        self.signed.set(blank.signed);
        self.after_first_use.set(false);
        self.vision.set(blank.vision);
    }

    /// The site, from the list or typed, tracked.
    pub fn target(self) -> String {
        match self.listed.get() {
            Some(site) => site.to_owned(),
            None => self.own_site.get(),
        }
    }

    /// The draft, tracked.
    pub fn draft(self) -> RealityDraft {
        let days = self.days.get();
        RealityDraft {
            target: self.target(),
            server_names: self.server_names.get(),
            address: self.address.get(),
            port: self.port.get(),
            remark: self.remark.get(),
            apps: self.apps.get(),
            vision: self.vision.get(),
            signed: self.signed.get(),
            fingerprint: self.fingerprint.get(),
            person: PersonDraft {
                name: self.name.get(),
                data: self.data.get(),
                // The switch is shown only beside a number of days.
                after_first_use: self.after_first_use.get() && !days.trim().is_empty(),
                days,
                ..PersonDraft::default()
            },
        }
    }

    /// What stands in a field, tracked: to see whether it is still what the panel refused.
    pub fn text(self, field: Field) -> String {
        match field {
            Field::Target => self.target(),
            Field::ServerNames => self.server_names.get(),
            Field::Address => self.address.get(),
            Field::Port => self.port.get(),
            Field::Remark => self.remark.get(),
            Field::Data => self.data.get(),
            Field::Days => self.days.get(),
            _ => self.name.get(),
        }
    }
}

/// Keeps a field at a value that is found out, until a hand changes it. `last` is what was written into it before.
pub fn follow<T>(field: RwSignal<T>, found: Signal<T>, last: StoredValue<T>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Effect::new(move |_| {
        let found = found.get();
        if field.get_untracked() == last.get_value() && found != last.get_value() {
            last.set_value(found.clone());
            field.set(found);
        }
    });
}

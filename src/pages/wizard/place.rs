//! Where people connect to: the address and the port.

use leptos::prelude::*;
use panel::draft::{Field as Place, RealityDraft, Surroundings, Taken};
use panel::model::Millis;

use super::form;
use super::problem::shown;
use super::state::{Wizard, use_wizard};
use crate::browser::storage;
use crate::parts::{Field, Note, Tone};
use crate::words::{Key, fill, t};

/// The address chosen last in this browser; the handout reads the same.
const REMEMBERED: &str = "address";

/// Where the suggested address comes from.
#[derive(Clone, PartialEq)]
enum Source {
    /// Chosen before in this browser.
    Remembered(String),
    /// The address of this page.
    Page(String),
    /// What the server takes for its own public address.
    Server(String),
    /// The server has not answered yet.
    Asked,
    /// Nothing is known.
    Nowhere,
}

impl Source {
    /// The best there is, tracked.
    fn find(wizard: Wizard) -> Self {
        let page = window().location().hostname().unwrap_or_default();
        if let Some(chosen) = storage::read(REMEMBERED).filter(|chosen| is_public(chosen)) {
            return Self::Remembered(chosen);
        }
        if is_public(&page) {
            return Self::Page(page);
        }
        wizard.feed.status.with(|status| match status {
            Some(status) => status.ipv4.clone().filter(|own| is_public(own)).map_or(Self::Nowhere, Self::Server),
            None => Self::Asked,
        })
    }

    fn address(&self) -> String {
        match self {
            Self::Remembered(address) | Self::Page(address) | Self::Server(address) => address.clone(),
            Self::Asked | Self::Nowhere => String::new(),
        }
    }

    fn help(&self) -> &'static str {
        t(match self {
            Self::Remembered(_) => Key::AddressRemembered,
            Self::Page(_) => Key::AddressOfPage,
            Self::Server(_) => Key::AddressGuessed,
            Self::Asked => Key::AddressAsked,
            Self::Nowhere => Key::AddressUnknown,
        })
    }
}

/// Whether the address still waits for the server's answer.
pub fn awaits_server(wizard: Wizard) -> bool {
    untrack(|| wizard.form.address.with(String::is_empty) && Source::find(wizard) == Source::Asked)
}

/// Whether others can reach a host, as the draft sees it.
pub fn is_public(host: &str) -> bool {
    let draft = RealityDraft { address: host.to_owned(), ..RealityDraft::default() };
    let around = Surroundings { taken: &Taken::default(), names: &|_| false, host: "", now: Millis(0) };
    let problems = draft.check(around).err().unwrap_or_default();
    !host.is_empty() && problems.iter().all(|problem| problem.field != Place::Address)
}

/// Remembers the address for later keys, unless it is this page's own anyway.
pub fn remember(address: &str) {
    let page = window().location().hostname().unwrap_or_default();
    if address.is_empty() || address == page {
        storage::forget(REMEMBERED);
    } else {
        storage::write(REMEMBERED, address);
    }
}

/// Address and port, both suggested.
#[component]
pub fn PlaceFields() -> impl IntoView {
    let wizard = use_wizard();
    let form = wizard.form;
    let source = Memo::new(move |_| Source::find(wizard));
    form::follow(form.address, Signal::derive(move || source.with(Source::address)), wizard.suggested.address);
    form::follow(form.port, Signal::derive(move || wizard.free_port()), wizard.suggested.port);
    form::follow(form.remark, Signal::derive(move || wizard.free_remark()), wizard.suggested.remark);
    let help = Signal::derive(move || {
        source.with(|source| if form.address.get() == source.address() { source.help() } else { "" }).to_owned()
    });
    view! {
        <section class="part">
            <div class="address-port">
                <Field
                    id="wizard-address"
                    label=t(Key::AddressPeopleUse).to_owned()
                    value=form.address
                    help
                    problem=shown(Place::Address)
                    technical=true
                />
                <Field id="wizard-port" label=t(Key::Port).to_owned() value=form.port problem=shown(Place::Port) technical=true numeric=true />
            </div>
            <PortNotes />
        </section>
    }
}

/// What is worth knowing about the port.
#[component]
fn PortNotes() -> impl IntoView {
    let wizard = use_wizard();
    let port = Memo::new(move |_| wizard.form.port.with(|text| panel::units::whole(text.trim())));
    let neighbour = Memo::new(move |_| {
        let port = u32::try_from(port.get()?).ok()?;
        wizard.taken.with(|taken| taken.neighbour(port).map(|taken| taken.remark.clone()))
    });
    let other = move || port.get().is_some_and(|port| port != 443) && shown(Place::Port).get().is_none();
    view! {
        {move || {
            neighbour
                .get()
                .map(|name| {
                    let port = port.get().unwrap_or_default().to_string();
                    let title = fill(Key::PortShared, &[("port", &port), ("name", &name)]);
                    view! { <Note tone=Tone::Warn title=title more=t(Key::PortSharedWhy).to_owned() /> }
                })
        }}
        <Show when=other>
            <p class="quiet small">{t(Key::PortNot443)}</p>
        </Show>
    }
}

//! One tap that mends what is wrong with a key: the change is made of what the panel holds now, is written only if it
//! helps, is followed like every write, and can be taken back without what others did since.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::doctor::mend::{Patch, Place, Supply, keys_changed, mended};
use panel::doctor::{Checkup, Facts, Finding, Fix, Rule, Severity, Who};
use panel::draft::{CURATED, Taken, best_site};
use panel::error::ApiError;
use panel::model::{Client, Fresh, Inbound, InboundId, door};
use panel::wire::mend::taken_back;

use super::write_people::{DATA, DAYS, Deed, may_have_arrived};
use super::{Feed, InboundRow};
use crate::browser::{clock, random};
use crate::location::{page_host, page_port};
use crate::transport;
use crate::words::{Key, fill, t};

/// A finding with where it was found, and how it is mended.
#[derive(Clone)]
pub struct Cure {
    pub finding: Finding,
    pub fix: Fix,
    place: Place,
    pub inbound: InboundId,
    pub client: Client,
    host: String,
    address: String,
}

/// A change that is ready to be sent.
#[derive(Clone)]
pub struct Ready {
    before: Inbound,
    after: Inbound,
    /// What the inbound is called.
    pub name: String,
    /// How many people have another key afterwards.
    pub keys: usize,
    /// What was chosen for them, in a sentence; empty where nothing had to be.
    pub chosen: String,
}

impl Ready {
    /// How many people the inbound has.
    pub fn people(&self) -> usize {
        self.before.clients.len()
    }
}

impl Cure {
    /// The cure of a finding, where one tap can be it. Host and address are those of the key it was found in.
    pub fn of(finding: &Finding, inbound: InboundId, client: &Client, host: &str, address: &str) -> Option<Self> {
        let fix = finding.fix?;
        let (finding, client) = (finding.clone(), client.clone());
        let (host, address) = (host.to_owned(), address.to_owned());
        Some(Self { fix, place: fix.place()?, finding, inbound, client, host, address })
    }

    /// A sentence about the fix.
    fn words(&self, key: Key, name: &str) -> String {
        fill(key, &[("fix", panel::text::fix(self.fix)), ("name", name)])
    }

    /// Whether it is written into the inbound itself.
    pub fn is_of_inbound(&self) -> bool {
        self.place == Place::Inbound
    }

    /// Whether it can help: a REALITY inbound that moves from one odd port to another has gained nothing.
    pub fn helps(&self, best_port_free: bool) -> bool {
        self.finding.rule != Rule::RealityPort || best_port_free
    }

    /// Whether a key that works until now stops working with it.
    pub fn costs_a_key(&self) -> bool {
        let another = matches!(self.fix, Fix::EnableVision | Fix::DropVision | Fix::NewId | Fix::NewPassword);
        another && self.finding.severity < Severity::Dead
    }

    /// Whether nobody has a key that works anyway.
    pub fn costs_nobody(&self) -> bool {
        self.finding.severity >= Severity::Dead && self.finding.who == Who::Everyone
    }

    /// What was chosen.
    fn chosen(&self, after: &Inbound) -> String {
        match (self.fix, after.stream.security.reality()) {
            (Fix::SetTarget, Some(reality)) => {
                let site = reality.target.split(':').next().unwrap_or_default();
                fill(Key::MendTarget, &[("site", site)])
            }
            (Fix::SetMethod, _) => fill(Key::MendCipher, &[("cipher", &after.settings.method)]),
            _ => String::new(),
        }
    }
}

impl Feed {
    /// What would be sent for a cure of the inbound itself. `None` where the finding is gone already, or it was said why
    /// nothing can be done.
    pub async fn prepare(self, cure: &Cure) -> Option<Ready> {
        let name = self.inbounds.get(&cure.inbound).map(|row| row.name()).unwrap_or_default();
        match self.change_of(cure).await {
            Ok(ready) => ready,
            Err(error) => {
                self.failed(&cure.words(Key::Mending, &name), &error, None);
                None
            }
        }
    }

    async fn change_of(self, cure: &Cure) -> Result<Option<Ready>, ApiError> {
        let panel = self.panel().ok_or(ApiError::Offline)?;
        let before = transport::call(&api::inbounds::get(cure.inbound)).await?;
        let facts = self.facts_of(cure, &before);
        let client = of_name(&before, &cure.client);
        if !has(&before, client, cure, &facts) {
            self.keep_changed(before);
            return Ok(None);
        }
        let keys = match cure.fix.wants_keys() {
            true => Some(transport::call(&api::server::x25519(&panel)).await?),
            false => None,
        };
        let port = (cure.fix == Fix::ChangePort).then(|| self.free_port());
        let site = match cure.fix {
            Fix::SetTarget => site(&panel, &before).await,
            _ => None,
        };
        let supply = Supply { port, keys, site, ..self::supply() };
        let after = mended(&before, client, &cure.finding, &facts, &supply);
        let after = after.ok_or_else(|| ApiError::Unsent { words: t(Key::CannotMend).to_owned() })?;
        self.vet(Some(&before), &after).await?;
        let keys = keys_changed(&before, &after, &facts);
        let chosen = cure.chosen(&after);
        Ok(Some(Ready { name: self.inbound_name(&before), before, after, keys, chosen }))
    }

    /// Sends what was prepared, says so, and follows it.
    pub async fn send_mended(self, cure: Cure, ready: Ready) {
        let what = cure.words(Key::Mending, &ready.name);
        let (again, once_more) = (cure.clone(), ready.clone());
        let again = Callback::new(move |()| {
            let (cure, ready) = (again.clone(), once_more.clone());
            spawn_local(async move { self.send_mended(cure, ready).await });
        });
        let Some(call) = api::inbounds::update(&ready.after) else { return };
        let answer = self.write(&call, &what, Some(again)).await;
        if let Err(error) = answer
            && !(may_have_arrived(&error) && self.is_mended(&cure).await)
        {
            return self.failed(&what, &error, Some(again));
        }
        self.keep_changed(ready.after.clone());
        let said = cure.words(Key::Mended, &ready.name);
        let back = Callback::new(move |()| {
            let ready = ready.clone();
            spawn_local(async move { self.take_mended_back(ready).await });
        });
        self.toasts.undo(said, back);
        self.watch.follow(self, what, Some(back));
    }

    /// Does what is written about people, or turns a switch.
    pub async fn cure_people(self, cure: &Cure) {
        let Some(entry) = self.whole(cure.inbound) else { return };
        let name = cure.client.name.as_str();
        let deed = |name: &str| match cure.fix {
            Fix::EnablePerson => Some(Deed::enable(name, true)),
            Fix::ExtendPerson => Some(Deed::extend(name, DAYS)),
            Fix::RaiseQuota => Some(Deed::add_data(name, DATA)),
            fix => Patch::of(fix, &entry, &supply()).map(|patch| Deed::patch(name, fix, cure.inbound, patch)),
        };
        if cure.place == Place::Switch {
            return self.switch_inbound(cure.inbound, true);
        }
        if cure.fix == Fix::EnableVision && !self.vision_fits(name) {
            return self.toasts.fail(t(Key::CannotMend).to_owned());
        }
        // What stops Xray is done to everybody whom it is about.
        let concerned = match entry.slim {
            true => Vec::new(),
            false => cure.fix.concerns(&entry).into_iter().map(|client| client.name.clone()).collect::<Vec<_>>(),
        };
        let names = if concerned.is_empty() { vec![name.to_owned()] } else { concerned };
        for name in names {
            if let Some(deed) = deed(&name) {
                self.do_to_person(&name, deed).await;
            }
        }
    }

    /// Whether every inbound of a person carries Vision: a record has one flow for all of them.
    fn vision_fits(self, name: &str) -> bool {
        let records = self.panel().is_some_and(|panel| panel.has_people_resource());
        let inbounds = self.people.get(&name.to_lowercase()).map(|person| person.inbounds).unwrap_or_default();
        !records || inbounds.iter().all(|id| self.whole(*id).is_some_and(|inbound| door::Door::of(&inbound).vision))
    }

    async fn take_mended_back(self, ready: Ready) {
        let name = [("name", &*ready.name)];
        let what = fill(Key::TakingBackMend, &name);
        match self.send_back(&ready, &what).await {
            Ok(()) => self.toasts.say(fill(Key::MendTakenBack, &name)),
            Err(error) => {
                let ready = ready.clone();
                let again = move |()| {
                    let ready = ready.clone();
                    spawn_local(async move { self.take_mended_back(ready).await });
                };
                self.failed(&what, &error, Some(Callback::new(again)));
            }
        }
    }

    async fn send_back(self, ready: &Ready, what: &str) -> Result<(), ApiError> {
        let now = transport::call(&api::inbounds::get(ready.before.id)).await?;
        let back = taken_back(&now, &ready.before, &ready.after);
        let call = back.as_ref().and_then(api::inbounds::update);
        let (Some(back), Some(call)) = (back, call) else {
            return Err(ApiError::Unsent { words: t(Key::CannotMend).to_owned() });
        };
        // What was mended may be what stopped Xray.
        self.vet(Some(&now), &back).await?;
        self.write(&call, what, None).await?;
        self.keep_changed(back);
        Ok(())
    }

    /// Whether a write arrived although its answer did not.
    async fn is_mended(self, cure: &Cure) -> bool {
        let Ok(now) = transport::call(&api::inbounds::get(cure.inbound)).await else { return false };
        let facts = self.facts_of(cure, &now);
        !has(&now, of_name(&now, &cure.client), cure, &facts)
    }

    fn facts_of(self, cure: &Cure, inbound: &Inbound) -> Facts {
        match cure.host.is_empty() {
            true => self.facts_of_inbound(inbound),
            false => untrack(|| self.facts_around(inbound, &cure.host, &cure.address)),
        }
    }

    /// Whether nothing that is known listens on the port that looks most like the web.
    pub fn best_port_free(self) -> bool {
        untrack(|| self.taken_ports()).iter().all(|taken| taken.port != 443) && page_port() != 443
    }

    fn free_port(self) -> u16 {
        let inbounds = untrack(|| self.taken_ports());
        let ports = self.memory.with_value(|memory| memory.ports);
        Taken { inbounds, ports, page: Some(page_port()), packets_apart: false }.suggest(&random::bytes::<16>())
    }

    /// Takes in an inbound as it was written: its row, its keys and what is wrong with them.
    fn keep_changed(self, inbound: Inbound) {
        let row = InboundRow { fault: self.judged(&inbound), ..InboundRow::of(&inbound) };
        self.inbounds.merge(vec![(inbound.id, row)]);
        self.keep(Arc::new(inbound));
        self.rewritten.update(|count| *count = count.wrapping_add(1));
    }
}

fn supply() -> Supply {
    let fresh = Fresh::new(&random::bytes());
    Supply { fresh, now: clock::now(), port: None, keys: None, site: None, own_host: page_host() }
}

/// The nearest site that serves, where the panel can look; else one of the list, drawn.
async fn site(panel: &Panel, inbound: &Inbound) -> Option<&'static str> {
    let found = match panel.has_reality_scan() {
        true => transport::call(&api::server::scan_targets(panel, &CURATED.map(str::to_owned))).await,
        false => Ok(Vec::new()),
    };
    let [drawn] = random::bytes();
    let now = inbound.stream.security.reality().and_then(|reality| reality.target.split(':').next());
    best_site(&found.unwrap_or_default(), drawn, &|site| now == Some(site))
}

/// The entry of this name, as it is in the inbound now.
fn of_name<'a>(inbound: &'a Inbound, client: &'a Client) -> &'a Client {
    inbound.clients.iter().find(|own| own.name == client.name).unwrap_or(client)
}

fn has(inbound: &Inbound, client: &Client, cure: &Cure, facts: &Facts) -> bool {
    let found = Checkup::new(inbound, facts).findings(client);
    found.iter().any(|found| found.rule == cure.finding.rule && found.who == cure.finding.who)
}

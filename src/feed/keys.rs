//! Everything a person's keys are written from.

use leptos::prelude::*;
use panel::api;
use panel::api::clients::Record;
use panel::doctor::{self, Door, Facts, Rule, Severity, Who, XrayVersion};
use panel::error::ApiError;
use panel::model::stream::Network;
use panel::model::{Client, Inbound, InboundId, Protocol};

use super::Feed;
use crate::browser::clock;
use crate::transport;

/// One way in: an inbound and the person's entry in it.
#[derive(Clone, PartialEq)]
pub struct Entry {
    pub inbound: Inbound,
    pub client: Client,
}

/// Tells whether an inbound is faulty.
pub type Judge = fn(Feed, &Inbound) -> bool;

impl Feed {
    /// A person's entries, where everything they are written from is at hand.
    pub fn entries_at_hand(self, name: &str) -> Option<Vec<Entry>> {
        let records = self.panel()?.has_people_resource();
        self.memory.with_value(|memory| {
            if !records {
                let entries: Vec<Entry> = memory.whole.values().flat_map(|inbound| entries(inbound, name)).collect();
                return (!entries.is_empty()).then(|| sorted(entries));
            }
            let record = memory.records.get(&name.to_lowercase())?;
            let inbounds: Option<Vec<&Inbound>> = record.inbounds.iter().map(|id| memory.whole.get(id)).collect();
            Some(inbounds?.into_iter().map(|inbound| entry_of(record, inbound)).collect())
        })
    }

    /// A person's entries, read where they are not at hand. Empty for somebody who is not there or in no inbound.
    pub async fn entries(self, name: &str) -> Result<Vec<Entry>, ApiError> {
        if let Some(known) = self.entries_at_hand(name) {
            return Ok(known);
        }
        let panel = self.panel().ok_or(ApiError::Offline)?;
        if !panel.has_people_resource() {
            let inbounds = transport::call(&api::inbounds::list()).await?;
            return Ok(inbounds.iter().flat_map(|inbound| entries(inbound, name)).collect());
        }
        let record = match transport::call(&api::clients::get(name)).await {
            Err(ApiError::Refused { .. }) => return Ok(Vec::new()),
            answer => answer?,
        };
        let mut entries = Vec::new();
        for id in &record.inbounds {
            entries.push(entry_of(&record, &self.inbound(*id).await?));
        }
        self.memory.update_value(|memory| drop(memory.records.insert(name.to_lowercase(), record)));
        Ok(entries)
    }

    /// What the link doctor must be told besides the entry. `address` is the one keys carry.
    pub fn facts(self, entry: &Entry, host: &str, address: &str) -> Facts {
        let subscription = self.defaults.with(|defaults| defaults.subscription(&entry.client.sub_id));
        Facts {
            host: host.to_owned(),
            address: address.to_owned(),
            xray_version: self.xray_version.with(|version| XrayVersion::parse(version)),
            now: clock::now(),
            subscription_url: subscription.unwrap_or_default(),
            neighbours: self.neighbours(&entry.inbound),
            master: self.master(&entry.inbound).map(Box::new),
            ..Facts::default()
        }
    }

    /// Judges inbounds from now on, beginning with those that are shown. What judges comes after the first rows.
    pub fn judge_with(self, judge: Judge) {
        if self.judge.try_set_value(Some(judge)).is_some() {
            return;
        }
        let known = self.memory.with_value(|memory| memory.whole.values().cloned().collect::<Vec<_>>());
        for inbound in known {
            let faulty = judge(self, &inbound);
            if let Some(row) =
                self.inbounds.cell(&inbound.id).filter(|row| row.with_untracked(|row| row.faulty != faulty))
            {
                row.update(|row| row.faulty = faulty);
            }
        }
    }

    /// Whether an inbound was found faulty; none is before something judges.
    pub(super) fn judged(self, inbound: &Inbound) -> bool {
        self.judge.get_value().is_some_and(|judge| judge(self, inbound))
    }

    /// Whether no key of an inbound can work, whoever it is for and whatever address it carries. One person stands for
    /// all, as far as their credentials are at hand.
    pub fn faulty(self, inbound: &Inbound) -> bool {
        let entry = self.memory.with_value(|memory| {
            let client = inbound.clients.first()?;
            if !inbound.slim {
                return Some(Entry { inbound: inbound.clone(), client: client.clone() });
            }
            memory.records.get(&client.name.to_lowercase()).map(|record| entry_of(record, inbound))
        });
        let Some(entry) = entry.filter(|entry| entry.inbound.enabled) else { return false };
        let facts = self.facts(&entry, ANYWHERE, ANYWHERE);
        doctor::diagnose(&entry.inbound, &entry.client, &facts)
            .iter()
            .any(|found| found.severity >= Severity::Dead && found.who == Who::Everyone && !passes(found.rule))
    }

    /// The inbound this one is a fallback child of.
    pub fn master(self, inbound: &Inbound) -> Option<Inbound> {
        self.whole(inbound.fallback_master?)
    }

    /// Doors of the other inbounds that are switched on and speak the same kind of packets.
    fn neighbours(self, own: &Inbound) -> Vec<Door> {
        let udp = over_udp(own);
        let others = |id: &InboundId, inbound: &Inbound| *id != own.id && inbound.enabled && over_udp(inbound) == udp;
        self.memory.with_value(|memory| {
            let others = memory.whole.iter().filter(|(id, inbound)| others(id, inbound));
            others.map(|(_, inbound)| Door { listen: inbound.listen.clone(), port: inbound.port }).collect()
        })
    }
}

/// An address that is beyond doubt: what is looked at is the inbound.
const ANYWHERE: &str = "203.0.113.1";

/// What is over again when a switch is turned or a date moved.
fn passes(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::PersonDisabled
            | Rule::PersonExpired
            | Rule::PersonUsedUp
            | Rule::InboundDisabled
            | Rule::InboundExpired
            | Rule::InboundUsedUp
    )
}

fn over_udp(inbound: &Inbound) -> bool {
    matches!(inbound.protocol, Protocol::Hysteria | Protocol::WireGuard)
        || matches!(inbound.stream.network, Network::Kcp(_) | Network::Hysteria(_))
}

/// The entry of a record. The short list of inbounds leaves out nothing a key is written from but the credentials, and
/// those are the record's.
fn entry_of(record: &Record, inbound: &Inbound) -> Entry {
    let client = api::clients::entry(record, &inbound.protocol);
    let mut inbound = inbound.clone();
    if inbound.slim {
        inbound.slim = false;
        inbound.clients = vec![client.clone()];
    }
    Entry { inbound, client }
}

fn entries(inbound: &Inbound, name: &str) -> Option<Entry> {
    let wanted = name.to_lowercase();
    let client = inbound.clients.iter().find(|client| client.name.to_lowercase() == wanted)?;
    Some(Entry { client: client.clone(), inbound: inbound.clone() })
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.inbound.id);
    entries
}

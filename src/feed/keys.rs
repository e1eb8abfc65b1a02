//! Everything a person's keys are written from.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::api::clients::Record;
use panel::doctor::{Door, Facts, XrayVersion};
use panel::error::ApiError;
use panel::link::{self, Context, Link};
use panel::model::door;
use panel::model::stream::Network;
use panel::model::{Client, Flow, Inbound, InboundId, Protocol};
use panel::reconcile::Line;

use super::{Feed, Memory};
use crate::browser::{clock, line};
use crate::transport;

/// Until it is seen again whether the lists have been read.
const AFTER_LISTS: Duration = Duration::from_secs(1);

/// One way in: an inbound and the person's entry in it.
#[derive(Clone, PartialEq)]
pub struct Entry {
    pub inbound: Arc<Inbound>,
    pub client: Client,
}

impl Entry {
    /// Whether a key written from `other` is the same: the inbounds differ at most in other people, limits and counters.
    pub fn agrees(&self, other: &Self) -> bool {
        self.client == other.client
            && (Arc::ptr_eq(&self.inbound, &other.inbound) || self.inbound.serves_as(&other.inbound))
    }
}

impl Feed {
    /// A person's entries, where everything they are written from is at hand.
    pub fn entries_at_hand(self, name: &str) -> Option<Vec<Entry>> {
        let records = self.panel()?.has_people_resource();
        self.memory.with_value(|memory| {
            if !records {
                let entries: Vec<Entry> = memory.whole.values().filter_map(|inbound| entry(inbound, name)).collect();
                return (!entries.is_empty()).then(|| sorted(entries));
            }
            let record = memory.whole_record(&name.to_lowercase())?;
            let inbounds: Option<Vec<&Arc<Inbound>>> = record.inbounds.iter().map(|id| memory.whole.get(id)).collect();
            Some(inbounds?.into_iter().map(|inbound| entry_of(&record, inbound)).collect())
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
            return Ok(inbounds.into_iter().map(Arc::new).filter_map(|inbound| entry(&inbound, name)).collect());
        }
        let here = self.memory.with_value(|memory| memory.records.get(&name.to_lowercase()).cloned());
        let record = match here {
            Some(record) => self.with_flow(record).await?,
            None => match self.record(name).await? {
                Some(record) => record,
                None => return Ok(Vec::new()),
            },
        };
        let mut entries = Vec::new();
        for id in &record.inbounds {
            entries.push(entry_of(&record, &self.inbound(*id).await?));
        }
        self.memory.update_value(|memory| drop(memory.records.insert(name.to_lowercase(), record)));
        Ok(entries)
    }

    /// The same, read anew: what was read of somebody alone is as old as that.
    pub async fn entries_anew(self, name: &str) -> Result<Vec<Entry>, ApiError> {
        let Some(record) = self.record(name).await? else { return Ok(Vec::new()) };
        self.memory.update_value(|memory| drop(memory.records.insert(name.to_lowercase(), record)));
        self.entries(name).await
    }

    /// Reads ahead what else the keys of somebody in sight are written from, so that a tap asks for nothing. One after the
    /// other, after the lists, and not over a line that is to be spared.
    pub fn foresee(self, name: String) {
        let key = name.to_lowercase();
        let waits = self.memory.with_value(|memory| match memory.records.get(&key) {
            Some(_) => memory.whole_record(&key).is_none(),
            None => self.reads_alone(),
        });
        let line = Line { answer: self.answer_time(), ..line::known() };
        if !waits || line.slow() {
            return;
        }
        let first = self.memory.try_update_value(|memory| {
            memory.ahead.push(name);
            memory.ahead.len() == 1
        });
        if first == Some(true) {
            spawn_local(async move { while self.read_ahead().await {} });
        }
    }

    /// Reads for the first in the row. Tells whether there are more.
    async fn read_ahead(self) -> bool {
        let next = self.memory.try_with_value(|memory| memory.ahead.first().cloned()).flatten();
        let Some(name) = next.filter(|_| self.is_looked_at()) else {
            let _ = self.memory.try_update_value(|memory| memory.ahead.clear());
            return false;
        };
        if self.are_lists_due() {
            clock::sleep(AFTER_LISTS).await;
            return true;
        }
        let read = self.entries(&name).await.is_ok();
        let left = self.memory.try_update_value(|memory| {
            match read {
                true => drop(memory.ahead.remove(0)),
                // It is asked for again when it is needed.
                false => memory.ahead.clear(),
            }
            !memory.ahead.is_empty()
        });
        left == Some(true)
    }

    /// A person's record, read fresh and with the flow their entries carry; `None` where nobody of this name is there.
    pub(super) async fn record(self, name: &str) -> Result<Option<Record>, ApiError> {
        match transport::call(&api::clients::get(name)).await {
            Err(ApiError::Refused { .. }) => Ok(None),
            answer => Ok(Some(self.with_flow(answer?).await?)),
        }
    }

    /// A record with the flow of its entries, asked for where the record may have lost it.
    async fn with_flow(self, mut record: Record) -> Result<Record, ApiError> {
        if self.memory.with_value(|memory| memory.may_lack_flow(&record)) {
            record.client.flow = transport::call(&api::clients::flow(&record)).await?;
            let flow = record.client.flow.clone();
            self.memory.update_value(|memory| drop(memory.flows.insert(record.client.name.to_lowercase(), flow)));
        }
        Ok(record)
    }

    /// A person's links of one inbound: several where it has several fronts. `address` is the one keys carry.
    pub fn links(
        self,
        inbound: &Inbound,
        client: &Client,
        host: &str,
        address: &str,
    ) -> Result<Vec<Link>, link::Error> {
        let master = self.master(inbound);
        self.defaults.with(|defaults| {
            let (remark_model, master) = (&*defaults.remark_model, master.as_deref());
            link::write(inbound, client, &Context { host, address, remark_model, master, ..Context::default() })
        })
    }

    /// What the link doctor must be told besides the entry. `address` is the one keys carry.
    pub fn facts(self, entry: &Entry, host: &str, address: &str) -> Facts {
        let subscription = self.defaults.with(|defaults| defaults.subscription(&entry.client.sub_id));
        let subscription_url = subscription.unwrap_or_default();
        Facts { subscription_url, ..self.facts_around(&entry.inbound, host, address) }
    }

    /// The same of an inbound, whoever the key is for.
    pub(super) fn facts_around(self, inbound: &Inbound, host: &str, address: &str) -> Facts {
        Facts {
            host: host.to_owned(),
            address: address.to_owned(),
            xray_version: self.xray_version.with(|version| XrayVersion::parse(version)),
            now: clock::now(),
            neighbours: self.neighbours(inbound),
            master: self.master(inbound).map(|master| Box::new((*master).clone())),
            panel_aligns_methods: self.panel().filter(|panel| panel.aligns_methods()).map(|_| true),
            ..Facts::default()
        }
    }

    /// The inbound this one is a fallback child of.
    pub fn master(self, inbound: &Inbound) -> Option<Arc<Inbound>> {
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

impl Memory {
    /// Whether a record may have lost the flow its person's entries carry: it has none, though one of the inbounds takes
    /// Vision. So may an inbound that is not known here.
    fn may_lack_flow(&self, record: &Record) -> bool {
        let takes = |id| self.whole.get(id).is_none_or(|inbound| door::Door::of(inbound).vision);
        record.client.flow == Flow::None && record.inbounds.iter().any(takes)
    }

    /// A record with the flow of its entries, unless that has to be asked for first.
    fn whole_record(&self, key: &str) -> Option<Record> {
        let mut record = self.records.get(key)?.clone();
        if self.may_lack_flow(&record) {
            record.client.flow = self.flows.get(key)?.clone();
        }
        Some(record)
    }
}

fn over_udp(inbound: &Inbound) -> bool {
    matches!(inbound.protocol, Protocol::Hysteria | Protocol::WireGuard)
        || matches!(inbound.stream.network, Network::Kcp(_) | Network::Hysteria(_))
}

/// The entry of a record. The short list of inbounds leaves out nothing a key is written from but the credentials, and
/// those are the record's.
fn entry_of(record: &Record, inbound: &Arc<Inbound>) -> Entry {
    let client = entry_client(record, inbound);
    let inbound = if inbound.slim { Arc::new(inbound.alone(client.clone())) } else { Arc::clone(inbound) };
    Entry { inbound, client }
}

/// What a record's person is in an inbound.
pub(super) fn entry_client(record: &Record, inbound: &Inbound) -> Client {
    let mut client = api::clients::entry(record, &inbound.protocol);
    if !door::Door::of(inbound).vision {
        client.flow = Flow::None;
    }
    client
}

fn entry(inbound: &Arc<Inbound>, name: &str) -> Option<Entry> {
    let wanted = name.to_lowercase();
    let client = inbound.clients.iter().find(|client| client.name.to_lowercase() == wanted)?;
    Some(Entry { client: client.clone(), inbound: Arc::clone(inbound) })
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.inbound.id);
    entries
}

//! A person as the panel keeps them now: one record, or an entry in each inbound.

use std::sync::Arc;

use leptos::prelude::*;
use panel::api;
use panel::api::clients::{Place, Record};
use panel::error::ApiError;
use panel::model::{Client, Inbound, InboundId, Millis, Traffic};

use super::deed::Change;
use crate::feed::{Entry, Feed, Memory};
use crate::transport;

/// A person as the panel keeps them.
#[derive(Clone)]
pub enum Kept {
    /// v3.1.0+.
    Record(Box<Record>),
    /// Before; never empty.
    Entries(Vec<Entry>),
}

impl Kept {
    /// Where they are kept.
    pub fn places(&self) -> Vec<Place<'_>> {
        match self {
            Self::Record(record) => vec![Place::Record(record)],
            Self::Entries(entries) => {
                entries.iter().map(|entry| Place::Entry { inbound: &entry.inbound, client: &entry.client }).collect()
            }
        }
    }

    /// The copies of the person.
    pub fn clients(&self) -> impl Iterator<Item = &Client> {
        self.places().into_iter().map(Place::client)
    }

    /// The name.
    pub fn name(&self) -> Option<&str> {
        self.clients().next().map(|client| client.name.as_str())
    }

    /// How much is used: what the record says, else what the list said.
    pub fn used(&self, listed: Traffic) -> Traffic {
        match self {
            Self::Record(record) if record.used.is_some_and(|used| used > listed.total()) => {
                Traffic { down: record.used.unwrap_or_default(), ..super::UNUSED }
            }
            _ => listed,
        }
    }

    /// The same person after a change.
    pub fn changed(&self, change: &Change, used: Traffic, now: Millis) -> Self {
        let one = |inbound: Option<InboundId>, client: &Client| match change {
            Change::Edits(edits) => edits.iter().fold(client.clone(), |client, edit| edit.apply(&client, used, now)),
            Change::Patch { inbound: own, patch } if inbound.is_none_or(|inbound| inbound == *own) => {
                patch.apply(client)
            }
            Change::Patch { .. } => client.clone(),
            Change::Step { from, to } => match (from.copy_in(inbound), to.copy_in(inbound)) {
                (Some(from), Some(to)) => stepped(client, from, to),
                _ => client.clone(),
            },
        };
        match self {
            Self::Record(record) => {
                Self::Record(Box::new(Record { client: one(None, &record.client), ..(**record).clone() }))
            }
            Self::Entries(entries) => {
                let changed = |entry: &Entry| Entry {
                    client: one(Some(entry.inbound.id), &entry.client),
                    inbound: entry.inbound.clone(),
                };
                Self::Entries(entries.iter().map(changed).collect())
            }
        }
    }

    /// The entries in inbounds, as far as those are known.
    fn inbounds(&self, feed: Feed) -> Vec<Entry> {
        match self {
            Self::Entries(entries) => entries.clone(),
            Self::Record(record) => {
                let whole = record.inbounds.iter().filter_map(|id| feed.whole(*id));
                let entry = |inbound: Arc<Inbound>| {
                    let client = api::clients::entry(record, &inbound.protocol);
                    Entry { inbound, client }
                };
                whole.map(entry).collect()
            }
        }
    }

    fn copy_in(&self, inbound: Option<InboundId>) -> Option<&Client> {
        match self {
            Self::Record(record) => Some(&record.client),
            Self::Entries(entries) => {
                entries.iter().find(|entry| Some(entry.inbound.id) == inbound).map(|entry| &entry.client)
            }
        }
    }

    /// Whether both say the same of the person, as far as the app writes it.
    fn says_as(&self, other: &Self) -> bool {
        let said = |client: &Client| {
            let Client { name, credential, enabled, quota, expiry, limit_ip, comment, group, .. } = client.clone();
            (name, credential, enabled, quota, expiry, limit_ip, comment, group)
        };
        self.clients().map(said).eq(other.clients().map(said))
    }

    /// Puts it where keys are written from.
    pub fn remember(&self, key: &str, memory: &mut Memory) {
        match self {
            Self::Record(record) => {
                memory.records.remove(key);
                memory.records.insert(record.client.name.to_lowercase(), (**record).clone());
            }
            Self::Entries(entries) => {
                for entry in entries {
                    let known = memory.whole.get_mut(&entry.inbound.id).map(Arc::make_mut);
                    let copies = known.into_iter().flat_map(|inbound| inbound.clients.iter_mut());
                    copies.filter(|copy| copy.name.to_lowercase() == key).for_each(|copy| *copy = entry.client.clone());
                }
            }
        }
    }
}

impl Feed {
    /// Reads a person fresh; `None` where nobody of this name is there.
    pub(super) async fn kept(self, name: &str) -> Result<Option<Kept>, ApiError> {
        let panel = self.panel().ok_or(ApiError::Offline)?;
        if panel.has_people_resource() {
            return Ok(self.record(name).await?.map(|record| Kept::Record(Box::new(record))));
        }
        let known = self.people.get(&name.to_lowercase()).map(|person| person.inbounds).unwrap_or_default();
        let mut inbounds = Vec::new();
        for id in &known {
            match transport::call(&api::inbounds::get(*id)).await {
                Err(ApiError::Refused { .. }) => {}
                inbound => inbounds.push(inbound?),
            }
        }
        if known.is_empty() {
            inbounds = transport::call(&api::inbounds::list()).await?;
        }
        let entries: Vec<Entry> = inbounds.into_iter().filter_map(|inbound| entry(inbound, name)).collect();
        Ok((!entries.is_empty()).then_some(Kept::Entries(entries)))
    }

    /// The same before a change that may already have been made, with another name.
    pub(super) async fn kept_now(self, name: &str, change: &Change) -> Result<Option<Kept>, ApiError> {
        let found = self.kept(name).await?;
        match change {
            Change::Step { to, .. } if found.is_none() => self.kept(to.name().unwrap_or(name)).await,
            _ => Ok(found),
        }
    }

    /// Whether a write arrived although its answer did not.
    pub(super) async fn arrived(self, wanted: &Kept) -> bool {
        match self.kept(wanted.name().unwrap_or_default()).await {
            Ok(Some(now)) => now.says_as(wanted),
            _ => false,
        }
    }

    /// Lets a change of a person pass, unless it would stop Xray.
    async fn vet_kept(self, before: &Kept, wanted: &Kept) -> Result<(), ApiError> {
        for (old, new) in before.inbounds(self).into_iter().zip(wanted.inbounds(self)) {
            let was = before.name().unwrap_or_default().to_lowercase();
            let own = |inbound: &Inbound, client: &Client| {
                let mut inbound = inbound.clone();
                inbound.clients.retain(|other| other.name.to_lowercase() != was);
                inbound.clients.push(client.clone());
                inbound
            };
            self.vet(Some(&own(&old.inbound, &old.client)), &own(&old.inbound, &new.client)).await?;
        }
        Ok(())
    }

    /// Lets a person who comes back pass, unless it would stop Xray.
    pub(super) async fn vet_return(self, back: &Kept) -> Result<(), ApiError> {
        for Entry { inbound, client } in back.inbounds(self) {
            let Some(now) = self.whole(inbound.id) else { continue };
            let mut after = (*now).clone();
            after.clients.push(client);
            self.vet(Some(&now), &after).await?;
        }
        Ok(())
    }

    /// Writes every copy.
    pub(super) async fn write_kept(
        self,
        before: &Kept,
        wanted: &Kept,
        what: &str,
        again: Callback<()>,
    ) -> Result<(), ApiError> {
        self.vet_kept(before, wanted).await?;
        for (place, new) in before.places().into_iter().zip(wanted.clients()) {
            self.write(&api::clients::update(place, new), what, Some(again)).await?;
        }
        Ok(())
    }
}

/// What differs between the two, as it is in the second; the rest as it is now.
fn stepped(now: &Client, from: &Client, to: &Client) -> Client {
    fn pick<T: PartialEq>(now: &mut T, from: &T, to: T) {
        if *from != to {
            *now = to;
        }
    }
    let mut client = now.clone();
    pick(&mut client.name, &from.name, to.name.clone());
    pick(&mut client.credential, &from.credential, to.credential.clone());
    pick(&mut client.flow, &from.flow, to.flow.clone());
    pick(&mut client.enabled, &from.enabled, to.enabled);
    pick(&mut client.quota, &from.quota, to.quota);
    pick(&mut client.expiry, &from.expiry, to.expiry);
    pick(&mut client.limit_ip, &from.limit_ip, to.limit_ip);
    pick(&mut client.comment, &from.comment, to.comment.clone());
    pick(&mut client.group, &from.group, to.group.clone());
    client
}

fn entry(inbound: Inbound, name: &str) -> Option<Entry> {
    let wanted = name.to_lowercase();
    let client = inbound.clients.iter().find(|client| client.name.to_lowercase() == wanted)?.clone();
    Some(Entry { inbound: Arc::new(inbound), client })
}

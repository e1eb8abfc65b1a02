//! A new person: one write, and the key stands without another question.

use std::sync::Arc;

use leptos::prelude::*;
use panel::api;
use panel::api::Call;
use panel::api::clients::Record;
use panel::error::ApiError;
use panel::model::{Bytes, Client, Door, Fresh, InboundId, NewPerson, Person, Protocol};
use panel::wire::create;

use super::{UNUSED, may_have_arrived};
use crate::browser::clock;
use crate::feed::Feed;
use crate::words::{Key, fill};

/// A new person with what is random about them. The same is sent again after a lost line, so that it can be recognised.
#[derive(Clone)]
pub struct NewKey {
    pub person: NewPerson,
    /// The inbounds they are added to; before v3.1.0 one.
    pub doors: Vec<Door>,
    pub fresh: Fresh,
}

/// What came of adding somebody.
pub enum Added {
    /// The panel said so.
    Done,
    /// The answer was lost, but they are there.
    Found,
    /// They are not there.
    Not(ApiError),
    /// Nobody knows yet.
    Doubt(ApiError),
}

impl NewKey {
    /// How they are sent. One record in several inbounds has Vision only where it fits all of them.
    fn client(&self) -> Option<Client> {
        let first = self.doors.first()?;
        let door = Door { vision: self.doors.iter().all(|door| door.vision), ..first.clone() };
        Some(create::client(&door, &self.person, &self.fresh))
    }

    fn ids(&self) -> Vec<InboundId> {
        self.doors.iter().map(|door| door.id).collect()
    }

    /// Whether the panel makes no key of its own, so that what was sent is all there is to know.
    fn complete(&self) -> bool {
        let makes = |door: &Door| matches!(door.protocol, Protocol::WireGuard | Protocol::MtProto);
        let alike = |a: &Door, b: &Door| a.protocol == b.protocol && a.cipher == b.cipher;
        self.doors.first().is_some_and(|first| !makes(first) && self.doors.iter().all(|door| alike(first, door)))
    }

    fn person(&self) -> Person {
        let NewPerson { name, quota, expiry, limit_ip, comment, group, .. } = self.person.clone();
        Person {
            name,
            inbounds: self.ids(),
            enabled: true,
            admitted: Some(true),
            quota,
            expiry,
            traffic: UNUSED,
            limit_ip,
            sub_id: self.fresh.subscription(),
            comment,
            group,
            created: Some(clock::now()),
            ..Person::default()
        }
    }
}

impl Feed {
    /// Adds somebody with one write. `doubt` holds where an earlier try may have arrived: then it looks first, since
    /// some panels let the same person in twice and Xray does not.
    pub async fn add_person(self, new: &NewKey, doubt: bool, again: Callback<()>) -> Added {
        if doubt {
            match self.is_there(new).await {
                Ok(true) => return self.arrive(new, Added::Found),
                Ok(false) => {}
                Err(error) => return Added::Doubt(error),
            }
        }
        if let Err(error) = self.vet_new(new).await {
            return Added::Not(error);
        }
        let Some(call) = self.adding(new) else { return Added::Not(ApiError::Offline) };
        let what = fill(Key::AddingPerson, &[("name", &new.person.name)]);
        match self.write(&call, &what, Some(again)).await {
            Ok(()) => self.arrive(new, Added::Done),
            Err(error) if may_have_arrived(&error) => match self.is_there(new).await {
                Ok(true) => self.arrive(new, Added::Found),
                Ok(false) => Added::Not(error),
                Err(newest) => Added::Doubt(newest),
            },
            Err(error) => Added::Not(error),
        }
    }

    /// Lets somebody new pass, unless it would stop Xray.
    async fn vet_new(self, new: &NewKey) -> Result<(), ApiError> {
        let client = new.client().filter(|_| new.complete());
        for now in new.ids().into_iter().filter_map(|id| self.whole(id)) {
            let mut after = (*now).clone();
            after.clients.extend(client.clone());
            self.vet(Some(&now), &after).await?;
        }
        Ok(())
    }

    fn adding(self, new: &NewKey) -> Option<Call<()>> {
        let client = new.client()?;
        if self.panel()?.has_people_resource() {
            return Some(api::clients::add_record(&client, &new.ids()));
        }
        let door = new.doors.first()?;
        Some(api::clients::add_entry(door.id, &door.protocol, &client))
    }

    /// Whether it is this very person that is there.
    async fn is_there(self, new: &NewKey) -> Result<bool, ApiError> {
        let ours = new.fresh.subscription();
        if self.people.get(&new.person.name.to_lowercase()).is_some_and(|person| person.sub_id == ours) {
            return Ok(true);
        }
        let found = self.kept(&new.person.name).await?;
        Ok(found.is_some_and(|found| found.clients().any(|client| client.sub_id == ours)))
    }

    /// Takes them in, with their key where all of it is known, and follows Xray.
    fn arrive(self, new: &NewKey, how: Added) -> Added {
        let person = new.person();
        let (key, name) = (person.key(), person.name.clone());
        if let Some(client) = new.client().filter(|_| new.complete()) {
            self.keep_client(&key, client, new.ids());
        }
        for id in new.ids() {
            if let Some(mut row) = self.inbounds.get(&id) {
                row.people = row.people.map(|people| people + 1);
                self.inbounds.merge(vec![(id, row)]);
            }
        }
        self.people.merge(vec![(key, person)]);
        let whose = name.clone();
        let back = Callback::new(move |()| self.delete_quietly(&whose));
        self.watch.follow_quietly(self, fill(Key::PersonAdded, &[("name", &name)]), Some(back));
        how
    }

    /// Puts a new person's entry where keys are written from.
    fn keep_client(self, key: &str, client: Client, inbounds: Vec<InboundId>) {
        let records = self.panel().is_some_and(|panel| panel.has_people_resource());
        self.memory.update_value(|memory| {
            if records {
                let record = Record { client, inbounds, used: Some(Bytes(0)), created: Some(clock::now()) };
                memory.records.insert(key.to_owned(), record);
            } else if let Some(inbound) = inbounds.first().and_then(|id| memory.whole.get_mut(id)) {
                Arc::make_mut(inbound).clients.push(client);
            }
        });
    }
}

//! What is written about people. A panel replaces a person whole, so each is read fresh right before a write; a write
//! whose answer was lost is settled by looking again; and each offers its way back.

mod add;
mod deed;
mod kept;
mod leave;

pub use add::{Added, NewKey};
pub use deed::Deed;

use std::sync::Arc;

use deed::Change;
use kept::Kept;
use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::error::ApiError;
use panel::model::{Bytes, Client, Traffic};

use super::Feed;
use crate::browser::clock;
use crate::words::{Key, fill};

/// Why something was not done.
pub enum Undone {
    /// Nobody of this name is there.
    Gone,
    /// What went wrong, and what to do to try again: it is safe even where the first try arrived after all.
    Error { error: ApiError, again: Option<Deed> },
}

impl From<ApiError> for Undone {
    fn from(error: ApiError) -> Self {
        Self::Error { error, again: None }
    }
}

impl Feed {
    /// Does it to a person, says so with its way back, and tells the name they have now.
    pub async fn edit_person(self, name: &str, deed: Deed) -> Result<String, Undone> {
        let before = self.kept_now(name, &deed.change).await?.ok_or(Undone::Gone)?;
        let used = self.people.get(&name.to_lowercase()).map(|person| person.traffic).unwrap_or_default();
        let wanted = before.changed(&deed.change, before.used(used), clock::now());
        let aimed = Deed { change: Change::Step { from: before.clone(), to: wanted.clone() }, ..deed.clone() };
        let again = self.again(name, &aimed);
        if let Err(error) = self.write_kept(&before, &wanted, &deed.what, again).await
            && !(may_have_arrived(&error) && self.arrived(&wanted).await)
        {
            return Err(Undone::Error { error, again: Some(aimed) });
        }
        self.take_kept(name, &wanted);
        let now = wanted.name().unwrap_or(name).to_owned();
        let back = self.again(&now, &Deed::back(name, before, wanted));
        self.toasts.undo(deed.said.clone(), back);
        self.watch.follow_quietly(self, deed.said, Some(back));
        Ok(now)
    }

    /// The same for a button: what went wrong is said in a message.
    pub async fn do_to_person(self, name: &str, deed: Deed) {
        let what = deed.what.clone();
        match self.edit_person(name, deed).await {
            Ok(_) => {}
            Err(Undone::Gone) => self.person_gone(name),
            Err(Undone::Error { error, again }) => {
                self.failed(&what, &error, again.map(|again| self.again(name, &again)));
            }
        }
    }

    fn again(self, name: &str, deed: &Deed) -> Callback<()> {
        let (name, deed) = (name.to_owned(), deed.clone());
        Callback::new(move |()| {
            let (name, deed) = (name.clone(), deed.clone());
            spawn_local(async move { self.do_to_person(&name, deed).await });
        })
    }

    /// Says that nobody of this name is there, and takes them out of the list.
    fn person_gone(self, name: &str) {
        self.people.remove(&name.to_lowercase());
        self.toasts.fail(fill(Key::PersonGoneNow, &[("name", name)]));
    }

    /// Takes in a person as they were written, so that nothing on the screen waits for the next round.
    fn take_kept(self, before: &str, now: &Kept) {
        let key = before.to_lowercase();
        if let (Some(mut person), Some(client)) = (self.people.get(&key), now.clients().next()) {
            write_over(&mut person, client);
            if person.key() != key {
                self.renamed.set(Some((key.clone(), person.name.clone())));
                self.people.remove(&key);
            }
            self.people.merge(vec![(person.key(), person)]);
        }
        self.memory.update_value(|memory| {
            now.remember(&key, memory);
            if let Some(client) = now.clients().next() {
                memory.count_anew(&key, client);
            }
        });
        self.rewritten.update(|count| *count = count.wrapping_add(1));
    }
}

impl super::Memory {
    /// The counters have a copy of the limits, by which people are shut out.
    fn count_anew(&mut self, key: &str, client: &Client) {
        let all = self.whole.values_mut().flat_map(|inbound| Arc::make_mut(inbound).stats.iter_mut());
        for stats in all.filter(|stats| stats.name.to_lowercase() == key) {
            client.name.clone_into(&mut stats.name);
            stats.enabled = client.enabled;
            stats.quota = client.quota;
            stats.expiry = client.expiry;
        }
    }
}

fn write_over(person: &mut panel::model::Person, client: &Client) {
    client.name.clone_into(&mut person.name);
    client.comment.clone_into(&mut person.comment);
    client.group.clone_into(&mut person.group);
    person.enabled = client.enabled;
    person.quota = client.quota;
    person.expiry = client.expiry;
    person.limit_ip = client.limit_ip;
}

/// Whether a write may have arrived although it failed: then one must look before sending it again.
pub fn may_have_arrived(error: &ApiError) -> bool {
    match error {
        ApiError::Offline | ApiError::Timeout | ApiError::NotAPanel | ApiError::Malformed { .. } => true,
        ApiError::Status { code } => *code >= 500,
        _ => false,
    }
}

/// Days of one tap.
pub const DAYS: u32 = 30;
/// Data of one tap.
pub const DATA: Bytes = Bytes(10 << 30);
/// Nothing used.
const UNUSED: Traffic = Traffic { up: Bytes(0), down: Bytes(0) };

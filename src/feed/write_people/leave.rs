//! Deleting people, bringing them back, and setting their counters to zero.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::draft::PersonEdit;
use panel::error::ApiError;
use panel::model::person::Why;
use panel::model::{Person, Traffic};

use super::UNUSED;
use super::deed::Change;
use super::kept::Kept;
use crate::browser::clock;
use crate::feed::Feed;
use crate::words::{Key, fill};

impl Feed {
    /// Deletes somebody, says so only when they are really gone, and offers to bring them back as they were. Tells
    /// whether they are gone.
    pub async fn delete_person(self, name: &str) -> bool {
        let what = fill(Key::DeletingPerson, &[("name", name)]);
        let before = match self.kept(name).await {
            Ok(Some(before)) => before,
            Ok(None) => {
                self.person_gone(name);
                return true;
            }
            Err(error) => return self.not_deleted(name, &what, &error),
        };
        if self.alone(&before) {
            self.toasts.fail(fill(Key::LastOfInbound, &[("name", name)]));
            return false;
        }
        let answer = self.send_deletions(&before, name, &what).await;
        match (answer, self.kept(name).await) {
            (_, Ok(None)) => {
                self.say_person_deleted(name, before);
                true
            }
            (Ok(()), _) => {
                self.toasts.fail(fill(Key::PersonStillThere, &[("name", name)]));
                false
            }
            (Err(error), _) => self.not_deleted(name, &what, &error),
        }
    }

    /// The same from a message, where nobody waits for the outcome.
    pub(super) fn delete_quietly(self, name: &str) {
        let name = name.to_owned();
        spawn_local(async move {
            self.delete_person(&name).await;
        });
    }

    fn deleting_again(self, name: &str) -> Callback<()> {
        let name = name.to_owned();
        Callback::new(move |()| self.delete_quietly(&name))
    }

    fn not_deleted(self, name: &str, what: &str, error: &ApiError) -> bool {
        self.failed(what, error, Some(self.deleting_again(name)));
        false
    }

    /// Whether the panel would refuse, because an inbound would be left without people.
    fn alone(self, kept: &Kept) -> bool {
        let keeps = self.panel().is_some_and(|panel| panel.keeps_last_client());
        keeps && matches!(kept, Kept::Entries(entries) if entries.iter().any(|entry| entry.inbound.clients.len() < 2))
    }

    async fn send_deletions(self, before: &Kept, name: &str, what: &str) -> Result<(), ApiError> {
        for place in before.places() {
            self.write(&api::clients::delete(place, false), what, Some(self.deleting_again(name))).await?;
        }
        Ok(())
    }

    fn say_person_deleted(self, name: &str, before: Kept) {
        let key = name.to_lowercase();
        let person = self.people.get(&key);
        self.people.remove(&key);
        self.memory.update_value(|memory| {
            memory.records.remove(&key);
            for inbound in memory.whole.values_mut() {
                if inbound.clients.iter().any(|client| client.name.to_lowercase() == key) {
                    Arc::make_mut(inbound).clients.retain(|client| client.name.to_lowercase() != key);
                }
            }
        });
        let whose = name.to_owned();
        let back = Callback::new(move |()| {
            let (name, before, person) = (whose.clone(), before.clone(), person.clone());
            spawn_local(async move { self.restore_person(&name, &before, person).await });
        });
        let said = fill(Key::PersonDeleted, &[("name", name)]);
        self.toasts.undo(said.clone(), back);
        self.watch.follow_quietly(self, said, Some(back));
    }

    /// Adds somebody again, as they were: same key, same limits, same counters where the panel lets them be set.
    async fn restore_person(self, name: &str, before: &Kept, person: Option<Person>) {
        let what = fill(Key::RestoringPerson, &[("name", name)]);
        let outcome = self.send_restoration(name, before, person.as_ref(), &what).await;
        match outcome {
            Ok(()) => {
                if let Some(person) = person {
                    self.people.merge(vec![(person.key(), person)]);
                }
                self.toasts.say(fill(Key::PersonRestored, &[("name", name)]));
            }
            Err(error) => {
                let (name, before) = (name.to_owned(), before.clone());
                let again = Callback::new(move |()| {
                    let (name, before, person) = (name.clone(), before.clone(), person.clone());
                    spawn_local(async move { self.restore_person(&name, &before, person).await });
                });
                self.failed(&what, &error, Some(again));
            }
        }
    }

    async fn send_restoration(
        self,
        name: &str,
        before: &Kept,
        person: Option<&Person>,
        what: &str,
    ) -> Result<(), ApiError> {
        let panel = self.panel().ok_or(ApiError::Offline)?;
        // An earlier try may have arrived, and some panels take the same person twice.
        if self.kept(name).await?.is_none() {
            self.vet_return(before).await?;
            for place in before.places() {
                self.write(&api::clients::restore(place), what, None).await?;
            }
        }
        let paused = before.clients().any(|client| !client.enabled);
        if panel.adds_enabled() && paused {
            for place in before.places() {
                self.write(&api::clients::set_enabled(place, false), what, None).await?;
            }
        }
        let used = person.map_or(UNUSED, |person| person.traffic);
        if panel.has_set_traffic() && used != UNUSED {
            self.forget_speed(&name.to_lowercase());
            self.write(&api::clients::set_traffic(&panel, name, used), what, None).await?;
        }
        Ok(())
    }

    /// Sets somebody's counters to zero. Whom used-up data had ended is let in again, as the newest panels do by
    /// themselves.
    pub async fn reset_traffic(self, name: &str) {
        let what = fill(Key::ResettingTraffic, &[("name", name)]);
        let key = name.to_lowercase();
        let person = self.people.get(&key);
        match self.send_reset(name, person.as_ref(), &what).await {
            Ok(true) => self.say_reset(name, person),
            Ok(false) => self.person_gone(name),
            Err(error) => {
                let name = name.to_owned();
                let again = Callback::new(move |()| {
                    let name = name.clone();
                    spawn_local(async move { self.reset_traffic(&name).await });
                });
                self.failed(&what, &error, Some(again));
            }
        }
    }

    async fn send_reset(self, name: &str, person: Option<&Person>, what: &str) -> Result<bool, ApiError> {
        let Some(kept) = self.kept(name).await? else { return Ok(false) };
        for place in kept.places() {
            self.write(&api::clients::reset_traffic(place), what, None).await?;
        }
        let used_up = person.is_some_and(|person| person.ended(clock::now()) == Some(Why::DataUsed));
        if used_up && kept.clients().any(|client| !client.enabled) {
            let wanted = kept.changed(&Change::Edits(vec![PersonEdit::Enable(true)]), UNUSED, clock::now());
            for (place, new) in kept.places().into_iter().zip(wanted.clients()) {
                self.write(&api::clients::update(place, new), what, None).await?;
            }
        }
        Ok(true)
    }

    fn say_reset(self, name: &str, before: Option<Person>) {
        let said = fill(Key::TrafficReset, &[("name", name)]);
        let Some(mut person) = before else { return self.toasts.say(said) };
        let used = person.traffic;
        person.traffic = UNUSED;
        self.forget_speed(&person.key());
        self.people.merge(vec![(person.key(), person)]);
        let settable = self.panel().is_some_and(|panel| panel.has_set_traffic());
        if !settable || used == UNUSED {
            return self.toasts.say(said);
        }
        let name = name.to_owned();
        let back = Callback::new(move |()| {
            let name = name.clone();
            spawn_local(async move { self.set_traffic(&name, used).await });
        });
        self.toasts.undo(said, back);
    }

    /// Counters that are written are no traffic: the speed is measured anew.
    fn forget_speed(self, key: &str) {
        self.memory.update_value(|memory| {
            memory.meters.remove(key);
        });
        self.speed.update(|speed| {
            speed.remove(key);
        });
    }

    async fn set_traffic(self, name: &str, used: Traffic) {
        self.forget_speed(&name.to_lowercase());
        let what = fill(Key::TakingBackPerson, &[("name", name)]);
        let Some(panel) = self.panel() else { return };
        match self.write(&api::clients::set_traffic(&panel, name, used), &what, None).await {
            Ok(()) => self.toasts.say(fill(Key::PersonTakenBack, &[("name", name)])),
            Err(error) => self.failed(&what, &error, None),
        }
    }
}

//! What is written to the panel from a list or a sheet. Each write says what it did only after the panel said so, is
//! followed by a fresh look, and offers its way back.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::api::Call;
use panel::error::ApiError;
use panel::model::{Inbound, InboundId};

use super::Feed;
use crate::transport;
use crate::words::{Key, advice, fill, t, title};

impl Feed {
    /// Sends a write. Answers to older questions no longer count, and everything is read again afterwards. A lost
    /// session keeps `again` for the time after signing in.
    pub async fn write<T>(self, call: &Call<T>, what: &str, again: Option<Callback<()>>) -> Result<T, ApiError> {
        self.writing();
        let answer = transport::call(call).await;
        self.writing();
        self.keep_interrupted(answer.as_ref().err(), what, again);
        self.refresh_all();
        answer
    }

    /// Sends a write that changes nothing of what the lists hold. A lost session keeps `again` for the time after signing
    /// in.
    pub async fn order<T>(self, call: &Call<T>, what: &str, again: Option<Callback<()>>) -> Result<T, ApiError> {
        let answer = transport::call(call).await;
        self.keep_interrupted(answer.as_ref().err(), what, again);
        answer
    }

    /// What met an ended session is offered once more after signing in.
    fn keep_interrupted(self, error: Option<&ApiError>, what: &str, again: Option<Callback<()>>) {
        if let (Some(ApiError::SessionExpired), Some(again)) = (error, again) {
            let (toasts, what) = (self.toasts, what.to_owned());
            self.session.after_sign_in(Callback::new(move |()| {
                toasts.offer(fill(Key::InterruptedAction, &[("what", &what)]), t(Key::SendAgain), again);
            }));
        }
    }

    /// Says that something could not be done and why, with another try where that may help.
    pub fn failed(self, what: &str, error: &ApiError, again: Option<Callback<()>>) {
        if *error == ApiError::SessionExpired {
            return;
        }
        let why = [title(error), advice(error)].join(". ");
        let text = fill(Key::NotDone, &[("what", what), ("why", &why)]);
        match again.filter(|_| error.retryable()) {
            Some(again) => self.toasts.retry(text, again),
            None => self.toasts.fail(text),
        }
    }

    /// Lets people in through an inbound, or not.
    pub fn switch_inbound(self, id: InboundId, on: bool) {
        self.switching.update(|list| list.push(id));
        spawn_local(async move {
            self.switch(id, on).await;
            self.switching.update(|list| list.retain(|own| *own != id));
        });
    }

    async fn switch(self, id: InboundId, on: bool) {
        let name = self.inbounds.get(&id).map(|row| row.name()).unwrap_or_default();
        let what = fill(Key::SwitchingInbound, &[("name", &name)]);
        let again = Callback::new(move |()| self.switch_inbound(id, on));
        let outcome = match self.set_enabled(id, on).await {
            Ok(call) => self.write(&call, &what, Some(again)).await,
            Err(error) => Err(error),
        };
        match outcome {
            Ok(()) => {
                self.take_switch(id, on);
                let back = Callback::new(move |()| self.switch_inbound(id, !on));
                let said = fill(if on { Key::InboundOn } else { Key::InboundOff }, &[("name", &name)]);
                self.toasts.undo(said.clone(), back);
                self.watch.follow(self, said, Some(back));
            }
            Err(error) => self.failed(&what, &error, Some(again)),
        }
    }

    fn take_switch(self, id: InboundId, on: bool) {
        if let Some(mut row) = self.inbounds.get(&id) {
            row.enabled = on;
            self.inbounds.merge(vec![(id, row)]);
        }
        self.memory.update_value(|memory| {
            if let Some(inbound) = memory.whole.get_mut(&id) {
                Arc::make_mut(inbound).enabled = on;
            }
        });
        self.rewritten.update(|count| *count = count.wrapping_add(1));
    }

    /// Older panels take only the whole inbound, so it is read fresh right before; so it is before it lets people in
    /// again, for it may be what stops Xray.
    async fn set_enabled(self, id: InboundId, on: bool) -> Result<Call<()>, ApiError> {
        let panel = self.panel().ok_or(ApiError::Offline)?;
        let known = self.whole(id).filter(|_| panel.has_set_enable() && !on);
        let inbound = match known {
            Some(known) => known,
            None => Arc::new(transport::call(&api::inbounds::get(id)).await?),
        };
        if on {
            self.vet(Some(&inbound), &Inbound { enabled: true, ..(*inbound).clone() }).await?;
        }
        Ok(api::inbounds::set_enabled(&panel, &inbound, on))
    }

    /// Deletes an inbound, says so only when it is really gone, and offers to add it again as it was.
    pub async fn delete_inbound(self, id: InboundId) -> Result<(), ApiError> {
        let name = self.inbounds.get(&id).map(|row| row.name()).unwrap_or_default();
        let what = fill(Key::DeletingInbound, &[("name", &name)]);
        let again = Callback::new(move |()| spawn_local(async move { drop(self.delete_inbound(id).await) }));
        let before = transport::call(&api::inbounds::get(id)).await.ok();
        let answer = self.write(&api::inbounds::delete(id), &what, Some(again)).await;
        let there = self.still_there(id).await;
        match (answer, there) {
            (_, Some(false)) => {
                self.inbounds.remove(&id);
                self.say_deleted(&name, before);
                Ok(())
            }
            (Ok(()), _) => {
                self.toasts.fail(fill(Key::InboundStillThere, &[("name", &name)]));
                Err(ApiError::Refused { message: String::new() })
            }
            (Err(error), _) => {
                self.failed(&what, &error, Some(again));
                Err(error)
            }
        }
    }

    fn say_deleted(self, name: &str, before: Option<Inbound>) {
        let said = fill(Key::InboundDeleted, &[("name", name)]);
        let Some(before) = before.filter(|before| api::inbounds::restore(before).is_some()) else {
            return self.toasts.say(said);
        };
        let what = fill(Key::RestoringInbound, &[("name", name)]);
        let back = Callback::new(move |()| {
            let (what, before) = (what.clone(), before.clone());
            spawn_local(async move {
                if let Err(error) = self.bring_back(&before, &what).await {
                    self.failed(&what, &error, None);
                }
            });
        });
        self.toasts.undo(said, back);
    }

    /// What it listens on may have been taken since.
    async fn bring_back(self, before: &Inbound, what: &str) -> Result<(), ApiError> {
        self.vet(None, before).await?;
        match api::inbounds::restore(before) {
            Some(call) => self.write(&call, what, None).await.map(drop),
            None => Ok(()),
        }
    }

    /// Whether an inbound is in the panel's list; `None` where that could not be found out.
    async fn still_there(self, id: InboundId) -> Option<bool> {
        let panel = self.panel()?;
        let ids: Vec<InboundId> = if panel.has_options() {
            transport::call(&api::inbounds::options()).await.ok()?.iter().map(|option| option.id).collect()
        } else {
            transport::call(&api::inbounds::list()).await.ok()?.iter().map(|inbound| inbound.id).collect()
        };
        Some(ids.contains(&id))
    }

    /// The whole inbound: as it is known, else read.
    pub async fn inbound(self, id: InboundId) -> Result<Arc<Inbound>, ApiError> {
        if let Some(whole) = self.whole(id) {
            return Ok(whole);
        }
        let whole = Arc::new(transport::call(&api::inbounds::get(id)).await?);
        self.keep(Arc::clone(&whole));
        Ok(whole)
    }

    /// One whole inbound with the credentials of its people, read where they are not at hand.
    pub async fn inbound_with_people(self, id: InboundId) -> Result<Arc<Inbound>, ApiError> {
        match self.whole(id) {
            Some(whole) if !whole.slim => Ok(whole),
            _ => transport::call(&api::inbounds::get(id)).await.map(Arc::new),
        }
    }
}

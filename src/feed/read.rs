//! Reading the inbounds: whole from older panels, in short answers from newer ones.

use std::sync::Arc;

use leptos::prelude::*;
use panel::api;
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::model::{Inbound, Person};

use super::{Feed, InboundRow};
use crate::browser::clock;
use crate::transport;

/// A list of up to so many people is asked for beside the app's own download.
const BESIDE: usize = 2000;

impl Feed {
    /// Older panels: one list holds everything. At first its rows appear while the rest still arrives.
    pub(super) async fn read_list(self, asked: u32) -> Result<(), ApiError> {
        if !self.are_lists_due() {
            return Ok(());
        }
        let request = api::inbounds::list().request;
        let first = self.state.with_untracked(|state| state.value().is_none());
        let mut inbounds = Vec::new();
        // A write reads what it changes anew, so nothing is kept twice.
        let mut take = |arrived: Vec<Inbound>| {
            if first && asked == self.writes() {
                self.take_some(&arrived);
            }
            inbounds.extend(arrived.into_iter().map(Inbound::without_text));
        };
        let answer = transport::stream(&request, api::inbounds::list_reader(), &mut take).await;
        answer.inspect_err(|error| self.people_failed(error))?;
        let people: usize = inbounds.iter().map(|inbound| inbound.clients.len()).sum();
        // On a narrow line a long list would hold up what is to show it.
        let first = if people > BESIDE { Vec::new() } else { vec![request.path] };
        self.session.remember_first(&first);
        self.take_people(Person::of_inbounds(&inbounds), asked).await;
        if asked == self.writes() {
            self.take_inbounds(inbounds);
            self.lists_read();
        }
        Ok(())
    }

    /// Takes in the inbounds that have arrived so far, and their people.
    fn take_some(self, inbounds: &[Inbound]) {
        self.inbounds.merge(inbounds.iter().map(|inbound| (inbound.id, InboundRow::of(inbound))).collect());
        self.merge_people(Person::of_inbounds(inbounds));
        self.state.update(|state| state.settle(Ok(()), clock::now()));
    }

    /// Newer panels: the short list first, so that rows stand soon; what it leaves out follows.
    pub(super) async fn read_short(self, panel: &Panel, asked: u32) -> Result<(), ApiError> {
        if self.state.with_untracked(|state| state.value().is_none()) {
            let call = api::inbounds::options();
            let path = call.request.path.clone();
            let options = transport::call(&call).await?;
            self.session.remember_first(&[path]);
            let rows = options.iter().map(|option| (option.id, InboundRow::of_option(option)));
            self.inbounds.settle(rows);
            self.state.update(|state| state.settle(Ok(()), clock::now()));
        }
        if self.are_lists_due() {
            self.read_people(panel, asked).await.inspect_err(|error| self.people_failed(error))?;
            let mut inbounds = Vec::new();
            let request = api::inbounds::slim().request;
            let reader = api::inbounds::slim_reader();
            transport::stream(&request, reader, &mut |arrived| inbounds.extend(arrived)).await?;
            if asked == self.writes() {
                self.take_inbounds(inbounds);
                self.lists_read();
            }
        }
        Ok(())
    }

    fn take_inbounds(self, inbounds: Vec<Inbound>) {
        let row = |inbound: &Inbound| InboundRow { fault: self.judged(inbound), ..InboundRow::of(inbound) };
        self.inbounds.settle(inbounds.iter().map(|inbound| (inbound.id, row(inbound))));
        let whole = inbounds.into_iter().map(|inbound| (inbound.id, Arc::new(inbound))).collect();
        self.memory.update_value(|memory| memory.whole = whole);
    }
}

//! A new inbound: its place in what is known, what it must keep away from, and its way back.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use panel::api;
use panel::api::clients::Place;
use panel::draft::TakenPort;
use panel::error::ApiError;
use panel::model::{Inbound, InboundId, Person};

use super::{Feed, InboundRow};
use crate::browser::clock;
use crate::transport;

/// How often taking back is tried, and the pause between: panels start a dying Xray anew every two seconds.
const ATTEMPTS: usize = 6;
const PAUSE: Duration = Duration::from_millis(1500);

impl Feed {
    /// Takes in an inbound that was just made and read, with its first person: keys stand at once, without waiting for
    /// the next round. Answers to questions that were asked before no longer count.
    pub async fn welcome(self, inbound: Inbound, name: &str) {
        self.writing();
        let row = InboundRow::of(&inbound);
        self.inbounds.merge(vec![(inbound.id, row)]);
        let people = Person::of_inbounds(std::slice::from_ref(&inbound));
        self.people.merge(people.into_iter().map(|person| (person.key(), person)).collect());
        self.memory.update_value(|memory| drop(memory.whole.insert(inbound.id, Arc::new(inbound))));
        if self.panel().is_some_and(|panel| panel.has_people_resource())
            && let Ok(record) = transport::call(&api::clients::get(name)).await
        {
            self.memory.update_value(|memory| drop(memory.records.insert(name.to_lowercase(), record)));
        }
    }

    /// Ports of all inbounds that are known, tracked.
    pub fn taken_ports(self) -> Vec<TakenPort> {
        let mut ports = Vec::new();
        self.inbounds.for_each(|id, row| ports.extend(self.taken_port(*id, row)));
        ports
    }

    /// What the short list says is taken for TCP where it does not tell.
    fn taken_port(self, id: InboundId, row: &InboundRow) -> Option<TakenPort> {
        let whole = self.memory.with_value(|memory| memory.whole.get(&id).map(|inbound| TakenPort::of(inbound)));
        whole.unwrap_or_else(|| Some(TakenPort { port: row.port, remark: row.name(), packets: false }))
    }

    /// Takes an inbound back that stopped Xray. Older panels answer that with an error while Xray is down, done or not
    /// done: so it is looked, and tried again, and switched off first where that helps.
    pub async fn withdraw(self, id: InboundId, what: &str) -> Result<(), ApiError> {
        let mut last = ApiError::Timeout;
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                clock::sleep(PAUSE).await;
                if self.panel().is_some_and(|panel| panel.has_set_enable()) {
                    drop(self.write(&api::inbounds::set_enable(id, false), what, None).await);
                }
            }
            if let Err(error) = self.write(&api::inbounds::delete(id), what, None).await {
                last = error;
            }
            if let Err(ApiError::Refused { .. }) = transport::call(&api::inbounds::get(id)).await {
                self.inbounds.remove(&id);
                return Ok(());
            }
            if last == ApiError::SessionExpired {
                break;
            }
        }
        Err(last)
    }

    /// Deletes a person who is left without any inbound. Older panels have done so already.
    pub async fn forget_alone(self, name: &str) {
        if !self.panel().is_some_and(|panel| panel.has_people_resource()) {
            return;
        }
        let Ok(record) = transport::call(&api::clients::get(name)).await else { return };
        if record.inbounds.is_empty() {
            drop(self.write(&api::clients::delete(Place::Record(&record), false), name, None).await);
            self.people.remove(&name.to_lowercase());
        }
    }
}

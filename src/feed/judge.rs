//! What the link doctor says of an inbound, and of a write before it is sent. The doctor comes with the sheets, so the
//! lists reach it through what the sheets hand in.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use panel::api;
use panel::api::clients::Record;
use panel::doctor::mend::{Place, would_stop_anew};
use panel::doctor::{self, Checkup, Facts, Finding, Fix, Rule, Severity, Who};
use panel::error::ApiError;
use panel::model::{Client, Inbound, InboundId, Ports, XRAY_API};

use super::Feed;
use super::keys::entry_client;
use crate::browser::clock;
use crate::transport;
use crate::words::{Key, fill, rule, t};

/// Why a write must not be sent.
type Refusal = Pin<Box<dyn Future<Output = Option<String>>>>;

/// What the sheets know and the lists ask.
#[derive(Clone, Copy)]
pub struct Judge {
    /// What makes every key of an inbound useless, in a few words.
    fault: fn(Feed, &Inbound) -> Option<&'static str>,
    /// What the second would break that is not broken in the first.
    refusal: fn(Feed, Option<Inbound>, Inbound) -> Refusal,
}

/// How long a write waits for the sheets to arrive, and between two looks.
const TRIES: usize = 30;
const STEP: Duration = Duration::from_millis(100);
/// An address that is beyond doubt: what is looked at is the inbound.
const ANYWHERE: &str = "203.0.113.1";
/// People of one inbound that are looked at.
const SEEN: usize = 200;

impl Judge {
    /// With the doctor at hand.
    pub fn new() -> Self {
        Self { fault: Feed::fault, refusal: |feed, before, after| Box::pin(feed.refusal(before, after)) }
    }
}

impl Feed {
    /// Judges inbounds from now on, beginning with those that are shown. What judges comes after the first rows.
    pub fn judge_with(self, judge: Judge) {
        if self.judge.try_set_value(Some(judge)).is_some() {
            return;
        }
        let known = self.memory.with_value(|memory| memory.whole.values().cloned().collect::<Vec<_>>());
        known.iter().for_each(|inbound| self.judge_row(inbound));
    }

    /// What is known to make every key of an inbound useless; nothing before something judges.
    pub(super) fn judged(self, inbound: &Inbound) -> Option<&'static str> {
        self.judge.get_value().and_then(|judge| (judge.fault)(self, inbound))
    }

    /// Says in the list what was found.
    pub(super) fn judge_row(self, inbound: &Inbound) {
        let fault = self.judged(inbound);
        if let Some(row) = self.inbounds.cell(&inbound.id).filter(|row| row.with_untracked(|row| row.fault != fault)) {
            row.update(|row| row.fault = fault);
        }
    }

    /// Lets a write pass, unless it is known that it would stop Xray or cut off another inbound. `before` is the inbound
    /// as it is now.
    pub(super) async fn vet(self, before: Option<&Inbound>, after: &Inbound) -> Result<(), ApiError> {
        for _ in 0..TRIES {
            if let Some(judge) = self.judge.get_value() {
                let words = (judge.refusal)(self, before.cloned(), after.clone()).await;
                return words.map_or(Ok(()), |words| Err(ApiError::Unsent { words }));
            }
            clock::sleep(STEP).await;
        }
        // Without the sheets nothing can be said. What breaks is followed and can be taken back.
        Ok(())
    }

    async fn refusal(self, before: Option<Inbound>, after: Inbound) -> Option<String> {
        let opens = after.enabled
            && before
                .as_ref()
                .is_none_or(|before| !before.enabled || (before.port, &before.listen) != (after.port, &after.listen));
        if opens && let Some(other) = self.same_door(&after) {
            return Some(fill(Key::PortOfInbound, &[("name", &other)]));
        }
        let ports = if opens && after.node.is_none() { self.ports().await } else { None };
        let panel = ports.map(|ports| ports.panel);
        let subscription = ports.and_then(|ports| ports.subscription);
        let facts = Facts {
            taken_ports: [panel, subscription, opens.then_some(XRAY_API)].into_iter().flatten().collect(),
            ..self.facts_of_inbound(&after)
        };
        let found = would_stop_anew(before.as_ref(), &after, &facts)?;
        Some(match found.rule {
            Rule::PortTaken if panel == Some(after.port) => t(Key::PortOfPanel).to_owned(),
            Rule::PortTaken if subscription == Some(after.port) => t(Key::PortOfSubscription).to_owned(),
            Rule::PortTaken => t(Key::PortOfXray).to_owned(),
            other => fill(Key::WouldStop, &[("why", rule(other).0)]),
        })
    }

    /// The name of an inbound that is switched on and listens where this one would.
    fn same_door(self, inbound: &Inbound) -> Option<String> {
        self.memory.with_value(|memory| {
            let others = memory.whole.values().filter(|other| other.id != inbound.id && other.enabled);
            others.into_iter().find(|other| doctor::share_a_door(inbound, other)).map(|other| self.inbound_name(other))
        })
    }

    /// The ports of the panel itself, asked for once.
    async fn ports(self) -> Option<Ports> {
        if let Some(known) = self.memory.with_value(|memory| memory.ports) {
            return Some(known);
        }
        let ports = transport::call(&api::settings::ports(&self.panel()?)).await.ok()?;
        self.memory.update_value(|memory| memory.ports = Some(ports));
        Some(ports)
    }

    /// What the doctor must be told of an inbound, whoever its key is for.
    pub(super) fn facts_of_inbound(self, inbound: &Inbound) -> Facts {
        untrack(|| self.facts_around(inbound, ANYWHERE, ANYWHERE))
    }

    /// What makes every key of an inbound useless, whoever it is for and whatever address it carries. One person stands
    /// for all, as far as their credentials are at hand.
    fn fault(self, inbound: &Inbound) -> Option<&'static str> {
        if !inbound.enabled {
            return None;
        }
        let facts = self.facts_of_inbound(inbound);
        if inbound.clients.is_empty() {
            return doctor::would_stop(inbound, &facts).map(|found| rule(found.rule).0);
        }
        let mut why = None;
        self.each_of(inbound, 1, |inbound, client| {
            let found = Checkup::new(inbound, &facts).findings(client);
            let dead = |found: &&Finding| found.severity >= Severity::Dead && of_the_inbound(found);
            why = found.iter().find(dead).map(|found| rule(found.rule).0);
        });
        why
    }

    /// One whole inbound to examine: with the credentials of its people, unless those who are examined are at hand.
    pub async fn inbound_examined(self, id: InboundId) -> Result<Arc<Inbound>, ApiError> {
        let known = self.inbound(id).await?;
        let at_hand = self.memory.with_value(|memory| {
            known.clients.iter().take(SEEN).all(|client| memory.records.contains_key(&client.name.to_lowercase()))
        });
        if known.slim && !at_hand {
            return self.inbound_with_people(id).await;
        }
        Ok(known)
    }

    /// What is wrong with an inbound's keys or worth knowing of them, each with whom it was found with.
    pub fn diagnosis(self, inbound: &Inbound) -> Vec<(Finding, Client)> {
        let facts = self.facts_of_inbound(inbound);
        let mut all: Vec<(Finding, Client)> = Vec::new();
        self.each_of(inbound, SEEN, |inbound, client| {
            let checkup = Checkup::new(inbound, &facts);
            let new = checkup.findings(client).into_iter().filter(|found| {
                let mends = found.fix.and_then(Fix::place) == Some(Place::Inbound);
                found.severity >= Severity::Warning && (of_the_inbound(found) || mends)
            });
            for found in new {
                if !all.iter().any(|(known, _)| known.rule == found.rule) {
                    all.push((found, client.clone()));
                }
            }
        });
        if inbound.clients.is_empty() {
            all.extend(doctor::would_stop(inbound, &facts).map(|found| (found, Client::nobody())));
        }
        all
    }

    /// Looks at the first people of an inbound whose credentials are at hand.
    fn each_of(self, inbound: &Inbound, most: usize, mut look: impl FnMut(&Inbound, &Client)) {
        for client in inbound.clients.iter().take(most) {
            if !inbound.slim {
                look(inbound, client);
            } else if let Some(record) = self.record_at_hand(&client.name) {
                let client = entry_client(&record, inbound);
                look(&inbound.alone(client.clone()), &client);
            }
        }
    }

    fn record_at_hand(self, name: &str) -> Option<Record> {
        self.memory.with_value(|memory| memory.records.get(&name.to_lowercase()).cloned())
    }
}

/// What lies with the inbound, and is not over again when a switch is turned or a date moved.
fn of_the_inbound(found: &Finding) -> bool {
    let passes = matches!(
        found.rule,
        Rule::PersonDisabled
            | Rule::PersonExpired
            | Rule::PersonUsedUp
            | Rule::InboundDisabled
            | Rule::InboundExpired
            | Rule::InboundUsedUp
            | Rule::SubscriptionHttp
    );
    found.who == Who::Everyone && !passes
}

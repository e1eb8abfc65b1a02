//! People out of the inbounds of A, B and C0, where each inbound holds its own copy of a person.

use super::Person;
use crate::model::{Bytes, Client, ClientStats, Expiry, Inbound, InboundId, Quota, Traffic};
use std::collections::HashMap;

impl Person {
    /// Everybody in these inbounds, in their order, one person for each name whatever its letter case. Limits come
    /// from the settings, where the tightest copy counts; data and last visit come from the counters. Whoever has
    /// no counters is kept. Clients without a name (v2.0–v3.0.1 take them) are nobody one could look up: left out.
    #[must_use]
    pub fn of_inbounds(inbounds: &[Inbound]) -> Vec<Self> {
        let mut places = HashMap::new();
        let mut people: Vec<Self> = Vec::new();
        for inbound in inbounds {
            for client in inbound.clients.iter().filter(|client| !client.name.is_empty()) {
                let place = *places.entry(client.name.to_lowercase()).or_insert(people.len());
                match people.get_mut(place) {
                    Some(person) => person.join(inbound.id, client),
                    None => people.push(Self::of_client(inbound.id, client)),
                }
            }
        }
        let mut counted: Vec<Vec<(&str, InboundId)>> = vec![Vec::new(); people.len()];
        for row in inbounds.iter().flat_map(|inbound| &inbound.stats) {
            let Some(place) = places.get(&row.name.to_lowercase()) else { continue };
            let (Some(person), Some(seen)) = (people.get_mut(*place), counted.get_mut(*place)) else { continue };
            // C0 shows one row under every inbound the person is in.
            if !seen.contains(&(&row.name, row.inbound)) {
                seen.push((&row.name, row.inbound));
                person.count(row);
            }
        }
        people
    }

    fn of_client(inbound: InboundId, client: &Client) -> Self {
        Self {
            name: client.name.clone(),
            inbounds: vec![inbound],
            enabled: client.enabled,
            quota: client.quota,
            expiry: client.expiry,
            limit_ip: client.limit_ip,
            reset_days: client.reset_days,
            sub_id: client.sub_id.clone(),
            comment: client.comment.clone(),
            group: client.group.clone(),
            ..Self::default()
        }
    }

    /// Adds another copy of the person. The copies share one account, so pausing or limiting one cuts all.
    fn join(&mut self, inbound: InboundId, client: &Client) {
        if !self.inbounds.contains(&inbound) {
            self.inbounds.push(inbound);
        }
        self.enabled &= client.enabled;
        self.quota = tighter_quota(self.quota, client.quota);
        self.expiry = sooner(self.expiry, client.expiry);
        for (own, other) in
            [(&mut self.sub_id, &client.sub_id), (&mut self.comment, &client.comment), (&mut self.group, &client.group)]
        {
            if own.is_empty() {
                other.clone_into(own);
            }
        }
    }

    fn count(&mut self, row: &ClientStats) {
        self.admitted = Some(self.admitted.unwrap_or(true) && row.enabled);
        self.traffic = Traffic {
            up: Bytes(self.traffic.up.0.saturating_add(row.traffic.up.0)),
            down: Bytes(self.traffic.down.0.saturating_add(row.traffic.down.0)),
        };
        self.last_online = self.last_online.max(row.last_online);
    }
}

fn tighter_quota(one: Quota, other: Quota) -> Quota {
    match (one, other) {
        (Quota::Limit(one), Quota::Limit(other)) => Quota::Limit(one.min(other)),
        (Quota::Unlimited, limit) | (limit, Quota::Unlimited) => limit,
    }
}

fn sooner(one: Expiry, other: Expiry) -> Expiry {
    match (one, other) {
        (Expiry::At(one), Expiry::At(other)) => Expiry::At(one.min(other)),
        (Expiry::At(at), _) | (_, Expiry::At(at)) => Expiry::At(at),
        (Expiry::AfterFirstUse(one), Expiry::AfterFirstUse(other)) => Expiry::AfterFirstUse(one.min(other)),
        (Expiry::AfterFirstUse(span), Expiry::Never) | (Expiry::Never, Expiry::AfterFirstUse(span)) => {
            Expiry::AfterFirstUse(span)
        }
        (Expiry::Never, Expiry::Never) => Expiry::Never,
    }
}

//! What listeners hear after each poll.

use crate::config::Dialect;
use crate::panel::State;
use crate::panel::inbound::Inbound;
use crate::panel::stat::Stat;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

impl State {
    pub(super) fn push_traffic(&mut self, deltas: &[(String, i64, i64)], by_tag: &HashMap<i64, (i64, i64)>) {
        if self.events.receiver_count() == 0 {
            return;
        }
        let d = self.dialect;
        let moved = |(email, up, down): &(String, i64, i64)| {
            let row = Stat { email: email.clone(), up: *up, down: *down, ..Default::default() };
            row.json(d, ("", ""))
        };
        let tag = |inbound: &Inbound| {
            let (up, down) = by_tag.get(&inbound.id).copied().unwrap_or_default();
            json!({ "IsInbound": true, "IsOutbound": false, "Tag": inbound.tag, "Up": up, "Down": down })
        };
        let traffics: Vec<Value> = self.inbounds.iter().filter(|inbound| inbound.enable).map(tag).collect();
        let mut payload = json!({
            "clientTraffics": deltas.iter().map(moved).collect::<Vec<_>>(), "lastOnlineMap": self.stats.last_online(),
            "onlineClients": self.online(), "traffics": traffics,
        });
        if d.modern() {
            payload["activeInbounds"] = self.by_guid(self.life.active_tags.clone());
            payload["onlineByGuid"] = self.by_guid(self.online());
        }
        self.push("traffic", payload);
        let mut stats = json!({});
        // The newest panels send everybody only where they are not too many.
        let all = d == Dialect::C0 || d.modern() && self.stats.iter().count() <= 5_000;
        let moved: HashSet<&str> = deltas.iter().map(|(email, ..)| email.as_str()).collect();
        let rows: Vec<Value> = self
            .stats
            .iter()
            .filter(|stat| all || moved.contains(stat.email.as_str()))
            .map(|stat| stat.json(d, ("", "")))
            .collect();
        if d >= Dialect::C0 || !rows.is_empty() {
            stats["clients"] = rows.into();
        }
        let totals = |inbound: &Inbound| {
            let mut row = json!({ "id": inbound.id, "up": inbound.up, "down": inbound.down, "total": inbound.total });
            if !d.modern() {
                row["allTime"] = inbound.all_time.into();
            }
            row["enable"] = inbound.enable.into();
            row
        };
        stats["inbounds"] = self.inbounds.iter().map(totals).collect();
        if d.modern() {
            stats["snapshot"] = all.into();
        }
        self.push("client_stats", stats);
        self.push("outbounds", json!([]));
    }

    /// `{this panel: list}`, or nothing where the list is empty.
    pub fn by_guid(&self, list: Vec<String>) -> Value {
        if list.is_empty() { json!({}) } else { json!({ self.guid.as_str(): list }) }
    }
}

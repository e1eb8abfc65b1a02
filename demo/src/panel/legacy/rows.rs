//! Rows and lists of the older panels: traffic, who is online, who was seen from where. C1 has the last two as well.

use crate::config::Dialect;
use crate::http::reply::{Refusal, Reply};
use crate::panel::State;
use crate::panel::client;
use crate::panel::stat::Stat;
use serde_json::{Value, json};

impl State {
    /// `getClientTraffics/{email}`.
    pub fn old_traffic(&mut self, email: &str) -> Reply {
        let Some(stat) = self.stats.get(email) else {
            if self.dialect == Dialect::A {
                return Reply::obj(Value::Null);
            }
            let error = Refusal::own(format!("Inbound Not Found For Email: {email}"));
            let line = format!("Error retrieving ClientTraffic with email {email}: {}", error.0);
            self.write_log("WARNING", &line);
            return Reply::refused("Error getting traffics.", &error);
        };
        Reply::obj(self.owned(stat))
    }

    fn owned(&self, stat: &Stat) -> Value {
        let owner =
            self.find_client(&stat.email).map(|(_, entry)| (client::text(entry, "id"), client::text(entry, "subId")));
        stat.json(self.dialect, owner.unwrap_or_default())
    }

    /// `getClientTrafficsById/{uuid}`.
    pub fn old_traffic_by_id(&mut self, id: &str) -> Reply {
        let named = self.inbounds.iter().flat_map(|inbound| inbound.settings.clients());
        let emails = named.filter(|entry| client::text(entry, "id") == id).map(|entry| client::text(entry, "email"));
        Reply::obj(emails.filter_map(|email| self.stats.get(email)).map(|stat| self.owned(stat)).collect())
    }

    /// `onlines`, whose empty answer differs from release to release.
    pub fn onlines(&mut self) -> Reply {
        let names = self.online();
        let null = names.is_empty()
            && match self.dialect {
                Dialect::A => true,
                Dialect::B => self.stats.iter().count() == 0,
                _ => false,
            };
        Reply::obj(if null { Value::Null } else { json!(names) })
    }

    /// Who was seen from where.
    pub fn addresses(&mut self, email: &str) -> Reply {
        let seen = self.addresses.get(&email.to_lowercase()).cloned().unwrap_or_default();
        if self.dialect.modern() {
            let row = |(ip, at): &(String, i64)| json!({ "ip": ip, "time": crate::calendar::dashed(*at), "node": "" });
            return Reply::obj(seen.iter().map(row).collect());
        }
        // Older panels know addresses only by fail2ban and the access log, which an empty server has not.
        if seen.is_empty() || self.config.empty {
            return Reply::obj("No IP Record".into());
        }
        if self.dialect == Dialect::A {
            let list: Vec<&String> = seen.iter().map(|(ip, _)| ip).collect();
            return Reply::obj(json!(list).to_string().into());
        }
        Reply::obj(
            seen.iter().map(|(ip, at)| Value::from(format!("{ip} ({})", crate::calendar::dashed(*at)))).collect(),
        )
    }

    /// Forgets where somebody was seen.
    pub fn clear_addresses(&mut self, email: &str) -> Reply {
        self.addresses.remove(&email.to_lowercase());
        Reply::done("The log has been cleared.")
    }

    /// Everybody's addresses by panel (C1).
    pub fn all_addresses(&mut self) -> Reply {
        let mut by_name = serde_json::Map::new();
        for (name, seen) in &self.addresses {
            let rows: Vec<Value> = seen.iter().map(|(ip, at)| json!({ "ip": ip, "timestamp": at / 1000 })).collect();
            by_name.insert(name.clone(), rows.into());
        }
        Reply::obj(if by_name.is_empty() { json!({}) } else { json!({ self.guid.as_str(): by_name }) })
    }
}

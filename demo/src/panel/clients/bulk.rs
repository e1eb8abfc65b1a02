//! Many clients at once (C1): bulk calls, groups, export and import.

use super::{WRONG, ids, inbound_ids, names};
use crate::http::input::Input;
use crate::http::reply::{Refusal, Reply};
use crate::panel::State;
use crate::panel::client;
use crate::panel::person::Person;
use serde_json::{Map, Value, json};

fn skipped(email: &str, reason: &str) -> Value {
    json!({ "email": email, "reason": reason })
}

/// `{count: n}` and, where somebody was left out, `skipped`.
fn counted(name: &str, count: usize, left_out: Vec<Value>) -> Reply {
    let mut obj = Map::new();
    obj.insert(name.into(), count.into());
    if !left_out.is_empty() {
        obj.insert("skipped".into(), left_out.into());
    }
    Reply::obj(Value::Object(obj))
}

fn body(input: &Input) -> Result<Value, Reply> {
    input.json().map_err(|error| Reply::refused(WRONG, &error))
}

macro_rules! body {
    ($input:expr) => {
        match body($input) {
            Ok(body) => body,
            Err(reply) => return reply,
        }
    };
}

impl State {
    pub(super) fn bulk_written(&mut self) {
        self.touched(&["clients", "inbounds"]);
    }

    /// `bulkCreate`, and the rows of an import.
    pub fn client_bulk_create(&mut self, input: &Input) -> Reply {
        let body = body!(input);
        let (created, left) = self.create_many(&body, false);
        counted("created", created, left)
    }

    fn create_many(&mut self, rows: &Value, orphans: bool) -> (usize, Vec<Value>) {
        let (mut created, mut left) = (0, Vec::new());
        for row in rows.as_array().into_iter().flatten() {
            let entry = row.get("client").cloned().unwrap_or_else(|| json!({}));
            let email = client::text(&entry, "email").to_string();
            let same = self.people.get(&email).is_some_and(|p| p.sub_id == client::text(&entry, "subId"));
            if same {
                created += 1;
                continue;
            }
            match self.create_client(&entry, &ids(&row["inboundIds"]), orphans) {
                Ok(()) => created += 1,
                Err(error) => left.push(skipped(&email, error.0.trim_end())),
            }
        }
        self.bulk_written();
        (created, left)
    }

    /// `bulkAdjust`: more days, more data, another flow.
    pub fn client_bulk_adjust(&mut self, input: &Input) -> Reply {
        let body = body!(input);
        let days = body["addDays"].as_i64().unwrap_or_default();
        let bytes = body["addBytes"].as_i64().unwrap_or_default();
        let flow = body["flow"].as_str().unwrap_or_default();
        let (mut adjusted, mut left) = (0, Vec::new());
        let (mut unknown, mut partly) = (Vec::new(), Vec::new());
        for email in names(&body["emails"]) {
            match self.adjust(&email, days, bytes, flow) {
                None => unknown.push(skipped(&email, "client not found")),
                Some((changed, reasons)) => {
                    adjusted += usize::from(changed);
                    partly.extend(reasons.into_iter().map(|reason| skipped(&email, reason)));
                }
            }
        }
        left.append(&mut unknown);
        left.append(&mut partly);
        self.bulk_written();
        counted("adjusted", adjusted, left)
    }

    fn adjust(&mut self, email: &str, days: i64, bytes: i64, flow: &str) -> Option<(bool, Vec<&'static str>)> {
        let (now, used) = (self.now, self.stats.get(email).map_or(0, |stat| stat.up + stat.down));
        let stat_enabled = self.stats.get(email).is_none_or(|stat| stat.enable);
        let entries = self.inbounds.iter().filter_map(|inbound| {
            inbound.settings.clients().iter().find(|entry| client::text(entry, "email").eq_ignore_ascii_case(email))
        });
        let stored_flow = entries
            .map(|entry| client::text(entry, "flow"))
            .find(|flow| !flow.is_empty())
            .unwrap_or_default()
            .to_string();
        let person = self.people.get_mut(email)?;
        // The record is made anew of what the inbounds say.
        person.flow = stored_flow;
        let ended = |p: &Person| p.total > 0 && used >= p.total || p.expiry > 0 && p.expiry <= now;
        let was_over = ended(person) || !stat_enabled && !person.enable;
        let (mut changed, mut reasons) = (false, Vec::new());
        if days != 0 {
            match person.expiry {
                0 => reasons.push("unlimited expiry"),
                expiry if expiry < 0 => {
                    person.expiry = (expiry - days * 86_400_000).min(-1);
                    changed = true;
                }
                expiry => {
                    person.expiry = (expiry + days * 86_400_000).max(1);
                    changed = true;
                }
            }
        }
        if bytes != 0 {
            if person.total == 0 {
                reasons.push("unlimited traffic");
            } else {
                person.total = (person.total + bytes).max(1);
                changed = true;
            }
        }
        match flow {
            "" => {}
            "none" => person.flow.clear(),
            flow => person.flow = flow.to_string(),
        }
        changed |= !flow.is_empty();
        if changed && was_over && !ended(person) {
            person.enable = true;
        }
        person.updated = now;
        if changed {
            self.spread(email);
        }
        reasons.truncate(1);
        Some((changed, reasons))
    }

    /// `bulkEnable`, `bulkDisable`.
    pub fn client_bulk_enable(&mut self, input: &Input, enable: bool) -> Reply {
        let body = body!(input);
        let (mut changed, mut left) = (0, Vec::new());
        let now = self.now;
        for email in names(&body["emails"]) {
            match self.people.get_mut(&email) {
                None => left.push(skipped(&email, "client not found")),
                Some(person) => {
                    person.enable = enable;
                    person.updated = now;
                    changed += 1;
                    self.spread(&email);
                }
            }
        }
        self.bulk_written();
        counted("changed", changed, left)
    }

    /// `bulkDel`.
    pub fn client_bulk_del(&mut self, input: &Input) -> Reply {
        let body = body!(input);
        let keep = body["keepTraffic"].as_bool().unwrap_or_default();
        let (mut deleted, mut left) = (0, Vec::new());
        for email in names(&body["emails"]) {
            if self.delete_client(&email, keep) {
                deleted += 1;
            } else {
                left.push(skipped(&email, "client not found"));
            }
        }
        self.bulk_written();
        counted("deleted", deleted, left)
    }

    /// `bulkAttach`, `bulkDetach`.
    pub fn client_bulk_attach(&mut self, input: &Input, attach: bool) -> Reply {
        let body = body!(input);
        let inbounds = ids(&body["inboundIds"]);
        let (mut done, mut left, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for email in names(&body["emails"]) {
            let has = self.people.get(&email).map(|p| inbounds.iter().filter(|id| p.inbounds.contains(id)).count());
            match has {
                None => errors.push(format!("{email}: record not found")),
                Some(n) if attach && n == inbounds.len() || !attach && n == 0 => left.push(email),
                Some(_) => {
                    let result = if attach { self.attach(&email, &inbounds) } else { self.detach(&email, &inbounds) };
                    match result {
                        Ok(()) => done.push(email),
                        Err(error) => errors.push(format!("{email}: {}", error.0.trim_end())),
                    }
                }
            }
        }
        self.bulk_written();
        let or_null = |list: Vec<String>| if list.is_empty() { Value::Null } else { json!(list) };
        let name = if attach { "attached" } else { "detached" };
        Reply::obj(json!({ name: or_null(done), "skipped": or_null(left), "errors": or_null(errors) }))
    }

    /// `bulkResetTraffic`: unknown names are not counted.
    pub fn client_bulk_reset(&mut self, input: &Input) -> Reply {
        let body = body!(input);
        let affected = names(&body["emails"]).iter().filter(|email| self.reset_client(email)).count();
        self.bulk_written();
        Reply::obj(json!({ "affected": affected }))
    }

    /// `delDepleted`: everybody whose data or time is over and who does not renew.
    pub fn client_del_depleted(&mut self) -> Reply {
        let now = self.now;
        let over: Vec<String> = self
            .stats
            .iter()
            .filter(|stat| stat.reset == 0 && stat.ended(now))
            .map(|stat| stat.email.clone())
            .collect();
        let deleted = over.iter().filter(|email| self.delete_client(email, false)).count();
        self.bulk_written();
        Reply::obj(json!({ "deleted": deleted }))
    }

    /// `delOrphans`.
    pub fn client_del_orphans(&mut self) -> Reply {
        let lost: Vec<String> =
            self.people.iter().filter(|person| person.inbounds.is_empty()).map(|person| person.email.clone()).collect();
        let deleted = lost.iter().filter(|email| self.delete_client(email, false)).count();
        self.bulk_written();
        Reply::obj(json!({ "deleted": deleted }))
    }

    /// `export`.
    pub fn client_export(&mut self) -> Reply {
        let row = |person: &Person| json!({ "client": person.portable(), "inboundIds": inbound_ids(person) });
        Reply::obj(self.people.iter().map(row).collect())
    }

    /// `import`.
    pub fn client_import(&mut self, input: &Input) -> Reply {
        let body = body!(input);
        let text = body["data"].as_str().unwrap_or_default();
        let Ok(rows) = serde_json::from_str::<Value>(text) else {
            return Reply::refused(WRONG, &Refusal::foreign(crate::doc::go_error(text)));
        };
        let (created, left) = self.create_many(&rows, true);
        counted("created", created, left)
    }
}

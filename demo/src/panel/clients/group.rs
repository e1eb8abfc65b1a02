//! Groups of clients.

use super::{WRONG, names};
use crate::http::input::Input;
use crate::http::reply::{Refusal, Reply};
use crate::panel::State;
use serde_json::json;
use std::collections::BTreeMap;

impl State {
    /// Names of all groups.
    pub fn group_names(&self) -> Vec<String> {
        let mut all: Vec<String> = self.groups.clone();
        all.extend(self.people.iter().filter(|p| !p.group.is_empty()).map(|p| p.group.clone()));
        all.sort();
        all.dedup();
        all
    }

    /// `groups`.
    pub fn group_list(&mut self) -> Reply {
        let mut sums: BTreeMap<String, (i64, i64, i64)> =
            self.group_names().into_iter().map(|g| (g, (0, 0, 0))).collect();
        for person in self.people.iter() {
            if let Some(sum) = sums.get_mut(&person.group) {
                let (up, down) = self.stats.get(&person.email).map_or((0, 0), |stat| (stat.up, stat.down));
                *sum = (sum.0 + 1, sum.1 + up, sum.2 + down);
            }
        }
        let row = |(name, (count, up, down)): (String, (i64, i64, i64))| json!({ "name": name, "clientCount": count, "trafficUsed": up + down, "up": up, "down": down });
        Reply::obj(sums.into_iter().map(row).collect())
    }

    fn group_members(&self, group: &str) -> Vec<String> {
        self.people.iter().filter(|person| person.group == group).map(|person| person.email.clone()).collect()
    }

    /// `groups/{name}/emails`.
    pub fn group_emails(&mut self, group: &str) -> Reply {
        Reply::obj(json!(self.group_members(group)))
    }

    fn regroup(&mut self, emails: &[String], group: &str) -> usize {
        let now = self.now;
        let mut affected = 0;
        for email in emails {
            if let Some(person) = self.people.get_mut(email) {
                person.group = group.to_string();
                person.updated = now;
                affected += 1;
                self.spread(email);
            }
        }
        self.bulk_written();
        affected
    }

    /// `groups/{action}`.
    pub fn group_write(&mut self, input: &Input, action: &str) -> Reply {
        let body = match input.json() {
            Ok(body) => body,
            Err(error) => return Reply::refused(WRONG, &error),
        };
        let text = |name: &str| body[name].as_str().unwrap_or_default().trim().to_string();
        let refuse = |why: &str| Reply::refused(WRONG, &Refusal::own(why));
        let affected = match action {
            "create" => {
                let name = text("name");
                if name.is_empty() {
                    return refuse("group name is required");
                }
                if self.group_names().contains(&name) {
                    return refuse("group already exists");
                }
                self.groups.push(name.clone());
                return Reply::obj(json!({ "name": name }));
            }
            "rename" => {
                let (old, new) = (text("oldName"), text("newName"));
                if new.is_empty() {
                    return refuse("group name is required");
                }
                if self.group_names().contains(&new) {
                    return refuse("group already exists");
                }
                for group in &mut self.groups {
                    if *group == old {
                        *group = new.clone();
                    }
                }
                self.regroup(&self.group_members(&old), &new)
            }
            "delete" => {
                let name = text("name");
                self.groups.retain(|group| *group != name);
                self.regroup(&self.group_members(&name), "")
            }
            "bulkAdd" => {
                let group = text("group");
                if group.is_empty() {
                    return refuse("group name is required");
                }
                self.regroup(&names(&body["emails"]), &group)
            }
            "bulkRemove" => self.regroup(&names(&body["emails"]), ""),
            _ => {
                let members = self.group_members(&text("name"));
                let affected = members.iter().filter(|email| self.reset_client(email)).count();
                self.bulk_written();
                affected
            }
        };
        Reply::obj(json!({ "affected": affected }))
    }
}

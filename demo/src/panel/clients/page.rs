//! `clients/list/paged`: searching, filtering, sorting, and the summary over everybody.

use super::inbound_ids;
use crate::http::input::{Input, atoi};
use crate::http::reply::{Refusal, Reply};
use crate::panel::State;
use crate::panel::person::Person;
use crate::panel::stat::Stat;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

/// Where the panel counts a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bucket {
    Depleted,
    Deactive,
    Expiring,
    Active,
}

/// A person with their row and what follows from both.
struct Row<'a> {
    person: &'a Person,
    stat: Option<&'a Stat>,
    bucket: Bucket,
    online: bool,
}

impl Row<'_> {
    fn used(&self) -> i64 {
        self.stat.map_or(0, |stat| stat.up + stat.down)
    }

    fn last_online(&self) -> i64 {
        self.stat.map_or(0, |stat| stat.last_online)
    }

    fn remaining(&self) -> i64 {
        if self.person.total > 0 { self.person.total - self.used() } else { i64::MAX }
    }

    fn order(&self, other: &Self, by: &str) -> Ordering {
        let (a, b) = (self.person, other.person);
        let end = |person: &Person| if person.expiry > 0 { person.expiry } else { i64::MAX };
        match by {
            "enable" => a.enable.cmp(&b.enable),
            "email" => a.email.to_lowercase().cmp(&b.email.to_lowercase()),
            "inboundIds" => a.inbounds.len().cmp(&b.inbounds.len()),
            "traffic" => self.used().cmp(&other.used()),
            "remaining" => self.remaining().cmp(&other.remaining()),
            "expiryTime" => end(a).cmp(&end(b)),
            "createdAt" => (a.created, a.id).cmp(&(b.created, b.id)),
            "updatedAt" => (a.updated, a.id).cmp(&(b.updated, b.id)),
            "lastOnline" => (self.last_online(), a.id).cmp(&(other.last_online(), b.id)),
            _ => Ordering::Equal,
        }
    }

    fn is(&self, filter: &str) -> bool {
        match filter {
            "active" => self.bucket == Bucket::Active || self.bucket == Bucket::Expiring,
            "deactive" => !self.person.enable,
            "depleted" => self.bucket == Bucket::Depleted,
            "expiring" => self.bucket == Bucket::Expiring,
            "online" => self.online,
            _ => true,
        }
    }

    fn matches(&self, text: &str) -> bool {
        let p = self.person;
        let tg = p.tg_id.to_string();
        [&p.email, &p.sub_id, &p.comment, &p.uuid, &p.password, &p.auth, &tg]
            .iter()
            .any(|field| field.to_lowercase().contains(text))
    }
}

impl State {
    fn row<'a>(&'a self, person: &'a Person) -> Row<'a> {
        let stat = self.stats.get(&person.email);
        let used = stat.map_or(0, |stat| stat.up + stat.down);
        let ended = person.total > 0 && used >= person.total || person.expiry > 0 && person.expiry <= self.now;
        let soon = self.setting_int("expireDiff") * 86_400_000;
        let scarce = self.setting_int("trafficDiff") << 30;
        let bucket = if ended {
            Bucket::Depleted
        } else if !person.enable {
            Bucket::Deactive
        } else if person.expiry > 0 && person.expiry - self.now < soon
            || person.total > 0 && person.total - used < scarce
        {
            Bucket::Expiring
        } else {
            Bucket::Active
        };
        Row { person, stat, bucket, online: person.enable && self.is_online(&person.email) }
    }

    fn slim(&self, row: &Row) -> Value {
        let p = row.person;
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| out.insert(key.to_string(), value);
        put("email", p.email.as_str().into());
        put("subId", p.sub_id.as_str().into());
        put("enable", p.enable.into());
        put("totalGB", p.total.into());
        put("expiryTime", p.expiry.into());
        put("limitIp", p.limit_ip.into());
        put("reset", p.reset.into());
        if !p.group.is_empty() {
            put("group", p.group.as_str().into());
        }
        if !p.comment.is_empty() {
            put("comment", p.comment.as_str().into());
        }
        put("inboundIds", inbound_ids(p));
        if let Some(stat) = row.stat {
            put("traffic", stat.json(self.dialect, ("", "")));
        }
        put("createdAt", p.created.into());
        put("updatedAt", p.updated.into());
        Value::Object(out)
    }

    /// `list/paged`.
    pub fn client_page(&mut self, input: &Input) -> Reply {
        match self.paged(input) {
            Ok(page) => Reply::obj(page),
            Err(error) => Reply::refused("Obtain", &error),
        }
    }

    fn paged(&self, input: &Input) -> Result<Value, Refusal> {
        let number = |name: &str| match input.query(name).filter(|text| !text.is_empty()) {
            Some(text) => text
                .parse()
                .map_err(|_| Refusal::foreign(format!("strconv.ParseInt: parsing {text:?}: invalid syntax"))),
            None => Ok(0),
        };
        let page = number("page")?.max(1);
        let size = match number("pageSize")? {
            size if size < 1 => 25,
            size => size.min(200),
        };
        let bounds = [number("expiryFrom")?, number("expiryTo")?, number("usageFrom")?, number("usageTo")?];
        let all: Vec<Row> = self.people.iter().map(|person| self.row(person)).collect();
        let mut fitting: Vec<&Row> = all.iter().filter(|row| self.fits(row, input, bounds)).collect();
        if let Some(by) = input.query("sort").filter(|by| !by.is_empty()) {
            let descending = input.query("order") == Some("descend");
            fitting.sort_by(|a, b| if descending { b.order(a, by) } else { a.order(b, by) });
        }
        let from = usize::try_from((page - 1) * size).unwrap_or(usize::MAX);
        let items: Vec<Value> = fitting.iter().skip(from).take(size as usize).map(|row| self.slim(row)).collect();
        Ok(json!({
            "items": items, "total": all.len(), "filtered": fitting.len(), "page": page, "pageSize": size,
            "summary": summary(&all), "groups": self.group_names(),
        }))
    }

    fn fits(&self, row: &Row, input: &Input, bounds: [i64; 4]) -> bool {
        let p = row.person;
        let list = |name: &str| -> Vec<&str> {
            input.query(name).unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty()).collect()
        };
        let any = |wanted: Vec<&str>, has: &dyn Fn(&str) -> bool| wanted.is_empty() || wanted.into_iter().any(has);
        let search = input.query("search").unwrap_or_default().trim().to_lowercase();
        let [expiry_from, expiry_to, usage_from, usage_to] = bounds;
        let protocol =
            |name: &str| p.inbounds.iter().filter_map(|id| self.inbound(*id)).any(|inbound| inbound.protocol == name);
        let yes = |name: &str, has: bool| match input.query(name) {
            Some("yes" | "on") => has,
            Some("no" | "off") => !has,
            _ => true,
        };
        (search.is_empty() || row.matches(&search))
            && any(list("filter"), &|filter| row.is(filter))
            && any(list("protocol"), &protocol)
            && any(list("inbound"), &|id| atoi(id).is_ok_and(|id| p.inbounds.contains(&id)))
            && any(list("group"), &|group| p.group.to_lowercase() == group.to_lowercase())
            && (expiry_from == 0 || p.expiry > 0 && p.expiry >= expiry_from)
            && (expiry_to == 0 || p.expiry > 0 && p.expiry <= expiry_to)
            && (usage_from == 0 || row.used() >= usage_from)
            && (usage_to == 0 || row.used() <= usage_to)
            && yes("autoRenew", p.reset > 0)
            && yes("hasTgId", p.tg_id != 0)
            && yes("hasComment", !p.comment.is_empty())
    }
}

fn summary(all: &[Row]) -> Value {
    let pick = |wanted: &dyn Fn(&Row) -> bool| -> (usize, Value) {
        let found: Vec<&str> = all.iter().filter(|row| wanted(row)).map(|row| row.person.email.as_str()).collect();
        (found.len(), json!(found[..found.len().min(200)]))
    };
    let (online_count, online) = pick(&|row| row.online);
    let (depleted_count, depleted) = pick(&|row| row.bucket == Bucket::Depleted);
    let (expiring_count, expiring) = pick(&|row| row.bucket == Bucket::Expiring);
    let (deactive_count, deactive) = pick(&|row| row.bucket == Bucket::Deactive);
    json!({
        "total": all.len(), "active": all.iter().filter(|row| row.bucket == Bucket::Active).count(),
        "onlineCount": online_count, "depletedCount": depleted_count, "expiringCount": expiring_count,
        "deactiveCount": deactive_count, "online": online, "depleted": depleted, "expiring": expiring, "deactive": deactive,
    })
}

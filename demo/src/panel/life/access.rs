//! Where people come from and where they go: addresses and the access log.

use crate::calendar;
use crate::chance::fate;
use crate::config::Dialect;
use crate::http::input::Input;
use crate::http::reply::Reply;
use crate::panel::State;
use serde_json::{Value, json};

const TARGETS: [&str; 6] = [
    "www.youtube.com:443",
    "api.telegram.org:443",
    "one.one.one.one:443",
    "cdn.example.net:443",
    "example.org:80",
    "tracker.example.com:6881",
];
const KEPT: usize = 500;

/// A line of the access log.
pub struct Visit {
    at: i64,
    micros: i64,
    from: String,
    to: &'static str,
    tag: String,
    email: String,
    blocked: bool,
}

impl Visit {
    fn shown(&self, dialect: Dialect) -> Value {
        let Visit { at, micros, from, to, tag, email, blocked } = self;
        let outbound = if *blocked { "blocked" } else { "direct" };
        if dialect == Dialect::A {
            let arrow = if *blocked { "->" } else { ">>" };
            // This release marks every line with a person as proxied.
            return Value::from(format!(
                "{}.{:03}{micros:03} from {from} accepted tcp:{to} [{tag} {arrow} {outbound}] email: {email} p",
                calendar::slashed(*at),
                at.rem_euclid(1000)
            ));
        }
        json!({
            "DateTime": calendar::iso_micros(*at, *micros), "FromAddress": from, "ToAddress": format!("tcp:{to}"),
            "Inbound": tag, "Outbound": outbound, "Email": email, "Event": i32::from(*blocked),
        })
    }
}

impl State {
    /// Somebody has used their key just now.
    pub(super) fn note_visit(&mut self, email: &str) {
        let (name, seed) = (email.to_lowercase(), self.config.seed);
        let mood = fate(seed, &name, self.now);
        let address = address(seed, &name, self.now);
        let seen = self.addresses.entry(name).or_default();
        match seen.iter_mut().find(|(known, _)| *known == address) {
            Some(entry) => entry.1 = self.now,
            None => seen.push((address.clone(), self.now)),
        }
        let inbound = self.stats.get(email).map_or(0, |stat| stat.inbound);
        let to = TARGETS[if mood.is_multiple_of(23) && !self.config.empty { 5 } else { (mood % 5) as usize }];
        self.life.access.push_back(Visit {
            at: self.now - 900 + (mood % 800) as i64,
            micros: (mood % 1000) as i64,
            from: format!("{address}:{}", 30_000 + mood % 30_000),
            to,
            tag: self.inbound(inbound).map(|inbound| inbound.tag.clone()).unwrap_or_default(),
            email: email.to_string(),
            blocked: to.ends_with(":6881"),
        });
        while self.life.access.len() > KEPT {
            self.life.access.pop_front();
        }
    }

    /// `xraylogs/{count}`: the access log, oldest first.
    pub fn xray_logs(&mut self, input: &Input, count: &str) -> Reply {
        if !self.access_log() {
            return Reply::obj(Value::Null);
        }
        let fields = input.fields().ok();
        let text = |name: &str| fields.as_ref().and_then(|fields| fields.text(name, "").ok()).unwrap_or_default();
        let filter = text("filter");
        let marked = self.dialect == Dialect::A;
        let shows = |visit: &&Visit| {
            let flag = if visit.blocked { "showBlocked" } else { "showDirect" };
            text(if marked { "showProxy" } else { flag }) != "false"
        };
        let lines = self.life.access.iter().filter(shows).map(|visit| visit.shown(self.dialect));
        let all: Vec<Value> = lines.filter(|line| filter.is_empty() || line.to_string().contains(&filter)).collect();
        let skip = all.len().saturating_sub(count.parse().unwrap_or(0));
        let last: Vec<Value> = all.into_iter().skip(skip).collect();
        Reply::obj(if last.is_empty() { Value::Null } else { last.into() })
    }
}

/// A person's address; some have two, and change between them.
fn address(seed: u64, name: &str, now: i64) -> String {
    let host = 2 + fate(seed, name, -4) % 250;
    match fate(seed, name, -5) % 8 {
        0 if now / 600_000 % 2 == 0 => format!("2001:db8::{host:x}"),
        0..4 => format!("203.0.113.{host}"),
        _ => format!("198.51.100.{host}"),
    }
}

//! What each command makes of its input, line by line.

use panel::doctor::{Checkup, Facts, XrayVersion};
use panel::link::{self, Context, Link, Part, Reason, Spider, Strictness};
use panel::model::{Client, Inbound, Millis, Protocol};
use panel::wire::parsed::expected;
use panel::wire::settings::{decode_client, inbound_from_value};
use serde_json::{Map, Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// A command: takes the whole input and gives its lines one by one.
pub type Command = fn(&str, &mut dyn FnMut(String)) -> Result<(), String>;

/// A row of links: an inbound, one of its clients, and where they are reached.
struct Row<'a> {
    row: &'a Value,
    name: &'a Value,
    inbound: Inbound,
}

impl<'a> Row<'a> {
    fn of(row: &'a Value) -> Self {
        Self { row, name: &row["name"], inbound: inbound_from_value(&row["inbound"]) }
    }

    fn text(&self, key: &str) -> &'a str {
        self.row[key].as_str().unwrap_or_default()
    }

    fn links(&self) -> Result<Vec<Link>, link::Error> {
        let spider = if self.text("profile") == "3xui-head" { Spider::PerPerson } else { Spider::Stored };
        let context =
            Context { host: self.text("host"), remark_model: self.text("remark_model"), spider, ..Context::default() };
        match (self.row["client_email"].as_str(), self.inbound.clients.first()) {
            (Some(name), _) => link::write_named(&self.inbound, name, &context),
            (None, Some(client)) => link::write(&self.inbound, client, &context),
            (None, None) => link::write_alone(&self.inbound, &context),
        }
    }

    /// The client by name; without a name the first, and where the inbound itself is the key a nameless one.
    fn client(&self) -> Option<Client> {
        let clients = &self.inbound.clients;
        match self.row["client_email"].as_str() {
            Some(name) => clients.iter().find(|client| client.name.to_lowercase() == name.to_lowercase()).cloned(),
            None => clients.first().cloned().or_else(|| Some(decode_client(&Protocol::Shadowsocks, &Value::Null))),
        }
    }

    fn facts(&self) -> Facts {
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_millis());
        Facts {
            host: self.text("host").to_owned(),
            visitor_host: self.text("visitor_host").to_owned(),
            subscription_url: self.text("subscription_url").to_owned(),
            xray_version: XrayVersion::parse(self.text("xray_version")),
            now: Millis(self.row["now"].as_i64().unwrap_or_else(|| i64::try_from(now()).unwrap_or(i64::MAX))),
            remark: self.links().ok().and_then(|links| links.first().map(|link| link.name.clone())),
            ..Facts::default()
        }
    }
}

/// A link, or why there is none, for each row.
pub fn write(input: &str, line: &mut dyn FnMut(String)) -> Result<(), String> {
    for row in &rows(input)? {
        let row = Row::of(row);
        let index = row.row["link_index"].as_u64().and_then(|index| usize::try_from(index).ok()).unwrap_or_default();
        let outcome = match row.links() {
            Ok(links) => match links.get(index) {
                Some(link) => json!({"name": row.name, "link": link.text}),
                None => json!({"name": row.name, "error": "no-such-link"}),
            },
            Err(error) => json!({"name": row.name, "error": error.code()}),
        };
        line(outcome.to_string());
    }
    Ok(())
}

/// What each link says, or why it is none.
pub fn read(input: &str, line: &mut dyn FnMut(String)) -> Result<(), String> {
    for text in input.lines() {
        let outcome = match link::parse(text, Strictness::Strict) {
            Ok(parsed) => expected(&parsed),
            Err(error) => json!({"error": reason(error.reason), "part": part(&error.part)}),
        };
        line(outcome.to_string());
    }
    Ok(())
}

/// What is wrong with the key of each row, and which apps can use it.
pub fn diagnose(input: &str, line: &mut dyn FnMut(String)) -> Result<(), String> {
    for row in &rows(input)? {
        let row = Row::of(row);
        let Some(client) = row.client() else {
            let code = if row.inbound.settings.unreadable { "bad-json" } else { "unknown-client" };
            line(json!({"name": row.name, "error": code}).to_string());
            continue;
        };
        let facts = row.facts();
        let checkup = Checkup::new(&row.inbound, &facts);
        let findings: Vec<Value> = checkup
            .findings(&client)
            .iter()
            .map(|finding| json!({"rule": finding.rule.id(), "severity": finding.severity.id()}))
            .collect();
        let apps: Map<String, Value> =
            checkup.families(&client).iter().map(|(app, works)| (app.id().to_owned(), json!(works))).collect();
        line(json!({"name": row.name, "findings": findings, "apps": apps}).to_string());
    }
    Ok(())
}

fn rows(input: &str) -> Result<Vec<Value>, String> {
    serde_json::from_str(input).map_err(|error| format!("the input is no array of JSON objects: {error}"))
}

fn part(part: &Part) -> &str {
    match part {
        Part::Whole => "whole",
        Part::Scheme => "scheme",
        Part::Credential => "credential",
        Part::Host => "host",
        Part::Port => "port",
        Part::Path => "path",
        Part::Name => "name",
        Part::Payload => "payload",
        Part::Param(name) => name,
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Missing => "missing",
        Reason::TooLong => "too-long",
        Reason::Unknown => "unknown",
        Reason::Malformed => "malformed",
        Reason::WrongLength => "wrong-length",
        Reason::Repeated => "repeated",
        Reason::Unescaped => "unescaped",
        Reason::BadEscape => "bad-escape",
        Reason::Unsuitable => "unsuitable",
        Reason::WebAddress => "web-address",
    }
}

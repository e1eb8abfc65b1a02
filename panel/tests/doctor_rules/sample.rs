//! A key of the link table with one thing changed.

use panel::doctor::{self, Facts, Finding, Key, Rule, Severity, XrayVersion};
use panel::link::{self, Context, Strictness};
use panel::model::{Client, Inbound};
use panel::wire::settings::inbound_from_value;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// One condition: the vector it is tried on, what makes it well, and what makes it ill.
#[derive(Clone)]
pub struct Sample {
    pub rule: &'static str,
    pub base: &'static str,
    given: Vec<(String, Value)>,
    changed: Vec<(String, Value)>,
    link: Vec<(&'static str, &'static str)>,
    version: &'static str,
    facts: fn(&mut Facts),
    also: Option<&'static str>,
}

/// A sample of a rule on a vector.
pub fn on(rule: &'static str, base: &'static str) -> Sample {
    let (given, changed, link) = Default::default();
    Sample { rule, base, given, changed, link, version: "26.7.28", facts: |_| {}, also: None }
}

impl Sample {
    /// Changes the inbound: a JSON pointer and the new value.
    pub fn set(mut self, pointer: &str, value: impl Into<Value>) -> Self {
        self.changed.push((pointer.to_owned(), value.into()));
        self
    }

    /// Changes the inbound that counts as well.
    pub fn given(mut self, pointer: &str, value: Value) -> Self {
        self.given.push((pointer.to_owned(), value));
        self
    }

    /// Changes a parameter of the link; empty takes it out.
    pub fn link(mut self, name: &'static str, value: &'static str) -> Self {
        self.link.push((name, value));
        self
    }

    /// The server's version, in health and illness.
    pub fn version(mut self, version: &'static str) -> Self {
        self.version = version;
        self
    }

    /// Changes what is known besides.
    pub fn facts(mut self, facts: fn(&mut Facts)) -> Self {
        self.facts = facts;
        self
    }

    /// Something that cannot but come with it.
    pub fn also(mut self, rule: &'static str) -> Self {
        self.also = Some(rule);
        self
    }

    pub fn expected(&self) -> BTreeSet<&'static str> {
        [Some(self.rule), self.also].into_iter().flatten().collect()
    }

    pub fn severity(&self) -> Severity {
        Rule::ALL.iter().find(|rule| rule.id() == self.rule).unwrap().severity()
    }

    pub fn well(&self) -> Vec<Finding> {
        let (inbound, client, facts) = self.patient(&[]);
        self.look(&inbound, &client, &facts, &[])
    }

    pub fn ill(&self) -> Vec<Finding> {
        let (inbound, client, mut facts) = self.patient(&self.changed);
        (self.facts)(&mut facts);
        self.look(&inbound, &client, &facts, &self.link)
    }

    /// The ill one, where what is wrong is the inbound.
    pub fn ill_inbound(&self) -> Option<(Inbound, Client, Facts)> {
        let (inbound, client, mut facts) = self.patient(&self.changed);
        (self.facts)(&mut facts);
        self.link.is_empty().then_some((inbound, client, facts))
    }

    pub fn would_stop_well(&self) -> Option<Finding> {
        let (inbound, _, facts) = self.patient(&[]);
        doctor::would_stop(&inbound, &facts)
    }

    pub fn would_stop_ill(&self) -> Option<Finding> {
        let (inbound, _, mut facts) = self.patient(&self.changed);
        (self.facts)(&mut facts);
        doctor::would_stop(&inbound, &facts)
    }

    /// Where the link is changed, a link somebody has is looked at, else the one this app writes.
    fn look(&self, inbound: &Inbound, client: &Client, facts: &Facts, link: &[(&str, &str)]) -> Vec<Finding> {
        if self.link.is_empty() {
            return doctor::diagnose(inbound, client, facts);
        }
        let written = link::write(inbound, client, &Context::new(&facts.host)).unwrap().remove(0);
        let mut parsed = link::parse(&written.text, Strictness::Lenient).unwrap();
        for (name, value) in link {
            parsed.params.retain(|(key, _)| key != name);
            if !value.is_empty() {
                parsed.params.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        doctor::examine(inbound, client, &Key::from(&parsed), facts)
    }

    fn patient(&self, changes: &[(String, Value)]) -> (Inbound, Client, Facts) {
        static ROWS: LazyLock<Vec<Value>> =
            LazyLock::new(|| serde_json::from_str(include_str!("../data/links/vectors.json")).unwrap());
        let row = ROWS.iter().find(|row| row["name"] == self.base).unwrap();
        let mut inbound = opened(&row["inbound"]);
        for (pointer, value) in self.given.iter().chain(changes) {
            put(&mut inbound, pointer, value.clone());
        }
        let inbound = inbound_from_value(&inbound);
        let client = inbound.clients.first().unwrap().clone();
        let host = row["host"].as_str().unwrap().to_owned();
        (inbound, client, Facts { host, xray_version: XrayVersion::parse(self.version), ..Facts::default() })
    }
}

/// The inbound with its texts as objects.
fn opened(inbound: &Value) -> Value {
    let mut opened = inbound.clone();
    for key in ["settings", "streamSettings", "sniffing"] {
        if let Some(text) = inbound[key].as_str().filter(|text| !text.is_empty()) {
            opened[key] = serde_json::from_str(text).unwrap();
        }
    }
    opened
}

/// Sets a value by JSON pointer; `-` at the end of a list adds to it.
fn put(json: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let parent = json.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {pointer}"));
    match parent {
        Value::Array(members) if last == "-" => members.push(value),
        Value::Array(members) => members[last.parse::<usize>().unwrap()] = value,
        _ => drop(parent.as_object_mut().map(|members: &mut Map<_, _>| members.insert(last.to_owned(), value))),
    }
}

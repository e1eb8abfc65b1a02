//! The families of apps against what real cores did with every link of the table.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

use panel::doctor::{self, App, Facts, Severity, XrayVersion};
use panel::model::{Client, Inbound, Protocol};
use panel::wire::settings::{decode_client, inbound_from_value};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("data/links/vectors.json")).unwrap()
}

fn measured() -> Vec<Value> {
    serde_json::from_str(include_str!("data/links/measured.json")).unwrap()
}

/// The client of a row; peers of an older WireGuard have no name, Shadowsocks may be without clients.
fn client(inbound: &Inbound, row: &Value) -> Client {
    match row["client_email"].as_str() {
        Some(name) => inbound.clients.iter().find(|client| client.name == name).unwrap().clone(),
        None => inbound.clients.first().cloned().unwrap_or_else(|| decode_client(&Protocol::Shadowsocks, &Value::Null)),
    }
}

fn facts(row: &Value) -> Facts {
    Facts {
        host: row["host"].as_str().unwrap().to_owned(),
        xray_version: XrayVersion::parse("26.7.28"),
        ..Facts::default()
    }
}

/// The same inbound with one member of its REALITY settings set.
fn with_reality(row: &Value, key: &str, value: &str) -> Value {
    let mut inbound = row["inbound"].clone();
    let mut stream: Value = match &inbound["streamSettings"] {
        Value::String(text) => serde_json::from_str(text).unwrap(),
        other => other.clone(),
    };
    stream["realitySettings"][key] = value.into();
    inbound["streamSettings"] = stream;
    inbound
}

#[derive(Default)]
struct Tally {
    cells: usize,
    unknown: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn compare(&mut self, name: &str, families: doctor::Families, expected: &Value) {
        for app in App::ALL {
            let Some(outcome) = expected[app.id()].as_str() else { continue };
            self.cells += 1;
            match families.get(app) {
                None => self.unknown += 1,
                Some(works) if works == (outcome == "connects") => {}
                Some(works) => self.wrong.push(format!("{name} in {}: said {works}, measured {outcome}", app.id())),
            }
        }
    }
}

#[test]
fn every_vector_in_every_core_is_as_measured() {
    let mut tally = Tally::default();
    for (row, expected) in vectors().iter().zip(measured()) {
        let name = row["name"].as_str().unwrap();
        assert_eq!(expected["name"], name);
        let inbound = inbound_from_value(&row["inbound"]);
        tally.compare(name, doctor::families(&inbound, &client(&inbound, row), &facts(row)), &expected);
        let relaxed = &expected["with minClientVer 1.0.0"];
        if relaxed.is_object() {
            let inbound = inbound_from_value(&with_reality(row, "minClientVer", "1.0.0"));
            tally.compare(name, doctor::families(&inbound, &client(&inbound, row), &facts(row)), relaxed);
        }
    }
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    assert_eq!(tally.cells, 93 * 6 + 20 * 4);
    assert!(tally.unknown * 20 < tally.cells, "{} of {} not known", tally.unknown, tally.cells);
}

#[test]
fn what_the_newest_xray_connects_has_no_finding_above_a_warning_and_what_it_does_not_has_one() {
    for (row, expected) in vectors().iter().zip(measured()) {
        let Some(outcome) = expected["xray-26.7.28"].as_str() else { continue };
        let inbound = inbound_from_value(&row["inbound"]);
        let found = doctor::diagnose(&inbound, &client(&inbound, row), &facts(row));
        let worst = found.first().map_or(Severity::Info, |finding| finding.severity);
        let ids: Vec<_> = found.iter().map(|finding| finding.rule.id()).collect();
        assert_eq!(worst <= Severity::Warning, outcome == "connects", "{}: {ids:?}", row["name"]);
        assert_eq!(worst == Severity::ServerDown, outcome == "server down", "{}: {ids:?}", row["name"]);
    }
}

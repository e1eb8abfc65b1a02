//! The command-line example against the tables, through the very functions it runs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

#[path = "../examples/links/lines.rs"]
mod lines;

use panel::doctor::{Rule, Severity};
use serde_json::{Value, json};

fn table(name: &str) -> Value {
    let path = format!("{}/tests/data/links/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn run(command: lines::Command, input: &str) -> Vec<Value> {
    let mut lines = Vec::new();
    command(input, &mut |line| lines.push(serde_json::from_str(&line).unwrap())).unwrap();
    lines
}

#[test]
fn write_gives_the_recommended_link_or_the_error_of_the_table() {
    let vectors = table("vectors");
    let lines = run(lines::write, &vectors.to_string());
    assert_eq!(lines.len(), 94);
    for (line, row) in lines.iter().zip(vectors.as_array().unwrap()) {
        assert_eq!((&line["name"], &line["link"]), (&row["name"], &row["recommended_link"]));
    }
    let refused = table("no-link");
    for (line, row) in run(lines::write, &refused.to_string()).iter().zip(refused.as_array().unwrap()) {
        assert_eq!((&line["name"], &line["error"], line.get("link")), (&row["name"], &row["expected_error"], None));
    }
    let beyond = json!([{"name": "n", "inbound": vectors[0]["inbound"], "client_email": "alice", "host": "a.b", "link_index": 9}]);
    assert_eq!(run(lines::write, &beyond.to_string()), [json!({"name": "n", "error": "no-such-link"})]);
}

#[test]
fn read_gives_the_parsed_object_or_the_part_at_fault() {
    let vectors = table("vectors");
    let rows = vectors.as_array().unwrap();
    let links: Vec<_> = rows.iter().map(|row| row["recommended_link"].as_str().unwrap()).collect();
    for (line, row) in run(lines::read, &links.join("\n")).iter().zip(rows) {
        assert_eq!(line, &row["expected_parsed"], "{}", row["name"]);
    }
    let bad = "vless://b831381d-6324-4d53-ad4f-8cda48b30811@a.example:0?type=tcp&security=none\nnonsense";
    let lines = run(lines::read, bad);
    assert_eq!(lines[0]["part"], "port");
    assert_eq!(lines[1], json!({"error": "unknown", "part": "scheme"}));
}

#[test]
fn diagnose_names_rules_of_the_table_and_says_of_each_app_what_was_measured() {
    let (mut vectors, measured) = (table("vectors"), table("measured"));
    for row in vectors.as_array_mut().unwrap() {
        row["xray_version"] = "26.7.28".into();
    }
    let lines = run(lines::diagnose, &vectors.to_string());
    assert_eq!(lines.len(), 94);
    for (line, expected) in lines.iter().zip(measured.as_array().unwrap()) {
        assert_eq!(line["name"], expected["name"]);
        for (app, works) in line["apps"].as_object().unwrap() {
            match expected[app].as_str() {
                Some(outcome) if !works.is_null() => assert_eq!(works == true, outcome == "connects", "{line}"),
                _ => {}
            }
        }
        for finding in line["findings"].as_array().unwrap() {
            assert!(Rule::ALL.iter().any(|rule| rule.id() == finding["rule"]), "{line}");
            assert!(
                [Severity::Info, Severity::Warning, Severity::Dead, Severity::ServerDown]
                    .iter()
                    .any(|severity| severity.id() == finding["severity"])
            );
        }
    }
    assert_eq!(
        lines[0],
        json!({
            "name": "vless-tcp-reality-vision",
            "findings": [{"rule": "reality-client-too-old", "severity": "warning"}],
            "apps": {"xray-26.7.28": true, "xray-26.3.27": true, "xray-25.9.5": false, "mihomo": false,
                "sing-box-1.13.2": false, "hiddify": false},
        })
    );
}

#[test]
fn a_row_without_its_client_is_an_error_and_broken_input_is_refused() {
    let row =
        json!([{"name": "n", "inbound": table("vectors")[0]["inbound"], "client_email": "nobody", "host": "a.b"}]);
    assert_eq!(run(lines::diagnose, &row.to_string()), [json!({"name": "n", "error": "unknown-client"})]);
    assert!(lines::diagnose("{", &mut |_| {}).is_err());
}

//! Inbounds with one value damaged, every value in turn: the doctor never stumbles, and whatever leaves no link to
//! write has a finding that says why.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

use panel::doctor::{self, Facts, Severity};
use panel::link::{self, Context};
use panel::wire::settings::inbound_from_value;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The places of all values, as JSON pointers.
fn places(json: &Value, at: &str, into: &mut Vec<String>) {
    match json {
        Value::Object(members) => members.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), into)),
        Value::Array(members) => {
            members.iter().enumerate().for_each(|(index, value)| places(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
    if !at.is_empty() {
        into.push(at.to_owned());
    }
}

#[test]
fn whatever_leaves_no_link_has_a_finding_that_is_no_mere_warning() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("data/links/vectors.json")).unwrap();
    let (mut shapes, mut tried, mut refused) = (BTreeSet::new(), 0, 0);
    for row in &rows {
        let mut whole = row["inbound"].clone();
        for key in ["settings", "streamSettings", "sniffing"] {
            if let Some(text) = whole[key].as_str().filter(|text| !text.is_empty()) {
                whole[key] = serde_json::from_str(text).unwrap();
            }
        }
        let host = row["host"].as_str().unwrap();
        let facts = Facts { host: host.to_owned(), ..Facts::default() };
        let mut all = Vec::new();
        places(&whole, "", &mut all);
        for place in all {
            // Once for each place of each protocol, transport and security is enough.
            let stream = &whole["streamSettings"];
            if !shapes.insert(format!("{} {} {} {place}", whole["protocol"], stream["network"], stream["security"])) {
                continue;
            }
            for damage in [
                json!(null),
                json!(""),
                json!("?"),
                json!(0),
                json!(-1),
                json!([]),
                json!({}),
                json!(["?"]),
                json!({"?": "?"}),
            ] {
                let mut damaged = whole.clone();
                *damaged.pointer_mut(&place).unwrap() = damage;
                let inbound = inbound_from_value(&damaged);
                let Some(client) = inbound.clients.first() else { continue };
                let found = doctor::diagnose(&inbound, client, &facts);
                let families = doctor::families(&inbound, client, &facts);
                tried += 1;
                if let Err(error) = link::write(&inbound, client, &Context::new(host)) {
                    let rules: Vec<_> = found.iter().map(|finding| finding.rule.id()).collect();
                    let told = found.iter().any(|finding| finding.severity >= Severity::Dead);
                    assert!(told, "{error:?} at {place} of {}: {rules:?}", row["name"]);
                    refused += 1;
                } else if found.iter().any(|finding| finding.severity == Severity::ServerDown) {
                    assert!(families.working().is_empty(), "{place} of {}", row["name"]);
                }
            }
        }
    }
    assert!(tried > 5000 && refused > 100, "{tried} {refused}");
}

#[test]
fn no_combination_without_a_link_passes_for_a_good_one() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("data/links/vectors.json")).unwrap();
    let reality = &rows.iter().find(|row| row["name"] == "vless-tcp-reality-vision").unwrap()["inbound"];
    let stream: Value = serde_json::from_str(reality["streamSettings"].as_str().unwrap()).unwrap();
    let client = json!({"id": "b831381d-6324-4d53-ad4f-8cda48b30811", "password": "pw", "auth": "a", "secret": "s", "email": "e",
        "privateKey": "MEudtLZ5IAaUD2V2DZmpxzC9yXsskc4vkKdnLfWyfRQ=", "method": "aes-128-gcm"});
    let settings = json!({"clients": [client], "decryption": "none", "method": "aes-128-gcm", "version": 2,
        "secretKey": "iJ2cBkrSGqRwIfYIDIxk7hr5RXfdR93MfJUL7yqkkH8="});
    let facts = Facts { host: "a.example".to_owned(), ..Facts::default() };
    let mut refused = 0;
    for protocol in ["vless", "vmess", "trojan", "shadowsocks", "hysteria", "wireguard", "http", "mixed", "tun"] {
        for network in ["tcp", "kcp", "ws", "grpc", "httpupgrade", "xhttp", "hysteria", "quic"] {
            for security in ["none", "tls", "reality", "xtls"] {
                let mut stream = stream.clone();
                stream["network"] = network.into();
                stream["security"] = security.into();
                let row = json!({"port": 443, "protocol": protocol, "settings": settings, "streamSettings": stream});
                let inbound = inbound_from_value(&row);
                let client = inbound.clients.first().unwrap();
                if let Err(error) = link::write(&inbound, client, &Context::new("a.example")) {
                    let found = doctor::diagnose(&inbound, client, &facts);
                    let told = found.iter().any(|finding| finding.severity >= Severity::Dead);
                    assert!(told, "{error:?}: {protocol} over {network} with {security}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 50, "{refused}");
}

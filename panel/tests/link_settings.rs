//! `settings` and `streamSettings` in every shape panels store them.

#![allow(clippy::unwrap_used)]

use panel::model::stream::{Network, Security};
use panel::model::{Credential, Protocol};
use panel::wire::settings::inbound_from_value;
use panel::wire::{settings, stream};
use serde_json::{Value, json};

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("data/links/vectors.json")).unwrap()
}

#[test]
fn every_inbound_of_the_table_is_read_with_its_clients() {
    for row in vectors() {
        let inbound = inbound_from_value(&row["inbound"]);
        let name = row["name"].as_str().unwrap();
        assert!(!inbound.settings.unreadable && !inbound.stream.unreadable, "{name}");
        assert_eq!(u64::from(inbound.port), row["inbound"]["port"].as_u64().unwrap(), "{name}");
        if let Some(email) = row["client_email"].as_str() {
            let client = inbound.clients.iter().find(|client| client.name == email).unwrap();
            assert!(client.credential != Credential::Missing, "{name}");
        }
        assert!(!matches!(inbound.stream.network, Network::Other(_)), "{name}");
    }
}

#[test]
fn text_and_object_give_the_same() {
    for row in vectors() {
        let mut objects = row["inbound"].clone();
        for key in ["settings", "streamSettings", "sniffing"] {
            if let Some(text) = objects[key].as_str().filter(|text| !text.is_empty()) {
                objects[key] = serde_json::from_str(text).unwrap();
            }
        }
        let (a, b) = (inbound_from_value(&row["inbound"]), inbound_from_value(&objects));
        assert!(a.stream == b.stream && a.settings == b.settings && a.clients == b.clients, "{}", row["name"]);
    }
}

#[test]
fn nothing_and_broken_text_differ() {
    for nothing in [json!(null), json!(""), json!("  "), json!("null")] {
        assert!(!stream::decode(&nothing).unreadable);
        assert!(!settings::decode(&Protocol::Vless, &nothing).1.unreadable);
    }
    assert!(stream::decode(&json!("{")).unreadable);
    assert!(settings::decode(&Protocol::Vless, &json!("{\"clients\":[")).1.unreadable);
}

#[test]
fn a_key_of_the_wrong_type_counts_as_missing_and_hides_nothing_else() {
    let odd = json!({"network": 7, "security": "reality", "externalProxy": {"dest": "x"},
        "realitySettings": {"serverNames": "one", "shortIds": ["aa", 3], "settings": ["x"], "publicKey": "PUB",
            "fingerprint": null, "target": 443}});
    let stream = stream::decode(&odd);
    assert_eq!(stream.network.name(), "tcp");
    let reality = stream.security.reality().unwrap();
    assert!(reality.server_names.is_empty() && reality.short_ids == ["aa"]);
    assert!(reality.public_key == "PUB" && reality.target == "443" && stream.external.is_empty());
}

#[test]
fn reality_fields_are_found_in_both_places_and_the_inner_one_wins() {
    let both = json!({"security": "reality", "realitySettings": {"publicKey": "OUT", "spiderX": "/out",
        "dest": "a:443", "settings": {"publicKey": "IN", "spiderX": ""}}});
    let stream = stream::decode(&both);
    let reality = stream.security.reality().unwrap();
    assert!(reality.public_key == "IN" && reality.spider_x == "/out" && reality.target == "a:443");
}

#[test]
fn other_names_of_a_transport_are_the_same_transport() {
    for (name, keys, link) in [
        ("raw", "rawSettings", "tcp"),
        ("splithttp", "splithttpSettings", "xhttp"),
        ("mkcp", "kcpSettings", "kcp"),
        ("websocket", "wsSettings", "ws"),
        ("carrier-pigeon", "x", "carrier-pigeon"),
    ] {
        let stream = stream::decode(&json!({"network": name, "security": "xtls", keys: {"path": "/p"}}));
        assert_eq!(stream.network.name(), link);
        assert!(matches!(&stream.security, Security::Other(name) if name == "xtls"));
    }
    let by_method = stream::decode(&json!({"method": "xhttp", "xhttpSettings": {"mode": "stream-up"}}));
    assert!(matches!(&by_method.network, Network::Xhttp(xhttp) if xhttp.mode == "stream-up"));
}

//! The doctor's idea of the key this app writes, against the link that is written.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

use panel::doctor::{Facts, Key};
use panel::link::{self, Context, Strictness};
use panel::model::Protocol;
use panel::wire::settings::inbound_from_value;
use serde_json::Value;

#[test]
fn the_key_under_examination_is_the_key_that_is_handed_out() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("data/links/vectors.json")).unwrap();
    let mut compared = 0;
    for row in &rows {
        let inbound = inbound_from_value(&row["inbound"]);
        // These two have no parameters the doctor looks at, and Shadowsocks carries its disguise as a plugin.
        if matches!(inbound.protocol, Protocol::MtProto | Protocol::WireGuard | Protocol::Shadowsocks) {
            continue;
        }
        let host = row["host"].as_str().unwrap();
        let client =
            inbound.clients.iter().find(|client| client.name == row["client_email"].as_str().unwrap()).unwrap();
        let facts = Facts { host: host.to_owned(), ..Facts::default() };
        let links = link::write(&inbound, client, &Context::new(host)).unwrap();
        let keys = Key::written(&inbound, client, &facts);
        assert_eq!(links.len(), keys.len());
        for (link, mut key) in links.iter().zip(keys) {
            let read = Key::from(&link::parse(&link.text, Strictness::Lenient).unwrap());
            key.encryption = key.encryption.replace("none", "");
            assert!(key == read, "{}", row["name"]);
            compared += 1;
        }
    }
    assert_eq!(compared, 89);
}

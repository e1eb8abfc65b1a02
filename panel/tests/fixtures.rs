//! Answers that the recordings lack: nodes, WireGuard, address lists, blocked connections, short frames.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "fixtures/read.rs"]
mod read;

use panel::api::clients::{SeenAddress, Skipped};
use panel::api::push::{Asked, Counted, Push};
use panel::api::{clients, inbounds, push, server, settings};
use panel::dialect::{Dialect, Factor, Panel, Version};
use panel::model::log::Fate;
use panel::model::stream::{Network, Security};
use panel::model::{Bytes, Credential, Expiry, Flow, InboundId, Millis, Protocol, Quota, Traffic};
use read::{frame, reply, used};
use serde_json::{Value, json};

fn panel(text: &str) -> Panel {
    let version = Version::parse(text).unwrap();
    Panel::new(Dialect::of(version), Some(version), Factor::None)
}

#[test]
fn inbounds_of_every_generation() {
    for (file, count) in
        [("a/inbounds_list", 5), ("b/inbounds_list", 6), ("v3.0/inbounds_list", 2), ("v3/inbounds_list", 6)]
    {
        let list = inbounds::list().decode(&reply(file)).unwrap_or_else(|_| panic!("{file}"));
        assert_eq!(list.len(), count, "{file}");
        let first = &list[0];
        assert!(first.protocol == Protocol::Vless && first.port == 443 && !first.slim, "{file}");
        let Security::Reality(reality) = &first.stream.security else { panic!("{file}") };
        assert_eq!(reality.target, "www.example.org:443", "{file}: `dest` or `target`");
        assert_eq!(reality.server_names[0], "www.example.org");
        let alice = &first.clients[0];
        assert!(alice.name == "alice" && alice.flow == Flow::Vision, "{file}");
        let Credential::Uuid(id) = &alice.credential else { panic!("{file}") };
        assert_eq!(id.expose(), "2f647f23-7b88-427f-b56b-0afa1c99b13b");
        assert_eq!(first.stats[0].last_online, Some(Millis(1_756_086_400_000)), "{file}");
    }
}

#[test]
fn what_only_some_inbounds_have() {
    let a = inbounds::list().decode(&reply("a/inbounds_list")).unwrap_or_else(|_| panic!());
    assert_eq!((a[2].listen.as_str(), a[2].enabled), ("127.0.0.1", false));
    assert!(a[2].clients[0].expiry == Expiry::At(Millis(1_748_736_000_000)) && !a[2].clients[0].enabled);
    assert_eq!(a[3].clients[0].reset_days, 30);
    assert!(a[4].protocol == Protocol::Mixed && a[4].clients.is_empty() && !a[4].stream.unreadable);
    let carol = (&a[1].clients[0], &a[1].stats[0]);
    assert!(carol.0.enabled && !carol.1.enabled && carol.1.quota == Quota::Limit(Bytes(10_737_418_240)));
    let b = inbounds::list().decode(&reply("b/inbounds_list")).unwrap_or_else(|_| panic!());
    assert!(matches!(b[2].stream.network, Network::Hysteria(_)));
    assert!(b[3].protocol == Protocol::WireGuard && b[3].settings.wireguard.legacy_peers && b[3].clients.len() == 1);
    assert!(b[5].protocol == Protocol::Tunnel && b[5].tag == "inbound-6000");
    let node = inbounds::list().decode(&reply("v3.0/inbounds_list")).unwrap_or_else(|_| panic!());
    assert_eq!((node[0].node, node[1].node), (None, Some(1)));
    let new = inbounds::list().decode(&reply("v3/inbounds_list")).unwrap_or_else(|_| panic!());
    assert!(
        !new[4].settings.wireguard.legacy_peers && matches!(new[4].clients[0].credential, Credential::WireGuard(_))
    );
    assert_eq!((new[5].node, new[5].tag.as_str()), (Some(1), "n1-in-443-tcp"));
    assert_eq!(new[0].clients[0].group, "family");
    let oldest = inbounds::list().decode(&reply("a/inbounds_list_v2.0.0")).unwrap_or_else(|_| panic!());
    assert_eq!(oldest[0].traffic, Traffic { up: Bytes(1024), down: Bytes(4096) });
    assert_eq!(oldest[0].stats[0].last_online, None);
}

#[test]
fn short_lists_of_inbounds() {
    let slim = inbounds::slim().decode(&reply("v3/inbounds_list_slim")).unwrap_or_else(|_| panic!());
    assert_eq!(slim.len(), 2);
    let names: Vec<&str> = slim[0].clients.iter().map(|client| client.name.as_str()).collect();
    assert!(names == ["alice", "bob"] && slim[0].clients[0].comment == "phone");
    assert!(slim[0].slim && slim[0].clients[0].credential == Credential::Missing && slim[0].raw.0.is_empty());
    let options = inbounds::options().decode(&reply("v3/inbounds_options")).unwrap();
    let ids: Vec<i64> = options.iter().map(|option| option.id.0).collect();
    assert_eq!(ids, [1, 3, 5, 6]);
    assert!(options[0].vision_capable && options[0].enabled == Some(true) && options[3].node == Some(1));
    assert_eq!(options[1].cipher, "2022-blake3-aes-256-gcm");
}

#[test]
fn a_page_of_the_first_c1() {
    let page = clients::page(&panel("3.1.0"), &Default::default()).decode(&reply("v3/clients_list_paged_v3.1.0"));
    let page = page.unwrap_or_else(|_| panic!());
    assert_eq!((page.total, page.filtered, page.page, page.size), (2, 2, 1, 25));
    assert_eq!((page.summary.active, page.summary.online, page.summary.ended), (2, 1, 0));
    assert_eq!(page.summary.online_names, ["alice"]);
    assert!(page.groups.is_empty());
    let [alice, bob] = &page.people[..] else { panic!() };
    assert_eq!(alice.inbounds, [InboundId(1), InboundId(6)]);
    assert_eq!(alice.traffic, used(1_234_567_890, 9_876_543_210));
    assert_eq!(alice.created, Some(Millis(1_756_000_000_000)));
    assert!(bob.expiry == Expiry::AfterFirstUse(Millis(2_592_000_000)) && bob.last_online.is_none());
}

#[test]
fn addresses_in_every_shape() {
    let seen = |ip: &str, time: &str, node: &str| SeenAddress { ip: ip.into(), time: time.into(), node: node.into() };
    let read = |version: &str, file: &str| clients::ips(&panel(version), "x").decode(&reply(file)).unwrap();
    assert_eq!(read("2.6.8", "a/client_ips"), [seen("203.0.113.7", "", ""), seen("2001:db8::7", "", "")]);
    let b = [seen("203.0.113.7", "2025-08-25 01:46:40", ""), seen("2001:db8::7", "2025-08-25 00:01:02", "")];
    assert_eq!(read("2.9.4", "b/client_ips"), b);
    let new = [b[0].clone(), seen("198.51.100.20", "2025-08-25 01:40:00", "de-fra-1")];
    assert_eq!(read("3.6.0", "v3/client_ips"), new);
}

#[test]
fn access_logs_in_both_shapes() {
    let read = |version: &str, file: &str| server::access_log(&panel(version), 9, "").decode(&reply(file)).unwrap();
    let lines = read("2.6.8", "a/xraylogs");
    let fates: Vec<Fate> = lines.iter().map(|line| line.fate).collect();
    assert_eq!(fates, [Fate::Direct, Fate::Blocked, Fate::Blocked]);
    assert_eq!((lines[0].name.as_str(), lines[2].name.as_str()), ("", "alice"));
    assert_eq!((lines[1].inbound.as_str(), lines[1].outbound.as_str()), ("inbound-10808", "blocked"));
    assert_eq!(
        (lines[2].time.as_str(), lines[2].to.as_str()),
        ("2025/08/24 01:50:03.500000", "tcp:ads.example.net:443")
    );
    let lines = read("2.9.4", "b/xraylogs");
    assert_eq!((lines[0].fate, lines[1].fate), (Fate::Direct, Fate::Blocked));
    assert_eq!((lines[1].time.as_str(), lines[1].from.as_str()), ("2025-08-24T01:50:02Z", "203.0.113.7:51240"));
}

#[test]
fn settings_groups_outcomes_and_releases() {
    let defaults = settings::defaults(&panel("2.6.8")).decode(&reply("a/default_settings")).unwrap();
    assert_eq!(defaults.subscription("x").as_deref(), Some("https://vpn.example.com:2096/sub/x"));
    assert_eq!(defaults.json_subscription("x").as_deref(), Some("https://vpn.example.com:2096/json/x"));
    let groups = clients::groups().decode(&reply("v3/groups")).unwrap();
    assert_eq!((groups[0].name.as_str(), groups[0].people, groups[0].used), ("family", 1, Some(Bytes(11_111_111_100))));
    assert_eq!((groups[1].people, groups[1].used), (0, Some(Bytes(0))));
    let outcome = clients::attach_many(&[], &[]).decode(&reply("v3/bulk_attach")).unwrap();
    assert_eq!(outcome.done, 1);
    assert_eq!(outcome.skipped, [Skipped { name: "alice".into(), reason: String::new() }]);
    let release = server::release(&panel("2.9.4")).decode(&reply("b/panel_update_info")).unwrap();
    assert_eq!((release.current.as_str(), release.latest.as_str(), release.newer), ("2.9.4", "3.0.0", true));
    let check = server::scan_target(&panel("3.6.0"), "x").decode(&reply("v3/scan_reality_target")).unwrap();
    assert!(check.feasible && check.tls13 && check.h2 && check.x25519 && check.certificate_valid);
    assert_eq!((check.server_names.len(), check.latency_ms, check.port), (2, 84, 443));
}

#[test]
fn frames_of_the_socket() {
    let alice = Counted { whose: "alice".into(), traffic: used(20_480, 131_072), last_online: None };
    let online = vec!["alice".to_owned(), "erin".to_owned()];
    assert_eq!(frame("v3/ws_traffic"), Some(Push::Traffic { deltas: vec![alice], online }));
    assert_eq!(frame("v3/ws_invalidate"), Some(Push::Stale("clients".into())));
    assert_eq!(frame("v3/ws_xray_state"), Some(Push::XrayAsked(Asked::Start)));
    assert_eq!(frame("v3/ws_notification"), None);
}

#[test]
fn what_was_asked_of_xray_and_what_went_wrong() {
    let read = |kind: &str, payload: Value| push::read(&json!({ "type": kind, "payload": payload }).to_string());
    let asked = |state: &str| read("xray_state", json!({ "state": state, "errorMsg": "no config" }));
    assert_eq!(asked("stop"), Some(Push::XrayAsked(Asked::Stop)));
    assert_eq!(asked("error"), Some(Push::XrayAsked(Asked::Refused("no config".into()))));
    assert_eq!(asked("paused"), None, "a word no panel of today has");
    let said = |level: &str| read("notification", json!({ "title": "Xray", "message": " died ", "level": level }));
    assert_eq!(said("error"), Some(Push::Trouble("Xray: died".into())));
    assert_eq!((said("success"), said("warning")), (None, None), "no proof");
}

#[test]
fn every_fixture_is_read_here() {
    let source = include_str!("fixtures.rs");
    let files = read::files();
    assert_eq!(files.len(), 22);
    for file in files {
        assert!(source.contains(&format!("\"{file}\"")), "{file} is read by no test");
    }
}

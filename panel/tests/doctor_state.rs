//! Keys that are right and yet let nobody in: the person's state, the inbound's, and where the key points.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

use panel::doctor::{self, App, Door, Facts, Finding, Fix, Severity, Who, XrayVersion};
use panel::model::{Bytes, Client, ClientStats, Expiry, Inbound, Millis, Quota, ShareAddress, Traffic};
use panel::wire::settings::inbound_from_value;
use serde_json::{Value, json};

const NOW: Millis = Millis(1_795_000_000_000);

fn table(name: &str) -> Vec<Value> {
    let path = format!("{}/tests/data/links/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn vector(name: &str) -> (Inbound, Client) {
    let rows = table("vectors");
    let row = rows.iter().find(|row| row["name"] == name).unwrap();
    let inbound = inbound_from_value(&row["inbound"]);
    let client = inbound.clients.first().unwrap().clone();
    (inbound, client)
}

fn facts() -> Facts {
    Facts { host: "203.0.113.10".to_owned(), now: NOW, xray_version: XrayVersion::parse("26.7.28"), ..Facts::default() }
}

/// What is found on an open VLESS inbound, which is well otherwise.
fn found(change: impl FnOnce(&mut Inbound, &mut Client, &mut Facts)) -> Vec<(&'static str, Option<Fix>)> {
    let (mut inbound, mut client) = vector("vless-tcp-none");
    let mut facts = facts();
    change(&mut inbound, &mut client, &mut facts);
    let found = doctor::diagnose(&inbound, &client, &facts);
    assert!(found.is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity)));
    found.iter().map(|finding: &Finding| (finding.rule.id(), finding.fix)).collect()
}

fn stats(name: &str, up: u64, down: u64) -> ClientStats {
    ClientStats {
        name: name.to_owned(),
        inbound: panel::model::InboundId(1),
        enabled: true,
        traffic: Traffic { up: Bytes(up), down: Bytes(down) },
        quota: Quota::Unlimited,
        expiry: Expiry::Never,
        last_online: None,
    }
}

#[test]
fn a_key_without_a_fault_has_no_finding() {
    assert_eq!(found(|_, _, _| {}), []);
}

#[test]
fn a_person_who_ended_is_told_by_the_cause_and_not_by_the_flag() {
    assert_eq!(found(|_, c, _| c.enabled = false), [("person-disabled", Some(Fix::EnablePerson))]);
    let past = Expiry::At(NOW);
    assert_eq!(found(|_, c, _| c.expiry = past), [("person-expired", Some(Fix::ExtendPerson))]);
    assert_eq!(
        found(|_, c, _| {
            c.expiry = past;
            c.enabled = false;
        }),
        [("person-expired", Some(Fix::ExtendPerson))]
    );
    assert_eq!(found(|_, c, _| c.expiry = Expiry::At(Millis(NOW.0 + 1))), []);
    assert_eq!(found(|_, c, _| c.expiry = Expiry::AfterFirstUse(Millis(1))), []);
    let limit = Quota::Limit(Bytes(100));
    let used = |up, down| {
        found(|i, c, _| {
            c.quota = limit;
            i.stats.push(stats(&c.name.to_uppercase(), up, down));
        })
    };
    assert_eq!(used(60, 40), [("person-used-up", Some(Fix::RaiseQuota))]);
    assert_eq!(used(60, 39), []);
    // The counters keep limits of their own, and shut people out by them.
    let counted = |change: fn(&mut ClientStats)| {
        found(|i, c, _| {
            let mut stats = stats(&c.name, 5, 5);
            change(&mut stats);
            i.stats.push(stats);
        })
    };
    assert_eq!(counted(|s| s.quota = Quota::Limit(Bytes(10))), [("person-used-up", Some(Fix::RaiseQuota))]);
    assert_eq!(counted(|s| s.expiry = Expiry::At(NOW)), [("person-expired", Some(Fix::ExtendPerson))]);
    assert_eq!(counted(|s| s.enabled = false), [("person-disabled", Some(Fix::EnablePerson))]);
}

#[test]
fn the_inbound_has_states_of_its_own() {
    assert_eq!(found(|i, _, _| i.enabled = false), [("inbound-disabled", Some(Fix::EnableInbound))]);
    assert_eq!(found(|i, _, _| i.expiry = Expiry::At(NOW)), [("inbound-expired", Some(Fix::ExtendInbound))]);
    let used_up = found(|i, _, _| {
        i.quota = Quota::Limit(Bytes(10));
        i.traffic = Traffic { up: Bytes(5), down: Bytes(5) };
    });
    assert_eq!(used_up, [("inbound-used-up", Some(Fix::RaiseInboundQuota))]);
}

#[test]
fn addresses_nobody_outside_can_reach() {
    let at = |host: &str| found(|_, _, f| f.host = host.to_owned());
    let set = Some(Fix::SetAddress);
    for host in ["", "  "] {
        assert_eq!(at(host), [("address-missing", set)]);
    }
    for host in [
        "localhost",
        "LOCALHOST:2053",
        "127.0.0.1",
        "127.8.8.8:80",
        "[::1]:2053",
        "::1",
        "0.0.0.0",
        "panel.localhost",
        "::ffff:127.0.0.1",
    ] {
        assert_eq!(at(host), [("address-loopback", set)], "{host}");
    }
    for host in [
        "10.0.0.5",
        "192.168.1.1:2053",
        "172.16.0.1",
        "172.31.255.255",
        "169.254.1.1",
        "100.64.0.1",
        "[fd00::1]",
        "fe80::1",
        "nas.local",
        "vps.lan",
        "::ffff:192.168.0.1",
    ] {
        assert_eq!(at(host), [("address-private", set)], "{host}");
    }
    for host in ["a b", "1.2.3", "256.1.1.1", "-a.example", "a..b", "x@y"] {
        assert_eq!(at(host), [("address-unusable", set)], "{host}");
    }
    for host in
        ["172.32.0.1", "100.128.0.1", "8.8.8.8", "vpn.example.com:2053", "[2001:db8::1]", "пример.рф", "a_b.example"]
    {
        assert_eq!(at(host), [], "{host}");
    }
}

#[test]
fn the_address_counts_that_the_key_carries() {
    assert_eq!(
        found(|i, _, _| i.share = ShareAddress::Custom("10.1.1.1".to_owned())).first().unwrap().0,
        "address-private"
    );
    let saved = found(|i, _, f| {
        f.host = "127.0.0.1".to_owned();
        i.share = ShareAddress::Custom("vpn.example.com".to_owned());
    });
    assert_eq!(saved, []);
    let chosen = found(|_, _, f| {
        f.host = "127.0.0.1".to_owned();
        f.address = "vpn.example.com".to_owned();
    });
    assert_eq!(chosen, []);
    assert_eq!(found(|i, _, _| i.listen = "192.168.7.7".to_owned()).first().unwrap().0, "address-private");
    // A door for this machine only: the key has the panel's address.
    assert_eq!(found(|i, _, _| i.listen = "127.0.0.1".to_owned()), []);
    assert_eq!(found(|_, _, f| f.visitor_host = "203.0.113.10".to_owned()).first().unwrap().0, "address-visitor");
    let known = |addresses: &[&str]| {
        let addresses: Vec<_> = addresses.iter().map(|address| (*address).to_owned()).collect();
        found(move |_, _, f| f.server_addresses = addresses)
    };
    assert_eq!(known(&["198.51.100.1"]), [("address-mismatch", Some(Fix::SetAddress))]);
    assert_eq!(known(&["198.51.100.1", "203.0.113.10"]), []);
}

#[test]
fn ports() {
    let change = Some(Fix::ChangePort);
    for (port, rule) in
        [(0, "port-missing"), (65536, "port-impossible"), (70000, "port-impossible"), (62789, "port-internal")]
    {
        assert_eq!(found(|i, _, _| i.port = port), [(rule, change)]);
    }
    let beside = |listen: &str, own: &str| {
        let door = Door { listen: listen.to_owned(), port: 10086 };
        found(|i, _, f| {
            f.neighbours = vec![door];
            i.listen = own.to_owned();
        })
    };
    assert_eq!(beside("", ""), [("port-shared", change)]);
    assert_eq!(beside("0.0.0.0", "198.51.100.7"), [("port-shared", change)]);
    assert_eq!(beside("198.51.100.8", "198.51.100.7"), []);
    assert_eq!(beside("@inner", ""), []);
}

#[test]
fn names_and_subscriptions() {
    assert_eq!(found(|_, _, f| f.remark = Some(" ".to_owned())), [("remark-empty", Some(Fix::SetRemark))]);
    let collision = found(|_, _, f| {
        f.remark = Some("Home".to_owned());
        f.other_remarks = vec!["Work".to_owned(), "Home".to_owned()];
    });
    assert_eq!(collision, [("remark-collides", Some(Fix::SetRemark))]);
    assert_eq!(
        found(|_, _, f| f.subscription_url = "http://a.example:2096/sub/x".to_owned()),
        [("subscription-http", None)]
    );
    assert_eq!(found(|_, _, f| f.subscription_url = "https://a.example:2096/sub/x".to_owned()), []);
    assert_eq!(found(|_, c, _| c.name.clear()).first().unwrap().0, "name-empty");
}

#[test]
fn vision_is_missed_where_it_could_be() {
    let (inbound, mut client) = vector("vless-tcp-reality-vision");
    client.flow = panel::model::Flow::None;
    let found = doctor::diagnose(&inbound, &client, &facts());
    let missing = found.iter().find(|finding| finding.rule.id() == "vision-missing").unwrap();
    assert_eq!((missing.severity, missing.fix), (Severity::Info, Some(Fix::EnableVision)));
}

#[test]
fn each_dead_vector_has_the_finding_that_names_its_cause() {
    let causes = [
        ("vless-tls-allow-insecure", "allow-insecure"),
        ("vless-httpupgrade-none-header-host", "headers-host"),
        ("vless-xhttp-tls-padding-headers", "headers-host"),
        ("vless-kcp-header-seed", "kcp-header-or-seed"),
        ("vless-tcp-none-flow-dropped", "flow-cannot-be-carried"),
        ("external-proxy-force-none-on-reality", "reality-force-none"),
        ("vmess-kcp-header-seed", "kcp-header-or-seed"),
        ("ss-tcp-http-obfs-plugin", "ss-http-path"),
        ("hysteria2-insecure-external-proxy", "allow-insecure"),
    ];
    let marked: Vec<_> = table("vectors")
        .iter()
        .filter(|row| row["notes"].to_string().contains("dead key"))
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(marked, causes.map(|(name, _)| name));
    for (name, cause) in causes {
        let (inbound, client) = vector(name);
        let found = doctor::diagnose(&inbound, &client, &facts());
        let worst: Vec<_> = found.iter().filter(|f| f.severity >= Severity::Dead).map(|f| f.rule.id()).collect();
        assert_eq!(worst, [cause], "{name}");
    }
}

#[test]
fn where_no_link_can_be_written_the_reason_is_found() {
    for row in table("no-link") {
        let inbound = inbound_from_value(&row["inbound"]);
        let Some(client) = inbound.clients.first() else { continue };
        if row["expected_error"] == "unknown-client" {
            continue;
        }
        let facts = Facts { host: row["host"].as_str().unwrap().to_owned(), ..facts() };
        let found = doctor::diagnose(&inbound, client, &facts);
        let rules: Vec<_> = found.iter().filter(|f| f.severity >= Severity::Dead).map(|f| f.rule.id()).collect();
        let cause = match row["expected_error"].as_str().unwrap() {
            "missing-credential" if row["name"] == "client-without-id" => "client-id",
            "missing-credential" => "credential-missing",
            "no-port" => "port-missing",
            "missing-reality-key" => "reality-private-key",
            "tls-required" => "hysteria-tls",
            "bad-json" => "stream-unreadable",
            "no-host" => "address-missing",
            other => panic!("{other}"),
        };
        assert!(rules.contains(&cause), "{}: {rules:?}", row["name"]);
    }
}

#[test]
fn texts_that_are_no_json_are_named() {
    let mut row = table("vectors")[0]["inbound"].clone();
    for (key, rule) in [
        ("settings", "settings-unreadable"),
        ("sniffing", "sniffing-unreadable"),
        ("streamSettings", "stream-unreadable"),
    ] {
        let kept = row[key].take();
        row[key] = "{".into();
        let found = doctor::diagnose(&inbound_from_value(&row), &vector("vless-tcp-none").1, &facts());
        assert_eq!(found.first().unwrap().rule.id(), rule);
        row[key] = kept;
    }
    row["protocol"] = json!("nonsense");
    assert_eq!(doctor::would_stop_xray(&inbound_from_value(&row)).unwrap().rule.id(), "protocol-unknown");
}

#[test]
fn a_fallback_child_is_judged_by_its_masters_door() {
    let (mut child, client) = vector("listen-unix-socket");
    let (master, _) = vector("vless-tcp-tls-vision");
    child.port = 0;
    let alone = doctor::diagnose(&child, &client, &facts());
    assert_eq!(alone.first().unwrap().rule.id(), "port-missing");
    let behind = Facts { master: Some(Box::new(master)), ..facts() };
    let found = doctor::diagnose(&child, &client, &behind);
    assert!(found.iter().all(|finding| finding.severity <= Severity::Warning));
    let panel_only = found.iter().find(|finding| finding.rule.id() == "ws-alpn-h2").unwrap();
    assert_eq!(panel_only.who, Who::PanelLinks);
}

#[test]
fn shadowsocks_people_without_a_cipher_are_a_matter_of_the_panels_age() {
    let (inbound, client) = vector("ss-aes256gcm-multi");
    for (aligns, expected) in
        [(None, Some(Severity::Warning)), (Some(true), None), (Some(false), Some(Severity::ServerDown))]
    {
        let facts = Facts { panel_aligns_methods: aligns, ..facts() };
        let found = doctor::diagnose(&inbound, &client, &facts);
        let severity = found.iter().find(|f| f.rule.id() == "ss-client-method").map(|f| f.severity);
        assert_eq!(severity, expected);
        let works = expected != Some(Severity::ServerDown);
        assert_eq!(doctor::families(&inbound, &client, &facts).get(App::Xray267), Some(works));
    }
}

#[test]
fn an_older_server_is_judged_by_its_own_rules() {
    let look = |name: &str, version: &str| {
        let (inbound, client) = vector(name);
        let facts = Facts { xray_version: XrayVersion::parse(version), ..facts() };
        doctor::families(&inbound, &client, &facts).iter().map(|(_, works)| works == Some(true)).collect::<Vec<_>>()
    };
    // kcp with header and seed: Xray 25.9.5 on both sides, and nothing else.
    assert_eq!(look("vless-kcp-header-seed", "25.9.5"), [false, false, true, false, false, false]);
    // REALITY has no least version by default before 26.7.
    assert_eq!(look("vless-tcp-reality-vision", "26.3.27"), [true; 6]);
    assert_eq!(look("hysteria2-basic", "25.9.5"), [false; 6]);
}

#[test]
fn versions_are_read_in_every_form() {
    for (text, version) in [
        ("26.7.28", Some(XrayVersion(26, 7, 28))),
        ("Xray 26.3.27", Some(XrayVersion(26, 3, 27))),
        ("v1.8", Some(XrayVersion(1, 8, 0))),
        ("25.9.5-beta", Some(XrayVersion(25, 9, 5))),
        ("Unknown", None),
        ("", None),
        ("26", None),
        ("99999999.1.1", None),
    ] {
        assert_eq!(XrayVersion::parse(text), version, "{text}");
    }
}

#[test]
fn a_slim_answer_is_judged_by_what_it_holds() {
    let (mut inbound, mut client) = vector("vless-tcp-reality-vision");
    inbound.slim = true;
    inbound.settings = panel::model::stream::ProtocolSettings::default();
    inbound.stream = panel::model::stream::Stream::default();
    client.credential = panel::model::Credential::Missing;
    client.enabled = false;
    let found = doctor::diagnose(&inbound, &client, &facts());
    assert_eq!(found.iter().map(|finding| finding.rule.id()).collect::<Vec<_>>(), ["person-disabled"]);
    assert!(doctor::families(&inbound, &client, &facts()).iter().all(|(_, works)| works.is_none()));
}

#[test]
fn a_person_without_a_key_is_named_but_a_shadowsocks_inbound_may_be_the_key() {
    let (inbound, mut client) = vector("trojan-tcp-tls");
    client.credential = panel::model::Credential::Missing;
    let found = doctor::diagnose(&inbound, &client, &facts());
    assert_eq!(found.first().map(|f| (f.rule.id(), f.fix)), Some(("credential-missing", Some(Fix::NewPassword))));
    let rows = table("vectors");
    let row = rows.iter().find(|row| row["name"] == "ss-2022-chacha-single").unwrap();
    let nobody = panel::wire::settings::decode_client(&panel::model::Protocol::Shadowsocks, &Value::Null);
    let found = doctor::diagnose(&inbound_from_value(&row["inbound"]), &nobody, &facts());
    assert_eq!(found.iter().map(|finding| finding.rule.id()).collect::<Vec<_>>(), ["deprecated"]);
}

#[test]
fn somebody_elses_key_is_held_against_the_inbound() {
    let (inbound, client) = vector("vless-tcp-none");
    let own = doctor::Key::written(&inbound, &client, &facts()).remove(0);
    let look = |change: fn(&mut doctor::Key)| {
        let mut key = own.clone();
        change(&mut key);
        let found = doctor::examine(&inbound, &client, &key, &facts());
        found.iter().map(|finding| finding.rule.id()).collect::<Vec<_>>()
    };
    assert!(look(|_| {}).is_empty());
    assert_eq!(look(|key| key.port = 10087), ["port-mismatch"]);
    assert_eq!(look(|key| key.host = "198.51.100.9".to_owned()), ["address-mismatch"]);
}

#[test]
fn what_has_no_link_is_said_to_have_none() {
    for row in table("no-link").iter().filter(|row| row["expected_error"] == "unsupported-protocol") {
        let (_, client) = vector("vless-tcp-none");
        let found = doctor::diagnose(&inbound_from_value(&row["inbound"]), &client, &facts());
        assert!(found.iter().any(|finding| finding.rule.id() == "no-key"), "{}", row["name"]);
    }
    let (mut vmess, client) = vector("vmess-tcp-none");
    vmess.stream = vector("vless-tcp-reality-vision").0.stream;
    let found = doctor::diagnose(&vmess, &client, &facts());
    assert!(found.iter().any(|finding| finding.rule.id() == "no-key" && finding.severity == Severity::Dead));
}

#[test]
fn post_quantum_keys_are_pointed_out() {
    for name in ["vless-reality-mldsa65-verify", "vless-pq-encryption-tcp"] {
        let (inbound, client) = vector(name);
        let found = doctor::diagnose(&inbound, &client, &facts());
        let rules: Vec<_> = found.iter().map(|finding| finding.rule.id()).collect();
        assert!(rules.contains(&"post-quantum") && rules.contains(&"key-too-long-for-qr"), "{name}: {rules:?}");
    }
}

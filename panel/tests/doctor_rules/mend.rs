//! Each fix done: the finding is gone, nothing as bad is new, and no key of the panel's is lost.

use super::samples;
use panel::doctor::mend::{Patch, Place, Supply, keys_changed, mended, would_stop_anew};
use panel::doctor::{self, Facts, Finding, Fix, Severity, XrayVersion};
use panel::model::{Bytes, Client, Expiry, Flow, Fresh, Inbound, Millis, Opaque, Quota, RealityKeys, Secret, Traffic};
use panel::wire::mend::taken_back;
use panel::wire::settings::inbound_from_value;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn supply() -> Supply {
    Supply {
        fresh: Fresh::new(&std::array::from_fn(|place| u8::try_from(place * 4 + 1).unwrap())),
        now: Millis(1_795_000_000_000),
        port: Some(443),
        // RFC 7748 §6.1, Alice.
        keys: Some(RealityKeys {
            private: Secret::new("dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo"),
            public: "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo".to_owned(),
        }),
        site: Some("www.amd.com"),
        own_host: "203.0.113.1".to_owned(),
    }
}

/// The inbound with keys no panel has today, at every level.
fn with_later_keys(inbound: &Inbound) -> Inbound {
    fn mark(json: &mut Value) {
        match json {
            Value::Object(members) => {
                members.values_mut().for_each(mark);
                // A header is a name and a value, and a mask's parameters travel in keys.
                members.insert("later".to_owned(), json!("kept"));
            }
            Value::Array(members) => members.iter_mut().for_each(mark),
            _ => {}
        }
    }
    let mut row: Value = serde_json::from_str(&inbound.raw.0).unwrap();
    for part in ["settings", "streamSettings", "sniffing"] {
        if let Some(part) = row.get_mut(part) {
            let keep: Vec<_> = ["finalmask", "tcpSettings", "xhttpSettings"]
                .into_iter()
                .filter_map(|key| part.get(key).map(|value| (key, value.clone())))
                .collect();
            mark(part);
            for (key, value) in keep {
                part[key] = value;
            }
        }
    }
    row["later"] = json!("kept");
    inbound_from_value(&row)
}

/// Places of all values of a row, and the values.
fn leaves(json: &Value, at: &str, into: &mut BTreeSet<(String, String)>) {
    match json {
        Value::Object(members) => members.iter().for_each(|(key, value)| leaves(value, &format!("{at}/{key}"), into)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| leaves(value, &format!("{at}/{index}"), into));
        }
        value => drop(into.insert((at.to_owned(), value.to_string()))),
    }
}

fn lasting(inbound: &Inbound) -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    leaves(&serde_json::from_str(&inbound.raw.0).unwrap(), "", &mut all);
    // The header of mKCP goes as a whole.
    all.retain(|(place, _)| place.ends_with("/later") && !place.contains("/header/"));
    all
}

/// Applies the fix of a finding of an inbound. `None` where it is no change of the inbound.
fn fixed(inbound: &Inbound, client: &Client, finding: &Finding, facts: &Facts) -> Option<Inbound> {
    let fix = finding.fix?;
    match fix.place()? {
        Place::Inbound => mended(inbound, client, finding, facts, &supply()),
        Place::Switch => Some(Inbound { enabled: true, ..inbound.clone() }),
        Place::Person => {
            let patch = Patch::of(fix, inbound, &supply())?;
            let concerned: Vec<&Client> = match fix.concerns(inbound) {
                none if none.is_empty() => vec![client],
                some => some,
            };
            let clients = inbound.clients.iter().map(|own| {
                if concerned.iter().any(|other| other.name == own.name) { patch.apply(own) } else { own.clone() }
            });
            Some(Inbound { clients: clients.collect(), ..inbound.clone() })
        }
    }
}

fn found(inbound: &Inbound, like: &Client, facts: &Facts) -> Vec<Finding> {
    let client = inbound.clients.iter().find(|client| client.name == like.name).unwrap_or(like);
    doctor::diagnose(inbound, client, facts)
}

/// Fixes that need a choice, or are nothing to write.
const BY_HAND: [Fix; 5] = [Fix::SetAddress, Fix::RenamePerson, Fix::UseText, Fix::RestartXray, Fix::WriteAnew];

#[test]
fn each_fix_takes_its_finding_away_and_makes_nothing_as_bad() {
    let mut done = BTreeSet::new();
    for sample in samples() {
        let Some((inbound, client, facts)) = sample.ill_inbound() else { continue };
        let inbound = with_later_keys(&inbound);
        let before = found(&inbound, &client, &facts);
        for finding in &before {
            let Some(fix) = finding.fix.filter(|fix| !BY_HAND.contains(fix)) else { continue };
            let what = format!("{} of {} by {fix:?}", sample.rule, sample.base);
            let Some(after) = fixed(&inbound, &client, finding, &facts) else {
                assert_ne!(finding.rule.id(), sample.rule, "{what}: not done");
                continue;
            };
            // A look at the old target says nothing about the new one.
            let seen = facts.target.filter(|_| fix != Fix::SetTarget);
            let now = found(&after, &client, &Facts { target: seen, ..facts.clone() });
            assert!(!now.iter().any(|new| new.rule == finding.rule && new.who == finding.who), "{what}: still there");
            let new = now.iter().filter(|new| !before.iter().any(|old| old.rule == new.rule));
            let worse: Vec<_> = new.filter(|new| new.severity > Severity::Warning).map(|new| new.rule.id()).collect();
            assert!(worse.is_empty(), "{what}: {worse:?}");
            let (own, kept) = (lasting(&inbound), lasting(&after));
            assert!(own.len() > 3);
            assert!(own.is_subset(&kept), "{what}: lost {:?}", own.difference(&kept));
            assert!(would_stop_anew(Some(&inbound), &after, &facts).is_none(), "{what}");
            done.insert(format!("{fix:?}"));
        }
    }
    assert!(done.len() >= 39, "{}: {done:?}", done.len());
}

#[test]
fn each_fix_of_an_inbound_can_be_taken_back_without_what_was_done_since() {
    let mut tried = 0;
    for sample in samples() {
        let Some((inbound, client, facts)) = sample.ill_inbound() else { continue };
        for finding in found(&inbound, &client, &facts) {
            let Some(after) = mended_of(&inbound, &client, &finding, &facts) else { continue };
            let back = taken_back(&after, &inbound, &after).unwrap();
            assert!(same(&back, &inbound), "{} {:?}", sample.rule, finding.fix);
            // Meanwhile somebody was added and the inbound renamed.
            let mut row: Value = serde_json::from_str(&after.raw.0).unwrap();
            let Some(clients) = row.pointer_mut("/settings/clients").and_then(Value::as_array_mut) else { continue };
            clients.push(json!({"email": "newcomer", "id": "b831381d-6324-4d53-ad4f-8cda48b30811"}));
            row["remark"] = json!("renamed");
            for (key, value) in [("port", json!(after.port)), ("listen", json!(after.listen))] {
                row[key] = value;
            }
            let now = inbound_from_value(&row);
            let back = taken_back(&now, &inbound, &after).unwrap();
            assert_eq!((back.remark.as_str(), back.port), ("renamed", inbound.port));
            assert_eq!(back.clients.len(), inbound.clients.len() + 1);
            let kept = bare(&back).clients.starts_with(&bare(&inbound).clients)
                && open_texts(&back.clients).starts_with(&open_texts(&inbound.clients));
            assert!(kept, "{} {:?}", sample.rule, finding.fix);
            assert!(back.stream == inbound.stream && back.settings == inbound.settings);
            tried += 1;
        }
    }
    assert!(tried >= 30, "{tried}");
}

/// Whether both are the same, but for blanks in texts that are JSON.
fn same(one: &Inbound, other: &Inbound) -> bool {
    let open = |inbound: &Inbound| {
        let mut row: Value = serde_json::from_str(&inbound.raw.0).unwrap();
        for part in ["settings", "streamSettings", "sniffing"] {
            if let Some(opened) = row[part].as_str().and_then(|text| serde_json::from_str(text).ok()) {
                row[part] = opened;
            }
        }
        row
    };
    open(one) == open(other) && bare(one) == bare(other)
}

/// Without the panel's own texts, in which the order of the keys means nothing.
fn bare(inbound: &Inbound) -> Inbound {
    let clients = inbound.clients.iter().map(|client| Client { raw: Opaque::default(), ..client.clone() }).collect();
    Inbound { raw: Opaque::default(), clients, ..inbound.clone() }
}

fn open_texts(clients: &[Client]) -> Vec<Value> {
    clients.iter().map(|client| serde_json::from_str(&client.raw.0).unwrap_or_default()).collect()
}

fn mended_of(inbound: &Inbound, client: &Client, finding: &Finding, facts: &Facts) -> Option<Inbound> {
    mended(inbound, client, finding, facts, &supply())
}

#[test]
fn the_inbounds_of_the_link_table_stay_what_they_are_but_for_the_fault() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("../data/links/vectors.json")).unwrap();
    let mut tried = BTreeSet::new();
    for row in rows {
        let inbound = inbound_from_value(&row["inbound"]);
        let host = row["host"].as_str().unwrap().to_owned();
        for version in ["26.7.28", "26.3.27", "25.9.5"] {
            let facts = Facts { host: host.clone(), xray_version: XrayVersion::parse(version), ..Facts::default() };
            for client in inbound.clients.iter().take(1) {
                for finding in found(&inbound, client, &facts) {
                    let Some(after) = mended_of(&inbound, client, &finding, &facts) else { continue };
                    let before: Value = serde_json::from_str(&inbound.raw.0).unwrap();
                    let now: Value = serde_json::from_str(&after.raw.0).unwrap();
                    for key in before.as_object().unwrap().keys() {
                        assert_eq!(before[key].is_string(), now[key].is_string(), "{} {key}", row["name"]);
                    }
                    assert!(inbound.clients.len() == after.clients.len());
                    assert!(same(&taken_back(&after, &inbound, &after).unwrap(), &inbound), "{}", row["name"]);
                    tried.insert((row["name"].to_string(), finding.rule));
                }
            }
        }
    }
    assert!(tried.len() >= 40, "{}", tried.len());
}

#[test]
fn who_else_gets_another_key_is_counted() {
    let of = |rule: &str| {
        let sample =
            samples().into_iter().find(|sample| sample.rule == rule && sample.ill_inbound().is_some()).unwrap();
        let (inbound, client, facts) = sample.ill_inbound().unwrap();
        let finding = found(&inbound, &client, &facts).into_iter().find(|found| found.rule.id() == rule).unwrap();
        let after = mended_of(&inbound, &client, &finding, &facts).unwrap();
        (keys_changed(&inbound, &after, &facts), inbound.clients.len())
    };
    assert_eq!(of("reality-pbk-mismatch"), (1, 1));
    assert_eq!(of("reality-port"), (1, 1));
    assert_eq!(of("reality-min-client-ver-set"), (0, 1));
    assert_eq!(of("sniffing-protocol"), (0, 1));
    assert_eq!(of("salamander-short"), (1, 1));
}

#[test]
fn a_write_is_to_blame_only_for_what_was_not_so_before() {
    let sample = samples().into_iter().find(|sample| sample.rule == "client-email-twice").unwrap();
    let (twice, _, facts) = sample.ill_inbound().unwrap();
    let once = Inbound { clients: twice.clients[..1].to_vec(), ..twice.clone() };
    let rule = |found: Option<Finding>| found.map(|found| found.rule.id());
    assert_eq!(rule(would_stop_anew(Some(&once), &twice, &facts)), Some("client-email-twice"));
    assert_eq!(rule(would_stop_anew(None, &twice, &facts)), Some("client-email-twice"));
    assert_eq!(rule(would_stop_anew(Some(&twice), &twice, &facts)), None);
    let off = Inbound { enabled: false, ..twice.clone() };
    assert_eq!(rule(would_stop_anew(Some(&once), &off, &facts)), None);
    assert_eq!(rule(would_stop_anew(Some(&off), &twice, &facts)), Some("client-email-twice"));
    let mut paused = twice.clone();
    paused.clients[1].enabled = false;
    assert_eq!(rule(would_stop_anew(Some(&once), &paused, &facts)), None);
    assert_eq!(rule(would_stop_anew(Some(&paused), &twice, &facts)), Some("client-email-twice"));
    let elsewhere = Inbound { node: Some(3), ..twice.clone() };
    assert_eq!(rule(would_stop_anew(None, &elsewhere, &facts)), None);
    let busy = Facts { taken_ports: vec![once.port], ..facts };
    let closed = Inbound { enabled: false, ..once.clone() };
    assert_eq!(rule(would_stop_anew(Some(&closed), &once, &busy)), Some("port-taken"));
}

#[test]
fn two_inbounds_share_a_door_only_where_callers_cannot_tell_them_apart() {
    let (tcp, ..) = samples().into_iter().find(|sample| sample.rule == "reality-port").unwrap().ill_inbound().unwrap();
    let (udp, ..) = samples().into_iter().find(|sample| sample.rule == "kcp-tti").unwrap().ill_inbound().unwrap();
    let at = |inbound: &Inbound, listen: &str, port| Inbound { listen: listen.to_owned(), port, ..inbound.clone() };
    for (one, other, shared) in [
        (at(&tcp, "", 443), at(&tcp, "", 443), true),
        (at(&tcp, "", 443), at(&tcp, "", 444), false),
        (at(&tcp, "", 443), at(&udp, "", 443), false),
        (at(&udp, "0.0.0.0", 443), at(&udp, "203.0.113.1", 443), true),
        (at(&tcp, "127.0.0.1", 443), at(&tcp, "127.0.0.2", 443), false),
        (at(&tcp, "", 443), at(&tcp, "127.0.0.2", 443), true),
        (at(&tcp, "/run/xray.sock", 443), at(&tcp, "", 443), false),
        (at(&tcp, "", 0), at(&tcp, "", 0), false),
        (at(&tcp, "", 443), Inbound { node: Some(1), ..at(&tcp, "", 443) }, false),
    ] {
        assert_eq!(doctor::share_a_door(&one, &other), shared, "{}:{} {}", one.listen, one.port, other.listen);
        assert_eq!(doctor::share_a_door(&other, &one), shared);
    }
}

#[test]
fn an_inbound_that_is_over_gets_more_time_or_data_and_one_without_a_name_gets_one() {
    let sample = samples().into_iter().find(|sample| sample.rule == "reality-min-client-ver-set").unwrap();
    let (inbound, client, mut facts) = sample.ill_inbound().unwrap();
    facts.now = supply().now;
    let now = facts.now.0;
    let end = Inbound { expiry: Expiry::At(Millis(now - 5)), ..inbound.clone() };
    let after = |inbound: &Inbound, rule: &str, facts: &Facts| {
        let finding = found(inbound, &client, facts).into_iter().find(|found| found.rule.id() == rule).unwrap();
        mended_of(inbound, &client, &finding, facts).unwrap()
    };
    assert_eq!(after(&end, "inbound-expired", &facts).expiry, Expiry::At(Millis(now + 30 * 86_400_000)));
    let traffic = Traffic { up: Bytes(7), down: Bytes(8) };
    let full = Inbound { quota: Quota::Limit(Bytes(10)), traffic, ..inbound.clone() };
    assert_eq!(after(&full, "inbound-used-up", &facts).quota, Quota::Limit(Bytes(15 + (100 << 30))));
    let nameless = Inbound { remark: " ".to_owned(), port: 443, ..inbound.clone() };
    let unnamed = Facts { remark: Some(String::new()), ..facts.clone() };
    assert_eq!(after(&nameless, "remark-empty", &unnamed).remark, "VLESS-443");
    // Somebody without Vision where everybody could have it.
    let plain = Client { flow: Flow::None, ..client.clone() };
    let missing = found(&Inbound { clients: vec![plain.clone()], ..inbound.clone() }, &plain, &facts);
    let missing = missing.into_iter().find(|found| found.rule.id() == "vision-missing").unwrap();
    let patched = Patch::of(missing.fix.unwrap(), &inbound, &supply()).unwrap().apply(&plain);
    assert!(patched == client);
}

fn reality(inbound: &Inbound) -> (String, Vec<String>) {
    let reality = inbound.stream.security.reality().unwrap();
    (reality.target.clone(), reality.server_names.clone())
}

fn of_rule(rule: &str, change: impl Fn(&mut Value)) -> (Inbound, Client, Facts) {
    let sample = samples().into_iter().find(|sample| sample.rule == rule && sample.ill_inbound().is_some()).unwrap();
    let (inbound, _, facts) = sample.ill_inbound().unwrap();
    let mut row: Value = serde_json::from_str(&inbound.raw.0).unwrap();
    change(&mut row);
    let inbound = inbound_from_value(&row);
    let client = inbound.clients.first().cloned().unwrap_or_else(Client::nobody);
    (inbound, client, facts)
}

fn cured(rule: &str, change: impl Fn(&mut Value)) -> Option<(Inbound, usize)> {
    let (inbound, client, facts) = of_rule(rule, change);
    let finding = found(&inbound, &client, &facts).into_iter().find(|found| found.rule.id() == rule).unwrap();
    let after = mended_of(&inbound, &client, &finding, &facts)?;
    let keys = keys_changed(&inbound, &after, &facts);
    Some((after, keys))
}

#[test]
fn a_target_that_draws_attention_gives_way_with_its_names_under_the_panels_own_word() {
    let own = |row: &Value, key: &str| row["streamSettings"]["realitySettings"].get(key).cloned();
    for word in ["dest", "target"] {
        let (after, keys) = cured("reality-target-name", |row| {
            let reality = row["streamSettings"]["realitySettings"].as_object_mut().unwrap();
            reality.remove("dest");
            reality.remove("target");
            reality.insert(word.to_owned(), json!("www.microsoft.com:443"));
        })
        .unwrap();
        assert_eq!(reality(&after), ("www.amd.com:443".to_owned(), vec!["www.amd.com".to_owned()]));
        assert_eq!(keys, 1);
        let row: Value = serde_json::from_str(&after.raw.0).unwrap();
        assert_eq!(own(&row, word), Some(json!("www.amd.com:443")));
        assert_eq!(own(&row, if word == "dest" { "target" } else { "dest" }), None);
    }
    // A signature of ML-DSA-65 depends on the site's certificate.
    let signed = cured("reality-target-name", |row| {
        row["streamSettings"]["realitySettings"]["mldsa65Seed"] = json!("A".repeat(43));
    });
    assert!(signed.is_none());
}

#[test]
fn a_target_without_its_port_or_with_its_names_left_is_put_right_and_keys_stay() {
    let (after, keys) = cured("reality-target-empty", |row| {
        let reality = &mut row["streamSettings"]["realitySettings"];
        reality["dest"] = json!("www.example.org");
        reality["serverNames"] = json!(["www.example.org"]);
    })
    .unwrap();
    assert_eq!((reality(&after).0.as_str(), keys), ("www.example.org:443", 0));
    let (after, keys) = cured("reality-target-empty", |row| {
        let reality = &mut row["streamSettings"]["realitySettings"];
        reality["dest"] = json!("");
        reality["serverNames"] = json!(["203.0.113.1", "www.example.net"]);
    })
    .unwrap();
    assert_eq!((reality(&after).0.as_str(), keys), ("www.example.net:443", 0));
    // Nothing is left to go by.
    let (after, keys) = cured("reality-target-empty", |row| {
        let reality = &mut row["streamSettings"]["realitySettings"];
        reality["dest"] = json!("");
        reality["serverNames"] = json!(["www.apple.com"]);
    })
    .unwrap();
    assert_eq!(reality(&after), ("www.amd.com:443".to_owned(), vec!["www.amd.com".to_owned()]));
    assert_eq!(keys, 1);
}

#[test]
fn a_cipher_is_taken_that_everybodys_password_fits() {
    const LONG: &str = "FAUkSkCQ9goyHGsWCu+q9JVtbJGNUqFvc9+nV+bJIXM=";
    const SHORT: &str = "b2vQ2cGZ3l1b0r0nJ0XQ5g==";
    let of = |method: &str, own: &str, people: &[&str]| {
        let entry = |(at, password): (usize, &&str)| json!({"email": format!("p{at}"), "password": password, "method": "none", "enable": true});
        let clients: Vec<Value> = people.iter().enumerate().map(entry).collect();
        let rule = if method.starts_with("2022-") { "ss-2022-chacha-clients" } else { "ss-method" };
        let (after, keys) = cured(rule, |row| {
            row["settings"]["method"] = json!(method);
            row["settings"]["password"] = json!(own);
            row["settings"]["clients"] = json!(clients);
        })?;
        let entries: Vec<String> = after.clients.iter().map(|client| client.security.clone()).collect();
        assert_eq!(keys, people.len());
        assert!(entries.iter().all(|cipher| if after.settings.method.starts_with("2022-") {
            cipher.is_empty()
        } else {
            *cipher == after.settings.method
        }));
        Some((after.settings.method, after.settings.password.expose().to_owned()))
    };
    let told = |method: &str, password: &str| Some((method.to_owned(), password.to_owned()));
    assert_eq!(of("2022-blake3-chacha20-poly1305", LONG, &[LONG, LONG]), told("2022-blake3-aes-256-gcm", LONG));
    assert_eq!(of("none", SHORT, &[SHORT, SHORT]), told("2022-blake3-aes-128-gcm", SHORT));
    assert_eq!(of("rc4-md5", "secret", &["one", "two"]), told("chacha20-ietf-poly1305", "secret"));
    assert_eq!(of("plain", "secret", &[LONG, SHORT]), told("chacha20-ietf-poly1305", "secret"));
    assert_eq!(of("rc4-md5", "secret", &[]), told("chacha20-ietf-poly1305", "secret"));
    // Xray starts with no empty password.
    assert_eq!(of("none", "secret", &["one", ""]), None);
    // The inbound's own key is made where the cipher wants another: 32 bytes of the fresh ones.
    let (_, made) = of("none", "secret", &[LONG, LONG]).unwrap();
    assert_eq!(made.len(), 44);
    assert_ne!(made, LONG);
    let (method, made) = of("none", "", &[]).unwrap();
    assert_eq!((method.as_str(), made.len()), ("2022-blake3-aes-256-gcm", 44));
}

//! Every row of the tables of links that must, and that must not, be read.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::link::{self, Context, ParseError, Parsed, Part, Reason, Strictness};
use panel::wire::parsed::expected;
use serde_json::Value;

fn table(name: &str) -> Vec<Value> {
    let path = format!("{}/tests/data/links/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn strictly(text: &str) -> Result<Parsed, ParseError> {
    link::parse(text, Strictness::Strict)
}

fn leniently(text: &str) -> Result<Parsed, ParseError> {
    link::parse(text, Strictness::Lenient)
}

/// Reads a column of a table in both modes and collects the rows that mean something else.
fn differences(rows: &[Value], column: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in rows {
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            match link::parse(row[column].as_str().unwrap(), strictness) {
                Ok(parsed) if expected(&parsed) == row["expected_parsed"] => {}
                Ok(parsed) => wrong.push(format!(
                    "{} {strictness:?}\n  got  {}\n  want {}",
                    row["name"],
                    expected(&parsed),
                    row["expected_parsed"]
                )),
                Err(error) => wrong.push(format!("{} {strictness:?}: {error:?}", row["name"])),
            }
        }
    }
    wrong
}

#[test]
fn every_vector_means_what_the_table_says() {
    let rows = table("vectors");
    assert_eq!(rows.len(), 94);
    let wrong = differences(&rows, "recommended_link");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_link_of_other_hands_means_what_the_table_says() {
    let rows = table("parse-vectors");
    assert_eq!(rows.len(), 128);
    let wrong = differences(&rows, "link");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// What panels themselves write means the same but for the one value the table names as different, and the cipher of
/// VMess over TLS (§7).
#[test]
fn what_panels_write_is_read_too() {
    let mut other = 0;
    for row in table("vectors") {
        let mut want = row["expected_parsed"].clone();
        if let Some((key, value)) = row["other_results"]["expected_link"].as_str().and_then(|text| text.split_once('='))
        {
            want["params"][key] = value.trim_matches('\'').into();
            other += 1;
        }
        if row["notes"].as_str().unwrap().contains("scy: with TLS") {
            want["params"]["scy"] = "auto".into();
        }
        let parsed = strictly(row["expected_link"].as_str().unwrap());
        let parsed = parsed.unwrap_or_else(|error| panic!("{}: {error:?}", row["name"]));
        assert_eq!(expected(&parsed), want, "{}", row["name"]);
    }
    assert_eq!(other, 14);
}

/// No row of either level is let through, so there is no exception to argue.
#[test]
fn every_invalid_link_is_refused() {
    let rows = table("invalid-links");
    assert_eq!(rows.len(), 65);
    let let_through: Vec<_> = rows
        .iter()
        .filter(|row| strictly(row["link"].as_str().unwrap()).is_ok())
        .map(|row| format!("{} {}", row["level"], row["name"]))
        .collect();
    assert!(let_through.is_empty(), "{let_through:#?}");
}

/// The part at fault, for rows whose reason names one. A refusal for the wrong reason would pass the test above.
#[test]
fn the_part_at_fault_is_named() {
    let param = |key: &str, reason| ParseError { part: Part::Param(key.to_owned()), reason };
    let at = |part, reason| ParseError { part, reason };
    let rows = table("invalid-links");
    for (name, error) in [
        ("empty", at(Part::Whole, Reason::Missing)),
        ("whitespace-only", at(Part::Whole, Reason::Missing)),
        ("too-long", at(Part::Whole, Reason::TooLong)),
        ("vless-newline-inside", at(Part::Whole, Reason::Unescaped)),
        ("vless-tab-inside", at(Part::Whole, Reason::Unescaped)),
        ("unknown-scheme", at(Part::Scheme, Reason::Unknown)),
        ("hysteria1-scheme", at(Part::Scheme, Reason::Unknown)),
        ("http-scheme", at(Part::Scheme, Reason::WebAddress)),
        ("scheme-only-vmess", at(Part::Payload, Reason::Missing)),
        ("scheme-only-ss", at(Part::Payload, Reason::Missing)),
        ("vless-empty-userinfo", at(Part::Credential, Reason::Missing)),
        ("vless-bad-uuid-short", at(Part::Credential, Reason::Malformed)),
        ("vless-bad-uuid-char", at(Part::Credential, Reason::Malformed)),
        ("vless-uuid-with-colon", at(Part::Credential, Reason::Malformed)),
        ("vless-empty-port", at(Part::Port, Reason::Missing)),
        ("vless-port-zero", at(Part::Port, Reason::Malformed)),
        ("vless-port-huge", at(Part::Port, Reason::Malformed)),
        ("vless-port-negative", at(Part::Port, Reason::Malformed)),
        ("vless-port-plus", at(Part::Port, Reason::Malformed)),
        ("vless-port-range", at(Part::Port, Reason::Malformed)),
        ("vless-ipv6-unbracketed", at(Part::Host, Reason::Malformed)),
        ("vless-ipv6-unclosed", at(Part::Host, Reason::Malformed)),
        ("vless-ipv6-zone", at(Part::Host, Reason::Malformed)),
        ("vless-host-space", at(Part::Host, Reason::Malformed)),
        ("vless-host-percent-unicode", at(Part::Host, Reason::Malformed)),
        ("vless-bad-percent", param("path", Reason::BadEscape)),
        ("vless-truncated-percent", param("path", Reason::BadEscape)),
        ("vless-fragment-bad-percent", at(Part::Name, Reason::BadEscape)),
        ("vless-dup-param", param("type", Reason::Repeated)),
        ("vless-unknown-security", param("security", Reason::Unknown)),
        ("vless-reality-no-pbk", param("pbk", Reason::Missing)),
        ("vless-reality-empty-pbk", param("pbk", Reason::Missing)),
        ("vless-reality-bad-sid", param("sid", Reason::Malformed)),
        ("vless-reality-odd-sid", param("sid", Reason::WrongLength)),
        ("vless-reality-on-ws", param("security", Reason::Unsuitable)),
        ("vless-bad-flow", param("flow", Reason::Unknown)),
        ("vmess-bad-base64", at(Part::Payload, Reason::Malformed)),
        ("vmess-base64-not-json", at(Part::Payload, Reason::Malformed)),
        ("vmess-json-truncated", at(Part::Payload, Reason::Malformed)),
        ("vmess-base64-cut", at(Part::Payload, Reason::Malformed)),
        ("vmess-no-add", at(Part::Host, Reason::Missing)),
        ("vmess-empty-add", at(Part::Host, Reason::Missing)),
        ("vmess-port-text", at(Part::Port, Reason::Malformed)),
        ("vmess-port-70000", at(Part::Port, Reason::Malformed)),
        ("vmess-port-object", param("port", Reason::Malformed)),
        ("vmess-no-id", at(Part::Credential, Reason::Missing)),
        ("vmess-alpn-array", param("alpn", Reason::Malformed)),
        ("vmess-unknown-net", param("net", Reason::Unknown)),
        ("trojan-no-at", at(Part::Credential, Reason::Missing)),
        ("trojan-port-0", at(Part::Port, Reason::Malformed)),
        ("trojan-raw-slash", at(Part::Path, Reason::Unescaped)),
        ("trojan-raw-hash", at(Part::Credential, Reason::Missing)),
        ("ss-userinfo-no-colon", at(Part::Credential, Reason::Malformed)),
        ("ss-empty-password", at(Part::Credential, Reason::Missing)),
        ("ss-unknown-method", at(Part::Credential, Reason::Unknown)),
        ("ss-no-port", at(Part::Port, Reason::Missing)),
        ("ss-legacy-no-host", at(Part::Host, Reason::Missing)),
        ("ss-2022-short-key", at(Part::Credential, Reason::WrongLength)),
        ("hysteria2-no-host", at(Part::Host, Reason::Missing)),
        ("hysteria2-bad-pin", param("pinSHA256", Reason::Malformed)),
        ("hysteria2-unknown-obfs", param("obfs", Reason::Unknown)),
        ("wireguard-no-publickey", param("publickey", Reason::Missing)),
        ("tg-no-secret", at(Part::Credential, Reason::Missing)),
    ] {
        let row = rows.iter().find(|row| row["name"] == name).unwrap();
        assert_eq!(strictly(row["link"].as_str().unwrap()).err(), Some(error), "{name}");
    }
}

/// Lenient reading forgives form, never a missing host, port or credential.
#[test]
fn leniently_a_damaged_link_still_shows_what_it_says() {
    for (text, part, value) in [
        ("vless://short@example.com:443?type=ws&path=%zz", "path", "%zz"),
        ("vless://a@h.example:443?type=ws&type=tcp", "type", "ws"),
        ("vless://a@h.example:443?security=xtls&flow=xtls-rprx-direct", "flow", "xtls-rprx-direct"),
        ("vless://a@h.example:443?type=tcp&sec\nurity=tls", "security", "tls"),
        ("trojan://pa/ss@h.example:443?sni=s", "sni", "s"),
    ] {
        let parsed = leniently(text).ok().unwrap();
        assert_eq!(parsed.param(part), value, "{text}");
        assert!(strictly(text).is_err(), "{text}");
    }
    assert_eq!(leniently("trojan://pa/ss@h.example:443").ok().unwrap().credential.expose(), "pa/ss");
    assert_eq!(leniently("vless://a@2001:db8::1:443").ok().unwrap().host, "2001:db8::1");
    assert_eq!(leniently("vless://a@пример.рф:443").ok().unwrap().host, "xn--e1afmkfd.xn--p1ai");
    assert_eq!(leniently("vless://a@h.example:443#100%").ok().unwrap().remark, "100%");
    for text in
        ["", "vless://", "vless://@h:1", "vless://a@:1", "vless://a@h:0", "vless://a@h", "ftp://a@h:1", "vmess://e30="]
    {
        assert!(leniently(text).is_err(), "{text}");
    }
}

#[test]
fn hysteria_may_name_several_ports() {
    let parsed = strictly("hysteria2://a@h.example:443,20000-30000/?sni=s").ok().unwrap();
    assert_eq!((parsed.port, parsed.param("mport")), (443, "443,20000-30000"));
    let parsed = strictly("hysteria2://a@h.example:20000-30000/?sni=s").ok().unwrap();
    assert_eq!(parsed.port, 20000);
}

/// Through an inbound and back: the same key, but for what no inbound has a place for.
#[test]
fn every_vector_survives_the_way_through_an_inbound() {
    let rows = table("vectors");
    let mut wrong = Vec::new();
    for row in &rows {
        let read = strictly(row["recommended_link"].as_str().unwrap()).ok().unwrap();
        let (inbound, client) = link::to_inbound(&read);
        match link::write(&inbound, &client, &Context::default()) {
            Ok(links) if links[0].text == row["recommended_link"].as_str().unwrap() => {}
            Ok(links) => wrong.push(format!("{}\n  {}\n  {}", row["name"], links[0].text, row["recommended_link"])),
            Err(error) => wrong.push(format!("{}: {}", row["name"], error.code())),
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Links of other hands: written our way they still mean the same.
#[test]
fn links_of_other_hands_keep_their_meaning() {
    for row in table("parse-vectors") {
        let name = row["name"].as_str().unwrap();
        let read = strictly(row["link"].as_str().unwrap()).ok().unwrap();
        let (inbound, client) = link::to_inbound(&read);
        let written = link::write(&inbound, &client, &Context::default());
        let text = &written.unwrap_or_else(|error| panic!("{name}: {}", error.code()))[0].text;
        let again = strictly(text).ok().unwrap();
        let (mut before, mut after) = (expected(&read), expected(&again));
        for side in [&mut before, &mut after] {
            normalise(side);
        }
        assert_eq!(after, before, "{name}");
    }
}

/// What writing changes on purpose (§5–§8, §16), or has no place for.
fn normalise(side: &mut Value) {
    let scheme = side["scheme"].as_str().unwrap().to_owned();
    let params = side["params"].as_object_mut().unwrap();
    // No inbound knows these.
    for key in ["zzz", "core", "reserved"] {
        params.remove(key);
    }
    // `security=none` and grpc's `mode=gun` say what is so without them.
    params.retain(|key, value| !(key == "security" && value == "none" || key == "mode" && value == "gun"));
    // Pins in base64, which Xray refuses, are written as hex (§6): here the two of the vector of this name.
    if params.get("pcs").and_then(Value::as_str).is_some_and(|pins| pins.contains('=')) {
        let vectors = table("vectors");
        let same = vectors.iter().find(|row| row["name"] == "vless-tls-pinned-and-name").unwrap();
        params.insert("pcs".to_owned(), same["expected_parsed"]["params"]["pcs"].clone());
    }
    // A stock ALPN list over WebSocket is the one thing written otherwise (§16).
    let upgrades = ["type", "net"].iter().any(|key| params.get(*key).is_some_and(|n| n == "ws" || n == "httpupgrade"));
    if upgrades && params.get("alpn").and_then(Value::as_str).is_some_and(|list| list.contains("h2")) {
        params.insert("alpn".to_owned(), "http/1.1".into());
    }
    if scheme == "vmess" && params.get("security").is_some_and(|s| s == "tls") && params["scy"] == "auto" {
        params.insert("scy".to_owned(), "aes-128-gcm".into());
    }
}

/// A key belongs to whoever's credential it carries, whatever else has changed since, and to nobody of another protocol.
#[test]
fn a_link_finds_the_client_it_was_made_for() {
    let mut found = 0;
    for row in table("vectors") {
        let inbound = panel::wire::settings::inbound_from_value(&row["inbound"]);
        let Some(text) = row["recommended_link"].as_str() else { continue };
        let email = row["client_email"].as_str().unwrap_or_default();
        let mut parsed = strictly(text).unwrap();
        parsed.port = 1;
        parsed.params.retain(|(key, _)| key != "sid" && key != "path");
        let owner = link::owner(&parsed, &inbound).map(|client| client.name.to_lowercase());
        if owner.is_some() {
            assert_eq!(owner.as_deref(), Some(&*email.to_lowercase()), "{}", row["name"]);
            found += 1;
        }
        let mut other = inbound.clone();
        other.protocol = panel::model::Protocol::Mixed;
        assert!(link::owner(&parsed, &other).is_none());
        for client in &mut other.clients {
            client.credential = panel::model::Credential::Missing;
        }
        other.protocol = inbound.protocol;
        assert!(link::owner(&parsed, &other).is_none(), "{}", row["name"]);
    }
    assert!(found >= 80, "{found}");
}

/// Whoever has only the link is told nothing that is not so with the inbound at hand.
#[test]
fn a_link_alone_is_accused_of_nothing_its_inbound_denies() {
    use panel::doctor::{Facts, Key, Severity, examine, examine_link};
    let now = panel::model::Millis(1_795_000_000_000);
    let (mut seen, mut clean) = (0, 0);
    for row in table("vectors") {
        let inbound = panel::wire::settings::inbound_from_value(&row["inbound"]);
        let Some(text) = row["recommended_link"].as_str() else { continue };
        let parsed = strictly(text).unwrap();
        let Some(client) = link::owner(&parsed, &inbound) else { continue };
        let facts = Facts { host: parsed.host.clone(), now, ..Facts::default() };
        let whole: Vec<_> = examine(&inbound, client, &Key::from(&parsed), &facts).iter().map(|one| one.rule).collect();
        let alone = examine_link(&parsed, now);
        for found in &alone {
            assert!(whole.contains(&found.rule), "{}: {}", row["name"], found.rule.id());
        }
        seen += 1;
        clean += usize::from(alone.iter().all(|found| found.severity < Severity::Warning));
    }
    assert!(seen >= 80 && clean >= 20, "{clean} of {seen}");
    let bad = "vless://11111111-2222-4333-8444-555555555555@192.168.1.5:443?type=tcp&security=reality&sni=a.example&fp=nonsense&pbk=short&flow=xtls-rprx-vision#x";
    let rules: Vec<_> = examine_link(&leniently(bad).unwrap(), now).iter().map(|one| one.rule.id()).collect();
    for rule in ["reality-pbk-invalid", "fp-unknown", "address-private"] {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
}

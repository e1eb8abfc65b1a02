//! What is sent to make new things, held against what real panels were sent and took.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::api::Body;
use panel::dialect::{Dialect, Factor, Panel, Version};
use panel::draft::{PersonDraft, RealityDraft, Surroundings, Taken};
use panel::model::{
    Apps, Bytes, Door, Expiry, Fresh, InboundId, Millis, NewPerson, NewReality, Protocol, Quota, RealityKeys, Secret,
    SigningKeys,
};
use panel::wire::create::{client, client_json, inbound_fields};
use panel::wire::settings::{decode_client, inbound_from_value};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn recorded(name: &str) -> Value {
    let path = format!("{}/tests/data/recorded/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(file["answer"]["json"]["success"], true, "{name} was refused");
    file["request"]["form"].clone()
}

fn panel(version: (u16, u16, u16)) -> Panel {
    let version = Version::new(version.0, version.1, version.2);
    Panel::new(Dialect::of(version), Some(version), Factor::None)
}

fn reality(change: impl Fn(&mut RealityDraft), signing: Option<SigningKeys>) -> NewReality {
    let person = PersonDraft { name: "ada".into(), ..PersonDraft::default() };
    let mut draft =
        RealityDraft { target: "www.nvidia.com".into(), port: "20443".into(), person, ..RealityDraft::default() };
    change(&mut draft);
    let around =
        Surroundings { taken: &Taken::default(), names: &|_| false, host: "panel.example.com", now: Millis(0) };
    let plan = draft.check(around).unwrap();
    let private = Secret::new("MKKvMMhTYxIR2zm3Mc81g_Rd_5qatZcXluSum3BZPGY");
    let keys = RealityKeys { private, public: "zpcGIi1KNgy5IHTfM7i3CNCzf7ezXeqJuuNJrCH3KC4".into() };
    let made = NewReality::new(plan, keys, signing, &[0xa5; 36], Fresh::new(&[0x5a; Fresh::SIZE]));
    made.unwrap_or_else(|_| panic!("keys"))
}

fn form(version: (u16, u16, u16), new: &NewReality) -> BTreeMap<String, String> {
    let Body::Form(fields) = inbound_fields(&panel(version), new) else { panic!("no form") };
    let count = fields.len();
    let form: BTreeMap<_, _> = fields.into_iter().map(|(key, value)| (key.into_owned(), value)).collect();
    assert_eq!(form.len(), count, "a field comes twice");
    form
}

fn opened(form: &BTreeMap<String, String>, part: &str) -> Value {
    serde_json::from_str(&form[part]).unwrap()
}

/// The same value with every scalar replaced by the name of its type, and texts in arrays counted as one.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), shape(value))).collect(),
        Value::Array(members) => {
            let mut shapes: Vec<Value> = members.iter().map(shape).collect();
            shapes.dedup();
            Value::Array(shapes)
        }
        Value::String(_) => "text".into(),
        Value::Number(number) => if number.is_i64() { "integer" } else { "fraction" }.into(),
        Value::Bool(_) => "flag".into(),
        Value::Null => Value::Null,
    }
}

#[test]
fn a_reality_inbound_is_sent_as_the_recorded_ones_were() {
    for (name, version) in [
        ("a-2.0.0/040-add-reality", (2, 0, 0)),
        ("a/040-add-reality", (2, 6, 8)),
        ("b/042-add-reality", (2, 9, 4)),
        ("c0/047-add-reality", (3, 0, 2)),
        ("c1/049-add-reality", (3, 6, 0)),
    ] {
        let recorded = recorded(name);
        let form = form(version, &reality(|_| {}, None));
        let keys: Vec<_> = recorded.as_object().unwrap().keys().cloned().collect();
        let mut sorted = keys.clone();
        sorted.sort();
        assert_eq!(form.keys().cloned().collect::<Vec<_>>(), sorted, "{name}");
        for part in ["settings", "streamSettings", "sniffing"] {
            let theirs: Value = serde_json::from_str(recorded[part].as_str().unwrap()).unwrap();
            assert_eq!(shape(&opened(&form, part)), shape(&theirs), "{name} {part}");
        }
        let theirs: Value = serde_json::from_str(recorded["sniffing"].as_str().unwrap()).unwrap();
        assert_eq!(opened(&form, "sniffing"), theirs, "{name}");
        for (key, value) in [("enable", "true"), ("protocol", "vless"), ("listen", ""), ("port", "20443"), ("up", "0")]
        {
            assert_eq!(form[key], value, "{name}");
        }
    }
}

#[test]
fn the_target_has_the_key_its_panel_reads() {
    for (version, key) in [((2, 0, 0), "dest"), ((2, 6, 8), "dest"), ((2, 7, 0), "target"), ((3, 6, 0), "target")] {
        let stream = opened(&form(version, &reality(|_| {}, None)), "streamSettings");
        let settings = stream["realitySettings"].as_object().unwrap();
        assert_eq!(settings[key], "www.nvidia.com:443", "{version:?}");
        assert!(settings.contains_key("dest") != settings.contains_key("target"), "{version:?}");
    }
}

#[test]
fn the_panel_reads_back_what_was_wanted() {
    let signing = || SigningKeys { seed: Secret::new("s".repeat(43)), verify: "v".repeat(2603) };
    let new = reality(
        |draft| {
            draft.server_names = "a.com b.com".into();
            draft.apps = Apps::AnyApp;
            draft.signed = true;
            draft.fingerprint = "firefox".into();
            draft.person.days = "30".into();
            draft.person.after_first_use = true;
        },
        Some(signing()),
    );
    let row: Value = form((2, 6, 8), &new).into_iter().map(|(key, value)| (key, Value::String(value))).collect();
    let inbound = inbound_from_value(&row);
    let stored = inbound.stream.security.reality().unwrap();
    assert_eq!((inbound.port, &inbound.protocol), (20_443, &Protocol::Vless));
    assert_eq!(stored.server_names, ["a.com", "b.com"]);
    assert_eq!(stored.min_client_ver, "1.0.0");
    assert_eq!(stored.mldsa65_verify, "v".repeat(2603));
    assert!(stored.mldsa65_seed == Secret::new("s".repeat(43)));
    assert_eq!(stored.short_ids, new.short_ids);
    assert_eq!(stored.fingerprint, "firefox");
    assert_eq!(inbound.settings.decryption.as_deref(), Some("none"));
    let [ada] = inbound.clients.as_slice() else { panic!("{} people", inbound.clients.len()) };
    assert_eq!(ada.expiry, Expiry::AfterFirstUse(Millis(2_592_000_000)));
    assert!(ada.flow == panel::model::Flow::Vision && ada.enabled);
    let plain = form((2, 6, 8), &reality(|draft| draft.vision = false, None));
    assert_eq!(opened(&plain, "settings")["clients"][0]["flow"], "");
}

#[test]
fn a_browser_no_app_connects_as_is_never_sent() {
    for (typed, sent) in [("", "chrome"), ("android", "chrome"), ("unsafe", "chrome"), ("safari", "safari")] {
        let new = reality(|draft| draft.fingerprint = typed.into(), None);
        let stream = opened(&form((3, 6, 0), &new), "streamSettings");
        assert_eq!(stream["realitySettings"]["settings"]["fingerprint"], sent, "{typed}");
    }
}

#[test]
fn the_address_is_kept_where_a_panel_can_keep_it() {
    let new = reality(|draft| draft.address = "vpn.example.com".into(), None);
    for (version, kept) in [((3, 6, 0), true), ((3, 3, 1), true), ((3, 3, 0), false), ((2, 9, 4), false)] {
        let form = form(version, &new);
        let expected = kept.then_some("vpn.example.com");
        assert_eq!(form.get("shareAddr").map(String::as_str), expected, "{version:?}");
        assert_eq!(form.get("shareAddrStrategy").map(String::as_str), kept.then_some("custom"), "{version:?}");
    }
}

fn door(protocol: Protocol, vision: bool, cipher: &str) -> Door {
    Door { id: InboundId(1), protocol, vision, cipher: cipher.into() }
}

fn bob() -> NewPerson {
    NewPerson {
        name: "bob".into(),
        quota: Quota::Limit(Bytes(10_737_418_240)),
        expiry: Expiry::AfterFirstUse(Millis(2_592_000_000)),
        limit_ip: 2,
        comment: "friend".into(),
        group: String::new(),
        inbounds: vec![InboundId(1)],
    }
}

fn entry(door: &Door) -> Value {
    serde_json::from_str(&client_json(door, &bob(), &Fresh::new(&[0x5a; Fresh::SIZE]))).unwrap()
}

#[test]
fn a_person_is_sent_as_the_recorded_ones_were() {
    for (name, door) in [
        ("a-2.0.0/073-client-add", door(Protocol::Vless, true, "")),
        ("b/076-client-add", door(Protocol::Vless, true, "")),
        ("b/062-add-vmess-tcp", door(Protocol::Vmess, false, "")),
        ("b/063-add-trojan-tls", door(Protocol::Trojan, false, "")),
        ("b/064-add-ss2022", door(Protocol::Shadowsocks, false, "2022-blake3-aes-256-gcm")),
        ("b/087-client-add-ss", door(Protocol::Shadowsocks, false, "2022-blake3-aes-256-gcm")),
        ("c1/069-add-hysteria", door(Protocol::Hysteria, false, "")),
    ] {
        let settings: Value = serde_json::from_str(recorded(name)["settings"].as_str().unwrap()).unwrap();
        assert_eq!(shape(&entry(&door)), shape(&settings["clients"][0]), "{name}");
    }
}

#[test]
fn a_person_is_written_in_the_panels_numbers() {
    let expected = json!({
        "email": "bob", "limitIp": 2, "totalGB": 10_737_418_240_i64, "expiryTime": -2_592_000_000_i64, "enable": true,
        "tgId": 0, "subId": "5a5a5a5a5a5a5a5a", "comment": "friend", "reset": 0,
        "id": "5a5a5a5a-5a5a-4a5a-9a5a-5a5a5a5a5a5a", "flow": "xtls-rprx-vision",
    });
    assert_eq!(entry(&door(Protocol::Vless, true, "")), expected);
}

#[test]
fn shadowsocks_keys_have_the_length_their_cipher_takes() {
    // base64 of 16 and of 32 bytes 0x5a.
    for (cipher, password, method) in [
        ("2022-blake3-aes-128-gcm", "WlpaWlpaWlpaWlpaWlpaWg==", ""),
        ("2022-blake3-aes-256-gcm", "WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=", ""),
        ("aes-256-gcm", "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a", "aes-256-gcm"),
    ] {
        let entry = entry(&door(Protocol::Shadowsocks, false, cipher));
        assert_eq!((&entry["password"], &entry["method"]), (&json!(password), &json!(method)), "{cipher}");
    }
}

#[test]
fn the_client_at_hand_is_the_client_that_is_sent() {
    for door in [
        door(Protocol::Vless, true, ""),
        door(Protocol::Vless, false, ""),
        door(Protocol::Vmess, false, ""),
        door(Protocol::Trojan, false, ""),
        door(Protocol::Shadowsocks, false, "aes-256-gcm"),
        door(Protocol::Shadowsocks, false, "2022-blake3-aes-128-gcm"),
        door(Protocol::Hysteria, false, ""),
    ] {
        let person = NewPerson { group: "family".into(), ..bob() };
        let made = client(&door, &person, &Fresh::new(&[0x5a; Fresh::SIZE]));
        let sent = decode_client(&door.protocol, &serde_json::from_str(&made.raw.0).unwrap());
        assert!(made == panel::model::Client { raw: made.raw.clone(), ..sent }, "{door:?}");
    }
}

#[test]
fn who_cannot_get_a_key_is_not_let_to_the_door() {
    for (protocol, cipher, older, newer) in [
        (Protocol::Vless, "", true, true),
        (Protocol::Hysteria, "", true, true),
        (Protocol::Shadowsocks, "aes-256-gcm", true, true),
        (Protocol::Shadowsocks, "2022-blake3-aes-256-gcm", true, true),
        (Protocol::Shadowsocks, "2022-blake3-chacha20-poly1305", false, false),
        (Protocol::WireGuard, "", false, true),
        (Protocol::Mixed, "", false, false),
        (Protocol::Other("nonsense".into()), "", false, false),
    ] {
        let door = door(protocol, false, cipher);
        assert_eq!((door.admits(false), door.admits(true)), (older, newer), "{door:?}");
    }
}

#[test]
fn a_door_knows_where_vision_fits() {
    let stream = |network: &str, security: &str| json!({ "network": network, "security": security }).to_string();
    for (protocol, network, security, fits) in [
        ("vless", "tcp", "reality", true),
        ("vless", "tcp", "tls", true),
        ("vless", "tcp", "none", false),
        ("vless", "ws", "tls", false),
        ("vless", "xhttp", "reality", false),
        ("trojan", "tcp", "tls", false),
    ] {
        let row = json!({ "id": 3, "protocol": protocol, "streamSettings": stream(network, security) });
        let door = Door::of(&inbound_from_value(&row));
        assert_eq!((door.id, door.vision), (InboundId(3), fits), "{protocol} {network} {security}");
    }
}

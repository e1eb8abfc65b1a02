//! Lists cut out of answers that arrive in pieces.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::api::Reply;
use panel::api::inbounds;
use panel::error::ApiError;
use panel::model::{Inbound, Opaque};
use panel::wire::stream_list::Splitter;

fn split(pieces: &[&[u8]]) -> (Vec<String>, String) {
    let mut splitter = Splitter::of("obj");
    let mut members = Vec::new();
    for piece in pieces {
        splitter.push(piece, |member| members.push(member.to_owned()));
    }
    (members, splitter.finish())
}

/// Brackets, quotes, commas and keys inside texts; nesting; blanks; members of every kind; letters of several bytes.
const TEXT: &str = r#"{"success":true,"msg":"a [b] {c} \"obj\":[1]","obj" : [ {"id":1,"settings":"{\"clients\": [{\"a\":\"]}\\\"\"}]}"},
  {"id":2,"list":[[],[{"x":","}]],"name":"مریم ✓"} ,3,"te,xt\\",null,[1,2],{}] ,"more":{"obj":[9]},"other":[8,[7]]}"#;

fn wanted() -> (Vec<String>, String) {
    let members = [
        r#"{"id":1,"settings":"{\"clients\": [{\"a\":\"]}\\\"\"}]}"}"#,
        r#"{"id":2,"list":[[],[{"x":","}]],"name":"مریم ✓"}"#,
        "3",
        r#""te,xt\\""#,
        "null",
        "[1,2]",
        "{}",
    ];
    let frame = r#"{"success":true,"msg":"a [b] {c} \"obj\":[1]","obj" : [] ,"more":{"obj":[9]},"other":[8,[7]]}"#;
    (members.map(str::to_owned).to_vec(), frame.to_owned())
}

#[test]
fn a_list_is_cut_the_same_wherever_the_pieces_end() {
    let bytes = TEXT.as_bytes();
    serde_json::from_str::<serde_json::Value>(TEXT).unwrap();
    assert_eq!(split(&[bytes]), wanted());
    for end in 0..=bytes.len() {
        let (head, tail) = bytes.split_at(end);
        assert_eq!(split(&[head, tail]), wanted(), "cut at {end}");
    }
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(split(&single), wanted());
}

#[test]
fn what_is_no_list_comes_back_whole() {
    for text in [
        r#"{"success":false,"msg":"Obtain (record not found)","obj":null}"#,
        r#"{"success":true,"msg":"","obj":{"items":[1,2]}}"#,
        r#"{"success":true,"msg":"","object":[1,2]}"#,
        r#"[{"obj":1}]"#,
        r#"{"success":true,"msg":"","obj":[]}"#,
        "<!DOCTYPE html><p>[1,2]</p>",
        "",
    ] {
        assert_eq!(split(&[text.as_bytes()]), (Vec::new(), text.to_owned()));
    }
}

#[test]
fn a_list_that_breaks_off_keeps_what_was_whole_and_shows_the_break() {
    let (members, frame) = split(&[br#"{"success":true,"msg":"","obj":[{"id":1},{"id":2},{"id"#]);
    assert_eq!(members, [r#"{"id":1}"#, r#"{"id":2}"#]);
    assert!(serde_json::from_str::<serde_json::Value>(&frame).is_err());
}

#[test]
fn a_comma_too_many_is_seen() {
    for (list, members) in [
        ("[1,]", vec!["1", ""]),
        ("[,1]", vec!["", "1"]),
        ("[,]", vec!["", ""]),
        ("[1,,2]", vec!["1", "", "2"]),
        ("[ ]", vec![]),
    ] {
        assert_eq!(split(&[format!("{{\"obj\":{list}}}").as_bytes()]).0, members, "{list}");
    }
}

/// One WireGuard inbound with a client and a peer left over from older panels, its settings as text or object.
fn wireguard(clients: &str, text: bool) -> Result<Vec<panel::model::Inbound>, ApiError> {
    let settings = format!(r#"{{"clients":{clients},"peers":[{{"privateKey":"p"}}],"mtu":1420}}"#);
    let settings = if text { serde_json::Value::from(settings).to_string() } else { settings };
    let row = format!(r#"{{"id":1,"protocol":"wireguard","port":1,"settings":{settings},"clientStats":[]}}"#);
    inbounds::list().decode(&Reply { status: 200, text: format!(r#"{{"success":true,"obj":[{row}]}}"#) })
}

#[test]
fn clients_cut_out_of_settings_are_those_of_a_whole_reading() {
    for text in [true, false] {
        let list = wireguard(r#"[{"email":"new","privateKey":"k"},7]"#, text).unwrap_or_else(|_| panic!("{text}"));
        let names: Vec<&str> = list[0].clients.iter().map(|client| client.name.as_str()).collect();
        assert_eq!(names, ["new"]);
        assert!(!list[0].settings.wireguard.legacy_peers && list[0].settings.wireguard.mtu == 1420);
        let old = wireguard("[]", text).unwrap_or_else(|_| panic!("{text}"));
        assert!(old[0].settings.wireguard.legacy_peers && old[0].clients.len() == 1);
    }
}

#[test]
fn settings_that_are_no_json_are_unreadable_and_a_row_that_is_none_is_an_error() {
    for clients in [r#"[{"email":"a"} {"email":"b"}]"#, r#"[{"email":"a"},]"#, "[{]"] {
        let list = wireguard(clients, true).unwrap_or_else(|_| panic!("{clients}"));
        assert!(list[0].settings.unreadable && list[0].clients.is_empty(), "{clients}");
        assert!(wireguard(clients, false).is_err(), "{clients}");
    }
    let stats = r#"{"success":true,"obj":[{"id":1,"protocol":"vless","port":1,"clientStats":[{"email":"a"},]}]}"#;
    assert!(inbounds::list().decode(&Reply { status: 200, text: stats.into() }).is_err());
}

fn recorded(name: &str) -> String {
    let path = format!("{}/tests/data/recorded/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file["answer"]["json"].to_string()
}

#[test]
fn inbounds_read_in_pieces_are_those_read_whole() {
    for name in ["a/064-list-many", "b/067-list-many", "c0/072-list-many", "c1/071-list-many", "next/071-list-many"] {
        let text = recorded(name);
        let whole = inbounds::list().decode(&Reply { status: 200, text: text.clone() }).unwrap();
        assert!(whole.len() >= 9, "{name}");
        for size in [1, 7, 4096] {
            let mut reader = inbounds::list_reader();
            let mut pieces = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                pieces.extend(reader.feed(piece));
            }
            assert_eq!(reader.finish(200), Ok(()));
            assert!(pieces == whole, "{name} in pieces of {size}");
        }
    }
}

#[test]
fn counters_belong_where_they_say_else_to_the_inbound_they_stand_in() {
    let stats = r#"[{"email":"anna","inboundId":9,"up":1},{"email":"boris","up":2}]"#;
    let row = format!(r#"{{"clientStats":{stats},"id":4,"protocol":"vless","port":443}}"#);
    let mut reader = inbounds::list_reader();
    let read = reader.feed(format!(r#"{{"success":true,"msg":"","obj":[{row}]}}"#).as_bytes());
    let told: Vec<_> =
        read[0].stats.iter().map(|stats| (stats.name.as_str(), stats.inbound.0, stats.traffic.up.0)).collect();
    assert_eq!(told, [("anna", 9, 1), ("boris", 4, 2)]);
}

#[test]
fn the_end_of_a_list_tells_what_went_wrong() {
    let finish = |text: &str, status| {
        let mut reader = inbounds::list_reader();
        let count = reader.feed(text.as_bytes()).len();
        (count, reader.finish(status))
    };
    let row = r#"{"id":1,"protocol":"vless","port":443}"#;
    let missing =
        |key: &str| ApiError::Malformed { endpoint: "inbounds/list", key: key.into(), snippet: String::new() };
    let of = |rows: &str| format!(r#"{{"success":true,"msg":"","obj":[{rows}]}}"#);
    assert_eq!(finish(&of(row), 200), (1, Ok(())));
    assert_eq!(finish(&of(&format!(r#"{row},{{"id":2}}"#)), 200), (1, Err(missing("protocol"))));
    assert_eq!(finish(&of(&format!("{row},{{oops}}")), 200), (1, Err(missing("obj[]"))));
    assert_eq!(finish("", 401), (0, Err(ApiError::SessionExpired)));
    assert_eq!(finish(r#"{"success":true,"obj":null}"#, 200), (0, Ok(())));
    let (count, broken) = finish(&of(row)[..60], 200);
    assert_eq!(count, 0);
    let Err(ApiError::Malformed { key, snippet, .. }) = broken else { panic!("not told") };
    assert_eq!((key.as_str(), snippet.as_str()), ("end", r#"{"success":true,"msg":"","#));
}

#[test]
fn an_inbound_without_its_text_says_the_same_and_is_never_sent_back() {
    for name in ["a/064-list-many", "b/067-list-many", "c0/072-list-many"] {
        let whole = inbounds::list().decode(&Reply { status: 200, text: recorded(name) }).unwrap();
        for inbound in whole.into_iter().filter(|inbound| !inbound.clients.is_empty()) {
            assert!(inbounds::update(&inbound).is_some(), "{name}");
            let mut light = inbound.clone().without_text();
            assert!(inbounds::update(&light).is_none(), "{name}");
            assert!(light.clients.iter().all(|client| client.raw == Opaque::default()), "{name}");

            let client = light.clients[0].clone();
            let alone =
                Inbound { stats: light.stats.clone(), clients: light.clients.clone(), ..light.alone(client.clone()) };
            assert!(alone == light, "{name}");
            let alone = light.alone(client.clone());
            assert!(alone.clients == [client], "{name}");
            assert!(alone.serves_as(&inbound), "{name}");
            assert!(!alone.serves_as(&Inbound { port: alone.port + 1, ..inbound.clone() }), "{name}");
            assert!(!alone.serves_as(&Inbound { remark: format!("{} ", alone.remark), ..inbound.clone() }), "{name}");

            light.raw = inbound.raw.clone();
            for (light, whole) in light.clients.iter_mut().zip(&inbound.clients) {
                light.raw = whole.raw.clone();
            }
            assert!(light == inbound, "{name}");
        }
    }
}

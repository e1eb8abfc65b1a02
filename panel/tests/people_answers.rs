//! Answers about people that neither recordings nor fixtures show: large panels, errors beside skips, rare keys.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::api::Reply;
use panel::api::clients::{self, Skipped};
use panel::dialect::{Dialect, Factor, Panel, Version};
use panel::model::{Credential, Flow, Millis, Secret};
use serde_json::{Value, json};

fn reply(obj: Value) -> Reply {
    Reply { status: 200, text: json!({"success": true, "msg": "", "obj": obj}).to_string() }
}

fn c1() -> Panel {
    Panel::new(Dialect::C1, Some(Version::new(3, 6, 0)), Factor::None)
}

#[test]
fn counts_win_over_lists_that_are_cut() {
    let summary = json!({"total": 900, "active": 500, "onlineCount": 300, "depletedCount": 250, "expiringCount": 201,
        "deactiveCount": 7, "online": ["ada"], "depleted": ["bob"], "expiring": [], "deactive": null});
    let page = json!({"items": null, "total": 900, "filtered": 0, "page": 99, "pageSize": 5, "summary": summary});
    let page = clients::page(&c1(), &Default::default()).decode(&reply(page)).unwrap_or_else(|_| panic!());
    let counts = page.summary;
    assert_eq!((counts.online, counts.ended, counts.expiring, counts.disabled), (300, 250, 201, 7));
    assert_eq!(counts.online_names, ["ada"]);
    assert!(page.people.is_empty() && page.total == 900);
}

#[test]
fn errors_of_a_call_about_many_are_told_beside_who_was_skipped() {
    let answer =
        json!({"detached": ["a", "b"], "skipped": null, "errors": ["no such inbound", {"email": "c", "reason": "x"}]});
    let outcome = clients::detach_many(&[], &[]).decode(&reply(answer)).unwrap();
    let skipped = |name: &str, reason: &str| Skipped { name: name.into(), reason: reason.into() };
    assert_eq!(outcome.done, 2);
    assert_eq!(outcome.skipped, [skipped("", "no such inbound"), skipped("c", "x")]);
}

#[test]
fn a_record_stands_by_the_first_credential_it_has() {
    let read = |client: Value| {
        let answer = reply(json!({"client": client, "inboundIds": []}));
        clients::get("x").decode(&answer).unwrap_or_else(|_| panic!()).client.credential
    };
    let all = json!({"email": "x", "uuid": "u", "password": "p", "auth": "a", "secret": "s"});
    assert!(read(all) == Credential::Uuid(Secret::new("u")));
    let trojan = json!({"email": "x", "uuid": "", "password": "p", "auth": "a"});
    assert!(read(trojan) == Credential::Password(Secret::new("p")));
    assert!(read(json!({"email": "x", "auth": "a", "secret": "s"})) == Credential::Auth(Secret::new("a")));
    assert!(read(json!({"email": "x", "secret": "s"})) == Credential::FakeTls(Secret::new("s")));
    assert!(matches!(read(json!({"email": "x", "privateKey": "k"})), Credential::WireGuard(_)));
    assert!(read(json!({"email": "x"})) == Credential::Missing);
}

#[test]
fn nobody_is_no_error() {
    assert_eq!(clients::onlines(&c1()).decode(&reply(Value::Null)), Ok(vec![]));
    assert_eq!(clients::ips(&c1(), "x").decode(&reply(Value::Null)), Ok(vec![]));
    assert_eq!(clients::groups().decode(&reply(Value::Null)), Ok(vec![]));
    assert!(clients::list().decode(&reply(Value::Null)).is_ok_and(|people| people.is_empty()));
    let seen = clients::last_online(&c1()).decode(&reply(json!({"ada": 5, "bob": 0}))).unwrap();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [("ada".to_owned(), Millis(5))]);
}

#[test]
fn the_flow_is_read_from_the_persons_own_links() {
    let record = |name: &str, id: &str| {
        let answer = json!({"client": {"email": name, "uuid": id}, "inboundIds": [1, 2]});
        clients::get(name).decode(&reply(answer)).unwrap_or_else(|_| panic!())
    };
    let recorded = |file: &str| {
        let path = format!("{}/tests/data/recorded/c1/{file}.json", env!("CARGO_MANIFEST_DIR"));
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        Reply { status: 200, text: file["answer"]["json"].to_string() }
    };
    let robert = clients::flow(&record("robert", "6e3243f3-34ef-4b3f-a868-1bf0f1fa1a7e"));
    assert_eq!(robert.request.path, "panel/api/clients/links/robert");
    assert_eq!(robert.decode(&recorded("107-client-links")), Ok(Flow::Vision));
    let duo = clients::flow(&record("duo", "5100b943-a7a9-4134-a128-2a9c6c6270dd"));
    assert_eq!(duo.decode(&recorded("108-client-links-duo")), Ok(Flow::None));
    let foreign = json!([
        "vless://other@elsewhere:1?flow=xtls-rprx-vision#flow",
        "vless://x@here:1?type=tcp#a?flow=xtls-rprx-vision"
    ]);
    assert_eq!(clients::flow(&record("x", "x")).decode(&reply(foreign)), Ok(Flow::None));
    assert_eq!(clients::flow(&record("x", "x")).decode(&reply(Value::Null)), Ok(Flow::None));
}

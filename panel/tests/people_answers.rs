//! Answers about people that neither recordings nor fixtures show: large panels, errors beside skips, rare keys.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::api::Reply;
use panel::api::clients::{self, Skipped};
use panel::dialect::{Dialect, Factor, Panel, Version};
use panel::model::{Credential, Millis, Secret};
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

//! What a panel refuses, and how each generation says that a session is gone, a token stale, an address wrong.

use crate::app::{App, Ledger, config, credentials};
use crate::making::{self, fresh, of_protocol};
use crate::session::refused;
use crate::settings::save;
use demo::Dialect;
use panel::api::clients::Place;
use panel::api::{Reply, Request};
use panel::error::ApiError;
use panel::model::{Client, Credential, Door, Inbound, InboundId, Protocol, Secret, Traffic};
use panel::wire::create;
use serde_json::json;

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    ports(dialect, ledger).await;
    names(dialect, ledger).await;
    strangers(dialect, ledger).await;
    dead_session(dialect, ledger).await;
    stale_token(dialect, ledger).await;
    addresses(dialect, ledger).await;
}

async fn ports(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let told = match dialect {
        Dialect::C1 => "port 8443 (tcp) already used by inbound 'Reality' (#1) on *",
        _ => "Port already exists: 8443",
    };
    let new = making::reality(&mut app, 8443, "ada", false).await;
    assert_eq!(refused(ask!(app, inbounds::add(&app.panel, &new))), told);
    let second = ask!(app, inbounds::list()).unwrap().remove(1);
    let moved = Inbound { port: 8443, ..ask!(app, inbounds::get(second.id)).unwrap() };
    assert_eq!(refused(ask!(app, inbounds::update(&moved))), told);
    let impossible = Inbound { port: 70_000, ..moved };
    let answer = ask!(app, inbounds::update(&impossible));
    let list = ask!(app, inbounds::list()).unwrap();
    if dialect == Dialect::C1 {
        let told = "Key: 'Inbound.port' Error:Field validation for 'port' failed on the 'lte' tag";
        assert_eq!(refused(answer), told, "the reason stands beside the issues");
        assert_eq!(list[1].port, second.port);
    } else {
        answer.unwrap();
        assert_eq!(list[1].port, 70_000, "older panels take any number");
    }
}

async fn names(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let new = making::reality(&mut app, 30_001, "ANNA", false).await;
    assert_eq!(refused(ask!(app, inbounds::add(&app.panel, &new))), "Duplicate email: ANNA");
    let list = ask!(app, inbounds::list()).unwrap();
    let home = of_protocol(&list, &Protocol::Vless);
    let person = making::person(&app, "Anna", &[home.id]).await;
    let twin = create::client(&Door::of(home), &person, &fresh("Anna"));
    if dialect == Dialect::C1 {
        let told = refused(ask!(app, clients::add_record(&twin, &[home.id])));
        assert_eq!(told, "email already in use: Anna");
        let boris = ask!(app, clients::get("boris-work")).unwrap();
        let renamed = Client { name: "anna".into(), ..boris.client.clone() };
        assert_eq!(refused(ask!(app, clients::update(Place::Record(&boris), &renamed))), "Duplicate email: anna");
        let sub = ask!(app, clients::get("anna")).unwrap().client.sub_id;
        let same = Client { name: "else".into(), sub_id: sub.clone(), ..twin };
        let told = refused(ask!(app, clients::add_record(&same, &[home.id])));
        assert_eq!(told, format!("subId already in use: {sub}"));
        let slash = Client { name: "a/b".into(), sub_id: "free".into(), ..same };
        let told = refused(ask!(app, clients::add_record(&slash, &[home.id])));
        assert_eq!(told, "client email contains an invalid character: a/b");
        assert_eq!(refused(ask!(app, clients::add_record(&slash, &[]))), told);
    } else {
        let told = refused(ask!(app, clients::add_entry(home.id, &home.protocol, &twin)));
        assert_eq!(told, "Duplicate email: Anna");
        let boris = &home.clients[1];
        let renamed = Client { name: "anna".into(), ..boris.clone() };
        let place = Place::Entry { inbound: home, client: boris };
        assert_eq!(refused(ask!(app, clients::update(place, &renamed))), "Duplicate email: anna");
    }
}

/// Numbers and names nobody has.
async fn strangers(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let nowhere = InboundId(999);
    assert_eq!(refused(ask!(app, inbounds::get(nowhere))), "record not found");
    match (dialect, ask!(app, inbounds::delete(nowhere))) {
        (Dialect::C1, answer) => assert!(answer.is_ok(), "the newest say nothing"),
        (_, answer) => assert_eq!(refused(answer), "record not found"),
    }
    if app.panel.has_set_enable() {
        assert_eq!(refused(ask!(app, inbounds::set_enable(nowhere, true))), "record not found");
    }
    let list = ask!(app, inbounds::list()).unwrap();
    let home = of_protocol(&list, &Protocol::Vless);
    let ghost = Client { name: "ghost".into(), ..home.clients[0].clone() };
    ask!(app, clients::set_traffic(&app.panel, "ghost", Traffic::default())).expect("nobody's counters can be set");
    if dialect == Dialect::C1 {
        assert_eq!(refused(ask!(app, clients::get("ghost"))), "record not found");
        let mut record = ask!(app, clients::get("anna")).unwrap();
        record.client.name = "ghost".into();
        assert_eq!(refused(ask!(app, clients::reset_traffic(Place::Record(&record)))), "record not found");
        assert_eq!(refused(ask!(app, clients::update(Place::Record(&record), &ghost))), "record not found");
        return;
    }
    let place = Place::Entry { inbound: home, client: &ghost };
    let reset = ask!(app, clients::reset_traffic(place));
    match dialect {
        Dialect::A => assert_eq!(reset.err(), Some(ApiError::Status { code: 500 })),
        _ => assert_eq!(refused(reset), "Inbound Not Found For Email: ghost"),
    }
    let unkeyed = Client { credential: Credential::Uuid(Secret::new("")), name: "empty".into(), ..ghost };
    let told = refused(ask!(app, clients::add_entry(home.id, &home.protocol, &unkeyed)));
    assert_eq!(told, "empty client ID");
}

async fn dead_session(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    app.control("expire", json!({})).await;
    let list = app.raw_reply(Request::get("panel/api/inbounds/list")).await;
    let form = match dialect {
        Dialect::A => {
            (401, "{\"success\":false,\"msg\":\"Your session has expired, please log in again\",\"obj\":null}")
        }
        Dialect::B => (404, ""),
        _ => (401, ""),
    };
    assert_eq!((list.status, list.text.as_str()), form);
    let sent = app.sent.len();
    assert_eq!(ask!(app, inbounds::list()).err(), Some(ApiError::SessionExpired));
    let asked = &app.sent[sent..];
    assert_eq!(asked.len(), if dialect == Dialect::B { 2 } else { 1 }, "only v2.8.4–v3.0.1 leave a doubt: {asked:?}");
    assert_eq!(ask!(app, settings::defaults(&app.panel)).err(), Some(ApiError::SessionExpired));
    assert_eq!(ask!(app, server::status(&app.panel)).err(), Some(ApiError::SessionExpired));
    let new = making::raw_inbound(&app, 30_001, &[]);
    let add = panel::api::Call::new(Request::form("panel/api/inbounds/add", new), |reply| {
        panel::wire::envelope::done("inbounds/add", reply)
    });
    assert_eq!(app.ask("a write", add).await.err(), Some(ApiError::SessionExpired));
    // A redirect that was not followed.
    let away = Reply { status: 0, text: String::new() };
    assert_eq!(panel::api::inbounds::list().decode(&away).err(), Some(ApiError::SessionExpired));

    app.sign_in(&credentials()).await.unwrap();
    ask!(app, inbounds::list()).unwrap();
    if dialect == Dialect::B {
        // A living session and a path the panel does not have: the probe tells that the answer meant what it said.
        let missing = ask!(app, server::scan_target(&app.panel, "a.example")).err();
        assert_eq!(missing, Some(ApiError::Status { code: 404 }));
        assert_eq!(app.sent.last().unwrap(), "POST panel/setting/defaultSettings");
    }
}

async fn stale_token(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let with = dialect >= Dialect::C0;
    for (held, renewed) in [(Some(Secret::new("stale")), true), (None, true), (app.csrf.clone(), false)] {
        let first = held.is_some();
        app.csrf = held;
        let sent = app.sent.len();
        ask!(app, server::restart_xray(&app.panel)).unwrap();
        let asked: Vec<&str> = app.sent[sent..].iter().map(|line| line.split('/').next_back().unwrap()).collect();
        let expected: &[&str] = match (with && renewed, first) {
            (true, true) => &["restartXrayService", "GET csrf-token", "restartXrayService"],
            (true, false) => &["GET csrf-token", "restartXrayService"],
            (false, _) => &["restartXrayService"],
        };
        assert_eq!(asked, expected);
    }
    // Refused for good: one renewal, and no more.
    app.control("fault", json!({ "kind": 403, "path": "restartXrayService" })).await;
    let sent = app.sent.len();
    assert_eq!(ask!(app, server::restart_xray(&app.panel)).err(), Some(ApiError::CsrfRejected));
    assert_eq!(app.sent.len() - sent, if with { 3 } else { 2 });
}

/// A base path that is none, a host the panel does not answer to, a proxy without a panel behind it.
async fn addresses(dialect: Dialect, ledger: &Ledger) {
    let app = App::signed_in(config(dialect), ledger).await;
    for base in ["/wrong/", "/"] {
        let mut lost = App { base: base.into(), ..app.stranger() };
        assert_eq!(lost.detect().await, Err("not a panel"), "{base}");
    }
    let mut behind = app.stranger();
    for (kind, told) in [("502", "failed"), ("html", "not a panel"), ("truncated", "not a panel"), ("drop", "offline")]
    {
        app.control("fault", json!({ "kind": kind })).await;
        assert_eq!(behind.detect().await, Err(told), "{kind}");
        app.control("fault", json!({ "kind": null })).await;
    }
    let mut admin = app;
    save(&mut admin, &[("webDomain", "other.example")]).await;
    assert_eq!(behind.detect().await, Err("blocked"));
}

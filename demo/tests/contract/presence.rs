//! Who is there, who was, and from where; and what the flags say while people come, run out and are let in again.

use crate::app::{App, Ledger, config};
use crate::making::{self, fresh, of_protocol};
use demo::{Config, Dialect};
use panel::api::clients::Place;
use panel::model::person::{State, Thresholds, Why};
use panel::model::{Bytes, Client, Door, Expiry, Inbound, Millis, NewPerson, Person, Protocol, Quota, Record, Traffic};
use panel::wire::create;
use serde_json::json;

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    seen(dialect, ledger).await;
    unseen(dialect, ledger).await;
    flags(dialect, ledger).await;
}

/// One person wherever the panel keeps them.
enum Kept {
    Entry(Box<(Inbound, Client)>),
    Record(Box<Record>),
}

impl Kept {
    async fn of(app: &mut App, name: &str) -> Self {
        if app.panel.has_people_resource() {
            return Self::Record(Box::new(ask!(app, clients::get(name)).unwrap()));
        }
        let list = ask!(app, inbounds::list()).unwrap();
        let found = list.into_iter().find_map(|inbound| {
            let client = inbound.clients.iter().find(|client| client.name == name).cloned()?;
            Some((inbound, client))
        });
        Self::Entry(Box::new(found.unwrap()))
    }

    fn place(&self) -> Place<'_> {
        match self {
            Self::Entry(both) => Place::Entry { inbound: &both.0, client: &both.1 },
            Self::Record(record) => Place::Record(record),
        }
    }
}

async fn person(app: &mut App, name: &str) -> Person {
    let people = match app.panel.has_people_resource() {
        true => ask!(app, clients::list()).unwrap(),
        false => Person::of_inbounds(&ask!(app, inbounds::list()).unwrap()),
    };
    people.into_iter().find(|person| person.name == name).unwrap()
}

async fn seen(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    app.control("online", json!({ "emails": ["anna", "ольга_мама", "دима"], "now": true })).await;
    // The newest panels count somebody as there for 20 seconds more.
    app.wait(30_000).await;
    let mut online = ask!(app, clients::onlines(&app.panel)).unwrap();
    online.sort();
    assert_eq!(online.first().map(String::as_str), Some("anna"));
    assert!(online.iter().all(|name| ["anna", "ольга_мама"].contains(&name.as_str())), "{online:?}");
    let (now, anna) = (app.now().await.0, person(&mut app, "anna").await);
    let last = ask!(app, clients::last_online(&app.panel)).unwrap();
    assert_eq!(last.get("anna"), anna.last_online.as_ref());
    assert!(now - last["anna"].0 <= 10_000, "at the newest count");
    assert!(!last.contains_key("zahra"), "who never was is left out");
    assert_eq!(person(&mut app, "zahra").await.last_online, None);

    let addresses = ask!(app, clients::ips(&app.panel, "anna")).unwrap();
    assert!(!addresses.is_empty());
    for seen in &addresses {
        assert!(seen.ip.parse::<std::net::IpAddr>().is_ok(), "{}", seen.ip);
        // The oldest panels tell no time.
        let timed = seen.time.len() == "2026-11-22 10:38:31".len() && seen.time.starts_with("2026-11-2");
        assert_eq!(timed, dialect > Dialect::A, "{}", seen.time);
        assert_eq!(seen.node, "");
    }
    ask!(app, clients::clear_ips(&app.panel, "anna")).unwrap();
    assert_eq!(ask!(app, clients::ips(&app.panel, "anna")).unwrap(), []);
    app.control("online", json!({ "emails": [] })).await;
    app.wait(30_000).await;
    assert_eq!(ask!(app, clients::onlines(&app.panel)).unwrap(), Vec::<String>::new());
}

async fn unseen(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(Config { empty: true, ..config(dialect) }, ledger).await;
    assert_eq!(ask!(app, clients::onlines(&app.panel)).unwrap(), Vec::<String>::new());
    assert!(ask!(app, clients::last_online(&app.panel)).unwrap().is_empty());
    assert_eq!(ask!(app, clients::ips(&app.panel, "nobody")).unwrap(), []);
    if app.panel.has_people_resource() {
        assert!(ask!(app, clients::list()).unwrap().is_empty());
        assert!(ask!(app, clients::groups()).unwrap().is_empty());
    }
}

/// Adds somebody to the first inbound; time and data as given, paused if wished.
async fn add(app: &mut App, name: &str, quota: Quota, expiry: Expiry, enabled: bool) {
    let list = ask!(app, inbounds::list()).unwrap();
    let home = of_protocol(&list, &Protocol::Vless);
    let new = NewPerson { quota, expiry, ..making::person(app, name, &[home.id]).await };
    let client = Client { enabled, ..create::client(&Door::of(home), &new, &fresh(name)) };
    match app.panel.has_people_resource() {
        true => ask!(app, clients::add_record(&client, &[home.id])).unwrap(),
        false => ask!(app, clients::add_entry(home.id, &home.protocol, &client)).unwrap(),
    }
}

async fn change(app: &mut App, name: &str, with: impl Fn(&mut Client)) {
    let kept = Kept::of(app, name).await;
    let mut client = kept.place().client().clone();
    with(&mut client);
    ask!(app, clients::update(kept.place(), &client)).unwrap();
}

/// The two flags after the next count: the operator's, and the counters'.
async fn told(app: &mut App, name: &str) -> (bool, bool) {
    app.wait(10_000).await;
    let person = person(app, name).await;
    (person.enabled, person.admitted.unwrap())
}

/// Table of what the flags say, step by step (recorded as `limit-below-used` to `list-after-del-depleted`).
async fn flags(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    app.control("online", json!({ "emails": [] })).await;
    let gb = |count: u64| Quota::Limit(Bytes(count << 30));
    let (now, oldest, newest) = (app.now().await, dialect == Dialect::A, dialect == Dialect::C1);
    let assumed = Thresholds::default();

    add(&mut app, "paused", gb(9), Expiry::Never, false).await;
    assert_eq!(app.panel.adds_enabled(), newest);
    assert_eq!(told(&mut app, "paused").await, (newest, oldest || newest));

    add(&mut app, "user", gb(9), Expiry::Never, true).await;
    let used = Traffic { up: Bytes(1 << 30), down: Bytes(4 << 30) };
    ask!(app, clients::set_traffic(&app.panel, "user", used)).unwrap();
    change(&mut app, "user", |client| (client.quota, client.enabled) = (gb(2), true)).await;
    assert_eq!(told(&mut app, "user").await, (oldest, false));
    let state = person(&mut app, "user").await.state(now, false, &assumed);
    assert_eq!(state, State::Ended(Why::DataUsed), "whatever the flags say");

    add(&mut app, "late", Quota::Unlimited, Expiry::At(Millis(now.0 - 1)), true).await;
    assert_eq!(told(&mut app, "late").await, (oldest, false));
    assert_eq!(person(&mut app, "late").await.state(now, false, &assumed), State::Ended(Why::Expired));

    change(&mut app, "user", |client| (client.quota, client.enabled) = (gb(20), true)).await;
    assert_eq!(told(&mut app, "user").await, (true, true));
    assert_eq!(person(&mut app, "user").await.traffic, used, "counters are kept");

    let kept = Kept::of(&mut app, "user").await;
    ask!(app, clients::reset_traffic(kept.place())).unwrap();
    assert_eq!(told(&mut app, "user").await, (true, true));
    assert_eq!(person(&mut app, "user").await.traffic, Traffic::default());

    let kept = Kept::of(&mut app, "user").await;
    ask!(app, clients::set_enabled(kept.place(), false)).unwrap();
    assert_eq!(told(&mut app, "user").await, (false, oldest));
    let kept = Kept::of(&mut app, "user").await;
    ask!(app, clients::reset_traffic(kept.place())).unwrap();
    assert_eq!(told(&mut app, "user").await, (newest, true), "a reset of somebody paused");

    add(&mut app, "starter", gb(9), Expiry::AfterFirstUse(Millis(30 * Millis::DAY.0)), true).await;
    assert_eq!(told(&mut app, "starter").await, (true, true));
    assert_eq!(person(&mut app, "starter").await.state(now, false, &assumed), State::NotStarted);
    app.control("online", json!({ "emails": ["starter"], "now": true })).await;
    let begun = person(&mut app, "starter").await;
    let Expiry::At(end) = begun.expiry else { panic!("the span has not begun: {:?}", begun.expiry) };
    assert!(end.0 - 30 * Millis::DAY.0 > now.0 && end.0 - 30 * Millis::DAY.0 <= app.now().await.0);
    assert!(begun.traffic.total() > Bytes(0) && begun.admitted == Some(true));
}

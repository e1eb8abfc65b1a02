//! People of v2 and v3.0: entries of inbounds, found by their credential.

use crate::app::{App, Ledger, config};
use crate::inbounds::one;
use crate::making::{self, fresh, of_protocol};
use crate::session::refused;
use demo::Dialect;
use panel::api::clients::Place;
use panel::model::{
    Bytes, Client, Credential, Door, Expiry, Flow, Inbound, InboundId, Millis, Protocol, Quota, Secret, Traffic,
};
use panel::wire::create;
use serde_json::json;

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    for protocol in [Protocol::Vless, Protocol::Vmess, Protocol::Trojan, Protocol::Shadowsocks, Protocol::Hysteria] {
        // Hysteria came with v2.9.0.
        if protocol != Protocol::Hysteria || dialect > Dialect::A {
            life(dialect, &protocol, ledger).await;
        }
    }
    unknown_keys(dialect, ledger).await;
    the_last_one(dialect, ledger).await;
    twins(dialect, ledger).await;
}

async fn entry(app: &mut App, id: InboundId, name: &str) -> Option<(Inbound, Client)> {
    let inbound = one(app, id).await.unwrap();
    let client = inbound.clients.iter().find(|client| client.name == name).cloned()?;
    Some((inbound, client))
}

fn traffic(inbound: &Inbound, name: &str) -> Option<Traffic> {
    inbound.stats.iter().find(|stat| stat.name == name).map(|stat| stat.traffic)
}

async fn added(app: &mut App, home: &Inbound, name: &str) -> Client {
    let person = making::person(app, name, &[home.id]).await;
    let client = create::client(&Door::of(home), &person, &fresh(name));
    ask!(app, clients::add_entry(home.id, &home.protocol, &client)).unwrap();
    client
}

async fn life(dialect: Dialect, protocol: &Protocol, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let list = ask!(app, inbounds::list()).unwrap();
    let home = of_protocol(&list, protocol);
    let made = added(&mut app, home, "новый+друг").await;
    let (inbound, client) = entry(&mut app, home.id, "новый+друг").await.unwrap();
    assert!(client.credential == made.credential && client.flow == made.flow);
    assert_eq!(client.flow == Flow::Vision, *protocol == Protocol::Vless);
    let month = Expiry::At(Millis(app.now().await.0 + 30 * Millis::DAY.0));
    assert_eq!((client.quota, client.expiry, client.enabled), (Quota::Limit(Bytes(2 << 30)), month, true));
    assert_eq!((&*client.comment, &*client.sub_id), ("a & b", &*fresh("новый+друг").subscription()));
    assert_eq!(inbound.stats.iter().filter(|stat| stat.name == "новый+друг" && stat.enabled).count(), 1);

    let other = match &client.credential {
        Credential::Uuid(_) => Credential::Uuid(Secret::new("11111111-2222-4333-8444-555555555555")),
        Credential::Auth(_) => Credential::Auth(Secret::new("otherword")),
        _ if *protocol == Protocol::Shadowsocks => {
            Credential::Password(Secret::new("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
        }
        _ => Credential::Password(Secret::new("otherword")),
    };
    let changed = Client {
        name: "Renamed".into(),
        credential: other,
        quota: Quota::Unlimited,
        expiry: Expiry::AfterFirstUse(Millis(7 * Millis::DAY.0)),
        limit_ip: 3,
        comment: "c".into(),
        flow: if *protocol == Protocol::Vless { Flow::VisionUdp443 } else { Flow::None },
        ..client.clone()
    };
    ask!(app, clients::update(Place::Entry { inbound: &inbound, client: &client }, &changed)).unwrap();
    assert!(entry(&mut app, home.id, "новый+друг").await.is_none());
    let (inbound, now) = entry(&mut app, home.id, "Renamed").await.unwrap();
    assert!(now.credential == changed.credential && now.flow == changed.flow);
    assert_eq!((now.quota, now.expiry, now.limit_ip, &*now.comment), (changed.quota, changed.expiry, 3, "c"));
    assert_eq!(traffic(&inbound, "Renamed"), Some(Traffic::default()), "the counters follow the name");
    assert!(traffic(&inbound, "новый+друг").is_none());

    for enabled in [false, true] {
        let (inbound, client) = entry(&mut app, home.id, "Renamed").await.unwrap();
        ask!(app, clients::set_enabled(Place::Entry { inbound: &inbound, client: &client }, enabled)).unwrap();
        assert_eq!(entry(&mut app, home.id, "Renamed").await.unwrap().1.enabled, enabled);
    }
    let used = Traffic { up: Bytes(5_000_000_000), down: Bytes(70_000_000_000) };
    ask!(app, clients::set_traffic(&app.panel, "Renamed", used)).unwrap();
    let (inbound, client) = entry(&mut app, home.id, "Renamed").await.unwrap();
    assert_eq!(traffic(&inbound, "Renamed"), Some(used));
    ask!(app, clients::reset_traffic(Place::Entry { inbound: &inbound, client: &client })).unwrap();
    let (inbound, client) = entry(&mut app, home.id, "Renamed").await.unwrap();
    assert_eq!(traffic(&inbound, "Renamed"), Some(Traffic::default()));

    let before = inbound.clients.len();
    ask!(app, clients::delete(Place::Entry { inbound: &inbound, client: &client }, false)).unwrap();
    assert!(entry(&mut app, home.id, "Renamed").await.is_none());
    let gone = one(&mut app, home.id).await.unwrap();
    assert!(gone.clients.len() == before - 1 && traffic(&gone, "Renamed").is_none());
    ask!(app, clients::restore(Place::Entry { inbound: &inbound, client: &client })).unwrap();
    let (_, back) = entry(&mut app, home.id, "Renamed").await.unwrap();
    assert!(back.credential == client.credential && back.sub_id == client.sub_id && back.flow == client.flow);
    assert_eq!((back.quota, back.expiry, back.enabled), (client.quota, client.expiry, true));
}

/// What the app does not know of an entry survives a change of it.
async fn unknown_keys(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let id = making::add_raw(&mut app, 30_001, &[]).await;
    let mut raw = app.raw_inbound(id.0).await;
    raw["settings"]["clients"][0]["laterKey"] = json!({ "deep": [1, "two"] });
    raw["settings"]["clients"][0]["tgId"] = json!("");
    let path = format!("panel/api/inbounds/update/{}", id.0);
    app.raw(panel::api::Request::form(path, making::raw_fields(&raw))).await;
    let (inbound, client) = entry(&mut app, id, "p30001").await.unwrap();
    let place = Place::Entry { inbound: &inbound, client: &client };
    ask!(app, clients::update(place, &Client { comment: "noted".into(), ..client.clone() })).unwrap();
    let row = app.raw_inbound(id.0).await["settings"]["clients"][0].clone();
    assert_eq!((&row["laterKey"], &row["comment"]), (&json!({ "deep": [1, "two"] }), &json!("noted")));
    assert_eq!((&row["tgId"], &row["created_at"]), (&json!(0), &raw["settings"]["clients"][0]["created_at"]));
}

async fn the_last_one(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    assert!(app.panel.keeps_last_client());
    let id = making::add_raw(&mut app, 30_001, &[]).await;
    let (inbound, client) = entry(&mut app, id, "p30001").await.unwrap();
    let place = Place::Entry { inbound: &inbound, client: &client };
    assert_eq!(refused(ask!(app, clients::delete(place, false))), "no client remained in Inbound");
    let stranger = Client { credential: Credential::Uuid(Secret::new("not there")), ..client.clone() };
    let place = Place::Entry { inbound: &inbound, client: &stranger };
    let told = ask!(app, clients::delete(place, false));
    match dialect {
        Dialect::A => assert!(told.is_ok(), "the oldest say nothing"),
        _ => assert_eq!(refused(told), "Client Not Found In Inbound For ID: not there"),
    }
    assert_eq!(refused(ask!(app, clients::update(place, &client))), "empty client ID");
    assert_eq!(one(&mut app, id).await.unwrap().clients.len(), 1);
}

/// A second inbound for the same person: only v3.0 takes the name again, with the same subscription.
async fn twins(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let list = ask!(app, inbounds::list()).unwrap();
    let (first, second) = (of_protocol(&list, &Protocol::Vless), of_protocol(&list, &Protocol::Vmess));
    let made = added(&mut app, first, "twin").await;
    let again = ask!(app, clients::add_entry(second.id, &second.protocol, &made));
    if dialect != Dialect::C0 {
        assert_eq!(refused(again), "Duplicate email: twin");
        return;
    }
    again.unwrap();
    let list = ask!(app, inbounds::list()).unwrap();
    let people = panel::model::Person::of_inbounds(&list);
    let twin = people.iter().find(|person| person.name == "twin").unwrap();
    assert_eq!(twin.inbounds, [first.id, second.id]);
    let other = Client { sub_id: "another".into(), name: "TWIN".into(), ..made };
    let told = refused(ask!(app, clients::add_entry(second.id, &second.protocol, &other)));
    assert_eq!(told, "Duplicate email: TWIN");
}

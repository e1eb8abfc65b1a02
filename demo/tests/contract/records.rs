//! People of v3.1 and later: records of their own, attached to inbounds.

use crate::app::{App, Ledger, config};
use crate::inbounds::one;
use crate::making::{self, fresh, of_protocol};
use crate::session::refused;
use demo::Dialect;
use panel::api::clients::{self, Place};
use panel::model::record::Record;
use panel::model::{
    Bytes, Client, Credential, Door, Expiry, Flow, Inbound, InboundId, Millis, Person, Protocol, Quota, Secret, Traffic,
};
use panel::wire::create;

pub async fn walk(_: Dialect, ledger: &Ledger) {
    lists(ledger).await;
    life(ledger).await;
    every_protocol(ledger).await;
    homes(ledger).await;
    orphans(ledger).await;
}

async fn person(app: &mut App, name: &str) -> Person {
    ask!(app, clients::list()).unwrap().into_iter().find(|person| person.name == name).unwrap()
}

pub async fn added(app: &mut App, name: &str, homes: &[&Inbound]) -> Client {
    let ids: Vec<InboundId> = homes.iter().map(|home| home.id).collect();
    let person = making::person(app, name, &ids).await;
    let client = create::client(&Door::of(homes[0]), &person, &fresh(name));
    ask!(app, clients::add_record(&client, &ids)).unwrap();
    client
}

/// The list of everybody against what the inbounds say.
async fn lists(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let inbounds = ask!(app, inbounds::list()).unwrap();
    let people = ask!(app, clients::list()).unwrap();
    assert_eq!(people.len(), 60);
    let told = Person::of_inbounds(&inbounds);
    for person in &people {
        let other = told.iter().find(|other| other.name == person.name).unwrap();
        assert_eq!(person.inbounds, other.inbounds, "{}", person.name);
        assert_eq!((person.enabled, person.quota, person.expiry), (other.enabled, other.quota, other.expiry));
        assert_eq!((person.traffic, person.admitted), (other.traffic, other.admitted), "{}", person.name);
        assert_eq!((&person.sub_id, &person.comment, &person.group), (&other.sub_id, &other.comment, &other.group));
        assert_eq!((person.last_online, person.limit_ip), (other.last_online, other.limit_ip));
        assert!(person.created.is_some());
    }
    assert!(people.iter().filter(|person| person.inbounds.len() == 2).count() > 3);

    let text = app.raw_reply(clients::list().request).await;
    let mut reader = clients::list_reader();
    let pieces: Vec<Person> = text.text.as_bytes().chunks(13).flat_map(|piece| reader.feed(piece)).collect();
    assert!(reader.finish(text.status).is_ok() && pieces == people);
    app.ledger.note("clients::list_reader");

    let records = ask!(app, clients::records()).unwrap();
    assert!(records.iter().map(|(person, _)| person).eq(&people));
    let mut reader = clients::record_reader();
    let pieces: Vec<_> = text.text.as_bytes().chunks(13).flat_map(|piece| reader.feed(piece)).collect();
    assert!(reader.finish(text.status).is_ok() && pieces == records);
    app.ledger.note("clients::record_reader");
    let mut lost = 0;
    for (person, record) in &records {
        let entries = inbounds.iter().flat_map(|inbound| &inbound.clients);
        let entry = entries.filter(|entry| entry.name == person.name).find(|entry| entry.flow != Flow::None);
        if let (Some(entry), Credential::Uuid(_)) = (entry, &record.client.credential) {
            assert_eq!(ask!(app, clients::flow(record)).unwrap(), entry.flow, "{}", person.name);
            lost += usize::from(record.client.flow != entry.flow);
        }
    }
    assert!(lost > 0, "somebody was attached to one more inbound, which empties the flow of the record");
    for (person, record) in &records {
        let got = ask!(app, clients::get(&person.name)).unwrap();
        assert!(got.inbounds == record.inbounds && got.used == record.used && got.created == record.created);
        assert!(got.client.credential == record.client.credential && got.client.sub_id == person.sub_id);
        assert_eq!(got.used, Some(person.traffic.total()));
        same_entries(record, &inbounds);
    }
}

/// The entry a record has in an inbound is the one the inbound's own list shows.
fn same_entries(record: &Record, inbounds: &[Inbound]) {
    for inbound in inbounds.iter().filter(|inbound| record.inbounds.contains(&inbound.id)) {
        let stored = inbound.clients.iter().find(|client| client.name == record.client.name).unwrap();
        let derived = clients::entry(record, &inbound.protocol);
        assert!(derived.credential == stored.credential, "{} in {}", stored.name, inbound.tag);
        assert_eq!((derived.quota, derived.enabled, &derived.sub_id), (stored.quota, stored.enabled, &stored.sub_id));
    }
}

async fn life(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    app.ledger.note("clients::entry");
    let list = ask!(app, inbounds::list()).unwrap();
    let home = of_protocol(&list, &Protocol::Vless);
    let made = added(&mut app, "новый+друг", &[home]).await;
    let record = ask!(app, clients::get("новый+друг")).unwrap();
    let month = Expiry::At(Millis(app.now().await.0 + 30 * Millis::DAY.0));
    assert!(record.client.credential == made.credential && record.client.flow == Flow::Vision);
    assert_eq!((record.client.quota, record.client.expiry), (Quota::Limit(Bytes(2 << 30)), month));
    assert_eq!((record.client.enabled, &*record.client.comment), (true, "a & b"));
    assert_eq!((&record.inbounds[..], record.used), (&[home.id][..], Some(Bytes(0))));
    let inside = one(&mut app, home.id).await.unwrap();
    assert!(inside.clients.iter().any(|client| client.name == "новый+друг" && client.credential == made.credential));

    let changed = Client {
        name: "Renamed".into(),
        credential: Credential::Uuid(Secret::new("11111111-2222-4333-8444-555555555555")),
        quota: Quota::Unlimited,
        expiry: Expiry::AfterFirstUse(Millis(7 * Millis::DAY.0)),
        limit_ip: 3,
        group: "family".into(),
        ..record.client.clone()
    };
    ask!(app, clients::update(Place::Record(&record), &changed)).unwrap();
    assert_eq!(refused(ask!(app, clients::get("новый+друг"))), "record not found");
    let now = ask!(app, clients::get("Renamed")).unwrap();
    assert!(
        now.client.credential == changed.credential && now.client.flow == Flow::Vision && now.inbounds == [home.id]
    );
    assert_eq!((now.client.quota, now.client.expiry, now.client.limit_ip), (changed.quota, changed.expiry, 3));
    assert_eq!((&*now.client.group, &now.client.sub_id, now.created), ("family", &made.sub_id, record.created));

    for enabled in [false, true] {
        let record = ask!(app, clients::get("renamed")).unwrap();
        ask!(app, clients::set_enabled(Place::Record(&record), enabled)).unwrap();
        let now = person(&mut app, "Renamed").await;
        assert_eq!((now.enabled, now.admitted), (enabled, Some(enabled)));
        assert_eq!((now.quota, now.expiry, &*now.group), (changed.quota, changed.expiry, "family"));
    }
    let used = Traffic { up: Bytes(5_000_000_000), down: Bytes(70_000_000_000) };
    ask!(app, clients::set_traffic(&app.panel, "Renamed", used)).unwrap();
    assert_eq!(person(&mut app, "Renamed").await.traffic, used);
    kept(&mut app, used).await;
}

/// Counters that stay for when the name comes back, and those that do not.
async fn kept(app: &mut App, used: Traffic) {
    for keep in [true, false] {
        let record = ask!(app, clients::get("Renamed")).unwrap();
        ask!(app, clients::delete(Place::Record(&record), keep)).unwrap();
        let told = refused(ask!(app, clients::delete(Place::Record(&record), keep)));
        assert_eq!(told, "client \"Renamed\" not found in any inbound or client record");
        assert!(ask!(app, clients::list()).unwrap().iter().all(|person| person.name != "Renamed"));
        ask!(app, clients::restore(Place::Record(&record))).unwrap();
        let back = ask!(app, clients::get("Renamed")).unwrap();
        assert!(back.client.credential == record.client.credential && back.client.sub_id == record.client.sub_id);
        assert_eq!((back.inbounds, back.client.expiry), (record.inbounds, record.client.expiry));
        assert_eq!(back.used, Some(if keep { used.total() } else { Bytes(0) }));
    }
    ask!(app, clients::set_traffic(&app.panel, "Renamed", used)).unwrap();
    let record = ask!(app, clients::get("Renamed")).unwrap();
    ask!(app, clients::reset_traffic(Place::Record(&record))).unwrap();
    assert_eq!(person(app, "Renamed").await.traffic, Traffic::default());
}

/// A record goes back with the key its inbounds know the person by, and with the flow it is given.
async fn every_protocol(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let list = ask!(app, inbounds::list()).unwrap();
    for protocol in [Protocol::Vless, Protocol::Vmess, Protocol::Trojan, Protocol::Shadowsocks, Protocol::Hysteria] {
        let home = of_protocol(&list, &protocol);
        let old = home.clients.last().unwrap();
        let record = ask!(app, clients::get(&old.name)).unwrap();
        let noted = Client { comment: "noted".into(), ..record.client.clone() };
        ask!(app, clients::update(Place::Record(&record), &noted)).unwrap();
        let inside = one(&mut app, home.id).await.unwrap();
        let now = inside.clients.iter().find(|client| client.name == old.name).unwrap();
        assert!(now.credential == old.credential && now.security == old.security, "{protocol:?}");
        assert_eq!((&*now.comment, &now.flow, &now.sub_id), ("noted", &old.flow, &old.sub_id), "{protocol:?}");
    }
    for flow in [Flow::None, Flow::VisionUdp443] {
        let anna = ask!(app, clients::get("anna")).unwrap();
        let changed = Client { flow: flow.clone(), ..anna.client.clone() };
        ask!(app, clients::update(Place::Record(&anna), &changed)).unwrap();
        assert_eq!(ask!(app, clients::get("anna")).unwrap().client.flow, flow);
        assert_eq!(one(&mut app, list[0].id).await.unwrap().clients[0].flow, flow);
    }
}

async fn homes(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let list = ask!(app, inbounds::list()).unwrap();
    let [vless, trojan, hysteria] =
        [Protocol::Vless, Protocol::Trojan, Protocol::Hysteria].map(|protocol| of_protocol(&list, &protocol));
    added(&mut app, "mover", &[vless, trojan]).await;
    assert_eq!(person(&mut app, "mover").await.inbounds, [vless.id, trojan.id]);
    ask!(app, clients::attach("mover", &[hysteria.id])).unwrap();
    ask!(app, clients::detach("mover", &[vless.id])).unwrap();
    assert_eq!(person(&mut app, "mover").await.inbounds, [trojan.id, hysteria.id]);
    let inside = one(&mut app, hysteria.id).await.unwrap();
    let client = inside.clients.iter().find(|client| client.name == "mover").unwrap();
    assert!(matches!(&client.credential, Credential::Auth(auth) if !auth.is_empty()), "the panel makes the key");
    assert!(one(&mut app, vless.id).await.unwrap().clients.iter().all(|client| client.name != "mover"));
    assert_eq!(refused(ask!(app, clients::attach("nobody", &[vless.id]))), "record not found");
    assert_eq!(refused(ask!(app, clients::attach("mover", &[InboundId(999)]))), "record not found");
}

/// People outlive their inbound, and are attached again when it comes back.
async fn orphans(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let list = ask!(app, inbounds::list()).unwrap();
    let gone = list.iter().find(|inbound| inbound.remark == "WS behind CDN").unwrap();
    let name = gone.clients[0].name.clone();
    let before = person(&mut app, &name).await;
    ask!(app, inbounds::delete(gone.id)).unwrap();
    assert!(person(&mut app, &name).await.inbounds.is_empty());
    assert!(ask!(app, clients::get(&name)).unwrap().inbounds.is_empty());
    let id = ask!(app, inbounds::restore(gone)).unwrap().unwrap();
    let back = person(&mut app, &name).await;
    assert_eq!((&back.inbounds[..], back.traffic), (&[id][..], before.traffic));
}

//! Inbounds: lists in every form, adding, switching, changing, emptying, deleting and bringing back.

use crate::app::{App, Ledger, config};
use crate::making::{self, reality};
use demo::{Config, Dialect};
use panel::api::{Request, inbounds};
use panel::model::stream::Security;
use panel::model::{Bytes, Client, Credential, Flow, Inbound, InboundId, Opaque, Protocol, Quota, Traffic};
use serde_json::{Value, json};

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    lists(dialect, ledger).await;
    for empty in [false, true] {
        life(Config { empty, ..config(dialect) }, ledger).await;
    }
    unknown_keys(dialect, ledger).await;
    counters(dialect, ledger).await;
    restored(dialect, ledger).await;
}

fn protocol(name: &str) -> Protocol {
    match name {
        "vless" => Protocol::Vless,
        "vmess" => Protocol::Vmess,
        "trojan" => Protocol::Trojan,
        "shadowsocks" => Protocol::Shadowsocks,
        "hysteria" => Protocol::Hysteria,
        "mixed" | "socks" => Protocol::Mixed,
        other => Protocol::Other(other.to_owned()),
    }
}

fn tag(dialect: Dialect, port: u32) -> String {
    if dialect == Dialect::C1 { format!("in-{port}-tcp") } else { format!("inbound-{port}") }
}

pub async fn one(app: &mut App, id: InboundId) -> Option<Inbound> {
    ask!(app, inbounds::list()).unwrap().into_iter().find(|inbound| inbound.id == id)
}

fn names(inbound: &Inbound) -> Vec<&str> {
    inbound.clients.iter().map(|client| client.name.as_str()).collect()
}

/// Clients without the words the panel gave them in: an update stamps those anew.
fn bare(clients: &[Client]) -> Vec<Client> {
    clients.iter().map(|client| Client { raw: Opaque::default(), ..client.clone() }).collect()
}

/// Everything a list tells, held against the panel's own words.
fn same(inbound: &Inbound, raw: &Value) {
    assert_eq!(inbound.id.0, raw["id"]);
    assert_eq!(inbound.remark, raw["remark"]);
    assert_eq!(inbound.enabled, raw["enable"]);
    assert_eq!(inbound.port, raw["port"]);
    assert_eq!(inbound.tag, raw["tag"]);
    assert_eq!(inbound.protocol, protocol(raw["protocol"].as_str().unwrap()));
    assert_eq!((inbound.traffic.up.0, inbound.traffic.down.0), (number(raw, "up"), number(raw, "down")));
    let clients = raw["settings"]["clients"].as_array().map_or(&[][..], Vec::as_slice);
    let emails: Vec<&str> = clients.iter().map(|row| row["email"].as_str().unwrap()).collect();
    assert_eq!(names(inbound), emails);
    for (client, row) in inbound.clients.iter().zip(clients) {
        assert_eq!(client.enabled, row["enable"], "{row}");
        assert_eq!(
            (client.quota.to_panel(), client.expiry.to_panel()),
            (signed(row, "totalGB"), signed(row, "expiryTime"))
        );
        assert_eq!(u64::from(client.limit_ip), number(row, "limitIp"));
        assert_eq!(
            (&*client.sub_id, &*client.comment),
            (row["subId"].as_str().unwrap(), row["comment"].as_str().unwrap())
        );
        let key = match &client.credential {
            Credential::Uuid(secret) => ("id", secret),
            Credential::Password(secret) => ("password", secret),
            Credential::Auth(secret) => ("auth", secret),
            _ => panic!("{row}: no credential"),
        };
        assert_eq!(key.1.expose(), row[key.0]);
    }
    let stats = raw["clientStats"].as_array().unwrap();
    assert_eq!(inbound.stats.len(), stats.len());
    for (stat, row) in inbound.stats.iter().zip(stats) {
        assert_eq!((&*stat.name, stat.enabled), (row["email"].as_str().unwrap(), row["enable"] == true));
        assert_eq!((stat.traffic.up.0, stat.traffic.down.0), (number(row, "up"), number(row, "down")));
        assert_eq!(stat.last_online.map_or(0, |at| at.0), signed(row, "lastOnline"));
    }
}

fn number(row: &Value, key: &str) -> u64 {
    row[key].as_u64().unwrap()
}

fn signed(row: &Value, key: &str) -> i64 {
    row[key].as_i64().unwrap()
}

async fn lists(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let list = ask!(app, inbounds::list()).unwrap();
    assert_eq!(list.len(), 10);
    for inbound in &list {
        same(inbound, &app.raw_inbound(inbound.id.0).await);
    }
    let first = &list[0];
    assert_eq!((&*first.remark, first.port, &first.tag), ("Reality", 8443, &tag(dialect, 8443)));
    assert_eq!(first.clients[0].name, "anna");
    assert!(first.clients.iter().all(|client| client.flow == Flow::Vision));
    assert!(list.iter().map(|inbound| inbound.clients.len()).sum::<usize>() >= 60);
    assert!(list.iter().any(|inbound| inbound.protocol == Protocol::Mixed && inbound.clients.is_empty()));

    let text = app.raw_reply(inbounds::list().request).await;
    let mut reader = inbounds::list_reader();
    let pieces: Vec<Inbound> = text.text.as_bytes().chunks(7).flat_map(|piece| reader.feed(piece)).collect();
    assert!(reader.finish(text.status).is_ok() && pieces == list);
    app.ledger.note("inbounds::list_reader");

    let short = if dialect == Dialect::C1 { "options" } else { "list" };
    assert_eq!(inbounds::first(&app.panel), format!("panel/api/inbounds/{short}"));
    app.ledger.note("inbounds::first");

    let got = ask!(app, inbounds::get(first.id)).unwrap();
    assert!(got.clients == first.clients && got.stream == first.stream && got.settings == first.settings);
    let counted = if dialect == Dialect::C1 { first.stats.len() } else { 0 };
    assert_eq!(got.stats.len(), counted, "older panels leave the counters out");
    if dialect == Dialect::C1 {
        short_lists(&mut app, &list).await;
    }
    let mut app = App::signed_in(Config { even: true, clients: 72, inbounds: 9, ..config(dialect) }, ledger).await;
    let even: Vec<usize> = ask!(app, inbounds::list()).unwrap().iter().map(|inbound| inbound.clients.len()).collect();
    // A has eight kinds of inbounds with people, the others nine; newer panels put two people into one more.
    let [least, most] = if dialect == Dialect::A { [9, 9] } else { [8, 10] };
    assert!(even.iter().filter(|people| **people > 0).all(|people| (least..=most).contains(people)), "{even:?}");
    let mut app = App::signed_in(Config { empty: true, ..config(dialect) }, ledger).await;
    assert_eq!(ask!(app, inbounds::list()).unwrap().len(), 0);
}

async fn short_lists(app: &mut App, list: &[Inbound]) {
    let slim = ask!(app, inbounds::slim()).unwrap();
    for (short, full) in slim.iter().zip(list) {
        assert!(short.slim && !full.slim);
        assert_eq!((short.id, &short.tag, names(short)), (full.id, &full.tag, names(full)));
        assert_eq!((short.traffic, &short.stats), (full.traffic, &full.stats));
        assert!(short.clients.iter().all(|client| matches!(client.credential, Credential::Missing)));
        assert!(short.raw.0.is_empty() && inbounds::update(short).is_none(), "it can never be sent back");
    }
    let text = app.raw_reply(inbounds::slim().request).await;
    let mut reader = inbounds::slim_reader();
    let pieces: Vec<Inbound> = text.text.as_bytes().chunks(11).flat_map(|piece| reader.feed(piece)).collect();
    assert!(reader.finish(text.status).is_ok() && pieces == slim);
    app.ledger.note("inbounds::slim_reader");

    let options = ask!(app, inbounds::options()).unwrap();
    for (option, full) in options.iter().zip(list) {
        assert_eq!((option.id, &option.remark, option.port), (full.id, &full.remark, full.port));
        assert_eq!((option.enabled, &option.protocol), (Some(full.enabled), &full.protocol));
        assert_eq!(option.cipher, full.settings.method);
        let fits = ["Reality", "Reality 2"].contains(&&*option.remark);
        assert_eq!(option.vision_capable, fits, "{}", option.remark);
    }
    assert_eq!((slim.len(), options.len()), (list.len(), list.len()));
}

async fn life(config: Config, ledger: &Ledger) {
    let dialect = config.dialect;
    let mut app = App::signed_in(config, ledger).await;
    let before = ask!(app, inbounds::list()).unwrap().len();
    let new = reality(&mut app, 30_001, "ada", true).await;
    let id = ask!(app, inbounds::add(&app.panel, &new)).unwrap().unwrap();
    let added = one(&mut app, id).await.unwrap();
    same(&added, &app.raw_inbound(id.0).await);
    assert_eq!((&*added.remark, added.port, &added.tag), ("Reality", 30_001, &tag(dialect, 30_001)));
    assert_eq!((added.enabled, &added.protocol), (true, &Protocol::Vless));
    let Security::Reality(found) = &added.stream.security else { panic!("no Reality") };
    assert_eq!((&*found.target, &found.server_names[..]), ("www.nvidia.com:443", &["www.nvidia.com".to_owned()][..]));
    assert!(found.private_key == new.keys.private && found.public_key == new.keys.public);
    assert!(found.mldsa65_seed == new.signing.as_ref().unwrap().seed);
    assert_eq!((&found.short_ids, &*found.spider_x, &*found.fingerprint), (&new.short_ids, "/", "chrome"));
    let ada = &added.clients[0];
    assert_eq!((&*ada.name, &ada.flow, ada.enabled), ("ada", &Flow::Vision, true));
    assert!(ada.credential == Credential::Uuid(new.fresh.uuid()) && ada.sub_id == new.fresh.subscription());
    assert_eq!((ada.quota, &*ada.comment), (Quota::Limit(Bytes(50 << 30)), "sister's phone"));
    assert_eq!((added.stats[0].name.as_str(), added.stats[0].enabled), ("ada", true));

    switched(&mut app, id).await;
    let mut changed = ask!(app, inbounds::get(id)).unwrap();
    changed.remark = "New & «other» name".into();
    changed.port = 30_002;
    changed.quota = Quota::Limit(Bytes(7 << 30));
    ask!(app, inbounds::update(&changed)).unwrap();
    let now = one(&mut app, id).await.unwrap();
    assert_eq!((&*now.remark, now.port, &now.tag), ("New & «other» name", 30_002, &tag(dialect, 30_002)));
    assert_eq!(now.quota, Quota::Limit(Bytes(7 << 30)));
    assert!(now.stream == added.stream && now.clients[0].credential == ada.credential);

    ask!(app, inbounds::delete(id)).unwrap();
    assert!(one(&mut app, id).await.is_none());
    assert_eq!(ask!(app, inbounds::list()).unwrap().len(), before);
}

async fn switched(app: &mut App, id: InboundId) {
    for enabled in [false, true] {
        let inbound = ask!(app, inbounds::get(id)).unwrap();
        ask!(app, inbounds::set_enabled(&app.panel, &inbound, enabled)).unwrap();
        assert_eq!(one(app, id).await.unwrap().enabled, enabled);
    }
    let whole = ask!(app, inbounds::get(id)).unwrap();
    ask!(app, inbounds::update_enabled(&app.panel, &whole, false)).unwrap();
    let off = one(app, id).await.unwrap();
    assert!(!off.enabled && bare(&off.clients) == bare(&whole.clients) && off.stream == whole.stream);
    if app.panel.has_set_enable() {
        ask!(app, inbounds::set_enable(id, true)).unwrap();
    } else {
        let missing = ask!(app, inbounds::set_enable(id, true)).err();
        assert_eq!(missing, Some(panel::error::ApiError::Status { code: 404 }));
        ask!(app, inbounds::update_enabled(&app.panel, &off, true)).unwrap();
    }
    assert!(one(app, id).await.unwrap().enabled);
}

/// What the app does not know goes back as it came.
async fn unknown_keys(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(Config { empty: true, ..config(dialect) }, ledger).await;
    let id = making::add_raw(&mut app, 30_001, &[]).await;
    let mut raw = app.raw_inbound(id.0).await;
    raw["settings"]["laterSetting"] = json!({ "a": [1, 2.5, null] });
    raw["settings"]["clients"][0]["laterKey"] = json!("kept");
    raw["streamSettings"]["realitySettings"]["laterKey"] = json!([true]);
    raw["streamSettings"]["sockopt"] = json!({ "tcpFastOpen": true, "mark": 255 });
    raw["sniffing"] = json!({ "enabled": true, "destOverride": ["http"], "domainsExcluded": ["a.example"] });
    let path = format!("panel/api/inbounds/update/{}", id.0);
    app.raw(Request::form(path, making::raw_fields(&raw))).await;
    let before = app.raw_inbound(id.0).await;
    assert_eq!(before["settings"]["laterSetting"]["a"][1], 2.5);

    let read = ask!(app, inbounds::get(id)).unwrap();
    ask!(app, inbounds::update(&Inbound { remark: "Other".into(), ..read })).unwrap();
    let after = app.raw_inbound(id.0).await;
    assert_eq!(after["remark"], "Other");
    for part in ["settings", "streamSettings", "sniffing"] {
        let (mut before, mut after) = (before[part].clone(), after[part].clone());
        for side in [&mut before, &mut after] {
            if let Some(client) = side.get_mut("clients") {
                client[0].as_object_mut().unwrap().shift_remove("updated_at");
            }
        }
        assert_eq!(after, before, "{part}");
    }
}

async fn counters(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let first = ask!(app, inbounds::list()).unwrap().remove(0);
    assert!(first.traffic.total() > Bytes(1 << 30));
    let read = ask!(app, inbounds::get(first.id)).unwrap();
    ask!(app, inbounds::update(&Inbound { remark: "Other".into(), ..read })).unwrap();
    let changed = one(&mut app, first.id).await.unwrap();
    assert_eq!((changed.traffic, &changed.stats), (first.traffic, &first.stats), "another name costs no counters");
    let read = ask!(app, inbounds::get(first.id)).unwrap();
    ask!(app, inbounds::reset_traffic(&app.panel, &read)).unwrap();
    let reset = one(&mut app, first.id).await.unwrap();
    assert_eq!(reset.traffic, Traffic::default());
    assert_eq!(reset.stats, first.stats, "its people's counters stay");
    assert!(reset.clients.len() == first.clients.len() && reset.stream == first.stream);
}

/// A deleted inbound comes back with its people, under a new number.
async fn restored(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let list = ask!(app, inbounds::list()).unwrap();
    let alone = |inbound: &&Inbound| inbound.remark == "WS behind CDN";
    let gone = list.iter().find(alone).unwrap();
    assert!(gone.clients.len() > 2);
    ask!(app, inbounds::delete(gone.id)).unwrap();
    let id = ask!(app, inbounds::restore(gone)).unwrap().unwrap();
    assert_ne!(id, gone.id);
    let back = one(&mut app, id).await.unwrap();
    assert_eq!((&back.remark, back.port, &back.tag), (&gone.remark, gone.port, &gone.tag));
    assert_eq!(names(&back), names(gone));
    assert!(back.stream == gone.stream && back.settings == gone.settings);
    for (client, old) in back.clients.iter().zip(&gone.clients) {
        assert!(client.credential == old.credential && client.sub_id == old.sub_id, "{}", old.name);
        assert_eq!((client.quota, client.expiry, client.enabled), (old.quota, old.expiry, old.enabled), "{}", old.name);
    }
}

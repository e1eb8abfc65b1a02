//! What the app sends is what real panels were sent and took: same path, same fields.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "recorded/files.rs"]
#[allow(dead_code)]
mod files;

use files::Recording;
use panel::api::clients::{self, Filter, PageQuery, Place, Sort};
use panel::api::session::Credentials;
use panel::api::{Body, Request, inbounds, server, session, settings, tokens};
use panel::dialect::{Dialect, Factor, Panel, Version};
use panel::model::{
    ApiToken, Bytes, Client, Credential, Expiry, Flow, Inbound, InboundId, Millis, Protocol, Quota, Record, Secret,
    Traffic,
};
use panel::wire::settings::decode_client;
use serde_json::{Map, Value, json};

/// JSON texts within a form are compared by what they say, everything else as text.
fn field(text: String) -> Value {
    if text.starts_with(['{', '[']) { serde_json::from_str(&text).unwrap() } else { Value::String(text) }
}

fn sent(request: &Request) -> Value {
    match &request.body {
        Body::Empty => Value::Null,
        Body::Json(text) => serde_json::from_str(text).unwrap(),
        Body::Form(fields) => {
            let form: Map<_, _> = fields.iter().map(|(key, value)| (key.to_string(), field(value.clone()))).collect();
            assert_eq!(form.len(), fields.len(), "a field comes twice");
            Value::Object(form)
        }
    }
}

fn recorded(recording: &Recording) -> Value {
    match (&recording.request["form"], &recording.request["json"]) {
        (Value::Object(form), _) => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            form.iter().map(|(key, value)| (key.clone(), field(text(value)))).collect()
        }
        (_, json) => json.clone(),
    }
}

/// The same method, path and body as recorded.
fn same(name: &str, request: &Request) {
    let recording = Recording::open(name);
    assert_eq!(format!("{:?} {}", request.method, request.path), recording.asked(), "{name}");
    assert_eq!(sent(request), recorded(&recording), "{name}");
}

/// The same method and path, and everything that was recorded among what is sent.
fn covers(name: &str, request: &Request) -> Value {
    let recording = Recording::open(name);
    assert_eq!(format!("{:?} {}", request.method, request.path), recording.asked(), "{name}");
    let (ours, theirs) = (sent(request), recorded(&recording));
    let (ours, theirs) = match (ours.pointer("/settings/clients/0"), theirs.pointer("/settings/clients/0")) {
        // A call about one entry; a whole inbound has a port.
        (Some(one), Some(other)) if ours.get("port").is_none() => {
            assert_eq!(ours["id"], theirs["id"], "{name}");
            (one.clone(), other.clone())
        }
        _ => (ours, theirs),
    };
    for (key, value) in theirs.as_object().unwrap() {
        assert_eq!(ours.get(key), Some(value), "{name}: {key}");
    }
    ours
}

fn inbound(name: &str) -> Inbound {
    inbounds::get(InboundId(0)).decode(&Recording::open(name).reply).unwrap_or_else(|_| panic!("{name}"))
}

fn record(name: &str) -> Record {
    clients::get("x").decode(&Recording::open(name).reply).unwrap_or_else(|_| panic!("{name}"))
}

fn one<'a>(inbound: &'a Inbound, name: &str) -> &'a Client {
    inbound.clients.iter().find(|client| client.name == name).unwrap()
}

/// The client of a recorded `addClient` or `updateClient`.
fn sent_client(name: &str, protocol: &Protocol) -> Client {
    decode_client(protocol, &recorded(&Recording::open(name))["settings"]["clients"][0])
}

fn panel(folder: &str) -> Panel {
    let any = files::names().into_iter().find(|name| name.starts_with(&format!("{folder}/"))).unwrap();
    Recording::open(&any).panel()
}

#[test]
fn a_full_update_sends_everything_back() {
    for (before, update) in [
        ("a/065-get-before-update", "a/066-update-inbound"),
        ("a-2.0.0/065-get-before-update", "a-2.0.0/066-update-inbound"),
        ("b/068-get-before-update", "b/069-update-inbound"),
        ("c0/073-get-before-update", "c0/074-update-inbound"),
        ("c1/075-get-before-update", "c1/076-update-inbound"),
        ("next/075-get-before-update", "next/076-update-inbound"),
    ] {
        let mut inbound = inbound(before);
        inbound.remark = "VLESS WS renamed".into();
        inbound.enabled = false;
        inbound.expiry = Expiry::Never;
        let request = inbounds::update(&inbound).unwrap().request;
        if before.starts_with("next") {
            assert_eq!(covers(update, &request)["disableFlow"], "false");
        } else {
            same(update, &request);
        }
    }
}

#[test]
fn what_the_model_says_of_an_inbound_is_written_over_the_rest() {
    let mut inbound = inbound("a/065-get-before-update");
    inbound.port = 443;
    inbound.listen = "127.0.0.1".into();
    inbound.quota = Quota::Limit(Bytes(7));
    inbound.expiry = Expiry::At(Millis(9));
    let form = sent(&inbounds::update(&inbound).unwrap().request);
    for (key, value) in [("port", "443"), ("listen", "127.0.0.1"), ("total", "7"), ("expiryTime", "9")] {
        assert_eq!(form[key], value);
    }
    assert!(form.get("id").is_none() && form.get("clientStats").is_none() && form.get("allTime").is_none());
}

#[test]
fn keys_of_a_newer_panel_go_back_to_it() {
    let row = json!({"id": 3, "protocol": "vless", "port": 1, "settings": {"clients": [], "later": {"a": [1]}},
        "streamSettings": null, "sniffing": {}, "novelty": "kept", "level": 4, "flag": true, "nodeId": null});
    let answer = json!({"success": true, "msg": "", "obj": row}).to_string();
    let reply = panel::api::Reply { status: 200, text: answer };
    let inbound = inbounds::get(InboundId(3)).decode(&reply).unwrap_or_else(|_| panic!());
    let form = sent(&inbounds::update(&inbound).unwrap().request);
    assert_eq!(form["settings"]["later"], json!({"a": [1]}));
    assert_eq!((&form["novelty"], &form["level"], &form["flag"]), (&json!("kept"), &json!("4"), &json!("true")));
    assert_eq!(form["streamSettings"], json!({}));
    assert!(form.get("nodeId").is_none());
}

#[test]
fn a_slim_inbound_is_never_sent_back() {
    let slim = inbounds::slim().decode(&Recording::open("c1/072-list-slim").reply).unwrap_or_else(|_| panic!());
    assert_eq!(slim.len(), 10);
    for inbound in &slim {
        assert!(inbound.slim && inbounds::update(inbound).is_none() && inbounds::restore(inbound).is_none());
    }
    // Its switch still works: such panels have a call of its own for that.
    let call = inbounds::update_enabled(&panel("c1"), &slim[2], true);
    same("c1/078-set-enable", &call.request);
}

#[test]
fn an_inbound_is_switched_the_way_the_panel_knows() {
    for (folder, before, recorded) in [
        ("b", "b/070-get-after-update", "b/071-set-enable"),
        ("c0", "c0/075-get-after-update", "c0/076-set-enable"),
        ("c1", "c1/077-get-after-update", "c1/078-set-enable"),
    ] {
        same(recorded, &inbounds::set_enabled(&panel(folder), &inbound(before), true).request);
    }
    let old = inbound("a/067-get-after-update");
    assert!(!old.enabled);
    let request = inbounds::set_enabled(&panel("a"), &old, true).request;
    assert_eq!(request.path, "panel/api/inbounds/update/6");
    let mut wanted = recorded(&Recording::open("a/066-update-inbound"));
    wanted["enable"] = "true".into();
    wanted["settings"] = sent(&request)["settings"].clone();
    assert_eq!(sent(&request), wanted);
}

#[test]
fn counters_are_reset_the_way_the_panel_knows() {
    let reset = |folder: &str, inbound: &Inbound| inbounds::reset_traffic(&panel(folder), inbound).map(|c| c.request);
    let mut used = inbound("a/065-get-before-update");
    used.raw.0 = used.raw.0.replacen("\"up\":0", "\"up\":5", 1);
    assert_eq!(sent(&inbounds::update(&used).unwrap().request)["up"], "5");
    let request = reset("a", &used).unwrap();
    assert_eq!(request.path, "panel/api/inbounds/update/6");
    assert_eq!((&sent(&request)["up"], &sent(&request)["down"]), (&json!("0"), &json!("0")));
    same("c0/079-reset-inbound-traffic", &reset("c0", &inbound("c0/073-get-before-update")).unwrap());
    same("c1/081-reset-inbound-traffic", &reset("c1", &inbound("c1/075-get-before-update")).unwrap());
    let between = Panel::new(Dialect::C0, Some(Version::new(3, 0, 1)), Factor::None);
    assert!(inbounds::reset_traffic(&between, &used).is_none());
}

#[test]
fn a_deleted_inbound_comes_back_without_its_number() {
    let gone = inbound("c1/075-get-before-update");
    let request = inbounds::restore(&gone).unwrap().request;
    assert_eq!(request.path, "panel/api/inbounds/add");
    let form = sent(&request);
    assert!(form.get("id").is_none());
    assert_eq!(form["tag"], "in-20501-tcp");
    assert_eq!(form["settings"]["clients"][0]["email"], "wes");
    same("a/052-del-bad-62789", &inbounds::delete(InboundId(2)).request);
}

#[test]
fn people_are_added_to_an_inbound_as_recorded() {
    let mut count = 0;
    for name in files::names() {
        let recording = Recording::open(&name);
        let single = |body: &Value| body["settings"]["clients"].as_array().is_some_and(|list| list.len() == 1);
        if recording.path() != "panel/api/inbounds/addClient" || !recording.request["form"]["settings"].is_string() {
            continue;
        }
        // The others were made short or broken on purpose.
        let whole = |body: &Value| body["settings"]["clients"][0].get("limitIp").is_some();
        if name.contains("broken") || !single(&recorded(&recording)) || !whole(&recorded(&recording)) {
            continue;
        }
        let protocol = match () {
            () if name.contains("trojan") => Protocol::Trojan,
            () if name.contains("-ss") => Protocol::Shadowsocks,
            () => Protocol::Vless,
        };
        let id = recorded(&recording)["id"].as_str().unwrap().parse().unwrap();
        same(&name, &clients::add_entry(InboundId(id), &protocol, &sent_client(&name, &protocol)).request);
        count += 1;
    }
    assert!(count > 25, "{count}");
}

#[test]
fn an_entry_is_updated_by_its_old_key() {
    for (folder, people, update, rename) in [
        ("a", "a/085-get-with-people", "a/086-client-update", "a/088-client-rename"),
        ("b", "b/088-get-with-people", "b/089-client-update", "b/091-client-rename"),
        ("c0", "c0/093-get-with-people", "c0/094-client-update", "c0/096-client-rename"),
    ] {
        let inbound = inbound(people);
        let bob = one(&inbound, "bob");
        let changed = sent_client(update, &Protocol::Vless);
        assert!(bob.enabled && bob.quota == Quota::Limit(Bytes(10_737_418_240)));
        let new = Client { quota: changed.quota, expiry: changed.expiry, enabled: false, ..bob.clone() };
        let sent = covers(update, &clients::update(Place::Entry { inbound: &inbound, client: bob }, &new).request);
        let raw: Value = serde_json::from_str(&bob.raw.0).unwrap();
        for key in raw.as_object().unwrap().keys() {
            assert!(sent.get(key).is_some(), "{folder}: {key} is lost");
        }
        let bulk = one(&inbound, "bulk1");
        let new =
            Client { name: "renamed".into(), sub_id: sent_client(rename, &Protocol::Vless).sub_id, ..bulk.clone() };
        covers(rename, &clients::update(Place::Entry { inbound: &inbound, client: bulk }, &new).request);
    }
}

#[test]
fn each_protocol_has_its_own_key_in_the_path() {
    let list = inbounds::list().decode(&Recording::open("a/094-list-with-people").reply).unwrap_or_else(|_| panic!());
    for (name, recorded) in [("tina", "a/092-client-update-trojan"), ("sue", "a/093-client-update-ss")] {
        let inbound = list.iter().find(|inbound| inbound.clients.iter().any(|client| client.name == name)).unwrap();
        let place = Place::Entry { inbound, client: one(inbound, name) };
        assert!(!place.client().enabled);
        covers(recorded, &clients::set_enabled(place, false).request);
    }
    let first = &list[0];
    let gone = inbound("a/085-get-with-people");
    let bulk0 = one(&gone, "dis");
    let request = clients::delete(Place::Entry { inbound: first, client: bulk0 }, false).request;
    same("a/095-client-del", &request);
    let bob = one(first, "bob");
    same("a/099-client-reset", &clients::reset_traffic(Place::Entry { inbound: first, client: bob }).request);
}

#[test]
fn a_new_key_is_written_over_the_old_one() {
    let recording = Recording::open("a/090-client-replace-key");
    let before = inbound("a/085-get-with-people");
    let after = sent_client("a/090-client-replace-key", &Protocol::Vless);
    let place = Place::Entry { inbound: &before, client: one(&before, &after.name) };
    let new = Client { credential: after.credential.clone(), ..place.client().clone() };
    covers("a/090-client-replace-key", &clients::update(place, &new).request);
    assert!(!recording.path().contains(match &after.credential {
        Credential::Uuid(id) => id.expose(),
        _ => panic!(),
    }));
}

#[test]
fn odd_values_of_old_panels_are_mended_on_the_way_back() {
    let entry =
        json!({"id": "u", "email": "x", "tgId": "", "totalGB": "7", "novelty": [1], "flow": "xtls-rprx-vision"});
    let client = Client { flow: Flow::None, ..decode_client(&Protocol::Vless, &entry) };
    let sent = sent(&clients::add_entry(InboundId(1), &Protocol::Vless, &client).request);
    let sent = &sent["settings"]["clients"][0];
    assert_eq!((&sent["tgId"], &sent["totalGB"], &sent["flow"]), (&json!(0), &json!(7), &json!("")));
    assert_eq!(sent["novelty"], json!([1]));
    assert!(sent.get("group").is_none() && sent.get("security").is_none());
}

#[test]
fn records_are_added_as_recorded() {
    for name in ["c1/083-client-add", "c1/086-client-add-two-inbounds"] {
        let body = recorded(&Recording::open(name));
        let client = decode_client(&Protocol::Vless, &body["client"]);
        let ids: Vec<InboundId> =
            body["inboundIds"].as_array().unwrap().iter().map(|id| InboundId(id.as_i64().unwrap())).collect();
        same(name, &clients::add_record(&client, &ids).request);
    }
}

#[test]
fn a_record_is_updated_as_a_bare_client() {
    let bob = record("c1/095-client-get");
    let changed = recorded(&Recording::open("c1/097-client-update"));
    let new = Client {
        quota: Quota::from_panel(changed["totalGB"].as_i64().unwrap()),
        expiry: Expiry::from_panel(changed["expiryTime"].as_i64().unwrap()),
        enabled: false,
        ..bob.client.clone()
    };
    let body = covers("c1/097-client-update", &clients::update(Place::Record(&bob), &new).request);
    assert_eq!(body["id"], "6e3243f3-34ef-4b3f-a868-1bf0f1fa1a7e");
    assert_eq!(body["created_at"], 1_795_343_918_329_i64);
    for key in ["uuid", "createdAt", "updatedAt", "reverse", "allowedIPs", "inboundIds"] {
        assert!(body.get(key).is_none(), "{key}");
    }
    let now = record("c1/101-client-get-after-short");
    let rename = Client { name: "robert".into(), ..now.client.clone() };
    let request = clients::update(Place::Record(&now), &rename).request;
    assert_eq!(request.path, "panel/api/clients/update/bob");
    assert_eq!(sent(&request)["email"], "robert");
}

#[test]
fn addresses_inside_a_tunnel_are_a_text_in_a_record_and_an_array_in_an_update() {
    let answer = json!({"success": true, "msg": "", "obj": {"inboundIds": null, "client": {"id": 4, "email": "wg",
        "uuid": "", "privateKey": "k", "allowedIPs": "10.0.0.2/32, fd00::2/128", "limitHwid": 3, "enable": true}}});
    let reply = panel::api::Reply { status: 200, text: answer.to_string() };
    let record = clients::get("wg").decode(&reply).unwrap_or_else(|_| panic!());
    assert!(record.inbounds.is_empty() && matches!(record.client.credential, Credential::WireGuard(_)));
    let body = sent(&clients::set_enabled(Place::Record(&record), true).request);
    assert_eq!(body["allowedIPs"], json!(["10.0.0.2/32", "fd00::2/128"]));
    assert_eq!((&body["id"], &body["limitHwid"], &body["privateKey"]), (&json!(""), &json!(3), &json!("k")));
    let entry = clients::entry(&record, &Protocol::WireGuard);
    assert!(entry.credential == record.client.credential);
}

#[test]
fn recorded_people_have_the_keys_their_inbounds_hold() {
    for folder in ["c1", "next"] {
        let inbounds = Recording::open(&format!("{folder}/071-list-many")).reply;
        let inbounds = inbounds::list().decode(&inbounds).unwrap_or_else(|_| panic!());
        let everybody = clients::records().decode(&Recording::open(&format!("{folder}/118-client-list")).reply);
        let everybody = everybody.unwrap_or_else(|_| panic!());
        let mut protocols = Vec::new();
        for inbound in &inbounds {
            for client in &inbound.clients {
                let (person, record) = everybody.iter().find(|(person, _)| person.name == client.name).unwrap();
                assert!(person.inbounds.contains(&inbound.id) && record.inbounds == person.inbounds);
                let entry = clients::entry(record, &inbound.protocol);
                assert!(entry.credential == client.credential && entry.flow == client.flow, "{}", client.name);
                assert!(entry.sub_id == client.sub_id && entry.quota == client.quota, "{}", client.name);
                protocols.push(inbound.protocol.clone());
            }
        }
        protocols.dedup();
        assert_eq!(protocols.len(), 5, "{folder}: {protocols:?}");
    }
}

#[test]
fn the_number_of_a_record_is_never_sent() {
    let answer = r#"{"success":true,"obj":{"inboundIds":[1],"client":{"id":4,"email":"x","password":"p"}}}"#;
    let reply = panel::api::Reply { status: 200, text: answer.into() };
    let record = clients::get("x").decode(&reply).unwrap_or_else(|_| panic!());
    let body = sent(&clients::set_enabled(Place::Record(&record), false).request);
    assert!(body.get("id").is_none() && body["password"] == "p" && body["enable"] == false);
}

#[test]
fn counters_of_a_person_are_set_as_recorded() {
    for (folder, name, whose) in [
        ("a", "a/104-client-set-counters", "bob"),
        ("b", "b/107-client-set-counters", "bob"),
        ("c1", "c1/144-client-set-counters", "robert"),
    ] {
        let body = recorded(&Recording::open(name));
        let bytes = |key: &str| Bytes(body[key].as_u64().unwrap());
        let traffic = Traffic { up: bytes("upload"), down: bytes("download") };
        same(name, &clients::set_traffic(&panel(folder), whose, traffic).request);
    }
}

#[test]
fn a_record_gives_each_inbound_the_key_that_opens_it() {
    let answer = json!({"success": true, "msg": "", "obj": {"inboundIds": [1, 7], "client": {"id": 4, "email": "duo",
        "uuid": "u-1", "password": "p-1", "auth": "a-1", "flow": "xtls-rprx-vision", "enable": true}}});
    let reply = panel::api::Reply { status: 200, text: answer.to_string() };
    let record = clients::get("duo").decode(&reply).unwrap_or_else(|_| panic!());
    assert_eq!(record.inbounds, [InboundId(1), InboundId(7)]);
    for (protocol, key) in [
        (Protocol::Vless, Credential::Uuid(Secret::new("u-1"))),
        (Protocol::Trojan, Credential::Password(Secret::new("p-1"))),
        (Protocol::Hysteria, Credential::Auth(Secret::new("a-1"))),
    ] {
        let entry = clients::entry(&record, &protocol);
        assert!(entry.credential == key && entry.name == "duo" && entry.flow == Flow::Vision, "{protocol:?}");
    }
}

#[test]
fn counters_are_set_as_recorded() {
    let panel = |version| Panel::new(Dialect::of(version), Some(version), Factor::None);
    for (name, version) in [
        ("a/104-client-set-counters", Version::new(2, 6, 8)),
        ("b/107-client-set-counters", Version::new(2, 9, 4)),
        ("c0/112-client-set-counters", Version::new(3, 0, 2)),
        ("c1/144-client-set-counters", Version::new(3, 6, 0)),
    ] {
        let recording = Recording::open(name);
        let whose = recording.asked().rsplit('/').next().unwrap_or_default().to_owned();
        let body = recorded(&recording);
        let bytes = |key: &str| Bytes(body[key].as_u64().unwrap());
        let traffic = Traffic { up: bytes("upload"), down: bytes("download") };
        assert!(traffic.total().0 > 0, "{name}");
        same(name, &clients::set_traffic(&panel(version), &whose, traffic).request);
    }
    assert!(!panel(Version::new(2, 6, 2)).has_set_traffic() && panel(Version::new(2, 6, 3)).has_set_traffic());
}

#[test]
fn calls_about_many_people_are_sent_as_recorded() {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let bulk = names(&["bulk0", "bulk1"]);
    same("c1/124-bulk-adjust", &clients::adjust_many(&names(&["robert", "bulk0", "nobody"]), 10, 1 << 30).request);
    let three = names(&["bulk0", "bulk1", "nobody"]);
    same("c1/125-bulk-disable", &clients::enable_many(&three, false).request);
    same("c1/127-bulk-attach", &clients::attach_many(&bulk, &[InboundId(5)]).request);
    same("c1/128-bulk-detach", &clients::detach_many(&bulk, &[InboundId(5)]).request);
    let four = names(&["bulk0", "bulk1", "bulk2", "nobody"]);
    same("c1/130-bulk-del", &clients::delete_many(&four, false).request);
    let enabled = recorded(&Recording::open("c1/126-bulk-enable"))["emails"].clone();
    let enabled: Vec<String> = serde_json::from_value(enabled).unwrap();
    same("c1/126-bulk-enable", &clients::enable_many(&enabled, true).request);
    let reset: Vec<String> =
        serde_json::from_value(recorded(&Recording::open("c1/129-bulk-reset"))["emails"].clone()).unwrap();
    same("c1/129-bulk-reset", &clients::reset_many(&reset).request);
    same("c1/105-client-attach", &clients::attach("robert", &[InboundId(5)]).request);
    same("c1/106-client-detach", &clients::detach("robert", &[InboundId(5)]).request);
    let robert = record("c1/101-client-get-after-short");
    let duo = Record { client: Client { name: "duo".into(), ..robert.client.clone() }, ..robert };
    same("c1/149-client-del", &clients::delete(Place::Record(&duo), false).request);
    assert_eq!(clients::delete(Place::Record(&duo), true).request.path, "panel/api/clients/del/duo?keepTraffic=1");
    let ada = record("c1/203-client-get-live");
    same("c1/216-reset-used-up", &clients::reset_traffic(Place::Record(&ada)).request);
}

#[test]
fn pages_are_asked_for_as_recorded() {
    let panel = panel("c1");
    let page = |query: PageQuery| clients::page(&panel, &query).request;
    let five = PageQuery { page: 1, size: 5, ..PageQuery::default() };
    same("c1/119-client-paged", &page(PageQuery { sort: Some(Sort::Name), ..five.clone() }));
    let active = PageQuery { search: "ro".into(), filters: vec![Filter::Active], ..five.clone() };
    same("c1/120-client-paged-search", &page(active));
    same("c1/121-client-paged-beyond", &page(PageQuery { page: 99, ..five.clone() }));
    let live = PageQuery { size: 3, sort: Some(Sort::Used), descending: true, ..five.clone() };
    same("c1/202-paged-live", &page(live));
    let ended = PageQuery { filters: vec![Filter::Ended, Filter::Disabled], ..PageQuery::default() };
    assert_eq!(page(ended.clone()).path, "panel/api/clients/list/paged?page=1&filter=depleted,deactive");
    let first = Panel::new(Dialect::C1, Some(Version::new(3, 1, 0)), Factor::None);
    let wide = PageQuery { inbounds: vec![InboundId(1), InboundId(2)], group: "a b".into(), ..ended };
    let narrow = clients::page(&first, &wide).request.path;
    assert_eq!(narrow, "panel/api/clients/list/paged?page=1&filter=depleted&inbound=1", "v3.1.0 takes one value each");
    assert!(page(wide).path.ends_with("filter=depleted,deactive&inbound=1,2&group=a%20b"));
}

#[test]
fn names_are_encoded_in_paths() {
    let path = clients::get("مریم ?#/%").request.path;
    assert_eq!(path, "panel/api/clients/get/%D9%85%D8%B1%DB%8C%D9%85%20%3F%23%2F%25");
}

#[test]
fn tokens_are_written_as_recorded() {
    let panel = panel("c1");
    same("c1/156-token-create", &tokens::create(&panel, "backup job", None, None).request);
    let token = ApiToken { id: 1, ..ApiToken::default() };
    same("c1/163-token-disable", &tokens::set_enabled(&panel, &token, false).request);
    same("c1/166-token-delete", &tokens::delete(&panel, &token).request);
    let ends = Some(Millis(1_795_605_626_551));
    same("next-tokens/004-create-watcher", &tokens::create(&panel, "watcher", Some("monitor"), ends).request);
    let listed = tokens::list(&panel).decode(&Recording::open("next-tokens/008-list").reply).unwrap();
    let watcher = &listed[1];
    same("next-tokens/025-disable", &tokens::set_enabled(&panel, watcher, false).request);
    same("next-tokens/030-delete", &tokens::delete(&panel, watcher).request);
}

#[test]
fn the_one_token_of_the_first_v3_has_calls_of_its_own() {
    let panel = Panel::new(Dialect::C0, Some(Version::new(3, 0, 1)), Factor::None);
    let reply = panel::api::Reply { status: 200, text: r#"{"success":true,"msg":"","obj":"clear"}"#.into() };
    let list = tokens::list(&panel);
    assert_eq!(list.request.path, "panel/setting/getApiToken");
    assert_eq!(list.decode(&reply), Ok(vec![ApiToken { enabled: true, ..ApiToken::default() }]));
    let create = tokens::create(&panel, "ignored", None, None);
    assert_eq!(create.request.path, "panel/setting/regenerateApiToken");
    let Ok((_, text)) = create.decode(&reply) else { panic!("no token") };
    assert_eq!(text.expose(), "clear");
}

#[test]
fn signing_in_and_settings_are_sent_as_recorded() {
    let who = Credentials { user: "admin".into(), password: Secret::new("correct horse"), code: Secret::default() };
    for (folder, name) in [("a", "a/022-login-ok"), ("c0", "c0/025-login-ok"), ("c1", "c1/025-login-ok")] {
        same(name, &session::login(&panel(folder), &who).request);
    }
    let old = Panel::new(Dialect::A, Some(Version::new(2, 5, 8)), Factor::SecretWord);
    let word = Credentials { code: Secret::new("word"), ..who.clone() };
    assert_eq!(
        sent(&session::login(&old, &word).request),
        json!({"username": "admin", "password": "correct horse", "loginSecret": "word"})
    );
    let wrong = Credentials { user: "admin".into(), password: Secret::new("wrong"), code: Secret::default() };
    for (folder, name) in [("a", "a/115-settings-update-user-wrong"), ("c1", "c1/178-settings-update-user-wrong")] {
        same(name, &settings::update_user(&panel(folder), &wrong, "x", &Secret::new("y")).request);
    }
    same("a/162-logout", &session::logout(&panel("a")).request);
    same("c1/235-logout", &session::logout(&panel("c1")).request);
    same("c0/011-anon-default-settings", &session::probe(&panel("c0")).request);
}

#[test]
fn questions_to_the_server_are_sent_as_recorded() {
    for (folder, log, access, filter) in [
        ("a", "a/108-logs", "a/109-xraylogs", "a/128-xraylogs-filter"),
        ("c1", "c1/169-logs", "c1/170-xraylogs", "c1/192-xraylogs-filter"),
    ] {
        let panel = panel(folder);
        same(log, &server::panel_log(&panel, 10, "info").request);
        same(access, &server::access_log(&panel, 10, "").request);
        let wanted = recorded(&Recording::open(filter))["filter"].as_str().unwrap().to_owned();
        same(filter, &server::access_log(&panel, 5, &wanted).request);
    }
    same("c1/042-scan-reality-private", &server::scan_target(&panel("c1"), "127.0.0.1:9443").request);
    let hosts = ["a.example".to_owned(), "b.example:444".to_owned()];
    assert_eq!(
        sent(&server::scan_targets(&panel("c1"), &hosts).request),
        json!({"targets": "a.example,b.example:444"})
    );
}

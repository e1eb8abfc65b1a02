//! Links of everybody on a seeded server, held against the panel's own; and nothing seeded stops Xray.

use crate::app::{App, Ledger, config};
use demo::{Config, Dialect};
use panel::api::Request;
use panel::doctor::{self, Facts, XrayVersion};
use panel::link::{self, Context, Strictness};
use panel::model::{Client, Inbound, Ports, Protocol};

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    for seed in [1, 2] {
        let seeded = Config { seed, inbounds: 20, clients: 120, ..config(dialect) };
        let mut app = App::signed_in(seeded, ledger).await;
        let list = ask!(app, inbounds::list()).unwrap();
        let ports = ask!(app, settings::ports(&app.panel)).unwrap();
        for inbound in &list {
            runs(dialect, inbound, ports);
        }
        written(&list);
        if dialect >= Dialect::C0 {
            as_the_panel_writes(&mut app, &list).await;
        }
    }
}

fn runs(dialect: Dialect, inbound: &Inbound, ports: Ports) {
    assert_eq!(doctor::would_stop_xray(inbound), None, "{dialect:?} {}", inbound.remark);
    let taken_ports = [Some(ports.panel), ports.subscription].into_iter().flatten().collect();
    let facts = Facts { xray_version: XrayVersion::parse(dialect.xray_version()), taken_ports, ..Facts::default() };
    assert_eq!(doctor::would_stop(inbound, &facts), None, "{dialect:?} {}", inbound.remark);
}

fn written(list: &[Inbound]) {
    let context = Context::new("vpn.example.org");
    let mut count = 0;
    for inbound in list {
        for client in &inbound.clients {
            let links = link::write(inbound, client, &context);
            let links = links.unwrap_or_else(|error| panic!("{} {}: {}", inbound.remark, client.name, error.code()));
            assert_eq!(links.len(), 1);
            let parsed = link::parse(&links[0].text, Strictness::Strict).unwrap();
            assert_eq!((parsed.host.as_str(), u32::from(parsed.port)), ("vpn.example.org", inbound.port));
            assert!(parsed.remark.contains(&client.name) && links[0].name == parsed.remark);
            count += 1;
        }
    }
    assert!(count >= 120, "{count} links");
    let alone = list.iter().find(|inbound| inbound.protocol == Protocol::Mixed).unwrap();
    assert_eq!(link::write_alone(alone, &context).err().map(|error| error.code()), Some("unsupported-protocol"));
}

/// The panel's own links of one person in one inbound.
async fn own_links(app: &mut App, inbound: &Inbound, client: &Client) -> Vec<String> {
    let encoded: String = client.name.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let path = match app.dialect {
        Dialect::C0 => format!("panel/api/inbounds/getClientLinks/{}/{encoded}", inbound.id.0),
        _ => format!("panel/api/clients/links/{encoded}"),
    };
    let links = app.raw(Request::get(path)).await;
    links.as_array().into_iter().flatten().map(|link| link.as_str().unwrap().to_owned()).collect()
}

/// Both hands write the same key: whoever takes one from the app and one from the panel reaches the same door. Short id
/// and crawler path differ from call to call on the panel's side; and over WebSocket the app leaves `h2` out, with which
/// no connection comes about.
async fn as_the_panel_writes(app: &mut App, list: &[Inbound]) {
    let context = Context::new("vpn.example.org");
    let mut compared = 0;
    for inbound in list.iter().filter(|inbound| !inbound.clients.is_empty()) {
        for client in inbound.clients.iter().take(2) {
            let ours = link::write(inbound, client, &context).unwrap().remove(0);
            let ours = link::parse(&ours.text, Strictness::Strict).unwrap();
            let theirs = own_links(app, inbound, client).await;
            let theirs: Vec<_> = theirs.iter().map(|text| link::parse(text, Strictness::Lenient).unwrap()).collect();
            let same_door = |other: &&link::Parsed| other.port == ours.port && other.scheme == ours.scheme;
            let theirs = theirs.iter().find(same_door).unwrap();
            assert!(theirs.credential == ours.credential, "{} {}", inbound.remark, client.name);
            assert_eq!(theirs.host, ours.host);
            let rest = |link: &link::Parsed| -> Vec<(String, String)> {
                let keys = ["sid", "spx"];
                let mut rest: Vec<_> = link.params.iter().filter(|(key, _)| !keys.contains(&&**key)).cloned().collect();
                if link.param("type") == "ws" {
                    rest.iter_mut()
                        .filter(|(key, _)| key == "alpn")
                        .for_each(|(_, alpn)| *alpn = alpn.replace("h2,", ""));
                }
                rest.sort();
                rest
            };
            assert_eq!(rest(theirs), rest(&ours), "{} {}", inbound.remark, client.name);
            compared += 1;
        }
    }
    assert!(compared >= 20, "{compared} compared");
}

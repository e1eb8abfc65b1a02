//! What holds for every link, tried on generated inbounds and on damaged texts.
//!
//! `LINK_CASES=1000000 cargo test --release -p panel --test link_property` tries harder than the default.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::link::{self, Context, Strictness};
use panel::model::client::WireGuardKeys;
use panel::model::stream::{
    Grpc, HttpHeader, HttpPath, Kcp, Mask, Network, Reality, Security, Stream, Tcp, Tls, Xhttp,
};
use panel::model::{Client, Credential, Flow, Inbound, Opaque, Protocol, Secret, ShareAddress};
use panel::wire::settings::{decode_client, inbound_from_value};
use panel::wire::share;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

fn config() -> ProptestConfig {
    let cases = std::env::var("LINK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 4000, ..ProptestConfig::default() }
}

/// Models have no `Debug`, as they hold credentials, and the generator wants one.
#[derive(Clone)]
struct Hidden<T>(T);

impl<T> std::fmt::Debug for Hidden<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("…")
    }
}

/// Letters that mean something somewhere in a link, and some that must not.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9]{1,6}",
        3 => select(vec!["%", "@", ":", "/", "?", "#", "&", "=", "+", " ", ",", ";", "~", "'", "\"", "\\", "%41", "<", "|"])
            .prop_map(str::to_owned),
        1 => any::<char>().prop_map(|letter| letter.to_string()),
        1 => select(vec!["سرور", "🇩🇪", "点", "\u{202e}", "\n", "\0"]).prop_map(str::to_owned),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn something() -> impl Strategy<Value = String> {
    (nasty(), "[a-zA-Z0-9]").prop_map(|(text, end)| text + &end)
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?(\\.[a-z]{2,8}){1,3}",
        any::<[u8; 4]>()
            .prop_map(|bytes| std::net::Ipv4Addr::from(bytes).to_string())
            .prop_filter("wildcards and the like", |text| text != "0.0.0.0"),
        any::<[u8; 16]>().prop_map(|bytes| std::net::Ipv6Addr::from(bytes).to_string()),
    ]
}

fn uuid() -> impl Strategy<Value = String> {
    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
}

/// 32 bytes of base64: the last letter carries two bits only.
fn key() -> impl Strategy<Value = String> {
    "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]"
}

fn known(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(names).prop_map(str::to_owned)
}

fn extra() -> impl Strategy<Value = String> {
    (proptest::option::of("[0-9]{1,4}-[0-9]{4}"), nasty(), any::<bool>()).prop_map(|(range, header, plain)| {
        let mut settings = serde_json::json!({"headers": {"X-A": header}, "noGRPCHeader": plain});
        if let Some(range) = range {
            settings["xPaddingBytes"] = range.into();
        }
        share::extra(&settings)
    })
}

fn network() -> impl Strategy<Value = Hidden<Network>> {
    let http_path = || (nasty(), nasty()).prop_map(|(path, host)| Hidden(HttpPath { path, host, header_host: None }));
    let header = select(vec![None, Some("srtp".to_owned()), Some("wechat-video".to_owned())]);
    prop_oneof![
        2 => Just(Hidden(Network::Tcp(Tcp::default()))),
        1 => (vec(something().prop_map(|path| path.replace(',', "")), 0..3), nasty())
            .prop_map(|(paths, host)| Hidden(Network::Tcp(Tcp { http: Some(HttpHeader { paths, host }) }))),
        1 => (header, proptest::option::of(something()), 0..2000i64, 0..100i64)
            .prop_map(|(header, seed, mtu, tti)| Hidden(Network::Kcp(Kcp { header, seed, mtu, tti: Some(tti) }))),
        1 => http_path().prop_map(|http| Hidden(Network::WebSocket(http.0))),
        1 => http_path().prop_map(|http| Hidden(Network::HttpUpgrade(http.0))),
        1 => (nasty(), nasty(), any::<bool>()).prop_map(|(service_name, authority, multi_mode)| {
            Hidden(Network::Grpc(Grpc { service_name, authority, multi_mode }))
        }),
        1 => (nasty(), nasty(), known(&["auto", "packet-up", "stream-up", "stream-one"]), extra()).prop_map(
            |(path, host, mode, extra)| {
                let xhttp = Xhttp { path, host, mode, extra: Opaque(extra), padding: "100-1000".into(), ..Xhttp::default() };
                Hidden(Network::Xhttp(Box::new(xhttp)))
            }
        ),
    ]
}

fn tls() -> impl Strategy<Value = Hidden<Security>> {
    let alpn = vec(known(&["h2", "http/1.1", "h3"]), 0..3);
    let pins = vec("[0-9a-f]{64}", 0..3);
    (nasty(), alpn, known(&["", "chrome", "firefox"]), "[A-Za-z0-9+/]{0,9}", any::<bool>(), pins).prop_map(
        |(server_name, alpn, fingerprint, ech, allow_insecure, pins)| {
            let tls = Tls { server_name, alpn, fingerprint, ech, allow_insecure, pins, ..Tls::default() };
            Hidden(Security::Tls(Box::new(tls)))
        },
    )
}

fn reality() -> impl Strategy<Value = Hidden<Security>> {
    let sid = select(vec!["", "ab", "6ba85179e30d4fc2"]);
    (key(), nasty(), sid, nasty(), known(&["", "firefox", "android"])).prop_map(
        |(public_key, sni, sid, spx, fingerprint)| {
            Hidden(Security::Reality(Box::new(Reality {
                public_key,
                server_names: vec![sni],
                short_ids: vec![sid.to_owned()],
                spider_x: spx,
                fingerprint,
                ..Reality::default()
            })))
        },
    )
}

fn stream() -> impl Strategy<Value = Hidden<Stream>> {
    let security = prop_oneof![Just(Hidden(Security::None)), tls(), reality()];
    (network(), security).prop_map(|(Hidden(network), Hidden(security))| {
        let carries = matches!(network, Network::Tcp(_) | Network::Grpc(_) | Network::Xhttp(_));
        let security = if security.reality().is_some() && !carries { Security::None } else { security };
        Hidden(Stream { network, security, ..Stream::default() })
    })
}

/// An inbound with one client, of any protocol that has links.
fn pair() -> impl Strategy<Value = Hidden<(Inbound, Client)>> {
    let protocol = select(vec![
        Protocol::Vless,
        Protocol::Vmess,
        Protocol::Trojan,
        Protocol::Shadowsocks,
        Protocol::Hysteria,
        Protocol::WireGuard,
        Protocol::MtProto,
    ]);
    let names = (nasty(), nasty(), host(), 1..=65535u32);
    let secrets = (uuid(), something(), key(), something());
    (protocol, names, secrets, stream(), tls(), any::<bool>()).prop_map(
        |(protocol, names, secrets, Hidden(stream), Hidden(tls), odd)| {
            let (remark, name, host, port) = names;
            let (id, password, key, other) = secrets;
            let mut inbound = inbound_from_value(&Value::Null);
            let mut client = decode_client(&protocol, &Value::Null);
            (inbound.remark, client.name, inbound.port) = (remark, name, port);
            inbound.share = ShareAddress::Custom(host);
            inbound.stream = stream;
            if let (Protocol::Shadowsocks, Network::Tcp(Tcp { http: Some(http) })) =
                (&protocol, &mut inbound.stream.network)
            {
                // The plugin form of Shadowsocks has no place for paths.
                http.paths = vec!["/".to_owned()];
            }
            client.credential = match &protocol {
                Protocol::Vless | Protocol::Vmess => Credential::Uuid(Secret::new(id)),
                Protocol::Trojan => Credential::Password(Secret::new(password)),
                Protocol::Shadowsocks => {
                    let (method, own, client) = match odd {
                        true => ("chacha20-ietf-poly1305", "", password),
                        false => ("2022-blake3-aes-256-gcm", key.as_str(), key.clone()),
                    };
                    inbound.settings.method = method.to_owned();
                    inbound.settings.password = Secret::new(own);
                    Credential::Password(Secret::new(client))
                }
                Protocol::Hysteria => {
                    inbound.stream = Stream { security: tls, ..Stream::default() };
                    if odd {
                        let mask =
                            Mask { kind: "salamander".to_owned(), password: Secret::new(other), ..Mask::default() };
                        inbound.stream.mask.udp.push(mask);
                    }
                    Credential::Auth(Secret::new(password))
                }
                Protocol::WireGuard => {
                    inbound.settings.wireguard.secret_key = Secret::new(key.clone());
                    inbound.settings.wireguard.dns = "1.1.1.1,2606:4700::1111".to_owned();
                    Credential::WireGuard(WireGuardKeys {
                        private_key: Secret::new(key),
                        allowed_ips: vec!["10.0.0.2/32".to_owned(), "fd00::2/128".to_owned()],
                        pre_shared_key: Secret::new(other),
                        keep_alive: u32::from(odd) * 25,
                    })
                }
                _ => Credential::FakeTls(Secret::new(password)),
            };
            if protocol == Protocol::Vless && odd {
                client.flow = Flow::Vision;
                inbound.settings.encryption = "mlkem768x25519plus.native.0rtt.abc".to_owned();
            }
            if protocol == Protocol::Vmess && inbound.stream.security.reality().is_some() {
                inbound.stream.security = Security::None;
            }
            inbound.protocol = protocol;
            inbound.clients.push(client.clone());
            Hidden((inbound, client))
        },
    )
}

/// What the model says, for the parts a reader could confuse.
fn said(inbound: &Inbound, client: &Client) -> Vec<(&'static str, String)> {
    let mut said = Vec::new();
    if matches!(inbound.protocol, Protocol::Vless | Protocol::Vmess | Protocol::Trojan) {
        match &inbound.stream.network {
            Network::WebSocket(http) | Network::HttpUpgrade(http) => {
                said.extend([("path", http.path.clone()), ("host", http.host.clone())]);
            }
            Network::Grpc(grpc) => {
                said.extend([("serviceName", grpc.service_name.clone()), ("authority", grpc.authority.clone())]);
            }
            Network::Kcp(kcp) => said.push(("seed", kcp.seed.clone().unwrap_or_default())),
            Network::Xhttp(xhttp) => said.extend([("path", xhttp.path.clone()), ("extra", xhttp.extra.0.clone())]),
            _ => {}
        }
        match &inbound.stream.security {
            Security::Tls(tls) => said.extend([("sni", tls.server_name.clone()), ("ech", tls.ech.clone())]),
            Security::Reality(reality) => said.push(("pbk", reality.public_key.clone())),
            _ => {}
        }
    }
    if let Credential::WireGuard(keys) = &client.credential {
        said.push(("presharedkey", keys.pre_shared_key.expose().to_owned()));
    }
    if let Some(mask) = inbound.stream.mask.salamander() {
        said.push(("obfs-password", mask.password.expose().to_owned()));
    }
    said
}

fn credential(inbound: &Inbound, client: &Client) -> String {
    match &client.credential {
        Credential::Password(own) if inbound.protocol == Protocol::Shadowsocks => {
            let settings = &inbound.settings;
            let parts = [settings.method.as_str(), settings.password.expose(), own.expose()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":")
        }
        Credential::Uuid(secret) | Credential::Password(secret) | Credential::Auth(secret) => {
            secret.expose().to_owned()
        }
        Credential::FakeTls(secret) => secret.expose().to_owned(),
        Credential::WireGuard(keys) => keys.private_key.expose().to_owned(),
        Credential::Missing => String::new(),
    }
}

/// A link from the tables with some damage.
fn damaged() -> impl Strategy<Value = String> {
    let mut links = Vec::new();
    for (name, column) in [("vectors", "recommended_link"), ("parse-vectors", "link"), ("invalid-links", "link")] {
        let path = format!("{}/tests/data/links/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let rows: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        links.extend(rows.iter().filter_map(|row| row[column].as_str()).filter(|l| l.len() < 6000).map(str::to_owned));
    }
    let edit = (any::<Index>(), 0..4usize, nasty());
    (select(links), vec(edit, 0..5)).prop_map(|(mut link, edits)| {
        for (place, cut, insert) in edits {
            let bounds: Vec<usize> = link.char_indices().map(|(at, _)| at).chain([link.len()]).collect();
            let from = place.index(bounds.len());
            let to = (from + cut).min(bounds.len() - 1);
            link.replace_range(bounds[from]..bounds[to], &insert);
        }
        link
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_is_read_back(Hidden((inbound, client)) in pair()) {
        let context = Context::default();
        let written = link::write(&inbound, &client, &context);
        let link = &written.unwrap_or_else(|error| panic!("{}", error.code()))[0];
        prop_assert!(link.text.is_ascii() && !link.text.contains(|c: char| c.is_whitespace() || c.is_control()));
        let parsed = link::parse(&link.text, Strictness::Strict);
        let parsed = parsed.unwrap_or_else(|error| panic!("{error:?} in {}", link.text));
        prop_assert_eq!(parsed.credential.expose(), credential(&inbound, &client));
        prop_assert_eq!((&parsed.host, parsed.port), (&link.address, link.port));
        if inbound.protocol != Protocol::MtProto {
            prop_assert_eq!(&parsed.remark, &link.name);
        }
        for (name, value) in said(&inbound, &client) {
            prop_assert_eq!(parsed.param(name), value, "{}", name);
        }
        let (again, client) = link::to_inbound(&parsed);
        let rewritten = link::write(&again, &client, &context).unwrap_or_else(|error| panic!("{}", error.code()));
        prop_assert_eq!(&rewritten[0].text, &link.text);
        prop_assert!(link::parse(&link.text, Strictness::Lenient).is_ok_and(|lenient| lenient == parsed));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), damaged in damaged()) {
        for text in [&text, &damaged, &format!("vless://{text}"), &format!("ss://{text}"), &format!("vmess://{text}")] {
            let strict = link::parse(text, Strictness::Strict);
            let lenient = link::parse(text, Strictness::Lenient);
            prop_assert!(lenient.is_ok() || strict.is_err(), "strict takes what lenient refuses: {}", text);
            if let Ok(parsed) = lenient {
                let (inbound, client) = link::to_inbound(&parsed);
                drop(link::write(&inbound, &client, &Context::default()));
            }
            if let Ok(parsed) = strict {
                let (inbound, client) = link::to_inbound(&parsed);
                if let Ok(links) = link::write(&inbound, &client, &Context::default()) {
                    let again = link::parse(&links[0].text, Strictness::Strict);
                    prop_assert!(again.is_ok(), "{:?}: {} became {}", again.err(), text, links[0].text);
                }
            }
        }
    }
}

//! Rules of writing that no row of the tables reaches. Expected values follow the sections of the share link spec.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::link::{self, Context, Link, Strictness};
use panel::model::{Client, Inbound};
use panel::wire::settings::inbound_from_value;
use serde_json::{Value, json};

const ID: &str = "b831381d-6324-4d53-ad4f-8cda48b30811";
const PBK: &str = "PeLjEtvSysPScOrWfzQWJB5cWYKQPbIxfHoYhuADC20";

fn vless(stream: Value) -> Inbound {
    inbound(json!({"protocol": "vless", "port": 443, "streamSettings": stream,
        "settings": {"clients": [{"id": ID, "email": "ann", "flow": "xtls-rprx-vision"}]}}))
}

fn inbound(row: Value) -> Inbound {
    inbound_from_value(&row)
}

fn first(inbound: &Inbound) -> Client {
    inbound.clients[0].clone()
}

fn links(inbound: &Inbound, context: &Context<'_>) -> Vec<Link> {
    link::write(inbound, &first(inbound), context).unwrap_or_else(|error| panic!("{}", error.code()))
}

fn text(inbound: &Inbound) -> String {
    links(inbound, &Context::new("h.example"))[0].text.clone()
}

fn param(text: &str, key: &str) -> String {
    link::parse(text, Strictness::Strict).unwrap_or_else(|error| panic!("{error:?} in {text}")).param(key).to_owned()
}

fn code(inbound: &Inbound) -> &'static str {
    match link::write(inbound, &first(inbound), &Context::new("h.example")) {
        Ok(links) => panic!("{}", links[0].text),
        Err(error) => error.code(),
    }
}

fn reality(more: Value) -> Value {
    let mut settings = json!({"serverNames": ["a.example"], "shortIds": ["ab"], "publicKey": PBK});
    settings.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"network": "tcp", "security": "reality", "realitySettings": settings})
}

/// §2, §6, §16: a fingerprint without TLS 1.3, a crawler path apps refuse, a name that is only the target's.
#[test]
fn reality_values_that_kill_a_key_are_mended() {
    for (stored, written) in
        [("android", "chrome"), ("360", "chrome"), ("unsafe", "chrome"), ("", "chrome"), ("safari", "safari")]
    {
        assert_eq!(param(&text(&vless(reality(json!({"fingerprint": stored})))), "fp"), written);
    }
    assert_eq!(param(&text(&vless(reality(json!({"spiderX": "no-slash"})))), "spx"), "");
    for (target, name) in
        [("t.example:443", "t.example"), ("[2001:db8::1]:443", "2001:db8::1"), ("8443", ""), ("/sock", "")]
    {
        let stream = reality(json!({"serverNames": [], "target": target}));
        assert_eq!(param(&text(&vless(stream)), "sni"), name, "{target}");
    }
}

/// §5, §16: Vision where it is carried, by the security at the door.
#[test]
fn vision_goes_where_it_is_carried() {
    let encrypted = |stream: Value, encryption: &str, disabled: bool| {
        inbound(json!({"protocol": "vless", "port": 443, "streamSettings": stream, "disableFlow": disabled, "settings":
            {"encryption": encryption, "clients": [{"id": ID, "email": "ann", "flow": "xtls-rprx-vision"}]}}))
    };
    let front = |force: &str| json!([{"forceTls": force, "dest": "f.example", "port": 443}]);
    for (stream, encryption, carried) in [
        (json!({"network": "tcp", "security": "tls"}), "none", true),
        (json!({"network": "tcp", "security": "none"}), "none", false),
        (json!({"network": "ws", "security": "tls"}), "none", false),
        (json!({"network": "ws", "security": "none"}), "mlkem768x25519plus.native.0rtt.x", true),
        (json!({"network": "tcp", "security": "none"}), "mlkem768x25519plus.native.0rtt.x", true),
        (json!({"network": "tcp", "security": "none", "externalProxy": front("tls")}), "", true),
        (json!({"network": "tcp", "security": "tls", "externalProxy": front("none")}), "", false),
    ] {
        let flow = param(&text(&encrypted(stream.clone(), encryption, false)), "flow");
        assert_eq!(flow == "xtls-rprx-vision", carried, "{stream} {encryption}");
        assert_eq!(param(&text(&encrypted(stream, encryption, true)), "flow"), "");
    }
}

/// §3: fronts.
#[test]
fn a_front_overrides_tls_and_takes_reality_away() {
    let front = json!([{"forceTls": "same", "dest": "f.example", "port": 0, "sni": "s.example", "fingerprint": "firefox",
        "alpn": ["h3"], "echConfigList": "AGL+", "verifyPeerCertByName": "v.example",
        "pinnedPeerCertSha256": ["AB:CD:".to_owned() + &"00:".repeat(29) + "FF"]}]);
    let own = json!({"network": "tcp", "security": "tls", "externalProxy": front, "tlsSettings": {"serverName": "own.example",
        "alpn": ["h2"], "settings": {"fingerprint": "chrome"}}});
    let text = text(&vless(own));
    for (key, value) in [("sni", "s.example"), ("fp", "firefox"), ("alpn", "h3"), ("ech", "AGL+"), ("vcn", "v.example")]
    {
        assert_eq!(param(&text, key), value);
    }
    assert_eq!(param(&text, "pcs"), format!("abcd{}ff", "00".repeat(29)));
    assert!(text.contains("@f.example:443?"), "port 0 is the inbound's: {text}");

    let mut forced = reality(json!({"spiderX": "/"}));
    forced["externalProxy"] = json!([{"forceTls": "tls", "dest": "f.example", "port": 8443}]);
    let text = self::text(&vless(forced));
    assert!(text.contains("security=tls&flow=xtls-rprx-vision"), "{text}");
    assert!(!text.contains("pbk") && !text.contains("sni"), "{text}");
}

/// §3: which address a link carries.
#[test]
fn the_address_is_the_first_that_people_can_reach() {
    let door = |more: Value| {
        let mut row = json!({"protocol": "vless", "port": 443, "settings": {"clients": [{"id": ID, "email": "a"}]}});
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        inbound(row)
    };
    let host = Context::new("panel.example:2053");
    for (row, context, address) in [
        (json!({}), host, "panel.example"),
        (json!({"listen": "192.0.2.7"}), host, "192.0.2.7"),
        (json!({"listen": "127.0.0.1", "shareAddrStrategy": "listen"}), host, "panel.example"),
        (
            json!({"listen": "192.0.2.7", "shareAddrStrategy": "custom", "shareAddr": "[2001:db8::5]"}),
            host,
            "2001:db8::5",
        ),
        (json!({"listen": "192.0.2.7", "shareAddrStrategy": "custom", "shareAddr": " "}), host, "192.0.2.7"),
        (json!({"listen": "192.0.2.7"}), Context { address: "chosen.example", ..host }, "chosen.example"),
        (json!({"nodeId": 3}), Context { node_host: "node.example", ..host }, "node.example"),
        (json!({"nodeId": 3, "listen": "192.0.2.7"}), Context { node_host: "node.example", ..host }, "node.example"),
        (json!({"nodeId": 3, "listen": "192.0.2.7", "shareAddrStrategy": "listen"}), host, "192.0.2.7"),
        (json!({}), Context::new("[2001:db8::9]:443"), "2001:db8::9"),
        (json!({}), Context::new("پنل.ایران"), "xn--nwa6e.xn--mgba3a4f16a"),
    ] {
        let got = links(&door(row.clone()), &context)[0].address.clone();
        if address.starts_with("xn--nwa") {
            assert!(got.starts_with("xn--") && got.ends_with(".xn--mgba3a4f16a"), "{got}");
        } else {
            assert_eq!(got, address, "{row}");
        }
    }
    // The panel's host is another machine than the node: better no link than a wrong one.
    let away = door(json!({"nodeId": 3}));
    assert_eq!(link::write(&away, &first(&away), &host).err().unwrap().code(), "no-host");
}

/// §3: a fallback child that listens inside is reached through its master; one with a door of its own is not.
#[test]
fn a_fallback_child_borrows_its_masters_door() {
    let master =
        vless(json!({"network": "tcp", "security": "tls", "tlsSettings": {"serverName": "m.example", "alpn": ["h3"]}}));
    let child = |listen: &str| {
        inbound(json!({"protocol": "vless", "port": 20001, "listen": listen, "fallbackParent": {"masterId": 1},
            "settings": {"clients": [{"id": ID, "email": "c"}]},
            "streamSettings": {"network": "ws", "security": "none", "wsSettings": {"path": "/c"}}}))
    };
    let context = Context { master: Some(&master), ..Context::new("h.example") };
    let through = &links(&child("127.0.0.1"), &context)[0].text;
    assert_eq!(
        through,
        &format!("vless://{ID}@h.example:443?type=ws&encryption=none&path=%2Fc&security=tls&sni=m.example&alpn=h3#c")
    );
    let own = &links(&child(""), &context)[0].text;
    assert!(own.contains(":20001?") && own.contains("security=none"), "{own}");
}

/// §6: mKCP's disguise and password where newer panels keep them.
#[test]
fn kcp_masks_become_header_and_seed() {
    let stream = json!({"network": "kcp", "security": "none", "kcpSettings": {"mtu": 1350}, "finalmask": {"udp": [
        {"type": "mkcp-legacy", "settings": {"header": "wechat"}},
        {"type": "mkcp-legacy", "settings": {"header": "", "value": "s33d"}}]}});
    let text = text(&vless(stream));
    assert_eq!((param(&text, "headerType"), param(&text, "seed")), ("wechat-video".to_owned(), "s33d".to_owned()));
    let fm: Value = serde_json::from_str(&param(&text, "fm")).unwrap();
    assert_eq!(fm["udp"][1]["settings"]["value"], "s33d");
}

/// §8: hysteria behind a front; the ports it hops over are the server's.
#[test]
fn hysteria_through_a_front() {
    let row = |front: Value| {
        inbound(
            json!({"protocol": "hysteria", "port": 443, "settings": {"version": 2, "clients": [{"auth": "a", "email": "h"}]},
            "streamSettings": {"network": "hysteria", "security": "tls", "tlsSettings": {"alpn": ["h3"]}, "externalProxy": front,
                "finalmask": {"quicParams": {"udpHop": {"ports": "20000-30000"}}}}}),
        )
    };
    assert_eq!(text(&row(json!([]))), "hysteria2://a@h.example:443?alpn=h3&mport=20000-30000#h");
    let front = json!([{"dest": "f.example", "port": 8443, "allowInsecure": true}]);
    assert_eq!(text(&row(front)), "hysteria2://a@f.example:8443?alpn=h3&insecure=1#h");
    assert_eq!(code(&row(json!([{"forceTls": "none", "dest": "f.example", "port": 80}]))), "tls-required");
}

/// §4, §8: everything a WireGuard peer may have.
#[test]
fn wireguard_keeps_dns_key_and_keepalive() {
    let peer = json!({"privateKey": "MEudtLZ5IAaUD2V2DZmpxzC9yXsskc4vkKdnLfWyfRQ=", "preSharedKey": "p+k=", "keepAlive": 25,
        "allowedIPs": ["10.0.0.2/32", "fd00::2/128"], "comment": "phone"});
    let settings = json!({"secretKey": "iJ2cBkrSGqRwIfYIDIxk7hr5RXfdR93MfJUL7yqkkH8=", "mtu": 1420, "dns": "1.1.1.1", "peers": [peer]});
    let inbound = inbound(json!({"protocol": "wireguard", "port": 51820, "remark": "wg", "settings": settings}));
    assert_eq!(
        text(&inbound),
        "wireguard://MEudtLZ5IAaUD2V2DZmpxzC9yXsskc4vkKdnLfWyfRQ%3D@h.example:51820?mtu=1420\
         &publickey=Piehk2n8UewhMHMyJiBS%2BSxn%2FOK0FalyFW1GAGzokHM%3D&address=10.0.0.2%2F32%2Cfd00%3A%3A2%2F128\
         &dns=1.1.1.1&presharedkey=p%2Bk%3D&keepalive=25#wg-1%20%28phone%29"
    );
}

/// §8: transports other than plain TCP, which few apps read but panels offer.
#[test]
fn shadowsocks_over_another_transport_says_so() {
    let ws = json!({"network": "ws", "security": "none", "wsSettings": {"path": "/s"}});
    let inbound = inbound(json!({"protocol": "shadowsocks", "port": 1, "streamSettings": ws,
        "settings": {"method": "aes-128-gcm", "clients": [{"password": "pw", "email": "s"}]}}));
    assert_eq!(text(&inbound), "ss://YWVzLTEyOC1nY206cHc@h.example:1?type=ws&path=%2Fs&security=none#s");
}

/// §8: an inbound without clients is one key.
#[test]
fn shadowsocks_without_clients_is_a_key_itself() {
    let alone =
        inbound(json!({"protocol": "shadowsocks", "port": 1, "settings": {"method": "aes-128-gcm", "password": "pw"}}));
    let links = link::write_alone(&alone, &Context::new("h.example")).ok().unwrap();
    assert_eq!(links[0].text, "ss://YWVzLTEyOC1nY206cHc@h.example:1");
    let shared = inbound(json!({"protocol": "shadowsocks", "port": 1,
        "settings": {"method": "aes-128-gcm", "password": "pw", "clients": [{"password": "x", "email": "s"}]}}));
    assert_eq!(link::write_alone(&shared, &Context::new("h")).err().unwrap().code(), "unknown-client");
    let vless = vless(json!({}));
    assert_eq!(link::write_alone(&vless, &Context::new("h")).err().unwrap().code(), "unknown-client");
}

/// §7: gRPC's authority and masks travel in VMess's JSON, a mask as text.
#[test]
fn vmess_carries_masks_pins_and_insecure() {
    let stream = json!({"network": "grpc", "security": "tls", "grpcSettings": {"serviceName": "a/b", "authority": "au.example"},
        "tlsSettings": {"settings": {"allowInsecure": true, "verifyPeerCertByName": "v.example",
            "pinnedPeerCertSha256": ["00".repeat(32)]}},
        "finalmask": {"tcp": [{"type": "fragment", "settings": {"packets": "tlshello"}}]}});
    let inbound = inbound(json!({"protocol": "vmess", "port": 443, "remark": "q\"\\\u{1}", "streamSettings": stream,
        "settings": {"clients": [{"id": ID, "email": "v"}]}}));
    let text = text(&inbound);
    for (key, value) in [
        ("authority", "au.example"),
        ("serviceName", "a/b"),
        ("insecure", "1"),
        ("vcn", "v.example"),
        ("pcs", &"00".repeat(32)),
        ("scy", "aes-128-gcm"),
        ("fm", r#"{"tcp":[{"settings":{"packets":"tlshello"},"type":"fragment"}]}"#),
    ] {
        assert_eq!(param(&text, key), value);
    }
    assert_eq!(link::parse(&text, Strictness::Strict).ok().unwrap().remark, "q\"\\\u{1}-v");
}

#[test]
fn names_are_found_without_letter_case() {
    let inbound =
        inbound(json!({"protocol": "vless", "port": 443, "settings": {"clients": [{"id": ID, "email": "Ünal"}]}}));
    assert!(link::write_named(&inbound, "üNAL", &Context::new("h.example")).is_ok());
    assert_eq!(link::write_named(&inbound, "unal", &Context::new("h.example")).err().unwrap().code(), "unknown-client");
}

#[test]
fn what_no_link_can_say_is_an_error() {
    let person = json!({"clients": [{"id": ID, "password": "p", "email": "x"}]});
    let row = |more: Value| {
        let mut row = json!({"protocol": "vless", "port": 443, "settings": person});
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        inbound(row)
    };
    for (more, expected) in [
        (json!({"port": 70000}), "bad-port"),
        (json!({"listen": "not a host"}), "bad-host"),
        (json!({"streamSettings": {"network": "quic"}}), "unsupported-transport"),
        (json!({"streamSettings": {"network": "hysteria"}}), "unsupported-transport"),
        (json!({"streamSettings": {"security": "xtls"}}), "unsupported-security"),
        (json!({"protocol": "vmess", "streamSettings": reality(json!({}))}), "unsupported-security"),
        (json!({"protocol": "shadowsocks"}), "missing-method"),
        (
            json!({"protocol": "shadowsocks", "settings": {"method": "2022-blake3-aes-128-gcm", "clients": person["clients"]}}),
            "missing-server-password",
        ),
        (json!({"protocol": "wireguard", "settings": {"peers": [{"privateKey": "x"}]}}), "missing-server-key"),
        (json!({"protocol": "freedom"}), "unsupported-protocol"),
    ] {
        assert_eq!(code(&row(more.clone())), expected, "{more}");
    }
}

#[test]
fn a_row_of_a_slim_list_is_not_taken_for_the_whole() {
    let mut inbound = vless(json!({"network": "tcp", "security": "tls"}));
    inbound.slim = true;
    assert_eq!(code(&inbound), "slim");
}

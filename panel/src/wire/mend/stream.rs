//! Changes of `streamSettings`.

use super::Change;
use super::json::{Object, list, members, object, part, present, say, set};
use crate::wire::lenient::host_header;
use serde_json::Value;

/// Where transports and their sockets keep their settings.
const TRANSPORTS: [&str; 12] = [
    "tcpSettings",
    "rawSettings",
    "kcpSettings",
    "mkcpSettings",
    "wsSettings",
    "websocketSettings",
    "grpcSettings",
    "httpupgradeSettings",
    "xhttpSettings",
    "splithttpSettings",
    "hysteriaSettings",
    "sockopt",
];
const SECURITIES: [&str; 2] = ["tlsSettings", "realitySettings"];
const PINS: &str = "pinnedPeerCertSha256";

pub(super) fn write(row: &mut Object, change: &Change) -> Option<()> {
    part(row, "streamSettings", &mut |stream| {
        reality(stream, change).or_else(|| tls(stream, change)).or_else(|| transport(stream, change))
    })
}

fn reality(stream: &mut Object, change: &Change) -> Option<()> {
    let (own, value) = match change {
        Change::ShortIds(ids) => ("shortIds", list(ids)),
        Change::ServerNames(names) => ("serverNames", list(names)),
        Change::MinClientVer(version) => ("minClientVer", (*version).into()),
        Change::MaxClientVer(version) => ("maxClientVer", (*version).into()),
        Change::Target(target) => return look_like(stream, target),
        Change::NoShownName => return for_clients(stream, "serverName", ""),
        Change::PublicKey(key) => return for_clients(stream, "publicKey", key),
        Change::SpiderX(path) => return for_clients(stream, "spiderX", path),
        Change::Keys(keys) => {
            for_clients(stream, "publicKey", &keys.public)?;
            ("privateKey", keys.private.expose().into())
        }
        Change::NoSignature => {
            for_clients(stream, "mldsa65Verify", "")?;
            ("mldsa65Seed", "".into())
        }
        _ => return None,
    };
    set(object(stream, "realitySettings")?, own, value);
    Some(())
}

/// The target under the name the panel has for it: `dest` before v2.7.0.
fn look_like(stream: &mut Object, target: &str) -> Option<()> {
    let reality = object(stream, "realitySettings")?;
    let old = reality.contains_key("dest");
    if old {
        say(reality, "dest", target);
    }
    if !old || reality.contains_key("target") {
        say(reality, "target", target);
    }
    Some(())
}

/// A value Xray ignores and clients are told: it stands in the settings within, and nowhere else.
fn for_clients(stream: &mut Object, key: &str, value: &str) -> Option<()> {
    let reality = object(stream, "realitySettings")?;
    reality.remove(key);
    say(object(reality, "settings")?, key, value);
    Some(())
}

fn tls(stream: &mut Object, change: &Change) -> Option<()> {
    let known = matches!(
        change,
        Change::Fingerprint(..)
            | Change::Alpn(..)
            | Change::Pins(_)
            | Change::NoVerifyNames
            | Change::NoAllowInsecure
            | Change::FrontsSame
    );
    let mut each = |place: &mut Object| in_place(place, change);
    present(stream, &SECURITIES, &mut |own| {
        each(own);
        present(own, &["settings"], &mut each);
    });
    members(stream, "externalProxy", &mut each);
    known.then_some(())
}

/// One of the places a link takes its TLS values from: the security's settings, those within, and the fronts.
fn in_place(place: &mut Object, change: &Change) {
    match change {
        Change::Fingerprint(name, of) if place.get("fingerprint").and_then(Value::as_str).is_some_and(of) => {
            say(place, "fingerprint", name);
        }
        Change::Alpn(names, of) if place.get("alpn").is_some_and(|alpn| of(&texts(alpn))) => {
            set(place, "alpn", list(names));
        }
        Change::Pins(pin) => {
            let Some(before) = place.remove(PINS) else { return };
            let after: Vec<String> = texts(&before).iter().filter_map(|old| pin(old)).collect();
            if !after.is_empty() {
                set(place, PINS, list(&after));
            }
        }
        Change::NoVerifyNames => drop(place.remove("verifyPeerCertByName")),
        Change::NoAllowInsecure => drop(place.remove("allowInsecure")),
        Change::FrontsSame if place.get("forceTls").and_then(Value::as_str) == Some("none") => {
            say(place, "forceTls", "same");
        }
        _ => {}
    }
}

/// A list, or one text that joins it by commas.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(joined) => joined.split(',').map(|text| text.trim().to_owned()).collect(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn transport(stream: &mut Object, change: &Change) -> Option<()> {
    match change {
        Change::NoStreamMasks => {
            present(stream, &["finalmask"], &mut |mask| drop(mask.remove("tcp")));
            if stream.get("finalmask").and_then(Value::as_object).is_some_and(Object::is_empty) {
                stream.remove("finalmask");
            }
        }
        Change::PacketMask(name, disguise) => members(object(stream, "finalmask")?, "udp", &mut |mask| {
            let mut settings = Object::new();
            if !disguise.is_empty() {
                say(&mut settings, "header", disguise);
            }
            say(mask, "type", name);
            set(mask, "settings", Value::Object(settings));
        }),
        Change::Salamander(password) => members(object(stream, "finalmask")?, "udp", &mut |mask| {
            if mask.get("type").and_then(Value::as_str) == Some("salamander")
                && let Some(settings) = object(mask, "settings")
            {
                say(settings, "password", password.expose());
            }
        }),
        _ => {
            let keys: &[&str] = match change {
                Change::NoProxyProtocol | Change::HostOfItsOwn => &TRANSPORTS,
                Change::PlainKcp | Change::Tti(_) => &["kcpSettings", "mkcpSettings"],
                Change::HeaderPaths(_) => &["tcpSettings", "rawSettings"],
                Change::ServiceName(_) => &["grpcSettings"],
                Change::Mode(_) => &["xhttpSettings", "splithttpSettings"],
                _ => return None,
            };
            present(stream, keys, &mut |own| of_transport(own, change));
        }
    }
    Some(())
}

/// The settings of one transport, or of its socket.
fn of_transport(own: &mut Object, change: &Change) {
    match change {
        Change::NoProxyProtocol => drop(own.remove("acceptProxyProtocol")),
        Change::HostOfItsOwn => host_of_its_own(own),
        Change::PlainKcp => {
            own.remove("header");
            own.remove("seed");
        }
        Change::Tti(tti) => set(own, "tti", (*tti).into()),
        Change::HeaderPaths(paths) => {
            if let Some(request) = object(own, "header").and_then(|header| object(header, "request")) {
                set(request, "path", list(paths));
            }
        }
        Change::ServiceName(name) => say(own, "serviceName", name),
        Change::Mode(mode) => say(own, "mode", mode),
        _ => {}
    }
}

fn host_of_its_own(own: &mut Object) {
    let Some(headers) = own.get_mut("headers") else { return };
    let Some(host) = host_header(headers) else { return };
    if let Value::Object(headers) = headers {
        // Xray looks the name up in any letter case.
        while let Some(name) = headers.keys().find(|name| name.eq_ignore_ascii_case("host")).cloned() {
            headers.remove(&name);
        }
    }
    if own.get("host").and_then(Value::as_str).is_none_or(str::is_empty) {
        say(own, "host", &host);
    }
}

//! The one form of a link (§10).

use crate::link::parsed::{ParseError, Parsed, Reason, Scheme};
use crate::wire::share;

/// Brings a link into it: other names replaced, defaults filled in or taken out, empty values gone.
pub(super) fn bring(parsed: &mut Parsed, strict: bool) -> Result<(), ParseError> {
    if parsed.scheme == Scheme::Vmess && parsed.param("net").is_empty() {
        rename_vmess(parsed);
    }
    parsed.params.retain(|(_, value)| !value.is_empty());
    let network = if parsed.scheme == Scheme::Vmess { "net" } else { "type" };
    if let Some(usual) = usual_network(parsed.param(network)) {
        parsed.set(network, usual.to_owned());
    }
    let defaults: &[(&str, &str)] = match parsed.scheme {
        Scheme::Vless => &[("type", "tcp")],
        Scheme::Trojan => &[("type", "tcp"), ("security", "tls")],
        Scheme::Vmess => &[("net", "tcp"), ("scy", "auto"), ("security", "none")],
        _ => &[],
    };
    for (key, value) in defaults {
        parsed.default(key, value);
    }
    drop_defaults(parsed);
    merge_insecure(parsed);
    shared_json(parsed, strict)
}

/// The web form of a VMess link (XTLS/Xray-core discussion 716) has the keys of VLESS.
fn rename_vmess(parsed: &mut Parsed) {
    for (key, _) in &mut parsed.params {
        match key.as_str() {
            "type" => "net".clone_into(key),
            "encryption" => "scy".clone_into(key),
            _ => {}
        }
    }
}

fn usual_network(name: &str) -> Option<&'static str> {
    Some(match name {
        "raw" => "tcp",
        "splithttp" => "xhttp",
        "mkcp" => "kcp",
        "websocket" => "ws",
        "gun" => "grpc",
        _ => return None,
    })
}

fn drop_defaults(parsed: &mut Parsed) {
    let scheme = parsed.scheme;
    parsed.params.retain(|(key, value)| {
        !matches!(
            (scheme, key.as_str(), value.as_str()),
            (_, "headerType", "none")
                | (Scheme::Vless, "encryption", "none")
                | (Scheme::Shadowsocks, "type", "tcp")
                | (Scheme::Shadowsocks, "security", "none")
                | (Scheme::Hysteria2, "security", _)
        )
    });
}

fn merge_insecure(parsed: &mut Parsed) {
    const NAMES: [&str; 3] = ["insecure", "allowInsecure", "allow_insecure"];
    let on = NAMES.iter().any(|name| matches!(parsed.param(name), "1" | "true"));
    if on {
        parsed.default("insecure", "1");
        parsed.set("insecure", "1".to_owned());
    }
    parsed.params.retain(|(key, _)| !NAMES.contains(&key.as_str()) || (on && key == "insecure"));
}

/// `extra` and `fm` as compact JSON with sorted keys; what repeats the mode is dropped.
fn shared_json(parsed: &mut Parsed, strict: bool) -> Result<(), ParseError> {
    let mode = parsed.param("mode").to_owned();
    for (key, mode) in [("extra", mode.as_str()), ("fm", "")] {
        if parsed.param(key).is_empty() {
            continue;
        }
        match share::canonical(parsed.param(key), mode) {
            Some(json) => parsed.set(key, json),
            None if strict => return Err(ParseError::param(key, Reason::Malformed)),
            None => parsed.set(key, String::new()),
        }
    }
    Ok(())
}

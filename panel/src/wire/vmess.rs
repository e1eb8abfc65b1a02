//! The JSON inside `vmess://` links (share link spec §7).

mod read;

pub use read::{VmessRead, decode};

use std::borrow::Cow;

/// What such a link says.
#[derive(Default)]
pub struct VmessFields<'a> {
    /// Name shown by apps.
    pub name: &'a str,
    /// Address without brackets.
    pub host: &'a str,
    /// Port.
    pub port: u16,
    /// User id.
    pub id: &'a str,
    /// Cipher.
    pub cipher: &'a str,
    /// Transport.
    pub network: &'a str,
    /// Disguise, or mode of the transport; empty: none.
    pub kind: &'a str,
    /// Host of the transport, or the authority of gRPC.
    pub request_host: &'a str,
    /// Path, service name of gRPC, seed of mKCP.
    pub path: Cow<'a, str>,
    /// Whether TLS protects the connection.
    pub tls: bool,
    /// Server name.
    pub sni: &'a str,
    /// ALPN names joined by commas.
    pub alpn: String,
    /// uTLS fingerprint.
    pub fingerprint: &'a str,
    /// gRPC authority once more, where 3x-ui has it.
    pub authority: &'a str,
    /// XHTTP mode once more, where 3x-ui has it.
    pub mode: &'a str,
    /// mKCP packet size, 0 where not set.
    pub mtu: i64,
    /// mKCP interval, 0 where not set.
    pub tti: i64,
    /// Whether apps are told not to check the certificate.
    pub insecure: bool,
    /// Names the certificate is checked by.
    pub verify_names: &'a str,
    /// Certificate pins.
    pub pins: String,
    /// ECH config list.
    pub ech: &'a str,
    /// Masks as JSON.
    pub mask: &'a str,
    /// XHTTP padding.
    pub padding: &'a str,
    /// XHTTP `extra` as compact JSON; its members stand among the others.
    pub extra: &'a str,
}

/// The JSON: compact UTF-8, every value a text because v2rayN writes it so; the members every reader knows are always
/// there, the rest only with a value.
#[must_use]
pub fn encode(fields: &VmessFields<'_>) -> String {
    let f = fields;
    let mut json = String::with_capacity(512);
    json.push('{');
    for (key, value) in [
        ("v", "2"),
        ("ps", f.name),
        ("add", f.host),
        ("port", &f.port.to_string()),
        ("id", f.id),
        ("aid", "0"),
        ("scy", f.cipher),
        ("net", f.network),
        ("type", if f.kind.is_empty() { "none" } else { f.kind }),
        ("host", f.request_host),
        ("path", &f.path),
        ("tls", if f.tls { "tls" } else { "" }),
        ("sni", f.sni),
        ("alpn", &f.alpn),
        ("fp", f.fingerprint),
    ] {
        put(key, value, &mut json);
    }
    put_optional(f, &mut json);
    json.push('}');
    json
}

fn put_optional(f: &VmessFields<'_>, json: &mut String) {
    let number = |number: i64| if number > 0 { number.to_string() } else { String::new() };
    let insecure = if f.insecure { "1" } else { "" };
    for (key, value) in [
        ("authority", f.authority),
        ("mode", f.mode),
        ("mtu", &number(f.mtu)),
        ("tti", &number(f.tti)),
        ("insecure", insecure),
        ("allowInsecure", insecure),
        ("vcn", f.verify_names),
        ("pcs", &f.pins),
        ("ech", f.ech),
        ("fm", f.mask),
        ("x_padding_bytes", f.padding),
    ] {
        if !value.is_empty() {
            put(key, value, json);
        }
    }
    if let Some(members) = f.extra.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|m| !m.is_empty()) {
        json.push(',');
        json.push_str(members);
    }
}

fn put(key: &str, value: &str, json: &mut String) {
    if !json.ends_with('{') {
        json.push(',');
    }
    push_text(key, json);
    json.push(':');
    push_text(value, json);
}

/// A JSON text (RFC 8259 §7).
fn push_text(text: &str, json: &mut String) {
    json.push('"');
    let mut rest = text;
    while let Some(end) = rest.bytes().position(|byte| byte < 0x20 || matches!(byte, b'"' | b'\\')) {
        let (plain, tail) = rest.split_at(end);
        json.push_str(plain);
        let (special, tail) = tail.split_at(1);
        match special {
            "\"" | "\\" => json.extend(["\\", special]),
            control => json.push_str(&format!("\\u{:04x}", control.bytes().next().unwrap_or_default())),
        }
        rest = tail;
    }
    json.push_str(rest);
    json.push('"');
}

//! Whether a text has the shape of what it should be: a key of so many bytes, an id, an address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The bytes a base64url text without padding stands for, if it is one.
pub(super) fn base64url_len(text: &str) -> Option<usize> {
    let fits = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') && text.len() % 4 != 1;
    fits.then_some(text.len() * 3 / 4)
}

/// The bytes a padded standard base64 text stands for, if it is one.
pub(super) fn base64_len(text: &str) -> Option<usize> {
    let bare = text.trim_end_matches('=');
    let padding = text.len() - bare.len();
    let fits = bare.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/');
    (fits && padding <= 2 && text.len().is_multiple_of(4)).then_some(bare.len() * 3 / 4)
}

/// The REALITY public key that belongs to a private key, both base64url.
pub(super) fn public_key(private: &str) -> Option<String> {
    (base64url_len(private) == Some(32)).then(|| crate::link::public_key(private)).flatten()
}

/// A WireGuard key: 32 bytes in hex or base64.
pub(super) fn is_wireguard_key(key: &str) -> bool {
    let hex = key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit());
    hex || base64_len(key) == Some(32) || base64url_len(key.trim_end_matches('=')) == Some(32)
}

/// A certificate pin as 64 lower-case hex digits; what is neither hex nor base64 of 32 bytes stays as it is.
pub(super) fn pin_as_hex(pin: &str) -> String {
    if is_hex_pin(pin) {
        return pin.chars().filter(|c| *c != ':').map(|c| c.to_ascii_lowercase()).collect();
    }
    match base64_len(pin) {
        Some(32) => base64_to_hex(pin),
        _ => pin.to_owned(),
    }
}

fn base64_to_hex(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    let (mut bits, mut held) = (0_u32, 0_u8);
    for byte in text.bytes().take_while(|b| *b != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        (bits, held) = (bits << 6 | u32::from(value), held + 6);
        while held >= 4 && hex.len() < 64 {
            held -= 4;
            hex.extend(char::from_digit(bits >> held & 15, 16));
        }
    }
    hex
}

/// 64 hex digits, with or without colons.
pub(super) fn is_hex_pin(pin: &str) -> bool {
    let digits = || pin.bytes().filter(|b| *b != b':');
    digits().count() == 64 && digits().all(|b| b.is_ascii_hexdigit())
}

/// A REALITY short id: an even number of hex digits, at most 16.
pub(super) fn is_short_id(id: &str) -> bool {
    id.len() <= 16 && id.len().is_multiple_of(2) && id.bytes().all(|b| b.is_ascii_hexdigit())
}

/// What Xray takes as the id of a VLESS or VMess person: a UUID, or any text of 1 to 30 bytes.
pub(super) fn is_client_id(id: &str) -> bool {
    matches!(id.len(), 1..=30) || is_uuid(id)
}

/// A UUID with or without hyphens.
pub(super) fn is_uuid(id: &str) -> bool {
    let hyphens: &[usize] = if id.len() == 36 { &[8, 13, 18, 23] } else { &[] };
    matches!(id.len(), 32 | 36)
        && id.bytes().enumerate().all(|(at, b)| if hyphens.contains(&at) { b == b'-' } else { b.is_ascii_hexdigit() })
}

/// A `host:port` as Go splits it, a bare port, or a unix socket.
pub(super) fn is_target(target: &str) -> bool {
    if target.starts_with(['/', '@']) || !target.is_empty() && target.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    target.rsplit_once(':').is_some_and(|(host, port)| {
        let one_name = !host.contains(':') || host.starts_with('[') && host.ends_with(']');
        one_name && !host.is_empty() && !port.is_empty()
    })
}

/// A fingerprint Xray knows.
pub(super) fn is_fingerprint(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "",
        "chrome",
        "firefox",
        "safari",
        "ios",
        "android",
        "edge",
        "360",
        "qq",
        "random",
        "randomized",
        "randomizednoalpn",
        "unsafe",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || name.starts_with("hello")
}

/// An address without port and without the brackets of IPv6.
pub(super) fn bare(host: &str) -> &str {
    if let Some(inner) = host.strip_prefix('[') {
        return inner.split_once(']').map_or(inner, |(address, _)| address);
    }
    match host.split_once(':') {
        Some((name, port)) if !port.contains(':') => name,
        _ => host,
    }
}

/// A listen address others can reach, as far as one can tell from it.
pub(super) fn is_public_listen(listen: &str) -> bool {
    !listen.is_empty()
        && !listen.starts_with(['/', '@'])
        && !matches!(listen, "0.0.0.0" | "::" | "::0" | "[::]")
        && !is_loopback(listen)
}

/// This machine.
pub(super) fn is_loopback(host: &str) -> bool {
    let name = bare(host).trim_end_matches('.');
    let local = name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost");
    local
        || name.starts_with("127.")
        || match name.parse() {
            Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_unspecified(),
            Ok(IpAddr::V6(ip)) => {
                ip.is_loopback() || ip.is_unspecified() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback())
            }
            Err(_) => false,
        }
}

/// An address of a home or company network, which ends at its router.
pub(super) fn is_private(host: &str) -> bool {
    match bare(host).parse() {
        Ok(IpAddr::V4(ip)) => is_private_v4(ip),
        Ok(IpAddr::V6(ip)) => is_private_v6(ip),
        Err(_) => {
            let name = bare(host).trim_end_matches('.').to_ascii_lowercase();
            [".local", ".lan", ".internal", ".home.arpa"].iter().any(|end| name.ends_with(end))
        }
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    ip.is_private()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_multicast()
        || a == 100 && (64..128).contains(&b)
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let first = ip.segments().into_iter().next().unwrap_or_default();
    let mapped = ip.to_ipv4_mapped().is_some_and(is_private_v4);
    mapped || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80 || ip.is_multicast()
}

/// A DNS name, also an international one, or an IP address.
pub(super) fn is_address(host: &str) -> bool {
    let name = bare(host).trim_end_matches('.');
    if bare(host).parse::<IpAddr>().is_ok() {
        return true;
    }
    let numeric = name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    !numeric && name.len() <= 253 && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let inner = label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    matches!(label.len(), 1..=63) && inner && !label.starts_with('-') && !label.ends_with('-')
}

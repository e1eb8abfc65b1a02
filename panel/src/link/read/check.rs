//! What apps let through and then cannot connect with (§11).

use crate::link::base64;
use crate::link::parsed::{ParseError, Parsed, Part, Reason, Scheme};
use crate::link::security::is_hex;

type Checked = Result<(), ParseError>;

/// All checks of a scheme.
pub(super) fn all(link: &Parsed) -> Checked {
    match link.scheme {
        Scheme::Vless => {
            uuid(link)?;
            transport(link, "type")?;
            one_of(link, "flow", &["xtls-rprx-vision", "xtls-rprx-vision-udp443"])?;
            security(link)
        }
        Scheme::Vmess => {
            uuid(link)?;
            transport(link, "net")?;
            one_of(link, "security", &["none", "tls"])
        }
        Scheme::Trojan => {
            transport(link, "type")?;
            security(link)
        }
        Scheme::Shadowsocks => {
            transport(link, "type")?;
            security(link)?;
            shadowsocks(link)
        }
        Scheme::Hysteria2 => hysteria(link),
        Scheme::WireGuard => wireguard(link),
        Scheme::Telegram => Ok(()),
    }
}

fn one_of(link: &Parsed, key: &str, known: &[&str]) -> Checked {
    let value = link.param(key);
    if value.is_empty() || known.contains(&value) { Ok(()) } else { Err(ParseError::param(key, Reason::Unknown)) }
}

fn transport(link: &Parsed, key: &str) -> Checked {
    one_of(link, key, &["tcp", "kcp", "ws", "grpc", "httpupgrade", "xhttp"])
}

fn uuid(link: &Parsed) -> Checked {
    let mut lengths = link.credential.expose().split('-').map(|group| if is_hex(group) { group.len() } else { 0 });
    if lengths.by_ref().eq([8, 4, 4, 4, 12]) {
        return Ok(());
    }
    Err(ParseError::new(Part::Credential, Reason::Malformed))
}

fn security(link: &Parsed) -> Checked {
    one_of(link, "security", &["none", "tls", "reality"])?;
    if link.param("security") == "reality" { reality(link) } else { Ok(()) }
}

fn reality(link: &Parsed) -> Checked {
    if !matches!(link.param("type"), "" | "tcp" | "grpc" | "xhttp") {
        return Err(ParseError::param("security", Reason::Unsuitable));
    }
    key(link, "pbk")?;
    let sid = link.param("sid");
    match sid {
        "" => Ok(()),
        _ if !is_hex(sid) => Err(ParseError::param("sid", Reason::Malformed)),
        _ if sid.len() > 16 || !sid.len().is_multiple_of(2) => Err(ParseError::param("sid", Reason::WrongLength)),
        _ => Ok(()),
    }
}

/// A parameter that must be 32 bytes of base64.
fn key(link: &Parsed, name: &str) -> Checked {
    let value = link.param(name);
    match base64::decode(value).map(|bytes| bytes.len()) {
        _ if value.is_empty() => Err(ParseError::param(name, Reason::Missing)),
        Some(32) => Ok(()),
        Some(_) => Err(ParseError::param(name, Reason::WrongLength)),
        None => Err(ParseError::param(name, Reason::Malformed)),
    }
}

fn shadowsocks(link: &Parsed) -> Checked {
    let credential = |reason| Err(ParseError::new(Part::Credential, reason));
    let (method, password) = link.credential.expose().split_once(':').unwrap_or_default();
    if password.is_empty() {
        return credential(Reason::Missing);
    }
    let length = match method {
        "2022-blake3-aes-128-gcm" => 16,
        "2022-blake3-aes-256-gcm" | "2022-blake3-chacha20-poly1305" => 32,
        "aes-128-gcm" | "aes-192-gcm" | "aes-256-gcm" => return Ok(()),
        "chacha20-poly1305" | "chacha20-ietf-poly1305" => return Ok(()),
        "xchacha20-poly1305" | "xchacha20-ietf-poly1305" => return Ok(()),
        _ => return credential(Reason::Unknown),
    };
    let fits = |key: &str| base64::decode(key).is_some_and(|bytes| bytes.len() == length);
    if password.split(':').all(fits) { Ok(()) } else { credential(Reason::WrongLength) }
}

fn hysteria(link: &Parsed) -> Checked {
    one_of(link, "obfs", &["salamander"])?;
    if !link.param("obfs").is_empty() && link.param("obfs-password").is_empty() {
        return Err(ParseError::param("obfs-password", Reason::Missing));
    }
    let pins = link.param("pinSHA256").split(',').filter(|pin| !pin.is_empty());
    for pin in pins {
        let digits: String = pin.chars().filter(|letter| *letter != ':').collect();
        if digits.len() != 64 || !is_hex(&digits) {
            return Err(ParseError::param("pinSHA256", Reason::Malformed));
        }
    }
    Ok(())
}

fn wireguard(link: &Parsed) -> Checked {
    if base64::decode_32(link.credential.expose()).is_none() {
        return Err(ParseError::new(Part::Credential, Reason::WrongLength));
    }
    key(link, "publickey")
}

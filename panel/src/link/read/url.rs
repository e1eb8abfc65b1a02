//! `userinfo@host:port/?query#name`, taken apart by hand: links in the field break too many rules for a URL parser,
//! and one would weigh more than the rest of the reader.

use crate::link::parsed::{ParseError, Parsed, Part, Reason, Scheme};
use crate::link::{address, percent, punycode};
use crate::model::Secret;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The parts, still encoded.
pub(super) struct Url<'a> {
    pub userinfo: &'a str,
    host: &'a str,
    port: Option<&'a str>,
    query: &'a str,
    fragment: &'a str,
    scheme: Scheme,
}

impl<'a> Url<'a> {
    /// Splits what follows `scheme://`.
    pub fn split(rest: &'a str, scheme: Scheme, strict: bool) -> Result<Self, ParseError> {
        let (head, query, fragment) = cut(rest);
        // Shadowsocks may have a bare `/` in its base64; elsewhere a slash ends the authority, unless we are lenient.
        let whole = scheme == Scheme::Shadowsocks || !strict;
        let end = if whole { head.rfind('@').unwrap_or(0) } else { 0 };
        let (authority, path) = match head.get(end..).and_then(|tail| tail.find('/')) {
            Some(slash) => head.split_at(end + slash),
            None => (head, ""),
        };
        if strict && !matches!(path, "" | "/") {
            return Err(ParseError::new(Part::Path, Reason::Unescaped));
        }
        let (userinfo, door) = authority.rsplit_once('@').unwrap_or(("", authority));
        if strict && scheme != Scheme::Shadowsocks && userinfo.contains('@') {
            return Err(ParseError::new(Part::Credential, Reason::Unescaped));
        }
        let (host, port) = door_parts(door, strict)?;
        Ok(Self { userinfo, host, port, query, fragment, scheme })
    }

    /// The link with everything decoded.
    pub fn parsed(&self, scheme: Scheme, credential: String, strict: bool) -> Result<Parsed, ParseError> {
        Ok(Parsed {
            scheme,
            credential: Secret::new(credential),
            host: host(self.host, strict)?,
            port: self.port(strict)?,
            remark: decode(self.fragment, Part::Name, strict)?,
            params: query(self.query, strict)?,
        })
    }

    fn port(&self, strict: bool) -> Result<u16, ParseError> {
        let standard = matches!(self.scheme, Scheme::Trojan | Scheme::Hysteria2);
        match self.port {
            None if standard => Ok(443),
            Some("") if standard && !strict => Ok(443),
            None => Err(ParseError::new(Part::Port, Reason::Missing)),
            Some(text) => port(self.hop_ports().map_or(text, |ports| {
                let first = ports.split([',', '-']).next();
                first.unwrap_or_default()
            })),
        }
    }

    /// Hysteria's own scheme allows several ports in the place of one (`443,20000-30000`).
    pub fn hop_ports(&self) -> Option<&'a str> {
        let ports = self.port.filter(|_| self.scheme == Scheme::Hysteria2)?;
        (ports.contains([',', '-']) && ports.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-')))
            .then_some(ports)
    }
}

/// Before `?`, between `?` and `#`, after `#`.
pub(super) fn cut(rest: &str) -> (&str, &str, &str) {
    let (head, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (head, query) = head.split_once('?').unwrap_or((head, ""));
    (head, query, fragment)
}

fn door_parts(door: &str, strict: bool) -> Result<(&str, Option<&str>), ParseError> {
    let malformed = || ParseError::new(Part::Host, Reason::Malformed);
    if let Some(inner) = door.strip_prefix('[') {
        let (address, after) = inner.split_once(']').ok_or_else(malformed)?;
        return match after.strip_prefix(':') {
            _ if !address.contains(':') => Err(malformed()),
            Some(port) => Ok((address, Some(port))),
            None if after.is_empty() => Ok((address, None)),
            None => Err(malformed()),
        };
    }
    match door.rsplit_once(':') {
        Some((host, _)) if host.contains(':') && strict => Err(malformed()),
        Some((host, port)) => Ok((host, Some(port))),
        None => Ok((door, None)),
    }
}

/// A host, lower case: a name, an IPv4 address, or an IPv6 address whose brackets are off. Leniently, names in other
/// alphabets are taken too.
pub(super) fn host(text: &str, strict: bool) -> Result<String, ParseError> {
    let malformed = || ParseError::new(Part::Host, Reason::Malformed);
    if text.is_empty() {
        return Err(ParseError::new(Part::Host, Reason::Missing));
    }
    if text.contains(':') {
        return text.parse::<Ipv6Addr>().map(|_| text.to_ascii_lowercase()).map_err(|_| malformed());
    }
    let name = match strict {
        true => text.to_ascii_lowercase(),
        false => punycode::name(&percent::decode_leniently(text, false)).ok_or_else(malformed)?,
    };
    if is_name(&name) { Ok(name) } else { Err(malformed()) }
}

fn is_name(name: &str) -> bool {
    let labels = || name.strip_suffix('.').unwrap_or(name).split('.');
    let numeric = name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    name.len() <= 253
        && name.bytes().all(address::is_name_byte)
        && labels().all(|label| (1..=63).contains(&label.len()))
        && (!numeric || name.parse::<Ipv4Addr>().is_ok())
}

/// A port: digits only, 1 to 65535.
pub(super) fn port(text: &str) -> Result<u16, ParseError> {
    if text.is_empty() {
        return Err(ParseError::new(Part::Port, Reason::Missing));
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u16>() {
        Ok(port) if digits && port > 0 => Ok(port),
        _ => Err(ParseError::new(Part::Port, Reason::Malformed)),
    }
}

/// The pairs of a query. A pair without a value says nothing.
pub(super) fn query(query: &str, strict: bool) -> Result<Vec<(String, String)>, ParseError> {
    let mut params: Vec<(String, String)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let key = decode(key, Part::Param(key.to_owned()), strict)?;
        let value = match percent::decode(value, true) {
            Ok(value) => value,
            Err(_) if strict => return Err(ParseError::param(&key, Reason::BadEscape)),
            Err(_) => percent::decode_leniently(value, true),
        };
        match params.iter().any(|(name, _)| *name == key) {
            true if strict => return Err(ParseError::param(&key, Reason::Repeated)),
            true => {}
            false => params.push((key, value)),
        }
    }
    Ok(params)
}

/// A part other than the query, decoded.
pub(super) fn decode(text: &str, part: Part, strict: bool) -> Result<String, ParseError> {
    match percent::decode(text, false) {
        Ok(text) => Ok(text),
        Err(_) if strict => Err(ParseError::new(part, Reason::BadEscape)),
        Err(_) => Ok(percent::decode_leniently(text, false)),
    }
}

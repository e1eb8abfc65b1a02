//! The three shapes of `ss://`: plain and base64 userinfo (SIP002), and everything in base64 (before it).

use super::url::{self, Url, cut};
use crate::link::base64;
use crate::link::parsed::{ParseError, Parsed, Part, Reason, Scheme};

pub(super) fn read(rest: &str, strict: bool) -> Result<Parsed, ParseError> {
    let (head, query, fragment) = cut(rest);
    if head.contains('@') {
        let url = Url::split(rest, Scheme::Shadowsocks, strict)?;
        let userinfo = url::decode(url.userinfo, Part::Credential, strict)?;
        return url.parsed(Scheme::Shadowsocks, credential(&userinfo)?, strict);
    }
    if head.is_empty() {
        return Err(ParseError::new(Part::Payload, Reason::Missing));
    }
    let whole = text(head.strip_suffix('/').unwrap_or(head), Part::Payload, Reason::Malformed)?;
    if !whole.contains('@') {
        return Err(ParseError::new(Part::Host, Reason::Missing));
    }
    // The password is no longer escaped here: only the last `@` can be the one before the host.
    let (userinfo, door) = whole.rsplit_once('@').unwrap_or_default();
    let rebuilt = format!("@{door}?{query}#{fragment}");
    let url = Url::split(&rebuilt, Scheme::Shadowsocks, strict)?;
    url.parsed(Scheme::Shadowsocks, credential(userinfo)?, strict)
}

/// `method:password` from a userinfo whose escapes are gone. Base64 has no colon, so one tells the shapes apart.
fn credential(userinfo: &str) -> Result<String, ParseError> {
    if userinfo.is_empty() {
        return Err(ParseError::new(Part::Credential, Reason::Missing));
    }
    if userinfo.contains(':') {
        return Ok(userinfo.to_owned());
    }
    let plain = text(userinfo, Part::Credential, Reason::Malformed)?;
    if plain.contains(':') { Ok(plain) } else { Err(ParseError::new(Part::Credential, Reason::Malformed)) }
}

fn text(encoded: &str, part: Part, reason: Reason) -> Result<String, ParseError> {
    let bytes = base64::decode(encoded).ok_or_else(|| ParseError::new(part.clone(), reason))?;
    String::from_utf8(bytes).map_err(|_| ParseError::new(part, reason))
}

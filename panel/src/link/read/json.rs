//! `vmess://` with JSON inside.

use super::url;
use crate::link::base64;
use crate::link::parsed::{ParseError, Parsed, Part, Reason, Scheme};
use crate::model::Secret;
use crate::wire::vmess;

pub(super) fn read(rest: &str, strict: bool) -> Result<Parsed, ParseError> {
    let payload = |reason| ParseError::new(Part::Payload, reason);
    let (encoded, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let encoded = encoded.strip_suffix('/').unwrap_or(encoded);
    if encoded.is_empty() {
        return Err(payload(Reason::Missing));
    }
    let bytes = base64::decode(encoded).ok_or_else(|| payload(Reason::Malformed))?;
    let read = vmess::decode(&bytes).ok_or_else(|| payload(Reason::Malformed))?;
    if let Some(key) = read.odd.filter(|_| strict) {
        return Err(ParseError::param(key, Reason::Malformed));
    }
    if read.id.is_empty() {
        return Err(ParseError::new(Part::Credential, Reason::Missing));
    }
    let remark = if read.name.is_empty() { url::decode(fragment, Part::Name, strict)? } else { read.name };
    Ok(Parsed {
        scheme: Scheme::Vmess,
        credential: Secret::new(read.id),
        host: url::host(read.host.trim_matches(['[', ']']), strict)?,
        port: url::port(&read.port)?,
        remark,
        params: read.params,
    })
}

//! From text to [`Parsed`] (§10, §11): takes a link apart, brings it into its one form, and in strict mode checks what
//! apps would silently get wrong.

mod canonical;
mod check;
mod json;
mod shadowsocks;
mod url;

use super::parsed::{ParseError, Parsed, Part, Reason, Scheme, Strictness};
use crate::model::Secret;
use url::Url;

/// Longest text that is looked at. The longest real links, with post-quantum keys, have about 5 KiB.
pub const LIMIT: usize = 64 * 1024;

/// Reads a link.
///
/// # Errors
///
/// [`ParseError`] names the part and what is wrong with it. No text makes it panic.
pub fn parse(text: &str, strictness: Strictness) -> Result<Parsed, ParseError> {
    let strict = strictness == Strictness::Strict;
    if text.len() > LIMIT {
        return Err(ParseError::new(Part::Whole, Reason::TooLong));
    }
    let text = &tidy(text.trim(), strict)?;
    if text.is_empty() {
        return Err(ParseError::new(Part::Whole, Reason::Missing));
    }
    let (scheme, rest) = scheme(text)?;
    let mut parsed = match scheme {
        Scheme::Vmess if !rest.contains('@') => json::read(rest, strict)?,
        Scheme::Shadowsocks => shadowsocks::read(rest, strict)?,
        Scheme::Telegram => telegram(rest, strict)?,
        _ => from_url(scheme, &Url::split(rest, scheme, strict)?, strict)?,
    };
    canonical::bring(&mut parsed, strict)?;
    if strict {
        check::all(&parsed)?;
    }
    Ok(parsed)
}

/// Line breaks and tabs inside a link come from mail programs and terminals. Strictly they are errors: apps disagree
/// on what is left without them.
fn tidy(text: &str, strict: bool) -> Result<String, ParseError> {
    if !text.contains(char::is_control) {
        return Ok(text.to_owned());
    }
    if strict { Err(ParseError::new(Part::Whole, Reason::Unescaped)) } else { Ok(text.replace(char::is_control, "")) }
}

fn scheme(text: &str) -> Result<(Scheme, &str), ParseError> {
    let unknown = || ParseError::new(Part::Scheme, Reason::Unknown);
    let (name, rest) = text.split_once("://").ok_or_else(unknown)?;
    if let Some(scheme) = Scheme::from_name(name) {
        return Ok((scheme, rest));
    }
    if !name.eq_ignore_ascii_case("https") && !name.eq_ignore_ascii_case("http") {
        return Err(unknown());
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let telegram = ["t.me", "telegram.me", "telegram.dog"].iter().any(|known| host.eq_ignore_ascii_case(known));
    if telegram && path.starts_with("proxy?") {
        return Ok((Scheme::Telegram, path));
    }
    Err(ParseError::new(Part::Scheme, Reason::WebAddress))
}

fn from_url(scheme: Scheme, url: &Url<'_>, strict: bool) -> Result<Parsed, ParseError> {
    let credential = url::decode(url.userinfo, Part::Credential, strict)?;
    if credential.is_empty() {
        return Err(ParseError::new(Part::Credential, Reason::Missing));
    }
    let mut parsed = url.parsed(scheme, credential, strict)?;
    if let Some(ports) = url.hop_ports() {
        parsed.default("mport", ports);
    }
    Ok(parsed)
}

/// Telegram keeps everything in the query.
fn telegram(rest: &str, strict: bool) -> Result<Parsed, ParseError> {
    let unknown = || ParseError::new(Part::Scheme, Reason::Unknown);
    let query = rest.strip_prefix("proxy?").or_else(|| rest.strip_prefix("proxy/?")).ok_or_else(unknown)?;
    let query = query.split('#').next().unwrap_or_default();
    let mut params = url::query(query, strict)?;
    let mut take = |key: &str| match params.iter().position(|(name, _)| name == key) {
        Some(place) => params.swap_remove(place).1,
        None => String::new(),
    };
    let (host, port, secret) = (take("server"), take("port"), take("secret"));
    if secret.is_empty() {
        return Err(ParseError::new(Part::Credential, Reason::Missing));
    }
    Ok(Parsed {
        scheme: Scheme::Telegram,
        credential: Secret::new(secret),
        host: url::host(host.trim_matches(['[', ']']), strict)?,
        port: url::port(&port)?,
        remark: String::new(),
        params,
    })
}

//! `ss://USERINFO@HOST:PORT?plugin=…#NAME` (§8; SIP002, SIP022).
//!
//! ```
//! use panel::link::{self, Strictness};
//! for text in ["ss://YWVzLTI1Ni1nY206cGFzcw@s.example:8388#n", "ss://aes-256-gcm:pass@s.example:8388#n"] {
//!     let key = link::parse(text, Strictness::Strict).unwrap();
//!     assert_eq!((key.credential.expose(), key.port), ("aes-256-gcm:pass", 8388));
//! }
//! ```

use super::endpoint::Endpoint;
use super::query::{Query, compose, encoded};
use super::security::Shield;
use super::{Error, Key, base64, transport};
use crate::model::stream::{HttpHeader, Network, Tcp};
use crate::model::{Client, Credential, Secret};

/// The cipher that serves one person only: the inbound itself is the key.
const SINGLE: &str = "2022-blake3-chacha20-poly1305";

pub(super) fn write(key: &Key<'_>, endpoint: &Endpoint<'_>, name: &str) -> Result<String, Error> {
    let userinfo = userinfo(key)?;
    let stream = &key.inbound.stream;
    let mut query = Query::default();
    match (&stream.network, &endpoint.shield) {
        (Network::Tcp(Tcp { http: None }), Shield::Open) => {}
        (Network::Tcp(Tcp { http: Some(http) }), Shield::Open) => query.put("plugin", &plugin(http)),
        (network, shield) => {
            query.put("type", network.name());
            transport::put(network, &stream.mask, &mut query)?;
            shield.put(key, &mut query)?;
        }
    }
    Ok(compose("ss", &userinfo, endpoint, &query, name))
}

/// The HTTP disguise as apps know it. It has no place for a path, so only servers that take `/` answer (§8).
fn plugin(http: &HttpHeader) -> String {
    let mut plugin = "obfs-local;obfs=http".to_owned();
    // A `;` is in no host; here it would begin another option.
    if !http.host.is_empty() && !http.host.contains(';') {
        plugin.push_str(";obfs-host=");
        plugin.push_str(&http.host);
    }
    plugin
}

fn userinfo(key: &Key<'_>) -> Result<String, Error> {
    let settings = &key.inbound.settings;
    let method = settings.method.as_str();
    if method.is_empty() {
        return Err(Error::MissingMethod);
    }
    let modern = method.starts_with("2022-");
    if modern && settings.password.is_empty() {
        return Err(Error::MissingServerPassword);
    }
    let client = match key.client {
        Some(_) if method == SINGLE => None,
        // Read from a link that holds one key only: then the inbound is the key.
        Some(Client { credential: Credential::Missing, .. }) if modern && key.inbound.clients.is_empty() => None,
        Some(client) => Some(password(&client.credential)?),
        None if key.inbound.clients.is_empty() || method == SINGLE => None,
        None => return Err(Error::NoClient),
    };
    Ok(match (modern, client) {
        (true, Some(client)) => plain(&[method, settings.password.expose(), client.expose()]),
        (true, None) => plain(&[method, settings.password.expose()]),
        (false, client) => classic(method, client.unwrap_or(&settings.password))?,
    })
}

fn password(credential: &Credential) -> Result<&Secret, Error> {
    match credential {
        Credential::Password(password) if !password.is_empty() => Ok(password),
        _ => Err(Error::MissingCredential),
    }
}

/// Base64, unless an app would misread it: Hiddify knows neither `-` and `_` nor a third colon, and the decoder in
/// v2rayNG silently skips both letters (§8). All of them read the plain form.
fn classic(method: &str, password: &Secret) -> Result<String, Error> {
    if password.is_empty() {
        return Err(Error::MissingCredential);
    }
    let text = base64::encode_url(format!("{method}:{}", password.expose()).as_bytes());
    let misread = text.contains(['-', '_']) || password.expose().contains(':');
    Ok(if misread { plain(&[method, password.expose()]) } else { text })
}

fn plain(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| encoded(part)).collect();
    parts.join(":")
}

//! `trojan://PASSWORD@HOST:PORT?…#NAME` (§6; trojan-go's URL scheme).
//!
//! ```
//! use panel::link::{self, Strictness};
//! let key = link::parse("trojan://p%40ss@t.example", Strictness::Strict).unwrap();
//! assert_eq!((key.credential.expose(), key.port, key.param("security")), ("p@ss", 443, "tls"));
//! ```

use super::endpoint::Endpoint;
use super::query::{Query, compose, encoded};
use super::{Error, Key, transport};
use crate::model::Credential;

pub(super) fn write(key: &Key<'_>, endpoint: &Endpoint<'_>, name: &str) -> Result<String, Error> {
    let Credential::Password(password) = &key.client()?.credential else { return Err(Error::MissingCredential) };
    if password.is_empty() {
        return Err(Error::MissingCredential);
    }
    let stream = &key.inbound.stream;
    let mut query = Query::default();
    query.put("type", stream.network.name());
    transport::put(&stream.network, &stream.mask, &mut query)?;
    // Also when it is none: half of the apps take a trojan link without it for TLS (§6).
    endpoint.shield.put(key, &mut query)?;
    Ok(compose("trojan", &encoded(password.expose()), endpoint, &query, name))
}

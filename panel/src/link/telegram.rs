//! `tg://proxy?server=HOST&port=PORT&secret=SECRET` (§8; Telegram's proxy links).
//!
//! ```
//! use panel::link::{self, Strictness};
//! let key = link::parse("https://t.me/proxy?server=m.example&port=443&secret=ee00", Strictness::Strict).unwrap();
//! assert_eq!((key.scheme.name(), key.host.as_str(), key.credential.expose()), ("tg", "m.example", "ee00"));
//! ```

use super::endpoint::Endpoint;
use super::{Error, Key, percent};
use crate::model::Credential;

pub(super) fn write(key: &Key<'_>, endpoint: &Endpoint<'_>, _name: &str) -> Result<String, Error> {
    let Credential::FakeTls(secret) = &key.client()?.credential else { return Err(Error::MissingCredential) };
    if secret.is_empty() {
        return Err(Error::MissingCredential);
    }
    let mut text = "tg://proxy?server=".to_owned();
    percent::encode(&endpoint.host, &mut text);
    text.push_str("&port=");
    text.push_str(&endpoint.port.to_string());
    text.push_str("&secret=");
    percent::encode(secret.expose(), &mut text);
    Ok(text)
}

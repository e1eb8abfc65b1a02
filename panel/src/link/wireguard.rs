//! `wireguard://PRIVATE_KEY@HOST:PORT?publickey=…#NAME` (§8).
//!
//! ```
//! use panel::link::{self, Strictness};
//! let text = "wg://MEudtLZ5IAaUD2V2DZmpxzC9yXsskc4vkKdnLfWyfRQ%3D@w.example:51820\
//!     ?publickey=Piehk2n8UewhMHMyJiBS%2BSxn%2FOK0FalyFW1GAGzokHM%3D&address=10.0.0.2%2F32";
//! let key = link::parse(text, Strictness::Strict).unwrap();
//! assert_eq!((key.port, key.param("address")), (51820, "10.0.0.2/32"));
//! ```

use super::endpoint::Endpoint;
use super::query::{Query, compose, encoded};
use super::{Error, Key, keys};
use crate::model::Credential;

pub(super) fn write(key: &Key<'_>, endpoint: &Endpoint<'_>, name: &str) -> Result<String, Error> {
    let Credential::WireGuard(peer) = &key.client()?.credential else { return Err(Error::MissingCredential) };
    if peer.private_key.is_empty() {
        return Err(Error::MissingCredential);
    }
    let server = &key.inbound.settings.wireguard;
    let mut query = Query::default();
    query.put_positive("mtu", server.mtu.into());
    query.put("publickey", &server_key(key)?);
    query.put_joined("address", &peer.allowed_ips);
    query.put("dns", &server.dns);
    query.put("presharedkey", peer.pre_shared_key.expose());
    query.put_positive("keepalive", peer.keep_alive.into());
    Ok(compose("wireguard", &encoded(peer.private_key.expose()), endpoint, &query, name))
}

/// The server's public key: derived, or as a link gave it.
fn server_key(key: &Key<'_>) -> Result<String, Error> {
    let server = &key.inbound.settings.wireguard;
    keys::public_key_standard(server.secret_key.expose())
        .or_else(|| Some(server.public_key.clone()).filter(|stored| !stored.is_empty()))
        .ok_or(Error::MissingServerKey)
}

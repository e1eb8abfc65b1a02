//! `vless://ID@HOST:PORT?…#NAME` (§5; XTLS/Xray-core discussion 716).
//!
//! ```
//! use panel::link::{self, Strictness};
//! let text = "vless://b831381d-6324-4d53-ad4f-8cda48b30811@[2001:db8::7]:443?type=grpc&encryption=none\
//!     &serviceName=svc&security=tls&sni=a.example#Home";
//! let key = link::parse(text, Strictness::Strict).unwrap();
//! assert_eq!((key.host.as_str(), key.param("serviceName"), key.remark.as_str()), ("2001:db8::7", "svc", "Home"));
//! let (inbound, client) = link::to_inbound(&key);
//! assert_eq!(link::write(&inbound, &client, &Default::default()).unwrap()[0].text, text);
//! ```

use super::endpoint::Endpoint;
use super::query::{Query, compose, encoded};
use super::security::Shield;
use super::{Error, Key, transport};
use crate::model::Credential;
use crate::model::stream::Network;

pub(super) fn write(key: &Key<'_>, endpoint: &Endpoint<'_>, name: &str) -> Result<String, Error> {
    let Credential::Uuid(id) = &key.client()?.credential else { return Err(Error::MissingCredential) };
    if id.is_empty() {
        return Err(Error::MissingCredential);
    }
    let (stream, settings) = (&key.inbound.stream, &key.inbound.settings);
    let mut query = Query::default();
    query.put("type", stream.network.name());
    query.put("encryption", if settings.encryption.is_empty() { "none" } else { &settings.encryption });
    transport::put(&stream.network, &stream.mask, &mut query)?;
    endpoint.shield.put(key, &mut query)?;
    query.put("flow", flow(key, endpoint)?);
    Ok(compose("vless", &encoded(id.expose()), endpoint, &query, name))
}

/// Vision goes where it is carried: over raw TLS or REALITY, and wherever VLESS itself encrypts (§5, §16). What
/// counts is the security at the door, not the inbound's own.
fn flow<'a>(key: &Key<'a>, endpoint: &Endpoint<'_>) -> Result<&'a str, Error> {
    let settings = &key.inbound.settings;
    let encrypts = !matches!(settings.encryption.as_str(), "" | "none");
    let raw = matches!(key.inbound.stream.network, Network::Tcp(_)) && !matches!(endpoint.shield, Shield::Open);
    if settings.flow_disabled || !(encrypts || raw) {
        return Ok("");
    }
    Ok(key.client()?.flow.name())
}

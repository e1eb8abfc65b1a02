//! `hysteria2://AUTH@HOST:PORT?…#NAME` (§8; Hysteria's URI scheme).
//!
//! ```
//! use panel::link::{self, Strictness};
//! let key = link::parse("hy2://user:pass@h.example/?obfs=salamander&obfs-password=gawr", Strictness::Strict).unwrap();
//! assert_eq!((key.credential.expose(), key.port, key.param("obfs-password")), ("user:pass", 443, "gawr"));
//! ```

use super::endpoint::Endpoint;
use super::query::{Query, compose, encoded};
use super::security::Shield;
use super::{Error, Key};
use crate::model::Credential;
use crate::model::stream::Security;

pub(super) fn write(key: &Key<'_>, endpoint: &Endpoint<'_>, name: &str) -> Result<String, Error> {
    let Credential::Auth(auth) = &key.client()?.credential else { return Err(Error::MissingCredential) };
    if auth.is_empty() {
        return Err(Error::MissingCredential);
    }
    let stream = &key.inbound.stream;
    let (Security::Tls(_), Shield::Tls(tls)) = (&stream.security, &endpoint.shield) else {
        return Err(Error::TlsRequired);
    };
    let mut query = Query::default();
    query.put("fp", tls.fingerprint);
    query.put("sni", tls.sni);
    query.put("alpn", &tls.alpn(&stream.network));
    query.put("ech", tls.ech);
    query.put("vcn", tls.verify_names);
    query.put("pinSHA256", &tls.pins());
    if let Some(mask) = stream.mask.salamander().filter(|mask| !mask.password.is_empty()) {
        query.put("obfs", "salamander");
        query.put("obfs-password", mask.password.expose());
    }
    // The ports a front forwards are not the server's.
    if endpoint.front.is_none() {
        query.put("mport", &stream.mask.hop_ports);
    }
    if tls.insecure || endpoint.front.is_some_and(|front| front.allow_insecure) {
        query.put("insecure", "1");
    }
    Ok(compose("hysteria2", &encoded(auth.expose()), endpoint, &query, name))
}

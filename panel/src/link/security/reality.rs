//! The keys of REALITY (§2, §6).

use crate::link::query::Query;
use crate::link::{Error, Key, Spider, digest, keys};
use crate::model::stream::Reality;

pub(super) fn put(reality: &Reality, key: &Key<'_>, query: &mut Query) -> Result<(), Error> {
    query.put("pbk", &reality_key(reality)?);
    query.put("fp", reality_fingerprint(&reality.fingerprint));
    query.put("sni", reality_name(reality));
    query.put("sid", reality.short_ids.first().map_or("", String::as_str));
    query.put("spx", &spider(reality, key));
    query.put("pqv", &reality.mldsa65_verify);
    Ok(())
}

/// The public key: stored, else derived from the private one (§2).
fn reality_key(reality: &Reality) -> Result<String, Error> {
    if !reality.public_key.is_empty() {
        return Ok(reality.public_key.clone());
    }
    keys::public_key(reality.private_key.expose()).ok_or(Error::MissingRealityKey)
}

/// REALITY needs a fingerprint (XTLS/Xray-core discussion 716), and one whose handshake has TLS 1.3 (§2).
fn reality_fingerprint(stored: &str) -> &str {
    match stored {
        "" | "android" | "360" | "unsafe" => "chrome",
        other => other,
    }
}

fn reality_name(reality: &Reality) -> &str {
    let stored = [reality.server_name.as_str(), reality.server_names.first().map_or("", String::as_str)];
    stored.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| target_host(&reality.target))
}

/// The host of `host:port`; nothing for a bare port or a socket of this machine.
fn target_host(target: &str) -> &str {
    let host = match target.rsplit_once(':') {
        Some((host, _)) => host,
        None if target.bytes().all(|byte| byte.is_ascii_digit()) => "",
        None => target,
    };
    if host.starts_with(['/', '@']) { "" } else { host.trim_matches(['[', ']']) }
}

/// The crawler path. One without a leading `/` makes an app refuse the whole key, so it is left out (§6).
fn spider(reality: &Reality, key: &Key<'_>) -> String {
    match key.context.spider {
        Spider::Stored if reality.spider_x.starts_with('/') => reality.spider_x.clone(),
        Spider::Stored => String::new(),
        Spider::PerPerson => {
            let owner = key.client.map_or("", |client| match client.sub_id.as_str() {
                "" => &client.name,
                sub_id => sub_id,
            });
            let digest = digest::sha256_hex(&format!("{}|{owner}", reality.spider_x));
            format!("/{}", digest.get(..15).unwrap_or_default())
        }
    }
}

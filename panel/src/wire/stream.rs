//! `streamSettings` of an inbound: transport, security, fronts and masks.

mod external;
mod mask;
mod security;
mod transport;

use super::lenient::{Embedded, array, child, embedded, flag};
use crate::model::stream::Stream;
use serde_json::Value;

/// Reads `streamSettings` in any shape (JSON text, object, null, empty). Never fails: a text that is no JSON gives
/// an empty stream marked [`Stream::unreadable`].
#[must_use]
pub fn decode(stream: &Value) -> Stream {
    match embedded(stream) {
        Embedded::Json(json) => decode_object(&json),
        Embedded::Nothing => Stream::default(),
        Embedded::Broken => Stream { unreadable: true, ..Default::default() },
    }
}

/// The masks a link shares (`fm`), read back. A text that is no JSON gives none.
#[must_use]
pub fn decode_mask_text(text: &str) -> crate::model::stream::FinalMask {
    mask::decode(&serde_json::from_str(text).unwrap_or_default())
}

fn decode_object(json: &Value) -> Stream {
    let (network, settings) = transport::decode(json);
    Stream {
        network,
        security: security::decode(json),
        external: array(json, "externalProxy").iter().filter(|e| e.is_object()).map(external::decode).collect(),
        mask: mask::decode(child(json, "finalmask")),
        accept_proxy_protocol: [settings, child(json, "sockopt")].iter().any(|o| flag(o, "acceptProxyProtocol")),
        unreadable: false,
    }
}

//! A new Reality inbound.

use super::person;
use crate::api::Body;
use crate::dialect::{Panel, Version};
use crate::model::{Apps, Door, InboundId, NewReality, Protocol};
use serde_json::{Value, json};
use std::borrow::Cow;

/// The form of `inbounds/add`. No `id` is among it: before v3.6.0 that overwrote the inbound of that number.
#[must_use]
pub fn inbound_fields(panel: &Panel, new: &NewReality) -> Body {
    let plan = &new.plan;
    let mut fields: Vec<(Cow<'static, str>, String)> = Vec::with_capacity(16);
    let mut set = |key: &'static str, value: String| fields.push((key.into(), value));
    for counter in ["up", "down", "total", "expiryTime"] {
        set(counter, "0".to_owned());
    }
    set("remark", plan.remark.clone());
    set("enable", "true".to_owned());
    set("listen", String::new());
    set("port", plan.port.to_string());
    set("protocol", "vless".to_owned());
    set("settings", settings(new).to_string());
    set("streamSettings", stream(panel, new).to_string());
    set("sniffing", sniffing().to_string());
    if panel.has_traffic_reset() {
        set("trafficReset", "never".to_owned());
    }
    if !plan.address.is_empty() && panel.version.is_some_and(|version| version >= Version::new(3, 3, 1)) {
        set("shareAddrStrategy", "custom".to_owned());
        set("shareAddr", plan.address.clone());
    }
    Body::Form(fields)
}

fn settings(new: &NewReality) -> Value {
    let door = Door { id: InboundId(0), protocol: Protocol::Vless, vision: new.plan.vision, cipher: String::new() };
    let first = person::entry(&door, &new.plan.person, &new.fresh);
    json!({ "clients": [first], "decryption": "none", "fallbacks": [] })
}

fn stream(panel: &Panel, new: &NewReality) -> Value {
    json!({
        "network": "tcp",
        "security": "reality",
        "externalProxy": [],
        "realitySettings": reality(panel, new),
        "tcpSettings": { "acceptProxyProtocol": false, "header": { "type": "none" } },
    })
}

fn reality(panel: &Panel, new: &NewReality) -> Value {
    let site = &new.plan.site;
    let (seed, verify) =
        new.signing.as_ref().map_or(("", ""), |signing| (signing.seed.expose(), signing.verify.as_str()));
    let least = match new.plan.apps {
        Apps::NewXrayOnly => "",
        Apps::AnyApp => "1.0.0",
    };
    json!({
        "show": false,
        "xver": 0,
        panel.writes_target_key(): site.target,
        "serverNames": site.server_names,
        "privateKey": new.keys.private.expose(),
        "minClientVer": least,
        "maxClientVer": "",
        "maxTimediff": 0,
        "shortIds": new.short_ids,
        "mldsa65Seed": seed,
        "settings": {
            "publicKey": new.keys.public,
            "fingerprint": new.plan.fingerprint,
            "serverName": "",
            "spiderX": "/",
            "mldsa65Verify": verify,
        },
    })
}

fn sniffing() -> Value {
    json!({
        "enabled": true,
        "destOverride": ["http", "tls", "quic", "fakedns"],
        "metadataOnly": false,
        "routeOnly": false,
    })
}

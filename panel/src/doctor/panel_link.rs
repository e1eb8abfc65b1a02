//! What the panel's own links (its QR codes, its subscription) get wrong where this app writes the key right.

use super::{Facts, Findings, Fix, Rule, key, shape, tls};
use crate::model::stream::{Network, Security, Stream};
use crate::model::{Client, Inbound, Protocol};

/// What somebody who takes the key from the panel stumbles over.
pub(super) fn check(inbound: &Inbound, client: &Client, facts: &Facts, found: &mut Findings) {
    match &inbound.stream.security {
        Security::Tls(_) => over_tls(&inbound.stream, facts, found),
        Security::Reality(_) => over_reality(&inbound.stream, found),
        _ => {}
    }
    match inbound.protocol {
        Protocol::Vless => flow(inbound, client, found),
        Protocol::Vmess => {
            let auto = matches!(client.security.as_str(), "" | "auto") && inbound.stream.security.tls().is_some();
            found.of_panel(auto, Rule::VmessAutoSingBox, Fix::WriteAnew);
            let none = matches!(client.security.as_str(), "none" | "zero");
            found.of_panel(none, Rule::VmessScyNone, Fix::WriteAnew);
        }
        _ => {}
    }
}

fn over_tls(stream: &Stream, facts: &Facts, found: &mut Findings) {
    let Some(tls) = stream.security.tls() else { return };
    let stock = tls::is_stock(&tls.alpn);
    match stream.network {
        Network::WebSocket(_) => found.of_panel(stock, Rule::WsAlpnH2, Fix::UseHttp11Alpn),
        Network::HttpUpgrade(_) => {
            found.of_panel(stock && facts.front_speaks_h2, Rule::HttpupgradeAlpnH2Front, Fix::UseHttp11Alpn);
        }
        _ => {}
    }
    let as_base64 = tls.pins.iter().any(|pin| !shape::is_hex_pin(pin) && shape::is_hex_pin(&shape::pin_as_hex(pin)));
    found.of_panel(as_base64, Rule::PcsNotHex, Fix::PinsAsHex);
}

fn over_reality(stream: &Stream, found: &mut Findings) {
    let Some(reality) = stream.security.reality() else { return };
    let derived = reality.public_key.is_empty() && shape::base64url_len(reality.private_key.expose()) == Some(32);
    found.of_panel(derived, Rule::RealityPbkInvalid, Fix::DeriveKey);
    let crawl = reality.spider_x.as_str();
    found.of_panel(!crawl.is_empty() && !crawl.starts_with('/'), Rule::RealitySpxNoSlash, Fix::ClearSpiderX);
    let fingerprint = reality.fingerprint.to_ascii_lowercase();
    found.of_panel(matches!(fingerprint.as_str(), "android" | "360"), Rule::RealityFpNoTls13, Fix::SetFingerprint);
    found.of_panel(fingerprint == "unsafe", Rule::FpUnknown, Fix::SetFingerprint);
}

/// With VLESS encryption every network carries Vision; the panel thinks only xhttp does.
fn flow(inbound: &Inbound, client: &Client, found: &mut Findings) {
    let encrypts = !matches!(inbound.settings.encryption.as_str(), "" | "none");
    let vision = key::flow_name(&client.flow).starts_with("xtls-rprx-vision");
    let secured = !matches!(inbound.stream.security, Security::None);
    let written = match inbound.stream.network {
        Network::Xhttp(_) => true,
        Network::Tcp(_) => secured,
        _ => false,
    };
    let dropped = encrypts && vision && !written && !inbound.settings.flow_disabled;
    found.of_panel(dropped, Rule::FlowDroppedWithEncryption, Fix::DropVision);
}

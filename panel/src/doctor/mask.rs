//! mKCP and the masks over a transport: names and defaults changed twice, and the generations do not meet.

use super::{App, Apps, Case, Findings, Fix, Rule, XrayVersion};
use crate::model::Inbound;
use crate::model::stream::{Mask, Network};

/// Names only the generation of March 2026 knows.
const MARCH: [&str; 8] = [
    "header-dns",
    "header-dtls",
    "header-srtp",
    "header-utp",
    "header-wechat",
    "header-wireguard",
    "mkcp-original",
    "mkcp-aes128gcm",
];
/// The name that took their place.
const LEGACY: &str = "mkcp-legacy";
/// From here on there is [`LEGACY`].
const JULY: XrayVersion = XrayVersion(26, 7, 0);

/// What Xray does not start with.
pub(super) fn stops(inbound: &Inbound, version: XrayVersion, found: &mut Findings) {
    if let Network::Kcp(kcp) = &inbound.stream.network {
        let masked = kcp.header.is_some() || kcp.seed.is_some();
        found.when(masked && version >= XrayVersion::MASKS, Rule::KcpHeaderOrSeed, Fix::DropKcpMasks);
        let most = match version {
            v if v >= JULY => 1000,
            v if v >= XrayVersion::MASKS => 5000,
            _ => 100,
        };
        found.when(kcp.tti.is_some_and(|tti| !(10..=most).contains(&tti)), Rule::KcpTti, Fix::SetTti);
    }
    let unknown = |mask: &Mask| match version {
        v if v >= JULY => MARCH.contains(&mask.kind.as_str()),
        v if v >= XrayVersion::MASKS => mask.kind == LEGACY,
        _ => false,
    };
    found.when(inbound.stream.mask.udp.iter().any(unknown), Rule::FinalmaskName, Fix::RenameMasks);
}

/// Whether the key's masks are the server's, and which apps know them.
pub(super) fn check(case: &Case, found: &mut Findings) {
    // Where Xray does not start, nobody meets anybody.
    if case.checkup.is_down() {
        return;
    }
    names(case, found);
    let Network::Kcp(kcp) = &case.inbound.stream.network else { return };
    let udp = &case.inbound.stream.mask.udp;
    let unmasked = case.key.masks.is_empty() && case.key.header_type.is_empty() && case.key.seed.is_empty();
    found.when(!udp.is_empty() && unmasked, Rule::KcpMaskMissing, Fix::WriteAnew);
    let old_server = case.version < XrayVersion::MASKS;
    found.when(old_server && kcp.seed.as_deref() == Some(""), Rule::KcpEmptySeed, Fix::DropKcpMasks);
    let others = match old_server {
        true => Apps::of(&[App::Xray267, App::Xray263]),
        false if lets_old_in(udp) => Apps::NONE,
        false => Apps::of(&[App::Xray259]),
    };
    found.of_apps(Rule::KcpGenerations, others, None);
}

/// A mask that is what the old mKCP always did.
fn lets_old_in(masks: &[Mask]) -> bool {
    matches!(masks, [mask] if matches!(mask.kind.as_str(), LEGACY | "mkcp-original")
        && mask.header.is_empty() && mask.password.is_empty())
}

/// Names of the other generation in the key's `fm`.
fn names(case: &Case, found: &mut Findings) {
    let holds = |name: &str| case.key.masks.contains(&format!("\"{name}\""));
    if case.key.masks.is_empty() {
        return;
    }
    if holds(LEGACY) {
        found.of_apps(Rule::KcpMaskNames, Apps::of(&[App::Xray263]), None);
    }
    if MARCH.iter().any(|name| holds(name)) {
        found.of_apps(Rule::KcpMaskNames, Apps::of(&[App::Xray267]), Fix::RenameMasks);
    }
}

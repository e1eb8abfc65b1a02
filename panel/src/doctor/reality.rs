//! REALITY: what keeps Xray from starting, what kills a key, and who is let in.

use super::{Apps, Case, Findings, Fix, Rule, XrayVersion, shape};
use crate::model::Inbound;
use crate::model::stream::{Network, Reality};

/// What no Xray starts with.
pub(super) fn stops(inbound: &Inbound, reality: &Reality, found: &mut Findings) {
    let private_key = reality.private_key.expose();
    let seed = reality.mldsa65_seed.expose();
    found.when(
        !matches!(inbound.stream.network, Network::Tcp(_) | Network::Xhttp(_) | Network::Grpc(_)),
        Rule::RealityNetwork,
        None,
    );
    found.when(shape::base64url_len(private_key) != Some(32), Rule::RealityPrivateKey, Fix::NewRealityKeys);
    found.when(!shape::is_target(&reality.target), Rule::RealityTargetEmpty, Fix::SetTarget);
    found.when(reality.server_names.is_empty(), Rule::RealityServerNamesEmpty, Fix::FillServerNames);
    match reality.short_ids.iter().all(|id| shape::is_short_id(id)) {
        true => found.when(reality.short_ids.is_empty(), Rule::RealityShortIds, Fix::FillShortId),
        false => found.add(Rule::RealityShortIds, Fix::RepairShortIds),
    }
    found.when(!is_client_ver(&reality.min_client_ver), Rule::RealityClientVerMalformed, Fix::ClearMinClientVer);
    found.when(!is_client_ver(&reality.max_client_ver), Rule::RealityClientVerMalformed, Fix::ClearMaxClientVer);
    found.when(
        !seed.is_empty() && (shape::base64url_len(seed) != Some(32) || seed == private_key),
        Rule::RealityMldsa65Seed,
        Fix::DropMldsa65,
    );
    found.when(!inbound.stream.mask.tcp.is_empty(), Rule::FinalmaskTcpOnReality, Fix::DropMasks);
}

/// What is wrong with a key of a REALITY inbound.
pub(super) fn check(case: &Case, reality: &Reality, found: &mut Findings) {
    if case.key.security == "reality" {
        key_pair(case, reality, found);
        short_id(case, reality, found);
        let named = reality.server_names.is_empty() || reality.server_names.contains(&case.key.sni);
        found.when(!named, Rule::RealitySniUnknown, Fix::FillServerNames);
        let spider_x = &case.key.spider_x;
        found.when(!spider_x.is_empty() && !spider_x.starts_with('/'), Rule::RealitySpxNoSlash, Fix::ClearSpiderX);
        fingerprint(case, found);
        signature(case, reality, found);
    } else {
        found.add(Rule::RealityForceNone, Fix::ForceTlsSame);
    }
    client_versions(case, reality, found);
    target(case, reality, found);
    cautions(case, reality, found);
}

fn key_pair(case: &Case, reality: &Reality, found: &mut Findings) {
    let written = &case.key.public_key;
    if shape::base64url_len(written) != Some(32) {
        found.add(Rule::RealityPbkInvalid, Fix::DeriveKey);
    } else if let Some(right) = case.checkup.public_key(reality) {
        found.when(right != *written, Rule::RealityPbkMismatch, Fix::DeriveKey);
    }
}

fn short_id(case: &Case, reality: &Reality, found: &mut Findings) {
    let id = &case.key.short_id;
    // What is wrong with the server's own list is said once, there.
    if reality.short_ids.is_empty() || reality.short_ids.contains(id) {
        return;
    }
    if !shape::is_short_id(id) {
        return found.add(Rule::RealitySidMalformed, Fix::RepairShortIds);
    }
    let known = reality.short_ids.iter().any(|own| own.eq_ignore_ascii_case(id));
    let rule = if id.is_empty() { Rule::RealitySidMissing } else { Rule::RealitySidUnknown };
    found.when(!known, rule, Fix::FillShortId);
}

fn fingerprint(case: &Case, found: &mut Findings) {
    let name = case.key.fingerprint.to_ascii_lowercase();
    found.when(matches!(name.as_str(), "android" | "360"), Rule::RealityFpNoTls13, Fix::SetFingerprint);
    found.when(name == "unsafe", Rule::FpUnknown, Fix::SetFingerprint);
}

fn signature(case: &Case, reality: &Reality, found: &mut Findings) {
    let verify = &case.key.mldsa65_verify;
    if verify.is_empty() {
        return;
    }
    found.when(shape::base64url_len(verify) != Some(1952), Rule::RealityPqvInvalid, Fix::DropMldsa65);
    found.when(reality.mldsa65_seed.is_empty(), Rule::RealityPqvWithoutSeed, Fix::DropMldsa65);
    found.add(Rule::PostQuantum, None);
}

/// Servers newer than [`XrayVersion::LET_IN`] shut out older clients unless told otherwise.
fn client_versions(case: &Case, reality: &Reality, found: &mut Findings) {
    if !is_client_ver(&reality.min_client_ver) || !is_client_ver(&reality.max_client_ver) {
        return;
    }
    let least = match reality.min_client_ver.as_str() {
        "" if case.version > XrayVersion::LET_IN => XrayVersion::LET_IN,
        written => client_ver(written),
    };
    let too_old = Apps::which(|app| app.reported_version() < least);
    found.of_apps(Rule::RealityClientTooOld, too_old, Fix::SetMinClientVer);
    if !reality.max_client_ver.is_empty() {
        let most = client_ver(&reality.max_client_ver);
        let too_new = Apps::which(|app| app.reported_version() > most);
        found.of_apps(Rule::RealityMaxClientVer, too_new, Fix::ClearMaxClientVer);
    }
}

fn target(case: &Case, reality: &Reality, found: &mut Findings) {
    let Some(target) = case.facts.target else { return };
    found.when(!target.fit, Rule::RealityTargetUnfit, Fix::SetTarget);
    let small = target.certificate_size.is_some_and(|size| size < 3550);
    found.when(small && !reality.mldsa65_seed.is_empty(), Rule::RealityMldsa65SmallCertificate, Fix::DropMldsa65);
}

/// What the newest Xray warns of.
fn cautions(case: &Case, reality: &Reality, found: &mut Findings) {
    found.when(case.inbound.port != 443, Rule::RealityPort, Fix::ChangePort);
    found.when(reality.server_names.iter().any(|name| draws_attention(name)), Rule::RealityTargetName, Fix::SetTarget);
    let min = &reality.min_client_ver;
    found.when(!min.is_empty() && is_client_ver(min), Rule::RealityMinClientVerSet, Fix::ClearMinClientVer);
}

pub(super) fn draws_attention(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".ru", ".ir", ".cn"].iter().any(|end| name.ends_with(end))
        || ["apple", "icloud", "microsoft"].iter().any(|word| name.contains(word))
}

/// Up to three numbers below 256, or nothing.
fn is_client_ver(text: &str) -> bool {
    text.is_empty() || text.split('.').count() <= 3 && text.split('.').all(|part| part.parse::<u8>().is_ok())
}

fn client_ver(text: &str) -> XrayVersion {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or_default());
    let mut next = || parts.next().unwrap_or_default();
    XrayVersion(next(), next(), next())
}

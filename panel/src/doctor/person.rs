//! The state of the person and of the inbound: a key that is right and yet lets nobody in.

use super::{Case, Findings, Fix, Rule};
use crate::model::{Bytes, Credential, Expiry, Millis, Protocol, Quota};

/// What the person's and the inbound's state make of the key.
pub(super) fn check(case: &Case, found: &mut Findings) {
    let (client, inbound, now) = (case.client, case.inbound, case.facts.now);
    let stats = case.checkup.stats(&client.name);
    // The panel shuts people out by the counters' own copy of the limits.
    let quota = stats.map(|stats| stats.quota).filter(|quota| *quota != Quota::Unlimited).unwrap_or(client.quota);
    let expiry = stats.map(|stats| stats.expiry).filter(|expiry| *expiry != Expiry::Never).unwrap_or(client.expiry);
    let used_up = is_used_up(quota, stats.map(|stats| stats.traffic.total()).unwrap_or_default());
    let expired = is_over(expiry, now);
    let enabled = client.enabled && stats.is_none_or(|stats| stats.enabled);
    found.when(used_up, Rule::PersonUsedUp, Fix::RaiseQuota);
    found.when(expired, Rule::PersonExpired, Fix::ExtendPerson);
    // The flags are off for whoever has ended, too; the cause comes first.
    found.when(!enabled && !expired && !used_up, Rule::PersonDisabled, Fix::EnablePerson);
    found.when(!inbound.enabled, Rule::InboundDisabled, Fix::EnableInbound);
    found.when(is_over(inbound.expiry, now), Rule::InboundExpired, Fix::ExtendInbound);
    found.when(is_used_up(inbound.quota, inbound.traffic.total()), Rule::InboundUsedUp, Fix::RaiseInboundQuota);
    credential(case, found);
    let nameless_peer = inbound.protocol == Protocol::WireGuard && inbound.settings.wireguard.legacy_peers;
    found.when(client.name.is_empty() && !nameless_peer && !case.single_user, Rule::NameEmpty, Fix::RenamePerson);
}

fn credential(case: &Case, found: &mut Findings) {
    use Protocol::{Http, Mixed, Other, Tun, Tunnel, Vless, Vmess};
    match case.inbound.protocol {
        Http | Mixed | Tunnel | Tun | Other(_) => found.add(Rule::NoKey, None),
        // Without an id Xray does not start, which is said there.
        Vless | Vmess => {}
        _ if case.single_user || case.inbound.slim => {}
        _ => found.when(case.client.credential == Credential::Missing, Rule::CredentialMissing, Fix::NewPassword),
    }
}

fn is_over(expiry: Expiry, now: Millis) -> bool {
    matches!(expiry, Expiry::At(end) if end <= now)
}

fn is_used_up(quota: Quota, used: Bytes) -> bool {
    matches!(quota, Quota::Limit(limit) if used >= limit)
}

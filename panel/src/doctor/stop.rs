//! What keeps Xray from starting, so that a write can be refused before it cuts everybody off.

use super::finding::Findings;
use super::{Facts, Finding, Fix, Rule, Severity};
use super::{address, flow, mask, protocol, reality, shadowsocks, shape, tls, transport};
use crate::model::{Credential, Inbound, Protocol};
use std::collections::HashSet;

/// The worst thing in an inbound that the newest Xray does not start with.
#[must_use]
pub fn would_stop_xray(inbound: &Inbound) -> Option<Finding> {
    would_stop(inbound, &Facts::default())
}

/// The worst thing in an inbound that the server's Xray does not start with. Of the facts count the version, the
/// ports of other programs and what the panel mends.
#[must_use]
pub fn would_stop(inbound: &Inbound, facts: &Facts) -> Option<Finding> {
    all(inbound, facts).into_iter().find(|finding| finding.severity == Severity::ServerDown)
}

/// Everything in an inbound that Xray does not start with, and a stream it starts without.
pub(super) fn all(inbound: &Inbound, facts: &Facts) -> Vec<Finding> {
    let version = facts.version();
    let mut found = Findings::new(Vec::new());
    found.when(inbound.settings.unreadable, Rule::SettingsUnreadable, None);
    found.when(inbound.settings.sniffing_unreadable, Rule::SniffingUnreadable, Fix::RepairSniffing);
    found.when(inbound.stream.unreadable, Rule::StreamUnreadable, None);
    address::stops(inbound, &facts.taken_ports, &mut found);
    if inbound.protocol != Protocol::MtProto && !inbound.settings.unreadable {
        people(inbound, &mut found);
        flow::stops(inbound, &mut found);
        protocol::stops(inbound, version, &mut found);
        shadowsocks::stops(inbound, facts, &mut found);
        if let Some(reality) = inbound.stream.security.reality() {
            reality::stops(inbound, reality, &mut found);
        }
        tls::stops(inbound, version, &mut found);
        transport::stops(inbound, &mut found);
        mask::stops(inbound, version, &mut found);
    }
    found.sorted()
}

/// Ids Xray cannot read, and names it meets twice.
fn people(inbound: &Inbound, found: &mut Findings) {
    let by_id = matches!(inbound.protocol, Protocol::Vless | Protocol::Vmess);
    if by_id {
        let bad = inbound.clients.iter().any(|client| match &client.credential {
            Credential::Uuid(id) => !shape::is_client_id(id.expose()),
            _ => true,
        });
        found.when(bad, Rule::ClientId, Fix::NewId);
    }
    if by_id || inbound.protocol == Protocol::Trojan {
        let mut names = HashSet::with_capacity(inbound.clients.len());
        let named = inbound.clients.iter().filter(|client| !client.name.is_empty());
        let twice = named.map(|client| client.name.to_lowercase()).any(|name| !names.insert(name));
        found.when(twice, Rule::ClientEmailTwice, Fix::RenamePerson);
    }
}

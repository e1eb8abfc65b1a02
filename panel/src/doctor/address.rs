//! Address and port of a key: whether anybody outside can reach them.

use super::{Case, Findings, Fix, Rule, shape};
use crate::model::stream::Network;
use crate::model::{Inbound, Protocol, XRAY_API};

/// Listening where Xray cannot, or where another program does.
pub(super) fn stops(inbound: &Inbound, taken_ports: &[u32], found: &mut Findings) {
    let listen = shape::bare(&inbound.listen);
    let is_name = !listen.is_empty() && !listen.starts_with(['/', '@']) && listen.parse::<std::net::IpAddr>().is_err();
    found.when(is_name, Rule::ListenNotLocal, Fix::ClearListen);
    found.when(taken_ports.contains(&inbound.port), Rule::PortTaken, Fix::ChangePort);
}

/// What is wrong with where the key points.
pub(super) fn check(case: &Case, found: &mut Findings) {
    host(case, found);
    port(case, found);
    let behind_front = !case.inbound.stream.external.is_empty()
        || case.inbound.fallback_master.is_some()
        || !case.inbound.listen.is_empty() && !shape::is_public_listen(&case.inbound.listen) && is_local(case.inbound);
    found.when(
        case.inbound.stream.accept_proxy_protocol && !behind_front && !is_packets(&case.inbound.stream.network),
        Rule::ProxyProtocol,
        Fix::DropProxyProtocol,
    );
}

fn host(case: &Case, found: &mut Findings) {
    let host = case.key.host.as_str();
    let facts = case.facts;
    if host.is_empty() {
        found.add(Rule::AddressMissing, Fix::SetAddress);
    } else if !shape::is_address(host) {
        found.add(Rule::AddressUnusable, Fix::SetAddress);
    } else if shape::is_loopback(host) {
        found.add(Rule::AddressLoopback, Fix::SetAddress);
    } else if shape::is_private(host) {
        found.add(Rule::AddressPrivate, Fix::SetAddress);
    } else if host.eq_ignore_ascii_case(shape::bare(&facts.visitor_host)) {
        found.add(Rule::AddressVisitor, Fix::SetAddress);
    } else {
        let known = facts.server_addresses.iter().any(|own| own.eq_ignore_ascii_case(host));
        let is_ip = host.parse::<std::net::IpAddr>().is_ok();
        let foreign = is_ip && !facts.server_addresses.is_empty() && !known && case.inbound.stream.external.is_empty();
        let other = case.foreign && !case.own.iter().any(|own| own.host.eq_ignore_ascii_case(host));
        found.when(foreign || other, Rule::AddressMismatch, Fix::SetAddress);
    }
}

fn port(case: &Case, found: &mut Findings) {
    match case.key.port {
        0 => found.add(Rule::PortMissing, Fix::ChangePort),
        65536.. => found.add(Rule::PortImpossible, Fix::ChangePort),
        XRAY_API => found.add(Rule::PortInternal, Fix::ChangePort),
        port => {
            let other = case.foreign && !case.own.iter().any(|own| own.port == port);
            found.when(other, Rule::PortMismatch, Fix::WriteAnew);
        }
    }
    let inbound = case.inbound;
    let shared =
        case.facts.neighbours.iter().any(|door| door.port == inbound.port && meet(&door.listen, &inbound.listen));
    found.when(shared && inbound.port != 0, Rule::PortShared, Fix::ChangePort);
}

/// Whether two inbounds would listen on one door, were both switched on: the one answers callers of the other.
#[must_use]
pub fn share_a_door(one: &Inbound, other: &Inbound) -> bool {
    let here = one.node == other.node && one.port != 0;
    let same = is_udp(one) == is_udp(other) && one.port == other.port;
    here && same && meet(&one.listen, &other.listen)
}

fn is_udp(inbound: &Inbound) -> bool {
    matches!(inbound.protocol, Protocol::Hysteria | Protocol::WireGuard) || is_packets(&inbound.stream.network)
}

/// Whether two listen addresses are the same to a caller: an empty one is all of them.
fn meet(one: &str, other: &str) -> bool {
    let all = |listen: &str| matches!(listen, "" | "0.0.0.0" | "::" | "::0" | "[::]");
    let socket = |listen: &str| listen.starts_with(['/', '@']);
    !socket(one) && !socket(other) && (all(one) || all(other) || one == other)
}

fn is_local(inbound: &Inbound) -> bool {
    inbound.listen.starts_with(['/', '@']) || shape::is_loopback(&inbound.listen) && !inbound.listen.starts_with("0.")
}

fn is_packets(network: &Network) -> bool {
    matches!(network, Network::Kcp(_) | Network::Hysteria(_))
}

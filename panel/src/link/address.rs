//! Which address a link carries, and how it is written (§1, §3).

use super::{Context, Error, punycode};
use crate::model::{Inbound, ShareAddress};
use std::net::Ipv6Addr;

/// The address of an inbound without fronts: chosen by the admin, else its custom share address, else a usable
/// listen address, else the node's or the panel's host. `at` is the inbound whose listen address counts: a fallback
/// child is reached through its master.
pub(super) fn own(inbound: &Inbound, at: &Inbound, context: &Context<'_>) -> Result<String, Error> {
    let custom = match &inbound.share {
        ShareAddress::Custom(address) => address,
        _ => "",
    };
    let on_node = inbound.node.is_some();
    let node_first = on_node && inbound.share == ShareAddress::Node;
    let listen = if listens_publicly(&at.listen) { at.listen.trim() } else { "" };
    let candidates = [
        context.address,
        custom,
        if node_first { context.node_host } else { "" },
        listen,
        // The panel's host is another machine than the node.
        if on_node { context.node_host } else { context.host },
    ];
    ascii(candidates.into_iter().find(|candidate| !candidate.trim().is_empty()).ok_or(Error::NoHost)?)
}

/// Whether people elsewhere can reach a listen address (§3): not a wildcard, a loopback address or a socket file.
pub(super) fn listens_publicly(listen: &str) -> bool {
    let listen = listen.trim();
    let wildcard = matches!(listen, "" | "0.0.0.0" | "::" | "::0" | "[::]" | "[::0]");
    !wildcard && !listens_inside(listen)
}

/// Whether a listen address is reached only from this machine.
pub(super) fn listens_inside(listen: &str) -> bool {
    let listen = listen.trim();
    matches!(listen, "::1" | "[::1]")
        || listen.eq_ignore_ascii_case("localhost")
        || ["127.", "/", "@"].iter().any(|start| listen.starts_with(start))
}

/// A host in the form links carry: no port, no brackets, ASCII. An international name becomes its `xn--` form.
pub(super) fn ascii(host: &str) -> Result<String, Error> {
    let bare = bare(host.trim());
    if bare.is_empty() {
        return Err(Error::NoHost);
    }
    let bad = || Error::BadHost(host.to_owned());
    if bare.contains(':') {
        return bare.parse::<Ipv6Addr>().map(|_| bare.to_owned()).map_err(|_| bad());
    }
    let name = if bare.is_ascii() { bare.to_owned() } else { punycode::name(bare).ok_or_else(bad)? };
    if name.bytes().all(is_name_byte) { Ok(name) } else { Err(bad()) }
}

/// Letters, digits, hyphens and dots; the underscore because names in the field have it.
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')
}

fn bare(host: &str) -> &str {
    if let Some(inner) = host.strip_prefix('[') {
        return inner.split_once(']').map_or(inner, |(address, _)| address);
    }
    match host.split_once(':') {
        Some((name, port)) if !port.contains(':') => name,
        _ => host,
    }
}

/// Appends a host as a URL has it: an IPv6 address in brackets.
pub(super) fn push_bracketed(host: &str, into: &mut String) {
    if host.contains(':') {
        into.push('[');
        into.push_str(host);
        into.push(']');
    } else {
        into.push_str(host);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_and_brackets_fall_away() {
        for (given, plain) in [
            ("vpn.example.com:2053", "vpn.example.com"),
            ("203.0.113.5:80", "203.0.113.5"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            (" a_b.example ", "a_b.example"),
            ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ] {
            assert_eq!(ascii(given).unwrap(), plain);
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for bad in ["a b", "a/b", "x@y", "fe80::1%eth0", "2001:db8::zz", "[::1", "a%41"] {
            let refused = ascii(bad);
            assert!(refused == Err(Error::BadHost(bad.to_owned())) || bad == "[::1", "{bad}");
        }
        assert_eq!(ascii(" "), Err(Error::NoHost));
        assert_eq!(ascii("[]:443"), Err(Error::NoHost));
    }

    #[test]
    fn sockets_wildcards_and_loopback_are_not_handed_out() {
        for listen in ["", "0.0.0.0", "::", "::0", "127.0.0.9", "::1", "Localhost", "/run/x.sock,0666", "@abstract"] {
            assert!(!listens_publicly(listen), "{listen}");
        }
        assert!(listens_publicly("192.0.2.7") && listens_publicly("2001:db8::7") && listens_publicly("a.example"));
        assert!(listens_inside("@x") && !listens_inside("") && !listens_inside("0.0.0.0"));
    }
}

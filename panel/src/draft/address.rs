//! The address people connect to.

use super::{ProblemKind, target};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address others can reach, without port and brackets; empty where none is typed.
pub(super) fn check(text: &str) -> Result<String, ProblemKind> {
    let text = crate::units::ascii_digits(text.trim());
    if text.is_empty() {
        return Ok(text);
    }
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(&text);
    match bare.parse() {
        Ok(ip) if is_public(ip) => Ok(bare.to_owned()),
        Ok(_) => Err(ProblemKind::NotPublic),
        Err(_) => target::public_name(bare),
    }
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_public_v6(ip), is_public_v4),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    let carrier = first == 100 && (64..128).contains(&second);
    let inside = ip.is_private() || ip.is_loopback() || ip.is_link_local() || carrier;
    !(inside || first == 0 || ip.is_broadcast() || ip.is_multicast())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let inside = ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local();
    !(inside || ip.is_unspecified() || ip.is_multicast())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_others_can_reach_passes() {
        for (text, outcome) in [
            ("", Ok("")),
            (" VPN.Example.com ", Ok("vpn.example.com")),
            ("203.0.113.5", Ok("203.0.113.5")),
            ("۲۰۳.۰.۱۱۳.۵", Ok("203.0.113.5")),
            ("[2001:db8::1]", Ok("2001:db8::1")),
            ("2001:db8::1", Ok("2001:db8::1")),
            ("127.0.0.1", Err(ProblemKind::NotPublic)),
            ("10.0.0.1", Err(ProblemKind::NotPublic)),
            ("192.168.1.1", Err(ProblemKind::NotPublic)),
            ("172.31.0.1", Err(ProblemKind::NotPublic)),
            ("172.32.0.1", Ok("172.32.0.1")),
            ("100.64.0.1", Err(ProblemKind::NotPublic)),
            ("100.128.0.1", Ok("100.128.0.1")),
            ("169.254.1.1", Err(ProblemKind::NotPublic)),
            ("0.0.0.0", Err(ProblemKind::NotPublic)),
            ("::1", Err(ProblemKind::NotPublic)),
            ("::", Err(ProblemKind::NotPublic)),
            ("fd00::1", Err(ProblemKind::NotPublic)),
            ("fe80::1", Err(ProblemKind::NotPublic)),
            ("::ffff:10.0.0.1", Err(ProblemKind::NotPublic)),
            ("localhost", Err(ProblemKind::NotPublic)),
            ("panel", Err(ProblemKind::NotAHost)),
            ("vpn.example.com:443", Err(ProblemKind::NotAHost)),
            ("https://vpn.example.com", Err(ProblemKind::NotAHost)),
            ("1.2.3", Err(ProblemKind::NotAHost)),
        ] {
            assert_eq!(check(text), outcome.map(str::to_owned), "{text}");
        }
    }
}

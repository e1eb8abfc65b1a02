//! The site a Reality inbound looks like.

use super::ProblemKind;
use crate::model::Site;
use crate::model::target::TargetCheck;
use std::net::IpAddr;

/// Sites the panel's own form knows, without those Xray warns of. Which is near, a scan from the server tells.
pub const CURATED: [&str; 11] = [
    "www.samsung.com",
    "dl.google.com",
    "www.nvidia.com",
    "www.amd.com",
    "www.intel.com",
    "www.sony.com",
    "www.tesla.com",
    "www.oracle.com",
    "www.amazon.com",
    "aws.amazon.com",
    "www.cloudflare.com",
];

/// How many of the list, from its start, may be chosen unasked. Behind the others stand networks anybody rents: they are
/// near everywhere, and whoever finds such a server may use it as a way to all that is hosted there.
pub const UNRENTED: usize = 8;

/// Where a site of the list stands: those that serve by how near they are, those on rented networks behind them, then
/// the unknown, then those that do not serve.
#[must_use]
pub fn rank(site: &str, found: Option<&TargetCheck>) -> (u8, u32) {
    let rented = CURATED.iter().skip(UNRENTED).any(|rented| *rented == site);
    match found {
        Some(check) if check.feasible => (u8::from(rented), check.latency_ms),
        Some(_) => (NOT_SERVING, 0),
        None => (2, u32::from(rented)),
    }
}

const NOT_SERVING: u8 = 3;

/// The best site of the list but for those that are to be left out. What nobody has looked at is drawn among: not all
/// servers are to look like the same site.
#[must_use]
pub fn best(found: &[TargetCheck], drawn: u8, without: &dyn Fn(&str) -> bool) -> Option<&'static str> {
    let mut sites = CURATED.to_vec();
    if let Some(sites) = sites.get_mut(..UNRENTED) {
        sites.rotate_left(usize::from(drawn) % UNRENTED);
    }
    let ranked = |site: &&str| rank(site, found.iter().find(|check| check.host == *site));
    sites.retain(|site| !without(site) && ranked(site).0 < NOT_SERVING);
    sites.into_iter().min_by_key(ranked)
}

/// Names that end at a home or company network, or nowhere.
const LOCAL: [&str; 9] =
    [".localhost", ".local", ".lan", ".internal", ".home.arpa", ".home", ".test", ".invalid", ".onion"];

/// Host and port of a site, `443` where none is typed. A pasted web address is taken apart.
pub(super) fn check(text: &str) -> Result<(String, u16), ProblemKind> {
    let text = crate::units::ascii_digits(text.trim());
    let text = ["https://", "http://"].into_iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(&text);
    let text = text.split(['/', '?', '#']).next().unwrap_or_default();
    if text.is_empty() {
        return Err(ProblemKind::Missing);
    }
    if text.parse::<IpAddr>().is_ok() || text.starts_with('[') {
        return Err(ProblemKind::IsAnAddress);
    }
    let (name, port) = match text.split_once(':') {
        Some((name, port)) => (name, super::number(port, 1, 65_535)?),
        None => (text, 443),
    };
    Ok((public_name(name)?, u16::try_from(port).unwrap_or(443)))
}

/// The names the inbound answers to, parted by commas or blanks; the site's own where none is typed.
pub(super) fn server_names(text: &str, host: &str) -> Result<Vec<String>, ProblemKind> {
    let typed = text.split([',', ' ', '\n', '،', ';']).map(str::trim).filter(|name| !name.is_empty());
    let mut names: Vec<String> = typed.map(public_name).collect::<Result<_, _>>()?;
    names.sort();
    names.dedup();
    if names.is_empty() {
        names.push(host.to_owned());
    }
    Ok(names)
}

/// A host name others can look up, in lower case.
pub(super) fn public_name(text: &str) -> Result<String, ProblemKind> {
    let name = text.trim_end_matches('.').to_ascii_lowercase();
    if name.parse::<IpAddr>().is_ok() {
        return Err(ProblemKind::IsAnAddress);
    }
    if name == "localhost" || LOCAL.iter().any(|end| name.ends_with(end)) {
        return Err(ProblemKind::NotPublic);
    }
    let labels = name.split('.').all(is_label);
    let numeric = name.rsplit('.').next().is_none_or(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let valid = labels && !numeric && name.contains('.') && name.len() <= 253;
    if valid { Ok(name) } else { Err(ProblemKind::NotAHost) }
}

/// A letter of a host name between dots.
fn is_label(label: &str) -> bool {
    let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
}

/// Whether Xray warns of a site: its name draws attention where it is watched.
pub(super) fn draws_attention(site: &Site) -> bool {
    let mut names = site.server_names.iter().map(String::as_str).chain(site.target.split(':').next());
    names.any(|name| {
        [".ru", ".ir", ".cn"].iter().any(|end| name.ends_with(end))
            || ["apple", "icloud", "microsoft"].iter().any(|word| name.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_public_name_with_a_port() {
        for (text, outcome) in [
            ("www.nvidia.com", Ok(("www.nvidia.com", 443))),
            (" WWW.Nvidia.com.:8443 ", Ok(("www.nvidia.com", 8443))),
            ("https://www.nvidia.com/en-us/?a=b", Ok(("www.nvidia.com", 443))),
            ("http://nvidia.com", Ok(("nvidia.com", 443))),
            ("xn--mnchen-3ya.de", Ok(("xn--mnchen-3ya.de", 443))),
            ("", Err(ProblemKind::Missing)),
            ("https://", Err(ProblemKind::Missing)),
            ("1.1.1.1", Err(ProblemKind::IsAnAddress)),
            ("1.1.1.1:443", Err(ProblemKind::IsAnAddress)),
            ("۱.۱.۱.۱", Err(ProblemKind::IsAnAddress)),
            ("2606:4700::1111", Err(ProblemKind::IsAnAddress)),
            ("[2606:4700::1111]:443", Err(ProblemKind::IsAnAddress)),
            ("localhost:9443", Err(ProblemKind::NotPublic)),
            ("router.lan", Err(ProblemKind::NotPublic)),
            ("nvidia", Err(ProblemKind::NotAHost)),
            ("www.nvidia.123", Err(ProblemKind::NotAHost)),
            ("www..com", Err(ProblemKind::NotAHost)),
            ("-a.com", Err(ProblemKind::NotAHost)),
            ("a_b.com", Err(ProblemKind::NotAHost)),
            ("münchen.de", Err(ProblemKind::NotAHost)),
            ("*.nvidia.com", Err(ProblemKind::NotAHost)),
            ("a.com:", Err(ProblemKind::Missing)),
            ("a.com:0", Err(ProblemKind::OutOfRange { least: 1, most: 65_535 })),
            ("a.com:70000", Err(ProblemKind::OutOfRange { least: 1, most: 65_535 })),
            ("a.com:1:2", Err(ProblemKind::NotANumber)),
        ] {
            assert_eq!(check(text), outcome.map(|(host, port)| (host.to_owned(), port)), "{text}");
        }
    }

    #[test]
    fn the_best_site_serves_is_near_and_stands_on_no_rented_network() {
        let check = |host: &str, feasible, latency_ms| TargetCheck {
            host: host.to_owned(),
            feasible,
            latency_ms,
            ..TargetCheck::default()
        };
        let found = [
            check("www.samsung.com", false, 1),
            check("www.cloudflare.com", true, 2),
            check("www.sony.com", true, 40),
            check("www.amd.com", true, 30),
        ];
        assert_eq!(best(&found, 0, &|_| false), Some("www.amd.com"));
        assert_eq!(best(&found, 5, &|site| site == "www.amd.com"), Some("www.sony.com"));
        let near = |site: &str| matches!(site, "www.amd.com" | "www.sony.com");
        assert_eq!(best(&found, 0, &near), Some("www.cloudflare.com"));
        // Nobody has looked: the draw decides, never for a rented one.
        assert_eq!(best(&[], 0, &|_| false), Some("www.samsung.com"));
        assert_eq!(best(&[], 10, &|_| false), Some("www.nvidia.com"));
        assert!((0..=u8::MAX).all(|drawn| !CURATED[UNRENTED..].contains(&best(&[], drawn, &|_| false).unwrap())));
        let nothing: Vec<_> = CURATED.map(|site| check(site, false, 1)).into();
        assert_eq!(best(&nothing, 0, &|_| false), None);
    }

    #[test]
    fn names_default_to_the_site_and_are_checked_like_it() {
        let names = |text| server_names(text, "a.com");
        assert_eq!(names(" ").unwrap(), ["a.com"]);
        assert_eq!(names("b.com, A.com b.com").unwrap(), ["a.com", "b.com"]);
        assert_eq!(names("b.com 1.1.1.1"), Err(ProblemKind::IsAnAddress));
        assert_eq!(names("b"), Err(ProblemKind::NotAHost));
    }

    #[test]
    fn every_curated_site_passes_without_a_warning() {
        for site in CURATED {
            assert_eq!(check(site), Ok((site.to_owned(), 443)));
            assert!(
                !draws_attention(&Site { target: format!("{site}:443"), server_names: vec![site.into()] }),
                "{site}"
            );
        }
    }

    #[test]
    fn what_xray_warns_of_is_seen_in_the_target_and_in_the_names() {
        for (target, name, loud) in [
            ("a.com:443", "b.com", false),
            ("www.apple.com:443", "b.com", true),
            ("a.com:443", "gateway.icloud.com", true),
            ("yandex.ru:443", "b.com", true),
            ("a.com:443", "digikala.ir", true),
            ("a.cn:443", "b.com", true),
            ("www.runic.com:443", "irc.com", false),
        ] {
            let site = Site { target: target.into(), server_names: vec![name.into()] };
            assert_eq!(draws_attention(&site), loud, "{target} {name}");
        }
    }
}

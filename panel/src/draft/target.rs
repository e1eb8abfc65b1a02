//! The site a Reality inbound looks like.

use super::ProblemKind;
use crate::model::Site;
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

//! A panel's version, as far as it decides anything.

use std::fmt;

/// Three numbers. A development build counts as newer than every release.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(u16, u16, u16);

impl Version {
    /// A build from the panel's main branch (`dev+…`).
    pub const DEV: Self = Self(u16::MAX, 0, 0);

    /// A release.
    #[must_use]
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self(major, minor, patch)
    }

    /// Reads `3.6.0`, `v3.6.0` or `dev+1a2b3c4d`. What follows the third number is ignored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "dev" || text.starts_with("dev+") {
            return Some(Self::DEV);
        }
        let mut parts = text.strip_prefix(['v', 'V']).unwrap_or(text).splitn(3, '.');
        let major = parts.next()?.parse().ok()?;
        let minor = parts.next()?.parse().ok()?;
        let patch = parts.next()?;
        let digits = patch.split(|c: char| !c.is_ascii_digit()).next()?;
        Some(Self(major, minor, digits.parse().ok()?))
    }

    /// The version a panel's page names: behind `?` in the address of a script (v2), or as `X_UI_CUR_VER` (v3).
    #[must_use]
    pub fn of_page(html: &str) -> Option<Self> {
        Self::of_variable(html).or_else(|| {
            html.split('?').skip(1).find_map(|rest| {
                let quoted = rest.split(['"', '\'']).next().filter(|text| text.len() < 16 && *text != rest)?;
                Self::parse(quoted).filter(|_| quoted.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()))
            })
        })
    }

    fn of_variable(html: &str) -> Option<Self> {
        let (_, rest) = html.split_once("X_UI_CUR_VER")?;
        Self::parse(rest.split(['"', '\'']).nth(1)?)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::DEV {
            return f.write_str("dev");
        }
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

//! The families of apps a key was measured with. Most apps are one of these cores under another name.

/// A family of apps: a core and its generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum App {
    /// Xray of July 2026: v2rayNG, v2rayN, Streisand, Happ… brought up to date.
    Xray267,
    /// Xray of March 2026.
    Xray263,
    /// Xray of September 2025.
    Xray259,
    /// mihomo: Clash Verge, FlClash, Stash…
    Mihomo,
    /// sing-box 1.13.2 on what Hiddify's reader makes of a link.
    SingBox,
    /// Hiddify.
    Hiddify,
}

impl App {
    /// Every family, the newest Xray first.
    pub const ALL: [App; 6] = [App::Xray267, App::Xray263, App::Xray259, App::Mihomo, App::SingBox, App::Hiddify];

    /// The name the measurements use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Xray267 => "xray-26.7.28",
            Self::Xray263 => "xray-26.3.27",
            Self::Xray259 => "xray-25.9.5",
            Self::Mihomo => "mihomo",
            Self::SingBox => "sing-box-1.13.2",
            Self::Hiddify => "hiddify",
        }
    }

    /// The version of Xray it reports to a REALITY server.
    pub(super) fn reported_version(self) -> super::XrayVersion {
        use super::XrayVersion as V;
        match self {
            Self::Xray267 => V(26, 7, 28),
            Self::Xray263 => V(26, 3, 27),
            Self::Xray259 => V(25, 9, 5),
            Self::Mihomo => V(1, 8, 2),
            Self::SingBox | Self::Hiddify => V(1, 8, 1),
        }
    }
}

/// A set of families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Apps(u8);

impl Apps {
    /// No family.
    pub const NONE: Self = Self(0);
    /// Every family.
    pub const ALL: Self = Self(0b11_1111);
    /// Those with the Xray core.
    pub const XRAY: Self = Self(0b00_0111);
    /// Those with another core.
    pub const FOREIGN: Self = Self(0b11_1000);

    /// These families.
    #[must_use]
    pub fn of(apps: &[App]) -> Self {
        apps.iter().fold(Self::NONE, |set, app| Self(set.0 | 1 << *app as u8))
    }

    /// Those of all families that match.
    #[must_use]
    pub fn which(matches: impl Fn(App) -> bool) -> Self {
        App::ALL.into_iter().filter(|app| matches(*app)).fold(Self::NONE, |set, app| set.with(Self::of(&[app])))
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the family is in the set.
    #[must_use]
    pub fn contains(self, app: App) -> bool {
        self.0 & 1 << app as u8 != 0
    }

    /// Whether there is none in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The families in it.
    pub fn iter(self) -> impl Iterator<Item = App> {
        App::ALL.into_iter().filter(move |app| self.contains(*app))
    }
}

//! Which generation of 3x-ui answers, what it can do, and how both are found.

mod capability;
mod detection;
mod memory;
mod refinement;
mod version;

pub use detection::{Detection, Step};
pub use version::Version;

use refinement::Question;

/// A generation of the panel's HTTP interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    /// v2.0.0 – v2.6.8: `server/*` by POST.
    A,
    /// v2.7.0 – v2.9.4: `panel/api/server/*`.
    B,
    /// v3.0.0 – v3.0.2: B with CSRF and tokens.
    C0,
    /// v3.1.0 and later: clients are their own resource, JSON fields are objects.
    C1,
}

impl Dialect {
    /// The oldest panel that speaks it.
    fn oldest(self) -> Version {
        match self {
            Self::A => Version::new(2, 0, 0),
            Self::B => Version::new(2, 7, 0),
            Self::C0 => Version::new(3, 0, 0),
            Self::C1 => Version::new(3, 1, 0),
        }
    }

    /// The dialect a version speaks.
    #[must_use]
    pub fn of(version: Version) -> Self {
        let spoken = [Self::C1, Self::C0, Self::B].into_iter().find(|dialect| version >= dialect.oldest());
        spoken.unwrap_or(Self::A)
    }
}

/// What signing in asks for besides name and password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Factor {
    /// Nothing.
    #[default]
    None,
    /// A code of six digits that changes every half minute (v2.6.0+).
    TwoFactor,
    /// A fixed secret word (before v2.6.0).
    SecretWord,
}

/// A panel as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panel {
    /// Generation.
    pub dialect: Dialect,
    /// Exact version, where it could be found.
    pub version: Option<Version>,
    /// What signing in asks for.
    pub factor: Factor,
    /// The oldest version it can be: what it is taken for while the exact one is unknown.
    oldest: Version,
    /// What to ask next to know more.
    question: Question,
}

impl Panel {
    /// A panel of which no more is known than this.
    #[must_use]
    pub fn new(dialect: Dialect, version: Option<Version>, factor: Factor) -> Self {
        let question = Question::first(version);
        Self { dialect, version, factor, oldest: dialect.oldest(), question }
    }

    /// What to call it on screen: `3x-ui 3.6.0`, or the span of versions it may be.
    #[must_use]
    pub fn label(&self) -> String {
        let span = match (self.version, self.dialect) {
            (Some(version), _) => return ["3x-ui ", &version.to_string()].concat(),
            (None, Dialect::A) => "2.0–2.6",
            (None, Dialect::B) => "2.7–2.9",
            (None, Dialect::C0) => "3.0",
            (None, Dialect::C1) => "3.1+",
        };
        ["3x-ui ", span].concat()
    }

    /// Takes in the exact version, which also decides the generation. Tells whether anything changed.
    pub fn learn(&mut self, version: Version) -> bool {
        let before = (self.version, self.dialect);
        self.version = Some(version);
        self.dialect = Dialect::of(version);
        self.oldest = self.dialect.oldest();
        self.question = Question::None;
        before != (self.version, self.dialect)
    }
}

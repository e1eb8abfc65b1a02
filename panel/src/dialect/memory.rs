//! A panel as a short text for the browser's storage. It holds nothing secret.

use super::{Dialect, Factor, Panel, Version, refinement::Question};

const DIALECTS: [(&str, Dialect); 4] = [("A", Dialect::A), ("B", Dialect::B), ("C0", Dialect::C0), ("C1", Dialect::C1)];
const FACTORS: [(&str, Factor); 3] =
    [("none", Factor::None), ("code", Factor::TwoFactor), ("word", Factor::SecretWord)];

impl Panel {
    /// Writes it down.
    #[must_use]
    pub fn remember(&self) -> String {
        let dialect = name(&DIALECTS, self.dialect);
        let factor = name(&FACTORS, self.factor);
        let version = self.version.map(|version| version.to_string()).unwrap_or_else(|| "?".to_owned());
        [dialect, factor, &self.oldest.to_string(), &version].join(" ")
    }

    /// Reads what [`Panel::remember`] wrote; `None` for anything else.
    #[must_use]
    pub fn recall(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let dialect = value(&DIALECTS, words.next()?)?;
        let factor = value(&FACTORS, words.next()?)?;
        let oldest = Version::parse(words.next()?)?;
        let version = match words.next()? {
            "?" => None,
            text => Some(Version::parse(text)?),
        };
        let question = Question::first(version);
        words.next().is_none().then_some(Self { dialect, version, factor, oldest, question })
    }
}

fn name<T: Copy + PartialEq>(table: &[(&'static str, T)], wanted: T) -> &'static str {
    table.iter().find(|(_, value)| *value == wanted).map_or("", |(name, _)| name)
}

fn value<T: Copy>(table: &[(&'static str, T)], wanted: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value)
}

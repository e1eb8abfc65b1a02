//! An API token to be made.

use super::{Field, Problem, ProblemKind, number};
use crate::model::{Millis, NewToken};

/// The panel's own limit.
const MOST: usize = 64;
const MOST_DAYS: u64 = 36_500;

/// The form for a new API token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenDraft {
    /// Name.
    pub name: String,
    /// What it may do; nothing where the panel knows no scopes.
    pub scope: String,
    /// Days until the end; nothing or 0: never.
    pub days: String,
}

impl TokenDraft {
    /// What a token may do, on panels that know scopes: everything, look at the server, copy people to another node.
    pub const SCOPES: [&str; 3] = ["admin", "monitor", "node-sync"];

    /// Checks the form against the names of the tokens there are.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn check(&self, names: &[&str], now: Millis) -> Result<NewToken, Vec<Problem>> {
        let mut problems = Vec::new();
        let name = Problem::gather(&mut problems, Field::Name, name(&self.name, names));
        let scope = Problem::gather(&mut problems, Field::Scope, scope(&self.scope));
        let days = Problem::gather(&mut problems, Field::Days, number(&self.days, 0, MOST_DAYS));
        let token = || {
            let span = i64::try_from(days?).ok()?.checked_mul(Millis::DAY.0)?;
            let expires = (span > 0).then(|| Millis(now.0.saturating_add(span)));
            Some(NewToken { name: name?, scope: scope?, expires })
        };
        token().ok_or(problems)
    }
}

fn name(text: &str, names: &[&str]) -> Result<String, ProblemKind> {
    let name = text.trim();
    if name.is_empty() {
        return Err(ProblemKind::Missing);
    }
    if let Some(letter) = name.chars().find(|letter| letter.is_control()) {
        return Err(ProblemKind::BadLetter(letter));
    }
    // The panel counts bytes.
    if name.len() > MOST {
        return Err(ProblemKind::TooLong { most: MOST });
    }
    if names.contains(&name) { Err(ProblemKind::Taken) } else { Ok(name.to_owned()) }
}

fn scope(text: &str) -> Result<Option<String>, ProblemKind> {
    match text.trim() {
        "" => Ok(None),
        known if TokenDraft::SCOPES.contains(&known) => Ok(Some(known.to_owned())),
        _ => Err(ProblemKind::Missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, scope: &str, days: &str) -> Result<NewToken, Vec<Problem>> {
        TokenDraft { name: name.into(), scope: scope.into(), days: days.into() }.check(&["bot"], Millis(1_000))
    }

    #[test]
    fn a_token_needs_a_name_nobody_has() {
        let token = |name: &str| NewToken { name: name.into(), scope: None, expires: None };
        for (text, outcome) in [
            (" billing ", Ok(token("billing"))),
            ("Bot", Ok(token("Bot"))),
            ("", Err(ProblemKind::Missing)),
            ("bot", Err(ProblemKind::Taken)),
            ("a\nb", Err(ProblemKind::BadLetter('\n'))),
        ] {
            let outcome = outcome.map_err(|kind| vec![Problem { field: Field::Name, kind }]);
            assert_eq!(check(text, "", ""), outcome, "{text:?}");
        }
        assert!(check(&"n".repeat(64), "", "").is_ok());
        assert!(check(&"n".repeat(65), "", "").is_err());
        assert!(check(&"я".repeat(33), "", "").is_err());
    }

    #[test]
    fn scope_and_end_are_read() {
        let token = check("bot2", "monitor", "30").unwrap();
        assert_eq!(token.scope.as_deref(), Some("monitor"));
        assert_eq!(token.expires, Some(Millis(2_592_001_000)));
        let bad = [(Field::Scope, ProblemKind::Missing), (Field::Days, ProblemKind::NotANumber)];
        assert_eq!(check("bot2", "root", "soon"), Err(bad.map(|(field, kind)| Problem { field, kind }).to_vec()));
    }
}

//! Names of people. A name is the panel's key for somebody and a segment of its paths.

use super::ProblemKind;

/// More letters than this no list shows and no QR code likes.
const MOST: usize = 64;

/// A name as it will be sent. `taken` is asked with the name in lower case, as panels compare it.
///
/// # Errors
/// Why no panel, or not every one, can do with it.
pub fn check(text: &str, taken: &dyn Fn(&str) -> bool) -> Result<String, ProblemKind> {
    let name = text.trim();
    if name.is_empty() {
        return Err(ProblemKind::Missing);
    }
    if let Some(letter) = name.chars().find(|letter| is_bad(*letter)) {
        return Err(ProblemKind::BadLetter(letter));
    }
    if name.chars().count() > MOST {
        return Err(ProblemKind::TooLong { most: MOST });
    }
    if matches!(name, "." | "..") {
        return Err(ProblemKind::Unreachable);
    }
    if taken(&name.to_lowercase()) { Err(ProblemKind::Taken) } else { Ok(name.to_owned()) }
}

/// The nearest name [`check`] has nothing against but that it may be taken; empty where nothing is left.
#[must_use]
pub fn repaired(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for letter in text.trim().chars().take(MOST) {
        match letter {
            blank if blank.is_whitespace() || matches!(blank, '/' | '\\') => name.push('-'),
            bad if is_bad(bad) => {}
            good => name.push(good),
        }
    }
    if matches!(name.as_str(), "." | "..") { String::new() } else { name }
}

/// What panels refuse or cannot address, `>`, at which Xray's counters are taken apart, and what turns text around
/// unseen.
fn is_bad(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '/' | '\\' | '>')
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_pass_and_what_breaks_a_panel_does_not() {
        let taken = |key: &str| key == "ada" || key == "zoë";
        for (text, outcome) in [
            (" bob ", Ok("bob")),
            ("مریم", Ok("مریم")),
            ("می\u{200c}نا", Ok("می\u{200c}نا")),
            ("Дима-2", Ok("Дима-2")),
            ("a@b.c", Ok("a@b.c")),
            ("...", Ok("...")),
            ("", Err(ProblemKind::Missing)),
            (" \t", Err(ProblemKind::Missing)),
            ("a b", Err(ProblemKind::BadLetter(' '))),
            ("a\u{a0}b", Err(ProblemKind::BadLetter('\u{a0}'))),
            ("a/b", Err(ProblemKind::BadLetter('/'))),
            ("a\\b", Err(ProblemKind::BadLetter('\\'))),
            ("a>>>b", Err(ProblemKind::BadLetter('>'))),
            ("a\u{7}b", Err(ProblemKind::BadLetter('\u{7}'))),
            ("a\u{202e}b", Err(ProblemKind::BadLetter('\u{202e}'))),
            (".", Err(ProblemKind::Unreachable)),
            ("..", Err(ProblemKind::Unreachable)),
            ("Ada", Err(ProblemKind::Taken)),
            ("ZOË", Err(ProblemKind::Taken)),
        ] {
            assert_eq!(check(text, &taken), outcome.map(str::to_owned), "{text:?}");
        }
        assert!(check(&"я".repeat(64), &taken).is_ok());
        assert_eq!(check(&"я".repeat(65), &taken), Err(ProblemKind::TooLong { most: 64 }));
    }

    #[test]
    fn a_repaired_name_passes() {
        for (text, name) in [
            ("Anna Maria", "Anna-Maria"),
            (" a/b\\c ", "a-b-c"),
            ("a>b\u{202e}", "ab"),
            ("ok", "ok"),
            ("..", ""),
            ("", ""),
        ] {
            assert_eq!(repaired(text), name);
            assert!(name.is_empty() || check(name, &|_| false).is_ok(), "{text:?}");
        }
    }
}

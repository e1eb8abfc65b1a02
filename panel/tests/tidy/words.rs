//! The words that come before the first rows are those that can be said by then, all of them and no others: a word that is
//! not there yet would be a blank on the screen, one that is not needed yet holds the rows up.

use panel::text::Key;

use super::files::Source;
use super::scan::{self, Strings};

/// Modules of the pages that come later. Whatever else is in `src` may speak before they are here.
const LATER: [&str; 14] = [
    "below",
    "handout",
    "inbounds/all_keys",
    "inbounds/detail",
    "logs",
    "mend",
    "people",
    "problem",
    "read",
    "recipe",
    "server",
    "settings",
    "tokens",
    "when",
];
/// What of the wizard comes with the rows is what somebody had filled in; it says nothing.
const WIZARD: &str = "wizard";

/// What is wrong with the division of the words, given everything in `src`.
pub fn division<'a>(all: impl Iterator<Item = &'a Source> + Clone) -> Vec<String> {
    let early: Vec<String> = all
        .filter(|source| speaks_early(&source.path))
        .map(|source| scan::code(&source.text, Strings::Emptied))
        .collect();
    let said = |name: &str| early.iter().any(|code| says(code, name));
    let wrong = |(key, name): &(Key, &str)| match (key.first().is_some(), said(name)) {
        (false, true) => Some(format!("`{name}` is said before the rest arrives, and stands under `later`")),
        (true, false) => Some(format!("`{name}` is not said before the rest arrives, and stands under `first`")),
        _ => None,
    };
    Key::ALL.iter().filter_map(wrong).collect()
}

fn speaks_early(path: &str) -> bool {
    let Some(module) = path.strip_prefix("src/pages/").and_then(|path| path.strip_suffix(".rs")) else {
        return path.starts_with("src/") && path.ends_with(".rs");
    };
    let later = LATER.iter().chain([&WIZARD]);
    later
        .into_iter()
        .all(|later| module.strip_prefix(later).is_none_or(|rest| !rest.is_empty() && !rest.starts_with('/')))
}

fn says(code: &str, name: &str) -> bool {
    code.split("Key::").skip(1).any(|rest| {
        rest.strip_prefix(name)
            .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
    })
}

#[test]
fn a_word_in_the_wrong_place_is_seen() {
    let of = |path: &str, text: &str| Source::sample(path, text);
    // The whole of what may be said first, and one word more.
    let all: String =
        Key::ALL.iter().filter(|(key, _)| key.first().is_some()).map(|(_, name)| format!("Key::{name},")).collect();
    let good = [of("src/app.rs", &all), of("src/pages/server/log.rs", "t(Key::RecipeBytes)")];
    assert_eq!(division(good.iter()), Vec::<String>::new());
    for path in ["src/app.rs", "src/pages/inbounds.rs", "src/pages/servers.rs", "src/feed/a.rs"] {
        let bad = [of("src/main.rs", &all), of(path, "t(Key::RecipeBytes)")];
        assert_eq!(division(bad.iter()).len(), 1, "{path}");
    }
    let short = [of("src/main.rs", &all.replace("Key::Online,", "Key::OnlineNow, /* Key::Online */"))];
    assert_eq!(division(short.iter()), ["`Online` is not said before the rest arrives, and stands under `first`"]);
}

//! Rules about Rust files: length, openings, panics, names, reach.

use super::files::{Breach, Source, lines_with};
use super::scan::{Strings, before_tests, code, has_word, is_word};

const OURS: [&str; 4] = ["src/", "panel/src/", "demo/src/", "xtask/src/"];
const IN_WASM: [&str; 2] = ["src/", "panel/src/"];

/// 300 lines at most, tests and tables of words apart.
pub fn length(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&OURS) || source.path.starts_with("panel/src/text/") {
        return Vec::new();
    }
    let lines = before_tests(&source.text).lines().count();
    if lines > 300 { vec![Breach { line: 0, what: format!("{lines} lines") }] } else { Vec::new() }
}

/// `//!` first.
pub fn opening(source: &Source) -> Vec<Breach> {
    let silent = source.is_rust_of(&["src/", "panel/", "demo/", "xtask/"]) && !source.text.starts_with("//! ");
    if silent { vec![Breach { line: 1, what: "says not what it is (`//!`)".into() }] } else { Vec::new() }
}

/// Nothing that can kill the page.
pub fn panics(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&IN_WASM) {
        return Vec::new();
    }
    let code = code(&source.text, Strings::Emptied);
    let words = [".unwrap()", ".expect(", "panic!", "unreachable!", "todo!", "unimplemented!", "assert!", "assert_eq!"];
    let mut breaches = lines_with(&code, &words, |line, word| {
        if word.starts_with('.') { line.contains(word) } else { has_word(line, word) && !line.contains("const _") }
    });
    for (line, number) in code.lines().zip(1..).filter(|(line, _)| has_literal_index(line)) {
        breaches.push(Breach { line: number, what: format!("literal index: {}", line.trim()) });
    }
    breaches
}

/// `name[0]`, `name()[1..]`, but no type or list such as `[u8; 4]` and `&[0]`.
fn has_literal_index(line: &str) -> bool {
    line.match_indices('[').any(|(place, _)| {
        let indexed = line[..place].chars().next_back().is_some_and(|letter| is_word(letter) || ")]?".contains(letter));
        let inner = line[place + 1..].split(']').next().unwrap_or_default();
        let literal =
            !inner.is_empty() && inner.chars().all(|letter| letter.is_ascii_digit() || ".=_".contains(letter));
        indexed && literal
    })
}

/// No `mod.rs`, and no name that fits everything.
pub fn names(source: &Source) -> Vec<Breach> {
    const EMPTY: [&str; 10] =
        ["utils", "util", "helpers", "helper", "common", "core", "manager", "misc", "shared", "stuff"];
    let path = source.path.strip_suffix(".rs").unwrap_or_default();
    let named = path.split('/').filter(|part| *part == "mod" || EMPTY.contains(part));
    named.map(|part| Breach { line: 0, what: format!("a file called `{part}`") }).collect()
}

/// Rust files nobody declares.
pub fn unreached(sources: &[Source]) -> Vec<String> {
    let modules = sources.iter().filter(|source| source.is_rust_of(&OURS));
    let lost = modules.filter(|module| !is_root(&module.path) && !is_declared(sources, &module.path));
    lost.map(|module| format!("{}: nobody declares it", module.path)).collect()
}

fn is_root(path: &str) -> bool {
    ["main.rs", "lib.rs"].iter().any(|root| OURS.iter().any(|folder| path == format!("{folder}{root}")))
        || path.contains("/src/bin/")
}

fn is_declared(sources: &[Source], path: &str) -> bool {
    let (folder, name) = path.trim_end_matches(".rs").rsplit_once('/').unwrap_or_default();
    let mut parents = vec![format!("{folder}.rs")];
    parents
        .extend(["main.rs", "lib.rs"].map(|root| format!("{folder}/{root}")).into_iter().filter(|path| is_root(path)));
    let declaration = format!("mod {name};");
    sources.iter().filter(|source| parents.contains(&source.path)).any(|parent| {
        let code = code(&parent.text, Strings::Emptied);
        code.lines().any(|line| has_word(line, &declaration))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(rule: fn(&Source) -> Vec<Breach>, path: &str, text: &str) -> usize {
        rule(&Source::sample(path, text)).len()
    }

    #[test]
    fn a_long_file_is_seen_and_its_tests_are_not_counted() {
        let lines = "\n".repeat(301);
        assert_eq!(breaches(length, "src/feed.rs", &lines), 1);
        assert_eq!(breaches(length, "panel/src/text/en.rs", &lines), 0);
        let tested = format!("{}#[cfg(test)]\nmod tests {{\n{lines}", "\n".repeat(300));
        assert_eq!(breaches(length, "src/feed.rs", &tested), 0);
    }

    #[test]
    fn a_silent_module_is_seen() {
        assert_eq!(breaches(opening, "panel/src/link.rs", "use std;\n"), 1);
        assert_eq!(breaches(opening, "panel/src/link.rs", "//! Links.\n"), 0);
    }

    #[test]
    fn what_panics_is_seen_outside_tests_comments_and_strings() {
        for bad in [
            "let a = b.unwrap();",
            "b.expect(\"c\");",
            "panic!(\"c\");",
            "unreachable!()",
            "assert!(a);",
            "let a = b[0];",
            "let a = b()[1..];",
            "let a = b[..2];",
        ] {
            assert_eq!(breaches(panics, "src/app.rs", bad), 1, "{bad}");
            assert_eq!(breaches(panics, "demo/src/app.rs", bad), 0, "{bad}");
            assert_eq!(breaches(panics, "src/app.rs", &format!("// {bad}")), 0, "{bad}");
        }
        for good in [
            "let a = b.unwrap_or(c);",
            "expect_context();",
            "let a: [u8; 4] = [0; 4];",
            "let a = &[0];",
            "let a = vec![1];",
            "const _: () = assert!(A > 0);",
            "let a = \"b[0].unwrap()\";",
            "#[cfg(test)]\nmod tests {\n b.unwrap();\n}",
        ] {
            assert_eq!(breaches(panics, "src/app.rs", good), 0, "{good}");
        }
    }

    #[test]
    fn empty_names_are_seen() {
        for bad in ["src/pages/mod.rs", "panel/src/utils.rs", "src/common/row.rs", "src/feed/manager.rs"] {
            assert_eq!(breaches(names, bad, ""), 1, "{bad}");
        }
        assert_eq!(breaches(names, "src/pages/model.rs", ""), 0);
    }

    #[test]
    fn a_module_nobody_declares_is_seen() {
        let source = Source::sample;
        let tree = |parent: &str| {
            vec![source("src/main.rs", "mod feed;"), source("src/feed.rs", parent), source("src/feed/online.rs", "")]
        };
        assert_eq!(unreached(&tree("mod online;")), Vec::<String>::new());
        assert_eq!(unreached(&tree("pub mod online;")), Vec::<String>::new());
        assert_eq!(unreached(&tree("// mod online;")).len(), 1);
        assert_eq!(unreached(&[source("src/main.rs", ""), source("src/feed.rs", "")]).len(), 1);
    }
}

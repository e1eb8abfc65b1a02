//! What must stay true of the whole repository and no compiler holds. Each rule is a function from files to breaches,
//! with a test of its own on a file that breaks it.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "tidy/borders.rs"]
mod borders;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/prose.rs"]
mod prose;
#[path = "tidy/rust.rs"]
mod rust;
#[path = "tidy/scan.rs"]
mod scan;
#[path = "tidy/style.rs"]
mod style;
#[path = "tidy/view.rs"]
mod view;
#[path = "tidy/words.rs"]
mod words;

use files::{Breach, Source};

/// Holds every file of the repository against a rule.
fn hold(rule: fn(&Source) -> Vec<Breach>) {
    let breaches: Vec<String> =
        files::all().iter().flat_map(|source| rule(source).into_iter().map(|breach| breach.at(source))).collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

macro_rules! hold {
    ($($name:ident: $rule:path,)*) => { $(#[test] fn $name() { hold($rule); })* };
}

hold! {
    no_file_is_too_long: rust::length,
    every_module_says_what_it_is: rust::opening,
    nothing_panics: rust::panics,
    names_are_nouns: rust::names,
    the_panel_crate_knows_no_browser_no_clock_and_no_chance: borders::pure,
    only_the_transport_fetches: borders::fetch,
    parts_know_no_pages: borders::parts,
    json_keys_stay_in_wire: borders::json,
    the_model_knows_no_serde: borders::model,
    the_demo_writes_its_own_json: borders::demo,
    secrets_are_never_printed: borders::secrets,
    words_come_from_text: view::words,
    no_inline_style: view::inline_style,
    css_is_logical: style::logical,
    nothing_moves_for_ever: style::motion,
    prose_speaks_of_the_product: prose::product,
}

#[test]
fn every_module_is_reached() {
    let breaches = rust::unreached(&files::all());
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn the_first_words_are_those_said_first() {
    let all = files::all();
    let breaches = words::division(all.iter());
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn the_rules_see_the_repository() {
    let all = files::all();
    for path in ["src/main.rs", "src/boot.js", "panel/src/lib.rs", "demo/src/main.rs", "style/tokens.css", "README.md"]
    {
        let there = std::path::Path::new(files::ROOT).join(path).exists();
        assert_eq!(all.iter().any(|source| source.path == path), there, "{path}");
    }
    assert!(all.len() > 150, "{} files", all.len());
    assert!(all.iter().all(|source| !source.path.starts_with("target/") && !source.path.contains("tests/data/")));
}

//! Rules about who may know whom.

use super::files::{Breach, Source, lines_with};
use super::scan::{Strings, code, has_word};

/// `panel` has no browser, no async, no clock, no chance.
pub fn pure(source: &Source) -> Vec<Breach> {
    if source.path == "panel/Cargo.toml" {
        let own = source.text.split("[dev-dependencies]").next().unwrap_or_default();
        let foreign = ["leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo", "tokio", "futures", "rand", "getrandom"];
        return lines_with(own, &foreign, |line, word| line.starts_with(word));
    }
    if !source.is_rust_of(&["panel/src/"]) {
        return Vec::new();
    }
    let foreign =
        ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo", "async fn", "async move", "SystemTime", "Instant::now"];
    lines_with(&code(&source.text, Strings::Emptied), &foreign, has_word)
}

/// Only `transport`, and the script that starts the first calls beside the download, talk to the network.
pub fn fetch(source: &Source) -> Vec<Breach> {
    let allowed = ["src/transport.rs", "src/transport/socket.rs", "src/boot.js"].contains(&source.path.as_str());
    let shell = source.path.starts_with("src/") || source.path == "index.html";
    if allowed || !shell {
        return Vec::new();
    }
    let calls = [
        "fetch(",
        "fetch_with",
        ".send()",
        "gloo_net",
        "XmlHttpRequest",
        "XMLHttpRequest",
        "EventSource",
        "WebSocket::new",
    ];
    lines_with(&code(&source.text, Strings::Emptied), &calls, |line, word| {
        if word.starts_with('.') { line.contains(word) } else { has_word(line, word) }
    })
}

/// Parts get data and callbacks.
pub fn parts(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&["src/parts"]) {
        return Vec::new();
    }
    let code = code(&source.text, Strings::Emptied);
    let above = ["pages", "transport", "session", "feed", "roster", "poll", "location"];
    lines_with(&code, &above, |line, word| {
        let named = has_word(line, &format!("{word}::")) || line.contains(&format!("crate::{word};"));
        named || line.contains("crate::{") && has_word(line, word)
    })
}

/// Keys of JSON objects are named under `wire` alone.
pub fn json(source: &Source) -> Vec<Breach> {
    let outside = source.is_rust_of(&["panel/src/"])
        && !source.path.starts_with("panel/src/wire/")
        && source.path != "panel/src/wire.rs";
    if !outside && !source.is_rust_of(&["src/"]) {
        return Vec::new();
    }
    let mut breaches = lines_with(&code(&source.text, Strings::Emptied), &["json!", "serde_json::from_"], has_word);
    if outside {
        let keyed = ["Serialize", "Deserialize", "[\"", ".get(\"", "serde(rename"];
        breaches.extend(lines_with(&code(&source.text, Strings::Kept), &keyed, |line, word| {
            if word == "[\"" { has_text_index(line) } else { line.contains(word) }
        }));
    }
    breaches
}

/// `object["key"]`, but no list of texts.
fn has_text_index(line: &str) -> bool {
    line.match_indices("[\"")
        .any(|(place, _)| line[..place].ends_with(|l: char| l.is_alphanumeric() || "_)]".contains(l)))
}

/// The model is plain.
pub fn model(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&["panel/src/model"]) {
        return Vec::new();
    }
    lines_with(&code(&source.text, Strings::Emptied), &["serde", "wire::", "api::"], has_word)
}

/// Both ends must not share one mistake.
pub fn demo(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&["demo/src/"]) {
        return Vec::new();
    }
    lines_with(&code(&source.text, Strings::Emptied), &["panel::wire", "panel::api", "panel::model"], |line, word| {
        has_word(line, word) && !line.contains("crate::panel::")
    })
}

/// A secret has no text form, and nothing goes to the console.
pub fn secrets(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&["src/", "panel/src/"]) {
        return Vec::new();
    }
    let code = code(&source.text, Strings::Emptied);
    let printed =
        ["println!", "eprintln!", "dbg!", "console::", "console_log", "log!", "Debug for Secret", "Display for Secret"];
    let mut breaches = lines_with(&code, &printed, has_word);
    if let Some((before, _)) = code.split_once("pub struct Secret") {
        let derived = before.lines().next_back().filter(|line| line.contains("Debug") || line.contains("Display"));
        let derived = derived.map(|line| Breach { line: before.lines().count(), what: line.to_owned() });
        breaches.extend(derived);
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(rule: fn(&Source) -> Vec<Breach>, path: &str, text: &str) -> usize {
        rule(&Source::sample(path, text)).len()
    }

    #[test]
    fn a_browser_in_the_panel_crate_is_seen() {
        assert_eq!(breaches(pure, "panel/Cargo.toml", "[dependencies]\nweb-sys = \"0.3\"\n"), 1);
        assert_eq!(
            breaches(pure, "panel/Cargo.toml", "[dependencies]\nserde = \"1\"\n[dev-dependencies]\nrand = \"1\""),
            0
        );
        for bad in ["use leptos::prelude::*;", "pub async fn a() {}", "SystemTime::now();"] {
            assert_eq!(breaches(pure, "panel/src/api.rs", bad), 1, "{bad}");
            assert_eq!(breaches(pure, "src/app.rs", bad), 0, "{bad}");
        }
        assert_eq!(breaches(pure, "panel/src/api.rs", "//! No leptos.\n"), 0);
    }

    #[test]
    fn a_second_fetch_is_seen() {
        for bad in ["window().fetch(a)", "Request::get(a).send().await", "use gloo_net::http::Request;"] {
            assert_eq!(breaches(fetch, "src/feed.rs", bad), 1, "{bad}");
            assert_eq!(breaches(fetch, "src/transport.rs", bad), 0, "{bad}");
        }
        assert_eq!(breaches(fetch, "src/live.rs", "WebSocket::new(a)"), 1);
        assert_eq!(breaches(fetch, "src/transport/socket.rs", "WebSocket::new(a)"), 0);
        assert_eq!(breaches(fetch, "src/feed.rs", "prefetch(a)"), 0);
    }

    #[test]
    fn a_part_that_looks_up_is_seen() {
        for bad in [
            "use crate::pages::strip;",
            "use crate::{feed, words};",
            "crate::session::use_session()",
            "use crate::feed;",
        ] {
            assert_eq!(breaches(parts, "src/parts/bar.rs", bad), 1, "{bad}");
            assert_eq!(breaches(parts, "src/pages/bar.rs", bad), 0, "{bad}");
        }
        assert_eq!(breaches(parts, "src/parts/bar.rs", "use crate::words::t;"), 0);
    }

    #[test]
    fn json_outside_wire_is_seen() {
        for bad in ["json!({})", "#[derive(Deserialize)]", "object[\"email\"]", "object.get(\"email\")"] {
            assert_eq!(breaches(json, "panel/src/api/clients.rs", bad), 1, "{bad}");
            assert_eq!(breaches(json, "panel/src/wire/people.rs", bad), 0, "{bad}");
        }
        for good in ["for a in [\"b\"] {}", "&[\"a\"]", "Value"] {
            assert_eq!(breaches(json, "panel/src/api/clients.rs", good), 0, "{good}");
        }
        assert_eq!(breaches(json, "src/feed.rs", "json!({})"), 1);
    }

    #[test]
    fn serde_in_the_model_is_seen() {
        assert_eq!(breaches(model, "panel/src/model/client.rs", "use serde::Serialize;"), 1);
        assert_eq!(breaches(model, "panel/src/model.rs", "//! No serde here.\n"), 0);
    }

    #[test]
    fn a_demo_that_borrows_is_seen() {
        assert_eq!(breaches(demo, "demo/src/seed.rs", "use panel::wire::lenient;"), 1);
        assert_eq!(breaches(demo, "demo/src/seed.rs", "use crate::panel::model;"), 0);
    }

    #[test]
    fn a_printed_secret_is_seen() {
        assert_eq!(
            breaches(secrets, "panel/src/model/secret.rs", "#[derive(Clone, Debug)]\npub struct Secret(String);"),
            1
        );
        assert_eq!(breaches(secrets, "panel/src/model/secret.rs", "#[derive(Clone)]\npub struct Secret(String);"), 0);
        assert_eq!(breaches(secrets, "src/app.rs", "impl fmt::Debug for Secret {}"), 1);
        assert_eq!(breaches(secrets, "src/app.rs", "web_sys::console::log_1(&a);"), 1);
    }
}

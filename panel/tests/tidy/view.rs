//! Rules about what stands in `view!`.

use super::files::{Breach, Source, lines_with};
use super::scan::{Strings, code, is_word};

/// Names that are the same in every language.
const NAMES: [&str; 7] = ["Latchkey", "English", "Xray", "3x-ui", "ML-DSA-65", "REALITY", "Vision"];
/// Attributes people read or hear.
const SPOKEN: [&str; 5] = ["aria-label", "title", "placeholder", "alt", "label"];

/// Words people read come from `text`.
pub fn words(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&["src/"]) {
        return Vec::new();
    }
    let text = code(&source.text, Strings::Kept);
    let mut breaches = Vec::new();
    for (start, _) in text.match_indices("view!") {
        let body = braced(&text[start..]);
        let offset = start + text[start..].find(body).unwrap_or_default();
        for (place, literal) in literals(body) {
            if is_shown(&body[..place]) && is_word_of_a_language(literal) {
                let line = text[..offset + place].matches('\n').count() + 1;
                let breach = Breach { line, what: format!("\"{literal}\" is no key of `text`") };
                if !breaches.contains(&breach) {
                    breaches.push(breach);
                }
            }
        }
    }
    breaches
}

/// The policy forbids `style="…"`; `style:--part` goes through the browser's own interface.
pub fn inline_style(source: &Source) -> Vec<Breach> {
    if !source.is_rust_of(&["src/"]) {
        return Vec::new();
    }
    lines_with(&code(&source.text, Strings::Kept), &[" style=", "\tstyle="], |line, word| line.contains(word))
}

/// From the first brace to the one that closes it. Braces in strings are rare enough in a view to be counted too.
fn braced(text: &str) -> &str {
    let Some(open) = text.find('{') else { return "" };
    let mut depth = 0;
    for (place, letter) in text[open..].char_indices() {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 {
            return &text[open..open + place];
        }
    }
    &text[open..]
}

fn literals(body: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = body[from..].find('"').map(|place| from + place) {
        let Some(length) = body[open + 1..].find('"') else { break };
        found.push((open, &body[open + 1..open + 1 + length]));
        from = open + length + 2;
    }
    found
}

/// Whether a literal behind this text is a text node, or the value of an attribute people read.
fn is_shown(before: &str) -> bool {
    let before = before.trim_end();
    if let Some(attribute) = before.strip_suffix('=') {
        let name = attribute.rsplit(|letter: char| !(is_word(letter) || letter == '-')).next().unwrap_or_default();
        return SPOKEN.contains(&name);
    }
    let arrow = before.ends_with("=>") || before.ends_with("->");
    !arrow && (before.ends_with(['>', '}']) || before.ends_with('"') && !before.ends_with("=\""))
}

fn is_word_of_a_language(literal: &str) -> bool {
    literal.chars().any(char::is_alphabetic) && !NAMES.contains(&literal.trim()) && !is_host(literal)
}

/// `www.example.com`: an example that is the same for everybody.
fn is_host(literal: &str) -> bool {
    let letters =
        literal.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-:".contains(letter));
    letters && literal.contains('.') && !literal.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rule: fn(&Source) -> Vec<Breach>, text: &str) -> Vec<usize> {
        rule(&Source::sample("src/pages/a.rs", text)).into_iter().map(|breach| breach.line).collect()
    }

    #[test]
    fn a_word_in_a_view_is_seen() {
        for bad in [
            "view! { <p>\"Hello\"</p> }",
            "view! { <p>{a} \" of \" {b}</p> }",
            "view! { <button aria-label=\"Close\"></button> }",
            "view! { <input placeholder=\"Name\" /> }",
            "view! { <p>\"done.\"</p> }",
        ] {
            assert_eq!(lines(words, bad), [1], "{bad}");
        }
        assert_eq!(lines(words, "fn a() {}\nview! {\n <p>\n  \"Hello\"\n </p>\n}"), [4]);
    }

    #[test]
    fn keys_names_and_code_are_no_words() {
        for good in [
            "view! { <p>{t(Key::Hello)}</p> }",
            "view! { <p>\" · \"</p> }",
            "view! { <h1>\"Latchkey\"</h1> }",
            "view! { <input placeholder=\"www.example.com\" /> }",
            "view! { <p class=\"row\" id=\"main\">{a}</p> }",
            "view! { <p>{match a { B => \"ok\", _ => \"bad\" }}</p> }",
            "view! { <p>{fill(Key::A, &[(\"name\", &b)])}</p> }",
            "let a = \"Hello\";",
        ] {
            assert_eq!(lines(words, good), Vec::<usize>::new(), "{good}");
        }
    }

    #[test]
    fn an_inline_style_is_seen() {
        assert_eq!(lines(inline_style, "view! { <p style=\"color: red\"></p> }"), [1]);
        assert_eq!(lines(inline_style, "view! { <p style:--part=part></p> }"), Vec::<usize>::new());
    }
}

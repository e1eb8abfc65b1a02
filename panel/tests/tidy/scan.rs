//! Rust text without what a rule must not see: comments, strings, tests. Line numbers stay.

/// What stays of the strings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Strings {
    /// All of them.
    Kept,
    /// Their quotes alone.
    Emptied,
}

/// The text without comments. A test module at the end goes too.
pub fn code(text: &str, strings: Strings) -> String {
    let text = before_tests(text);
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = match letters[at..] {
            ['/', '/', ..] => skip_to(&letters, at, |rest| rest[0] == '\n', 0),
            ['/', '*', ..] => skip_to(&letters, at + 2, |rest| rest.starts_with(&['*', '/']), 2),
            ['"', ..] => string_end(&letters, at),
            ['r', '"', ..] | ['r', '#', '"', ..] if !at.checked_sub(1).is_some_and(|b| is_word(letters[b])) => {
                raw_string_end(&letters, at)
            }
            ['\'', '\\', ..] => skip_to(&letters, at + 3, |rest| rest[0] == '\'', 1),
            ['\'', _, '\'', ..] => at + 3,
            [letter, ..] => {
                out.push(letter);
                at += 1;
                continue;
            }
            [] => break,
        };
        let piece = &letters[at..end];
        let is_string = piece[0] != '/';
        if is_string && strings == Strings::Kept {
            out.extend(piece);
        } else {
            let quotes = if is_string { "\"\"" } else { "" };
            out.push_str(quotes);
            out.extend(piece.iter().filter(|letter| **letter == '\n'));
        }
        at = end;
    }
    out
}

/// The text up to the test module at its end, however that is switched on.
pub fn before_tests(text: &str) -> &str {
    let Some(tests) = text.find("\nmod tests {") else { return text };
    let switch = text[..tests].rfind('\n').map_or(0, |place| place + 1);
    let line = &text[switch..tests];
    if line.starts_with("#[cfg(") && line.contains("test") { &text[..switch] } else { text }
}

fn skip_to(letters: &[char], from: usize, found: impl Fn(&[char]) -> bool, take: usize) -> usize {
    let place = (from..letters.len()).find(|place| found(&letters[*place..]));
    place.map_or(letters.len(), |place| place + take).min(letters.len())
}

fn string_end(letters: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(letters.len())
}

fn raw_string_end(letters: &[char], start: usize) -> usize {
    let hashes = letters[start + 1..].iter().take_while(|letter| **letter == '#').count();
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    skip_to(letters, start + hashes + 2, |rest| rest.starts_with(&closing), hashes + 1)
}

/// Whether a letter belongs to a name.
pub fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether `word` stands in the line with no letter of a name before it.
pub fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(place, _)| !line[..place].ends_with(is_word))
}

#[test]
fn comments_strings_and_tests_are_taken_out() {
    let text = "let a = \"x // y\"; // no\n/* b\n */ let c = 'd'; let e: &'static str = r#\"f\"g\"#;\n#[cfg(test)]\nmod tests {\n}";
    assert_eq!(code(text, Strings::Kept), "let a = \"x // y\"; \n\n let c = 'd'; let e: &'static str = r#\"f\"g\"#;\n");
    assert_eq!(code(text, Strings::Emptied), "let a = \"\"; \n\n let c = \"\"; let e: &'static str = \"\";\n");
    assert_eq!(code("let q = '\"'; let s = \"\\\"\"; // x", Strings::Emptied), "let q = \"\"; let s = \"\"; ");
    assert_eq!(code("let q = '\\''; // x", Strings::Emptied), "let q = \"\"; ");
}

#[test]
fn tests_end_a_file_however_they_are_switched_on() {
    assert_eq!(before_tests("a\n#[cfg(test)]\nmod tests {\n}"), "a\n");
    assert_eq!(before_tests("a\n#[cfg(all(test, feature = \"b\"))]\nmod tests {\n}"), "a\n");
    assert_eq!(before_tests("a\nmod tests {\n}"), "a\nmod tests {\n}");
}

#[test]
fn a_word_begins_where_no_name_goes_on() {
    assert!(has_word("x.fetch(y)", "fetch("));
    assert!(!has_word("prefetch(y)", "fetch("));
}

//! Rules about CSS: both directions of writing, and nothing that moves for ever.

use super::files::{Breach, Source};

const PHYSICAL: [&str; 17] = [
    "left",
    "right",
    "margin-left",
    "margin-right",
    "padding-left",
    "padding-right",
    "border-left",
    "border-right",
    "border-left-color",
    "border-right-color",
    "border-left-width",
    "border-right-width",
    "border-top-left-radius",
    "border-top-right-radius",
    "border-bottom-left-radius",
    "border-bottom-right-radius",
    "scroll-margin-left",
];
const SIDED: [&str; 3] = ["text-align", "float", "clear"];

/// No property that names a side of the screen.
pub fn logical(source: &Source) -> Vec<Breach> {
    let physical = |property: &str, value: &str| {
        let sides = value.split_whitespace().any(|word| matches!(word.trim_end_matches('!'), "left" | "right"));
        PHYSICAL.contains(&property) || SIDED.contains(&property) && sides
    };
    offending(source, physical)
}

/// No animation without an end.
pub fn motion(source: &Source) -> Vec<Breach> {
    let endless = |property: &str, value: &str| {
        property.starts_with("animation") && value.split([' ', ',', ';']).any(|word| word == "infinite")
    };
    offending(source, endless)
}

fn offending(source: &Source, bad: impl Fn(&str, &str) -> bool) -> Vec<Breach> {
    if !source.path.starts_with("style/") && source.path != "index.html" {
        return Vec::new();
    }
    let text = without_comments(&source.text);
    let mut breaches = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for declaration in line.split(['{', '}', ';']) {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            if bad(property.trim(), value.trim()) {
                breaches.push(Breach { line: number, what: declaration.trim().to_owned() });
            }
        }
    }
    breaches
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, piece) in text.split("/*").enumerate() {
        let (comment, rest) = if place == 0 { ("", piece) } else { piece.split_once("*/").unwrap_or((piece, "")) };
        out.extend(comment.chars().filter(|letter| *letter == '\n'));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(rule: fn(&Source) -> Vec<Breach>, text: &str) -> Vec<usize> {
        rule(&Source::sample("style/base.css", text)).into_iter().map(|breach| breach.line).collect()
    }

    #[test]
    fn a_side_is_seen() {
        for bad in ["a { margin-left: 1px }", "a{left:0}", "a { text-align: right; }", "a { float: left }"] {
            assert_eq!(breaches(logical, bad), [1], "{bad}");
        }
        for good in [
            "a { margin-inline-start: 1px }",
            "a { inset-inline-start: 0 }",
            "a { text-align: start }",
            "/* left: 0 */",
        ] {
            assert_eq!(breaches(logical, good), Vec::<usize>::new(), "{good}");
        }
        assert_eq!(breaches(logical, "/* a\n b */\na {\n  right: 0;\n}"), [4]);
    }

    #[test]
    fn an_endless_animation_is_seen() {
        for bad in ["a { animation: pulse 1s infinite; }", "a { animation-iteration-count: infinite }"] {
            assert_eq!(breaches(motion, bad), [1], "{bad}");
        }
        assert_eq!(breaches(motion, "a { animation: rise 0.2s both }"), Vec::<usize>::new());
    }
}

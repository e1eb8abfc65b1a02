//! Trims wasm-bindgen's glue, whose export list Trunk's minifier cannot read.

/// Drops comments that fill lines of their own, and indentation. Text with a template literal over several lines, where
/// that would change what the script says, stays as it is.
pub fn trim(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut inside = false;
    let mut text = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        let starts = inside || line.starts_with("/*");
        inside = starts && !line.ends_with("*/");
        if !starts && !line.starts_with("//") && !line.is_empty() {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "/* eslint-disable */\nclass A {\n    /**\n     * @returns {number} a * b\n     */\n    get a() {\n\n        \
                      // why\n        return \"/* no comment */\"; // kept\n    }\n}\n";
        assert_eq!(trim(script), "class A {\nget a() {\nreturn \"/* no comment */\"; // kept\n}\n}\n");
    }

    #[test]
    fn text_that_spans_lines_is_left_alone() {
        let script = "const a = `\n  indented`;\n";
        assert_eq!(trim(script), script);
    }
}

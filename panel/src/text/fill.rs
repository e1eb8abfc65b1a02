//! Putting values into a sentence.

/// Replaces each `{name}` of `template` by its value. A placeholder without a value stays as it is, so that a
/// translator's slip is seen and nothing is lost; values are never scanned again.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let known = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value, tail)));
        if let Some((value, tail)) = known {
            out.push_str(value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_take_their_places_once() {
        assert_eq!(fill("{a} of {b}", &[("a", "1"), ("b", "{a}")]), "1 of {a}");
        assert_eq!(fill("{who} left", &[]), "{who} left");
        assert_eq!(fill("open { brace", &[("brace", "x")]), "open { brace");
    }
}

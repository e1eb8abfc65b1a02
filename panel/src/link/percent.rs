//! Percent-encoding. Written strictly, read with mercy (share link spec §1; RFC 3986 §2).

/// Why an encoded text could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// A `%` without two hex digits after it.
    Escape,
    /// The bytes are not UTF-8.
    Utf8,
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends a text with every byte outside `A-Z a-z 0-9 - . _ ~` as `%XX`: no reader mistakes any of those.
pub(super) fn encode(text: &str, into: &mut String) {
    let mut rest = text;
    // Plain stretches are copied whole, and they always end at the border of a letter.
    while let Some(end) = rest.bytes().position(|byte| !is_plain(byte)) {
        let (plain, tail) = rest.split_at(end);
        into.push_str(plain);
        let letter = tail.chars().next().map_or(1, char::len_utf8);
        let (letter, tail) = tail.split_at(letter);
        for byte in letter.bytes() {
            into.push('%');
            for nibble in [byte >> 4, byte & 15] {
                into.push(HEX.get(usize::from(nibble)).copied().map_or('0', char::from));
            }
        }
        rest = tail;
    }
    into.push_str(rest);
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Decodes once. `plus` says whether `+` is a space, as it is in a query and nowhere else (share link spec §10).
pub(super) fn decode(text: &str, plus: bool) -> Result<String, Bad> {
    bytes(text, plus, false).and_then(|bytes| String::from_utf8(bytes).map_err(|_| Bad::Utf8))
}

/// Decodes what can be decoded: a `%` that starts no escape stays, bytes that are not UTF-8 become `U+FFFD`.
pub(super) fn decode_leniently(text: &str, plus: bool) -> String {
    let bytes = bytes(text, plus, true).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn bytes(text: &str, plus: bool, keep_bad: bool) -> Result<Vec<u8>, Bad> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'%', [high, low, tail @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(digit(*high) << 4 | digit(*low));
                rest = tail;
            }
            (b'%', _) if !keep_bad => return Err(Bad::Escape),
            (b'+', _) if plus => out.push(b' '),
            _ => out.push(byte),
        }
    }
    Ok(out)
}

/// The value of a hex digit; 0 for anything else.
pub(super) fn digit(hex: u8) -> u8 {
    match hex {
        b'0'..=b'9' => hex - b'0',
        b'a'..=b'f' => hex - b'a' + 10,
        b'A'..=b'F' => hex - b'A' + 10,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> String {
        let mut out = String::new();
        encode(text, &mut out);
        out
    }

    #[test]
    fn only_unreserved_bytes_stay() {
        assert_eq!(encoded("aZ09-._~"), "aZ09-._~");
        assert_eq!(encoded("a b+c/%é'(*)"), "a%20b%2Bc%2F%25%C3%A9%27%28%2A%29");
    }

    #[test]
    fn a_plus_is_a_space_only_where_it_is_asked_for() {
        assert_eq!(decode("a+b%2b%2F", true), Ok("a b+/".to_owned()));
        assert_eq!(decode("a+b", false), Ok("a+b".to_owned()));
    }

    #[test]
    fn bad_escapes_and_bad_text_are_told_apart_or_kept() {
        for (text, bad, lenient) in [
            ("100%", Bad::Escape, "100%"),
            ("%2", Bad::Escape, "%2"),
            ("%zz%41", Bad::Escape, "%zzA"),
            ("%FF", Bad::Utf8, "\u{fffd}"),
        ] {
            assert_eq!(decode(text, false), Err(bad), "{text}");
            assert_eq!(decode_leniently(text, false), lenient);
        }
    }
}

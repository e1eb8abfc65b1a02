//! Base64 (RFC 4648). Writes the standard and the URL alphabet, reads either, with or without padding
//! (share link spec §11).

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The standard alphabet, padded: `vmess://` and WireGuard keys.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = letters(bytes, STANDARD);
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// The URL alphabet without padding: Shadowsocks and REALITY keys.
pub(super) fn encode_url(bytes: &[u8]) -> String {
    letters(bytes, URL)
}

fn letters(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    let letter = |group: u32, shift: u32| alphabet.get((group >> shift & 63) as usize).copied().unwrap_or(b'A');
    for chunk in bytes.chunks(3) {
        let group = match *chunk {
            [a, b, c] => u32::from_be_bytes([0, a, b, c]),
            [a, b] => u32::from_be_bytes([0, a, b, 0]),
            [a] => u32::from_be_bytes([0, a, 0, 0]),
            _ => 0,
        };
        let four = [letter(group, 18), letter(group, 12), letter(group, 6), letter(group, 0)];
        text.extend(four.iter().take(chunk.len() + 1));
    }
    String::from_utf8(text).unwrap_or_default()
}

/// Reads base64 of either alphabet; white space inside is skipped, as mail programs fold long lines. `None` when a
/// letter is foreign, padding stands inside, or the end is cut off.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches(|letter: char| letter == '=' || letter.is_ascii_whitespace());
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut group, mut letters) = (0u32, 0u32);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace()) {
        group = group << 6 | u32::from(value(letter)?);
        letters += 1;
        if letters == 4 {
            bytes.extend(group.to_be_bytes().into_iter().skip(1));
            (group, letters) = (0, 0);
        }
    }
    match letters {
        0 => {}
        2 => bytes.extend((group << 12).to_be_bytes().into_iter().skip(1).take(1)),
        3 => bytes.extend((group << 6).to_be_bytes().into_iter().skip(1).take(2)),
        _ => return None,
    }
    Some(bytes)
}

/// Exactly 32 bytes: a key of X25519, or a SHA-256.
pub(super) fn decode_32(text: &str) -> Option<[u8; 32]> {
    decode(text)?.try_into().ok()
}

fn value(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648_both_ways() {
        for (plain, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(plain.as_bytes()), text);
            assert_eq!(encode_url(plain.as_bytes()), text.trim_end_matches('='));
            assert_eq!(decode(text).unwrap(), plain.as_bytes());
            assert_eq!(decode(text.trim_end_matches('=')).unwrap(), plain.as_bytes());
        }
    }

    #[test]
    fn both_alphabets_are_read_and_foreign_letters_are_not() {
        assert_eq!(encode(&[0xfb, 0xff]), "+/8=");
        assert_eq!(encode_url(&[0xfb, 0xff]), "-_8");
        assert_eq!(decode("+_8=").unwrap(), [0xfb, 0xff]);
        assert_eq!(decode("Zm9v\r\nYmFy\n").unwrap(), b"foobar");
        for bad in ["Zg==Zg==", "Z", "Zm9vY", "Zm!v", "é"] {
            assert!(decode(bad).is_none(), "{bad}");
        }
    }
}

//! One-time codes (RFC 6238, SHA-1, six digits).

use hmac::{Hmac, Mac};

/// The code of the current half minute.
pub fn totp(secret: &str, now: i64) -> String {
    let mut key = Vec::new();
    let (mut bits, mut held) = (0u32, 0);
    for character in secret.trim_end_matches('=').chars() {
        let Some(digit) = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(character.to_ascii_uppercase()) else { continue };
        bits = bits << 5 | digit as u32;
        held += 5;
        if held >= 8 {
            held -= 8;
            key.push((bits >> held) as u8);
        }
    }
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&key).expect("any length is a key");
    mac.update(&(now / 30_000).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::totp;

    /// RFC 6238, appendix B (SHA-1, the last six of eight digits).
    #[test]
    fn codes_of_the_standard() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert_eq!(totp(secret, 59_000), "287082");
        assert_eq!(totp(secret, 1_111_111_109_000), "081804");
        assert_eq!(totp(secret, 20_000_000_000_000), "353130");
    }
}

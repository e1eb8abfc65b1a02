//! Identifiers and passwords out of fresh random bytes. The bytes are an argument: randomness belongs to the browser.

use super::Secret;

/// Everything random about one new person, from bytes used for nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Fresh {
    id: [u8; 16],
    subscription: [u8; 8],
    password: [u8; 32],
}

impl Fresh {
    /// How many random bytes a person takes.
    pub const SIZE: usize = 56;

    /// Takes the bytes.
    #[must_use]
    pub fn new(random: &[u8; Self::SIZE]) -> Self {
        let mut bytes = random.iter().copied();
        let mut next = || bytes.next().unwrap_or_default();
        Self {
            id: std::array::from_fn(|_| next()),
            subscription: std::array::from_fn(|_| next()),
            password: std::array::from_fn(|_| next()),
        }
    }

    /// A random UUID (version 4).
    #[must_use]
    pub fn uuid(&self) -> Secret {
        let number = u128::from_be_bytes(self.id);
        // The version and the variant stand in the 13th and the 17th digit.
        let number = number & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
        let digits = format!("{number:032x}");
        let mut text = String::with_capacity(36);
        for (place, digit) in digits.chars().enumerate() {
            if matches!(place, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            text.push(digit);
        }
        Secret::new(text)
    }

    /// A subscription id of 16 letters and digits, as panels make them.
    #[must_use]
    pub fn subscription(&self) -> String {
        hex(&self.subscription)
    }

    /// A password of 32 hex digits, which no path and no link has to escape.
    #[must_use]
    pub fn word(&self) -> Secret {
        Secret::new(hex(self.password.get(..16).unwrap_or_default()))
    }

    /// The key of a Shadowsocks 2022 person: exactly as many bytes as the cipher takes.
    #[must_use]
    pub fn key(&self, cipher: &str) -> &[u8] {
        let length = if cipher.contains("aes-128") { 16 } else { 32 };
        self.password.get(..length).unwrap_or_default()
    }
}

/// How many random bytes the short ids of an inbound take.
pub const SHORT_IDS_SIZE: usize = 36;

/// Eight short ids, the longest first: 16, 14 … 2 hex digits.
#[must_use]
pub fn short_ids(random: &[u8; SHORT_IDS_SIZE]) -> Vec<String> {
    let mut rest = random.as_slice();
    (1..=8)
        .rev()
        .filter_map(|length| {
            let (id, behind) = rest.split_at_checked(length)?;
            rest = behind;
            Some(hex(id))
        })
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting() -> Fresh {
        Fresh::new(&std::array::from_fn(|place| place as u8))
    }

    #[test]
    fn a_uuid_says_that_it_is_random() {
        assert_eq!(counting().uuid().expose(), "00010203-0405-4607-8809-0a0b0c0d0e0f");
        assert_eq!(Fresh::new(&[0xff; 56]).uuid().expose(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(Fresh::new(&[0; 56]).uuid().expose(), "00000000-0000-4000-8000-000000000000");
    }

    #[test]
    fn no_byte_serves_twice() {
        let fresh = counting();
        assert_eq!(fresh.subscription(), "1011121314151617");
        assert_eq!(fresh.word().expose(), "18191a1b1c1d1e1f2021222324252627");
    }

    #[test]
    fn a_shadowsocks_key_is_as_long_as_its_cipher_takes() {
        let fresh = counting();
        assert_eq!(fresh.key("2022-blake3-aes-128-gcm"), (0x18..0x28).collect::<Vec<u8>>());
        assert_eq!(fresh.key("2022-blake3-aes-256-gcm"), (0x18..0x38).collect::<Vec<u8>>());
    }

    #[test]
    fn short_ids_have_every_even_length() {
        let ids = short_ids(&std::array::from_fn(|place| place as u8));
        assert_eq!(ids.iter().map(String::len).collect::<Vec<_>>(), [16, 14, 12, 10, 8, 6, 4, 2]);
        assert_eq!(ids.first().map(String::as_str), Some("0001020304050607"));
        assert_eq!(ids.last().map(String::as_str), Some("23"));
    }
}

//! The server's chance: seeded, so that the same seed makes the same server.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::hash::{Hash, Hasher};

/// A seeded source of everything random.
pub struct Chance(fastrand::Rng);

impl Chance {
    /// A source that always gives the same for the same seed.
    pub fn new(seed: u64) -> Self {
        Chance(fastrand::Rng::with_seed(seed))
    }

    /// A number below `end` (which must not be 0).
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.u64(..end)
    }

    /// A number in `[0, 1)`.
    pub fn fraction(&mut self) -> f64 {
        self.0.f64()
    }

    /// One of the entries.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.usize(..of.len())]
    }

    /// Random bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.0.u8(..)).collect()
    }

    /// 32 random bytes.
    pub fn key(&mut self) -> [u8; 32] {
        let mut key = [0; 32];
        self.0.fill(&mut key);
        key
    }

    /// Lower-case hex of this many characters.
    pub fn hex(&mut self, characters: usize) -> String {
        (0..characters).map(|_| char::from(b"0123456789abcdef"[self.0.usize(..16)])).collect()
    }

    /// Letters and digits.
    pub fn word(&mut self, characters: usize) -> String {
        (0..characters).map(|_| self.0.alphanumeric()).collect()
    }

    /// Base64 with padding.
    pub fn base64(&mut self, bytes: usize) -> String {
        STANDARD.encode(self.bytes(bytes))
    }

    /// Base64 for addresses, without padding.
    pub fn base64url(&mut self, bytes: usize) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes(bytes))
    }

    /// A version 4 UUID.
    pub fn uuid(&mut self) -> String {
        let mut b = self.bytes(16);
        b[6] = b[6] & 0x0f | 0x40;
        b[8] = b[8] & 0x3f | 0x80;
        let hex: String = b.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

/// A number that depends on nothing but its arguments: what a person does at a moment, whoever asks.
pub fn fate(seed: u64, name: &str, moment: i64) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    (seed, name, moment).hash(&mut hasher);
    hasher.finish()
}

//! Public keys from private ones (X25519): for REALITY inbounds that store only the private half (§2), and for
//! WireGuard (§8). Without the feature `x25519` no key is derived.

use super::base64;

/// The public key of a private one, in the URL alphabet without padding as REALITY has it. `None` for a text that is
/// not 32 bytes of base64.
///
/// ```
/// let public = panel::link::public_key("qVZ3QH09nfpN0vj9Rje71eSK-oLL0VXNTPC0BPEjRGI");
/// assert_eq!(public.unwrap(), "PeLjEtvSysPScOrWfzQWJB5cWYKQPbIxfHoYhuADC20");
/// ```
#[must_use]
pub fn public_key(private: &str) -> Option<String> {
    derive(&base64::decode_32(private)?).map(|key| base64::encode_url(&key))
}

/// The same in the standard alphabet with padding, as WireGuard has it.
#[must_use]
pub fn public_key_standard(private: &str) -> Option<String> {
    derive(&base64::decode_32(private)?).map(|key| base64::encode(&key))
}

#[cfg(feature = "x25519")]
fn derive(private: &[u8; 32]) -> Option<[u8; 32]> {
    Some(x25519_dalek::x25519(*private, x25519_dalek::X25519_BASEPOINT_BYTES))
}

#[cfg(not(feature = "x25519"))]
fn derive(_private: &[u8; 32]) -> Option<[u8; 32]> {
    None
}

#[cfg(all(test, feature = "x25519"))]
mod tests {
    use super::derive;

    /// RFC 7748 §6.1.
    #[test]
    fn the_key_pair_of_the_rfc() {
        let hex = |text: &str| -> [u8; 32] {
            std::array::from_fn(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap())
        };
        let alice = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        assert_eq!(derive(&alice), Some(hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")));
    }
}

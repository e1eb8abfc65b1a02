//! Fresh random bytes for credentials.

/// Bytes from the browser's own generator, which also works on plain http. The two bytes of a user id with bits that are
/// always the same are left out.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    for part in out.chunks_mut(14) {
        let id = super::clock::random();
        let fresh = id.into_iter().enumerate().filter(|(place, _)| !matches!(place, 6 | 8));
        part.iter_mut().zip(fresh).for_each(|(byte, (_, random))| *byte = random);
    }
    out
}

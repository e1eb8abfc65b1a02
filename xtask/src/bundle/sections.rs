//! Takes out of a Wasm file what only tools read.

use anyhow::{Context, Result, ensure};

const HEADER: usize = 8;
const CUSTOM: u8 = 0;

/// The file without custom sections: names of functions, producers and the like.
pub fn bare(wasm: &[u8]) -> Result<Vec<u8>> {
    ensure!(wasm.starts_with(b"\0asm\x01\0\0\0"), "not a Wasm file");
    let mut kept = wasm[..HEADER].to_vec();
    let mut at = HEADER;
    while at < wasm.len() {
        let (size, body) = number(wasm, at + 1)?;
        let section = wasm.get(at..body + size).context("a Wasm file that ends too soon")?;
        if section[0] != CUSTOM {
            kept.extend(section);
        }
        at += section.len();
    }
    Ok(kept)
}

/// An unsigned LEB128 number and where it ends.
fn number(bytes: &[u8], mut at: usize) -> Result<(usize, usize)> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(at).context("a Wasm file that ends too soon")?;
        at += 1;
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok((value, at));
        }
    }
    anyhow::bail!("a number in a Wasm file that does not end")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sections as the WebAssembly specification (5.5) writes them: an id, a size in LEB128, and that many bytes.
    fn file(sections: &[&[u8]]) -> Vec<u8> {
        [&b"\0asm\x01\0\0\0"[..], &sections.concat()].concat()
    }

    #[test]
    fn only_custom_sections_go() {
        let long = [&[0, 0x80, 0x01][..], &[7; 128]].concat();
        let memory: &[u8] = &[5, 3, 1, 0, 1];
        let start: &[u8] = &[8, 0x81, 0x00, 0];
        assert_eq!(bare(&file(&[&[0, 2, 1, b'n'], memory, &long, start])).unwrap(), file(&[memory, start]));
    }

    /// The example of the LEB128 article of the DWARF standard (7.6): 624485.
    #[test]
    fn numbers_are_leb128() {
        assert_eq!(number(&[0xe5, 0x8e, 0x26], 0).unwrap(), (624_485, 3));
        assert!(number(&[0xff; 9], 0).is_err());
    }

    #[test]
    fn what_is_cut_off_or_no_wasm_is_an_error() {
        assert!(bare(&file(&[&[5, 3, 1, 0]])).is_err());
        assert!(bare(b"<!doctype html>").is_err());
    }
}

//! Compressed copies, made once here instead of on every request.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// Kinds of files that shrink; pictures are compressed already.
const SHRINKING: [&str; 7] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest"];

/// Writes `file.br` and `file.gz`.
pub fn beside(file: &Path) -> Result<()> {
    if file.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| SHRINKING.contains(&kind)) {
        let bytes = fs::read(file)?;
        fs::write(sibling(file, "br"), brotli(&bytes)?)?;
        fs::write(sibling(file, "gz"), gzip(&bytes)?)?;
    }
    Ok(())
}

/// The name of a compressed copy.
pub fn sibling(file: &Path, kind: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    name.into()
}

/// Brotli at its strongest.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

/// Gzip at its strongest, without a time stamp.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_unpack_to_the_original_and_only_shrinking_kinds_get_them() {
        let folder = tempfile::tempdir().unwrap();
        let text = "tick ".repeat(500);
        for name in ["a.js", "b.png"] {
            let file = folder.path().join(name);
            fs::write(&file, &text).unwrap();
            beside(&file).unwrap();
        }
        let open = |name: &str| fs::File::open(folder.path().join(name));
        let (mut brotli, mut gzip) = (String::new(), String::new());
        brotli::Decompressor::new(open("a.js.br").unwrap(), 4096).read_to_string(&mut brotli).unwrap();
        flate2::read::GzDecoder::new(open("a.js.gz").unwrap()).read_to_string(&mut gzip).unwrap();
        assert_eq!((brotli, gzip), (text.clone(), text));
        assert!(open("b.png.br").is_err());
    }
}

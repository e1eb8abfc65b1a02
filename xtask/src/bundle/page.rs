//! What is done to the page and to the names of files beside it.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Moves the style sheets behind the sign-in form: a browser shows what stands before a sheet without waiting for it,
/// and what the form needs is in the page itself. Inline styles become one: a hash less, and hashes do not shrink.
pub fn arrange(html: &str) -> Result<String> {
    let mut rest = html.replace("</style><style>", "");
    let mut sheets = String::new();
    while let Some((start, end)) = sheet(&rest) {
        sheets.push_str(&rest[start..end]);
        rest.replace_range(start..end, "");
    }
    let place = rest.rfind("</body>").context("index.html has no </body>")?;
    rest.insert_str(place, &sheets);
    Ok(rest)
}

fn sheet(html: &str) -> Option<(usize, usize)> {
    let head = &html[..html.find("<body").unwrap_or(html.len())];
    let mut from = 0;
    while let Some(start) = head[from..].find("<link").map(|at| from + at) {
        let end = start + head[start..].find('>')? + 1;
        if head[start..end].contains("stylesheet") {
            return Some((start, end));
        }
        from = end;
    }
    None
}

/// `latchkey-0123456789abcdef_bg.wasm` → (`latchkey`, `wasm`); nothing for a name without a hash.
pub fn hashed(name: &str) -> Option<(&str, &str)> {
    let (rest, extension) = name.rsplit_once('.')?;
    let (stem, hash) = rest.strip_suffix("_bg").unwrap_or(rest).rsplit_once('-')?;
    let hex = hash.len() >= 15 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (hex && ["js", "css", "wasm"].contains(&extension)).then_some((stem, extension))
}

/// `latchkey` and what is in it → `latchkey-0123456789abcdef.wasm`.
pub fn name(stem: &str, bytes: &[u8], extension: &str) -> String {
    format!("{stem}-{}.{extension}", digest(bytes))
}

/// Sixteen hex digits that change when the content does.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_taken_apart() {
        assert_eq!(hashed("latchkey-d0c0a1b2c3d4e5f6_bg.wasm"), Some(("latchkey", "wasm")));
        assert_eq!(hashed("parts-d0c0a1b2c3d4e5f.css"), Some(("parts", "css")));
        assert_eq!(hashed("icon-192.png"), None);
        assert_eq!(hashed("deep-linking-guidelines.js"), None);
    }

    /// First 8 bytes of SHA-256("abc"), FIPS 180-2 appendix B.1.
    #[test]
    fn a_name_follows_the_content() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea");
    }

    #[test]
    fn sheets_move_behind_the_form_in_their_order() {
        let page = "<head><link rel=icon href=i.svg><style>a{}</style><style>b{}</style>\
                    <link rel=\"stylesheet\" href=a.css><link href=b.css rel=stylesheet></head><body><form></form></body>";
        assert_eq!(
            arrange(page).unwrap(),
            "<head><link rel=icon href=i.svg><style>a{}b{}</style></head><body><form></form><link rel=\"stylesheet\" href=a.css>\
             <link href=b.css rel=stylesheet></body>"
        );
    }
}

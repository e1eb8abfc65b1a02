//! The page's Content-Security-Policy: nothing but this bundle and its own panel, inline parts by their hashes.

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Fills the page's empty policy. Nothing may change the page afterwards.
pub fn seal(html: &str) -> Result<String> {
    let (start, end) = meta(html).context("index.html has no <meta http-equiv=\"Content-Security-Policy\">")?;
    let policy = policy(&html[..start], &html[end..]);
    Ok(format!("{}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{}", &html[..start], &html[end..]))
}

fn policy(before: &str, after: &str) -> String {
    let hashes =
        |tag| [inline(before, tag), inline(after, tag)].concat().iter().map(|body| hash(body)).collect::<String>();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; connect-src 'self'; \
         img-src 'self' data: blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'",
        hashes("script"),
        hashes("style")
    )
}

fn meta(html: &str) -> Option<(usize, usize)> {
    let name = html.find("Content-Security-Policy")?;
    let start = html[..name].rfind("<meta")?;
    let end = name + html[name..].find('>')? + 1;
    Some((start, end))
}

/// The bodies of every `<tag>` that is not a reference to a file.
fn inline<'a>(html: &'a str, tag: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}"));
    let mut bodies = Vec::new();
    let mut rest = html;
    while let Some((_, from)) = rest.split_once(&open) {
        let Some((attributes, from)) = from.split_once('>') else { break };
        let Some((body, from)) = from.split_once(&close) else { break };
        if !attributes.contains("src=") {
            bodies.push(body);
        }
        rest = from;
    }
    bodies
}

fn hash(body: &str) -> String {
    format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the CSP specification (section 8.3).
    #[test]
    fn hashes_as_browsers_do() {
        assert_eq!(hash("alert('Hello, world.');"), " 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn every_inline_part_and_no_file_gets_a_hash() {
        let html = "<meta content http-equiv=Content-Security-Policy><script>alert('Hello, world.');</script>\
                    <script type=module src=\"./a.js\"></script><style>a{}</style><script type=\"module\">1</script>";
        let sealed = seal(html).unwrap();
        let scripts = sealed.split_once("script-src ").unwrap().1.split_once(';').unwrap().0;
        assert_eq!(
            scripts,
            "'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=' \
             'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
        );
        let styles = sealed.split_once("style-src ").unwrap().1.split_once(';').unwrap().0;
        assert_eq!(styles, format!("'self'{}", hash("a{}")));
        assert!(!sealed.contains("unsafe-inline"));
        assert!(sealed.ends_with("<script type=\"module\">1</script>"));
    }

    #[test]
    fn a_page_without_a_place_for_the_policy_is_an_error() {
        assert!(seal("<script>1</script>").is_err());
    }
}

//! A static bundle beside the panel, served as a careful proxy would serve it.

use crate::http::reply::Reply;
use std::path::Path;

fn media(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether the name carries a hash: a long run of hex behind `-` or `.`.
fn hashed(name: &str) -> bool {
    name.split(['-', '.', '_']).any(|part| part.len() >= 8 && part.chars().all(|c| c.is_ascii_hexdigit()))
}

/// The file at this path below the bundle; `coding` is the request's `Accept-Encoding`.
pub fn file(dir: &Path, path: &str, coding: &str) -> Reply {
    let path = if path.is_empty() { "index.html" } else { path };
    let safe = path.split('/').all(|part| !part.is_empty() && part != ".." && part != ".") && !path.contains('\\');
    let whole = dir.join(path);
    if !safe || !whole.is_file() {
        return guarded(Reply::typed(404, "text/plain; charset=utf-8", "not found"));
    }
    let accepted = |name: &str| coding.split(',').any(|part| part.trim().split(';').next() == Some(name));
    let packed = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(name, extension)| {
        let sibling = dir.join(format!("{path}.{extension}"));
        accepted(name).then(|| std::fs::read(sibling).ok())?.map(|body| (name, body))
    });
    let reply = match packed {
        Some((name, body)) => Reply::typed(200, media(path), body).with("content-encoding", name),
        None => match std::fs::read(&whole) {
            Ok(body) => Reply::typed(200, media(path), body),
            Err(_) => return guarded(Reply::empty(404)),
        },
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let cache = if hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    guarded(reply.with("cache-control", cache).with("vary", "Accept-Encoding"))
}

fn guarded(reply: Reply) -> Reply {
    reply
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "no-referrer")
        .with("content-security-policy", "frame-ancestors 'none'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash() {
        assert!(hashed("latchkey-3f2a9c1b7d6e5f40_bg.wasm"));
        assert!(hashed("style-9a8b7c6d.css"));
        assert!(!hashed("index.html"));
        assert!(!hashed("fa.json"));
    }
}

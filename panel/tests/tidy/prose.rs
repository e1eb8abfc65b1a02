//! Rules about what any text may speak of.

use super::files::{Breach, Source, lines_with};

/// The product alone: no path of a machine, nobody's tools.
pub fn product(source: &Source) -> Vec<Breach> {
    if source.path.starts_with("panel/tests/tidy") {
        return Vec::new();
    }
    let mut foreign =
        vec!["/work/", "../shared", "/home/", "/Users/", "CARGO_TARGET_DIR=/", "ChatGPT", "Claude", "Copilot"];
    if source.path.ends_with(".md") {
        foreign.extend(["/tmp/", "/root/"]);
    }
    lines_with(&source.text, &foreign, |line, word| line.contains(word))
}

#[test]
fn a_path_of_a_machine_is_seen() {
    for bad in ["see ../shared/design.md", "cd /work/main", "/home/me/x", "/tmp/a"] {
        assert_eq!(product(&Source::sample("README.md", bad)).len(), 1, "{bad}");
    }
    assert_eq!(product(&Source::sample("README.md", "cargo xtask test")).len(), 0);
    assert_eq!(product(&Source::sample("demo/src/seed.rs", "\"/root/cert/cert.pem\"")).len(), 0);
}

//! The repository's own text files, and what a rule says about one.

use std::path::Path;

/// Where the repository begins.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

const KINDS: [&str; 12] = ["rs", "js", "ts", "css", "html", "md", "toml", "json", "sh", "conf", "yml", "webmanifest"];
const SKIPPED: [&str; 8] =
    [".git", "target", "dist", "node_modules", "data", "test-results", "playwright-report", "Cargo.lock"];

/// A text file.
pub struct Source {
    /// Path from the root, with `/`.
    pub path: String,
    /// Content.
    pub text: String,
}

impl Source {
    /// A made-up file.
    pub fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether it is Rust below one of these folders.
    pub fn is_rust_of(&self, folders: &[&str]) -> bool {
        self.path.ends_with(".rs") && folders.iter().any(|folder| self.path.starts_with(folder))
    }
}

/// One place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
pub struct Breach {
    /// From 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl Breach {
    /// With the place it is at.
    pub fn at(&self, source: &Source) -> String {
        format!("{}:{}: {}", source.path, self.line, self.what)
    }
}

/// A breach for every line of `text` that holds one of the words, as `found` says it.
pub fn lines_with(text: &str, words: &[&str], found: impl Fn(&str, &str) -> bool) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for word in words.iter().filter(|word| found(line, word)) {
            breaches.push(Breach { line: number, what: format!("`{word}`: {}", line.trim()) });
        }
    }
    breaches
}

/// Every text file.
pub fn all() -> Vec<Source> {
    let mut sources = Vec::new();
    collect(Path::new(ROOT), "", &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn collect(folder: &Path, prefix: &str, into: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if SKIPPED.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), into);
        } else if KINDS.iter().any(|kind| name.ends_with(&format!(".{kind}"))) || path == ".ci/run" {
            into.push(Source { path, text: std::fs::read_to_string(entry.path()).unwrap() });
        }
    }
}

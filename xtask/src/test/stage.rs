//! The stages of a full test run.

use anyhow::Result;
use clap::ValueEnum;

use crate::tools::{self, Package, browser};
use crate::{bundle, place, run, size};

/// One heading in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// rustfmt
    Format,
    /// Unit, property, tidy and contract tests of all crates
    Unit,
    /// clippy for this machine
    Clippy,
    /// clippy for the browser
    ClippyWasm,
    /// The release bundle
    Bundle,
    /// The size gate
    Size,
    /// The files of deploy/ in a real nginx and a real Caddy
    Deploy,
    /// Journeys in a real browser
    Browser,
}

impl Stage {
    /// In the order they run.
    pub const ALL: [Stage; 8] = [
        Stage::Format,
        Stage::Unit,
        Stage::Clippy,
        Stage::ClippyWasm,
        Stage::Bundle,
        Stage::Size,
        Stage::Deploy,
        Stage::Browser,
    ];

    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Stage::Format => "format",
            Stage::Unit => "unit and contract tests",
            Stage::Clippy => "clippy",
            Stage::ClippyWasm => "clippy (wasm32)",
            Stage::Bundle => "release bundle",
            Stage::Size => "size gate",
            Stage::Deploy => "deploy examples",
            Stage::Browser => "browser journeys",
        }
    }

    /// Runs it to its end.
    pub fn run(self) -> Result<()> {
        match self {
            Stage::Format => cargo(&["fmt", "--all", "--check"]),
            Stage::Unit => cargo(&["test", "--workspace", "--exclude", "latchkey"]),
            Stage::Clippy => {
                cargo(&["clippy", "--workspace", "--exclude", "latchkey", "--all-targets", "--", "-D", "warnings"])
            }
            Stage::ClippyWasm => {
                tools::target()?;
                cargo(&["clippy", "--package", "latchkey", "--target", tools::TARGET, "--", "-D", "warnings"])
            }
            Stage::Bundle => bundle::build(),
            Stage::Size => size::run(&size::Options::default()),
            Stage::Deploy => deploy(),
            Stage::Browser => journeys(),
        }
    }
}

fn deploy() -> Result<()> {
    tools::packages(&browser::NGINX)?;
    tools::packages(&["caddy", "curl", "openssl"].map(|name| Package::program(name, name)))?;
    cargo(&["test", "--package", "xtask", "--test", "deploy", "--", "--ignored"])
}

fn journeys() -> Result<()> {
    browser::ensure()?;
    if !place::dist().join("index.html").is_file() {
        bundle::build()?;
    }
    cargo(&["build", "--package", "demo"])?;
    npm(&["run", "check"])?;
    npm(&["test"])
}

fn npm(words: &[&str]) -> Result<()> {
    let mut npm = run::command("npm");
    npm.args(["--silent", "--prefix", "e2e"]).args(words).env("DEMO_BIN", place::target().join("debug/demo"));
    run::run(&mut npm)
}

fn cargo(arguments: &[&str]) -> Result<()> {
    run::run(run::cargo().args(arguments))
}

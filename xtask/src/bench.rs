//! How fast the bundle is: measured in a real Chromium behind a real nginx, on lines and processors like those of its users.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::tools::browser;
use crate::{bundle, place, run};

/// What to measure, and how often.
#[derive(Args)]
pub struct Options {
    /// Only a few cells, three times each, in two or three minutes; the page is left as it is.
    #[arg(long)]
    quick: bool,
    /// Only cells whose name holds one of these, e.g. rows/phone/4g; the page is left as it is.
    #[arg(long, value_name = "NAME", num_args = 1..)]
    only: Vec<String>,
    /// How often each cell is measured [default: 5].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    runs: Option<u32>,
    /// Where the raw rows are added, one JSON object per run [default: bench/rows.jsonl in the target folder].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Each cell once, and where its main thread's time went instead of figures; the page is left as it is.
    #[arg(long, conflicts_with = "table")]
    profile: bool,
    /// Measure nothing: make the page's tables from the rows that are there.
    #[arg(long, conflicts_with_all = ["quick", "only"])]
    table: bool,
    /// Measure the bundle that is in `dist/` already.
    #[arg(long)]
    no_build: bool,
}

/// Builds what a user gets, measures it, and makes the tables.
pub fn run(options: &Options) -> Result<()> {
    browser::ensure()?;
    if !options.table {
        if !options.no_build {
            bundle::build()?;
        }
        run::run(run::cargo().args(["build", "--release", "--package", "demo"]))?;
    }
    run::run(&mut command(options, &commit()))
}

/// The program that measures, told by its environment.
fn command(options: &Options, commit: &str) -> Command {
    let rows = options.out.as_ref().map_or_else(|| place::target().join("bench/rows.jsonl"), |out| absolute(out));
    let script = if options.table { "bench:table" } else { "bench" };
    let mut npm = run::command("npm");
    npm.args(["--silent", "--prefix", "e2e", "run", script])
        .env("BENCH_ROWS", rows)
        .env("BENCH_RUNS", options.runs.unwrap_or(if options.quick { 3 } else { 5 }).to_string())
        .env("BENCH_ONLY", options.only.join(","))
        .env("BENCH_QUICK", if options.quick { "1" } else { "" })
        .env("BENCH_PROFILE", if options.profile { "1" } else { "" })
        .env("BENCH_COMMIT", commit)
        .env("LATCHKEY_DIST", place::dist())
        .env("DEMO_BIN", place::target().join("release/demo"));
    if !options.quick && !options.profile && options.only.is_empty() {
        npm.env("BENCH_PAGE", place::root().join("docs/performance.md"));
    }
    npm
}

/// A path as the caller meant it, whatever folder the program is started in.
fn absolute(path: &std::path::Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Which state of the sources it is.
fn commit() -> String {
    let mut git = run::command("git");
    run::read(git.args(["describe", "--always", "--dirty"]))
        .map_or_else(|_| "unknown".into(), |text| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn started(words: &str) -> Command {
        command(&Line::parse_from(words.split(' ')).options, "abc")
    }

    fn told(command: &Command, name: &str) -> Option<String> {
        let known = command.get_envs().find(|(known, _)| *known == OsStr::new(name));
        known.and_then(|(_, value)| value).map(|value| value.to_string_lossy().into_owned())
    }

    #[test]
    fn a_whole_measurement_writes_the_page() {
        let whole = started("bench");
        assert!(run::line(&whole).ends_with("run bench"));
        assert_eq!(told(&whole, "BENCH_RUNS").as_deref(), Some("5"));
        assert_eq!(told(&whole, "BENCH_COMMIT").as_deref(), Some("abc"));
        assert!(told(&whole, "BENCH_PAGE").is_some_and(|page| page.ends_with("docs/performance.md")));
        assert!(told(&whole, "BENCH_ROWS").is_some_and(|rows| rows.ends_with("bench/rows.jsonl")));
    }

    #[test]
    fn a_part_of_it_leaves_the_page_alone() {
        let some = started("bench --only rows/phone idle --runs 7 --out rows.jsonl");
        assert_eq!(told(&some, "BENCH_ONLY").as_deref(), Some("rows/phone,idle"));
        assert_eq!(told(&some, "BENCH_RUNS").as_deref(), Some("7"));
        assert_eq!(told(&some, "BENCH_PAGE"), None);
        assert!(told(&some, "BENCH_ROWS").is_some_and(|rows| PathBuf::from(rows).is_absolute()));
        let profile = started("bench --profile");
        assert_eq!((told(&profile, "BENCH_PROFILE").as_deref(), told(&profile, "BENCH_PAGE")), (Some("1"), None));
        let quick = started("bench --quick");
        assert_eq!((told(&quick, "BENCH_QUICK").as_deref(), told(&quick, "BENCH_PAGE")), (Some("1"), None));
        assert_eq!(told(&quick, "BENCH_RUNS").as_deref(), Some("3"));
    }

    #[test]
    fn the_table_alone_is_made_from_what_is_there() {
        let table = started("bench --table");
        assert!(run::line(&table).ends_with("run bench:table"));
        assert!(told(&table, "BENCH_PAGE").is_some());
    }
}

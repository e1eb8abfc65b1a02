//! The size gate: what a visitor downloads, against what was promised and what was last recorded.

mod budget;
mod weight;

use std::fs;

use anyhow::{Result, bail, ensure};
use clap::Args;

use crate::place;
use budget::Budget;

/// What to do with the figures.
#[derive(Args, Default)]
pub struct Options {
    /// Write today's figures into `size-budget.toml`, with the reason they changed.
    #[arg(long, value_name = "WHY")]
    record: Option<String>,
}

/// Prints the table; fails when a figure is over its budget, or grew without a word.
pub fn run(options: &Options) -> Result<()> {
    let path = place::root().join("size-budget.toml");
    let mut budget = Budget::parse(&fs::read_to_string(&path)?)?;
    ensure!(place::dist().join("index.html").is_file(), "there is no bundle yet: cargo xtask dist");
    let weights = weight::of(&place::dist())?;
    print!("{}", weight::table(&weights, &budget));
    let figures = weight::figures(&weights);
    if let Some(why) = &options.record {
        budget.record(figures, why)?;
        fs::write(&path, budget.to_string())?;
    }
    let faults = budget.faults(&figures);
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    Ok(())
}

//! Everything that must hold, in order: what fails fast first.

mod stage;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use stage::Stage;

/// Which stages to run.
#[derive(Args)]
pub struct Options {
    /// Run only these stages.
    #[arg(long, value_enum, value_name = "STAGE", num_args = 1..)]
    only: Vec<Stage>,
    /// Leave these stages out.
    #[arg(long, value_enum, value_name = "STAGE", num_args = 1..)]
    skip: Vec<Stage>,
    /// Leave out what needs a browser.
    #[arg(long)]
    skip_browser: bool,
}

impl Options {
    fn stages(&self) -> Vec<Stage> {
        let chosen = |stage: &Stage| self.only.is_empty() || self.only.contains(stage);
        let left_out = |stage: &Stage| self.skip.contains(stage) || (self.skip_browser && *stage == Stage::Browser);
        Stage::ALL.into_iter().filter(|stage| chosen(stage) && !left_out(stage)).collect()
    }
}

/// Runs the stages; the first failure ends it.
pub fn run(options: &Options) -> Result<()> {
    let stages = options.stages();
    let mut times = Vec::new();
    for (number, stage) in stages.iter().enumerate() {
        println!("\n──── {}/{} {} ────", number + 1, stages.len(), stage.title());
        let start = Instant::now();
        let outcome = stage.run();
        times.push((stage.title(), start.elapsed()));
        if let Err(fault) = outcome {
            print!("{}", summary(&times));
            bail!("{} failed: {fault:#}", stage.title());
        }
    }
    print!("{}", summary(&times));
    println!("all green");
    Ok(())
}

fn summary(times: &[(&str, Duration)]) -> String {
    let whole = times.iter().map(|(_, time)| *time).sum();
    let line = |(title, time): (&str, Duration)| {
        format!("{title:<28}{:>5}.{} s\n", time.as_secs(), time.subsec_millis() / 100)
    };
    let lines: String = times.iter().copied().map(line).collect();
    format!("\n──── time ────\n{lines}{}", line(("together", whole)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(only: &[Stage], skip: &[Stage], skip_browser: bool) -> Vec<Stage> {
        Options { only: only.to_vec(), skip: skip.to_vec(), skip_browser }.stages()
    }

    #[test]
    fn without_flags_everything_runs() {
        assert_eq!(options(&[], &[], false), Stage::ALL);
    }

    #[test]
    fn stages_keep_their_order_and_can_be_left_out() {
        assert_eq!(options(&[Stage::Size, Stage::Format], &[], false), [Stage::Format, Stage::Size]);
        assert_eq!(options(&[Stage::Size, Stage::Browser], &[], true), [Stage::Size]);
        assert_eq!(options(&[], &Stage::ALL[1..], false), [Stage::ALL[0]]);
    }

    #[test]
    fn the_summary_adds_up() {
        let text = summary(&[("format", Duration::from_millis(900)), ("tests", Duration::from_millis(61_350))]);
        assert!(text.ends_with("format                          0.9 s\ntests                          61.3 s\ntogether                       62.2 s\n"));
    }
}

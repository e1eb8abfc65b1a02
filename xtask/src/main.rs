//! `cargo xtask <task>`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{bench, bundle, demo, serve, size, test};

/// Latchkey's project tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Try Latchkey: build it and an imitation panel, serve both on this machine.
    Demo(demo::Options),
    /// Run every check, in order; installs what is missing.
    Test(test::Options),
    /// Build the release bundle into `dist/`.
    #[command(alias = "build")]
    Dist,
    /// Weigh the bundle against `size-budget.toml`.
    Size(size::Options),
    /// Measure how fast the bundle is in a browser, and write docs/performance.md.
    Bench(bench::Options),
    /// Serve the bundle in front of a panel of your own.
    Serve(serve::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Demo(options) => demo::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Dist => bundle::build(),
        Task::Size(options) => size::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Serve(options) => serve::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault:#}");
            ExitCode::FAILURE
        }
    }
}

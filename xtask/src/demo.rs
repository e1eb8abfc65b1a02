//! Latchkey on an imitation panel, on this machine only.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{bundle, place, run};

/// The generations of panels the imitation knows.
#[derive(Clone, Copy, ValueEnum)]
enum Dialect {
    /// 3x-ui 2.0 to 2.6
    A,
    /// 3x-ui 2.7 to 2.9
    B,
    /// 3x-ui 3.0
    C0,
    /// 3x-ui 3.1 and newer
    C1,
}

/// What kind of panel, and how badly it behaves.
#[derive(Args)]
pub struct Options {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 8088)]
    port: u16,
    /// The generation of the panel.
    #[arg(long, value_enum, default_value = "c1")]
    dialect: Dialect,
    /// How many people it has.
    #[arg(long)]
    clients: Option<u32>,
    /// How many inbounds it has.
    #[arg(long)]
    inbounds: Option<u32>,
    /// A panel just installed: nobody and nothing.
    #[arg(long)]
    empty: bool,
    /// Milliseconds every answer takes longer.
    #[arg(long)]
    latency: Option<u32>,
    /// How requests fail: drop, stall, truncated, html, expire or a status code.
    #[arg(long)]
    fault: Option<String>,
    /// Ask for a one-time code at sign-in.
    #[arg(long)]
    two_factor: bool,
    /// Same seed, same people.
    #[arg(long)]
    seed: Option<u64>,
    /// Name to sign in with.
    #[arg(long, default_value = "admin")]
    user: String,
    /// Password to sign in with.
    #[arg(long, default_value = "demo")]
    password: String,
    /// Serve the bundle that is in `dist/` already.
    #[arg(long)]
    no_build: bool,
}

/// Builds both, then serves until interrupted.
pub fn run(options: &Options) -> Result<()> {
    if !options.no_build {
        bundle::build()?;
    }
    run::run(run::cargo().args(["build", "--release", "--package", "demo"]))?;
    println!("\nThe panel says where it is and how to sign in; Ctrl-C ends it.\n");
    let mut demo = run::command(place::target().join("release/demo"));
    run::hand_over(demo.args(arguments(options)).arg("--bundle").arg(place::dist()))
}

fn arguments(options: &Options) -> Vec<String> {
    let dialect = options.dialect.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let mut words = vec!["--dialect".into(), dialect, "--listen".into(), format!("127.0.0.1:{}", options.port)];
    words.extend(["--base".into(), "/demo/".into(), "--user".into(), options.user.clone()]);
    words.extend(["--password".into(), options.password.clone()]);
    let valued = [
        ("--clients", options.clients.map(u64::from)),
        ("--inbounds", options.inbounds.map(u64::from)),
        ("--latency", options.latency.map(u64::from)),
        ("--seed", options.seed),
    ];
    words.extend(valued.into_iter().filter_map(|(name, value)| Some([name.to_owned(), value?.to_string()])).flatten());
    words.extend(options.fault.iter().flat_map(|fault| ["--fault".to_owned(), fault.clone()]));
    let flags = [("--empty", options.empty), ("--two-factor", options.two_factor)];
    words.extend(flags.into_iter().filter(|(_, on)| *on).map(|(name, _)| name.to_owned()));
    words
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn passed(words: &str) -> String {
        arguments(&Line::parse_from(words.split(' ')).options).join(" ")
    }

    #[test]
    fn what_is_asked_for_is_passed_on() {
        assert_eq!(
            passed(
                "demo --port 9000 --dialect c0 --clients 10000 --latency 400 --fault drop --two-factor --seed 7 --empty"
            ),
            "--dialect c0 --listen 127.0.0.1:9000 --base /demo/ --user admin --password demo --clients 10000 --latency 400 --seed 7 \
             --fault drop --empty --two-factor"
        );
    }

    #[test]
    fn what_is_not_asked_for_is_left_to_the_panel() {
        assert_eq!(passed("demo"), "--dialect c1 --listen 127.0.0.1:8088 --base /demo/ --user admin --password demo");
    }
}

//! Writes, reads and diagnoses keys from the command line:
//!
//! ```text
//! cargo run -p panel --release --example links -- write    < array of {name, inbound, client_email, host, remark_model, link_index}
//! cargo run -p panel --release --example links -- read     < one link per line
//! cargo run -p panel --release --example links -- diagnose < array of {name, inbound, client_email, host, xray_version}
//! ```
//!
//! Each row of the input gives one line of JSON. An `inbound` is what a panel of any version answers.

#[path = "links/lines.rs"]
mod lines;

use lines::Command;
use std::io::{self, Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let command: Command = match std::env::args().nth(1).as_deref() {
        Some("write") => lines::write,
        Some("read") => lines::read,
        Some("diagnose") => lines::diagnose,
        _ => {
            eprintln!("usage: links write|read|diagnose < input");
            return ExitCode::from(2);
        }
    };
    match pump(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn pump(command: Command) -> Result<(), String> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).map_err(|error| error.to_string())?;
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut written = Ok(());
    command(&input, &mut |line| {
        if written.is_ok() {
            written = writeln!(output, "{line}");
        }
    })?;
    written.and_then(|()| output.flush()).map_err(|error| error.to_string())
}

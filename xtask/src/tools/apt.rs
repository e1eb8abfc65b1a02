//! Programs of the operating system.

use std::path::Path;

use anyhow::{Result, bail};

use super::on_path;
use crate::run;

/// A Debian package and how one sees that it is there.
#[derive(Clone, Copy)]
pub struct Package {
    name: &'static str,
    sign: Sign,
}

#[derive(Clone, Copy)]
enum Sign {
    Program(&'static str),
    File(&'static str),
}

impl Package {
    /// A package that brings a program.
    pub const fn program(name: &'static str, program: &'static str) -> Self {
        Self { name, sign: Sign::Program(program) }
    }

    /// A package that brings a file.
    pub const fn file(name: &'static str, path: &'static str) -> Self {
        Self { name, sign: Sign::File(path) }
    }

    fn present(&self) -> bool {
        match self.sign {
            Sign::Program(program) => on_path(program),
            Sign::File(path) => Path::new(path).exists(),
        }
    }
}

/// Installs what is missing when allowed to; else says the one line that does it.
pub fn ensure(packages: &[Package]) -> Result<()> {
    let missing: Vec<_> = packages.iter().filter(|package| !package.present()).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    if !on_path("apt-get") {
        bail!("missing: {} (on Debian: {line})", missing.join(", "));
    }
    if run::read(run::command("id").arg("-u"))?.trim() != "0" {
        bail!("missing: {}. Run: sudo {line}", missing.join(", "));
    }
    println!("installing {}", missing.join(", "));
    let mut update = run::command("apt-get");
    run::run(update.args(["update", "-qq"]))?;
    let mut install = run::command("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing);
    run::run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

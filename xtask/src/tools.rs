//! The programs a build needs: found where they are, installed where they are missing.

mod apt;
pub mod browser;
mod crates;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::run;

pub use apt::{Package, ensure as packages};

/// What the app is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

const TRUNK: &str = "0.21.14";

/// A `PATH` on which Trunk and the right wasm-bindgen are found.
pub fn for_bundle() -> Result<OsString> {
    target()?;
    let trunk = crates::ensure("trunk", "trunk", TRUNK)?;
    let bindgen = crates::ensure("wasm-bindgen-cli", "wasm-bindgen", &crates::locked("wasm-bindgen")?)?;
    let known = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths([trunk, bindgen].into_iter().chain(env::split_paths(&known)))?)
}

/// The standard library of the browser target.
pub fn target() -> Result<()> {
    let sysroot = run::read(run::command("rustc").args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    println!("adding Rust's {TARGET} target");
    run::run(run::command("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("install the target by hand: rustup target add {TARGET}"))
}

/// The packages of the browser tests, as their lock file names them.
pub fn node() -> Result<()> {
    if !on_path("npm") {
        bail!("the browser tests need Node 20 or newer with npm");
    }
    if installed("e2e/node_modules/.package-lock.json")? {
        return Ok(());
    }
    println!("npm ci in e2e (system Chromium is used, no browser is downloaded)");
    let mut npm = run::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--prefix", "e2e"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run::run(&mut npm)
}

/// Whether npm's record of what is installed is younger than the lock file.
fn installed(record: &str) -> Result<bool> {
    let Ok(record) = crate::place::root().join(record).metadata() else { return Ok(false) };
    let lock = crate::place::root().join("e2e/package-lock.json").metadata()?;
    Ok(record.modified()? >= lock.modified()?)
}

/// Whether a program of this name can be started; `sbin` counts although it is often not on a user's `PATH`.
pub(crate) fn on_path(program: &str) -> bool {
    let known = env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from);
    env::split_paths(&known).chain(system).any(|folder| folder.join(program).is_file())
}

//! Programs from crates.io, each version built once and kept in the user's cache.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{place, run};

/// The `bin` folder with this program; builds it when it is not there yet.
pub fn ensure(name: &str, program: &str, version: &str) -> Result<PathBuf> {
    let root = place::tool(name, version);
    let bin = root.join("bin");
    if bin.join(program).is_file() {
        return Ok(bin);
    }
    println!("building {name} {version} (once, some minutes; kept in {})", root.display());
    let install = |locked: &[&str]| {
        let mut cargo = run::cargo();
        cargo.args(["install", "--quiet", name, "--version", version, "--bin", program]).args(locked);
        run::run(cargo.arg("--root").arg(&root).env_remove("CARGO_TARGET_DIR"))
    };
    // A registry that lags behind lacks crates of a young lock file; near versions do as well.
    install(&["--locked"]).or_else(|_| install(&[]))?;
    Ok(bin)
}

/// The version of a dependency in `Cargo.lock`.
pub fn locked(name: &str) -> Result<String> {
    let lock = fs::read_to_string(place::root().join("Cargo.lock"))?;
    version_in(&lock, name).with_context(|| format!("{name} is not in Cargo.lock"))
}

fn version_in(lock: &str, name: &str) -> Option<String> {
    let lock: toml::Table = toml::from_str(lock).ok()?;
    let package = lock
        .get("package")?
        .as_array()?
        .iter()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name))?;
    Some(package.get("version")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen-futures"
        version = "0.4.80"
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.130"
    "#;

    #[test]
    fn the_whole_name_decides() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}

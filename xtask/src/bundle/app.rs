//! The app: compiled, cut into parts, and fitted with the script that starts it and brings the rest.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{cut, glue, loader, page, sections};
use crate::{place, run, tools};

/// The stem of the script and of the part that is needed first.
pub const FIRST: &str = "latchkey";

/// What the page names, and every file to be served, by its name.
pub struct App {
    pub script: String,
    pub wasm: String,
    files: Vec<(String, Vec<u8>)>,
}

impl App {
    /// One that has only names.
    #[cfg(test)]
    pub fn named(script: &str, wasm: &str) -> Self {
        Self { script: script.into(), wasm: wasm.into(), files: Vec::new() }
    }

    /// Writes the files.
    pub fn place(&self, dist: &Path) -> Result<()> {
        self.files.iter().try_for_each(|(name, bytes)| Ok(fs::write(dist.join(name), bytes)?))
    }
}

/// Builds it. `path` is where wasm-bindgen is found.
pub fn build(folder: &Path, path: &OsStr) -> Result<App> {
    let parts = cut::apart(&fs::read(compile()?)?, folder)?;
    let mut bindgen = run::command("wasm-bindgen");
    // The table of functions is exported by the linker; the later parts put theirs into it.
    bindgen
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", FIRST, "--out-dir"])
        .arg(folder);
    run::run(bindgen.arg(&parts.first).env("PATH", path))?;
    let mut files = Vec::new();
    let mut load = fs::read_to_string(&parts.loader)?;
    for part in &parts.later {
        let (old, new, bytes) = named(part)?;
        load = load.replace(&format!("/{old}\""), &format!("/{new}\""));
        files.push((new, bytes));
    }
    let script = glue::trim(&loader::fit(&fs::read_to_string(folder.join(format!("{FIRST}.js")))?, &load)?);
    let first = sections::bare(&fs::read(folder.join(format!("{FIRST}_bg.wasm")))?)?;
    let app =
        [(page::name(FIRST, script.as_bytes(), "js"), script.into_bytes()), (page::name(FIRST, &first, "wasm"), first)];
    let [script, wasm] = app.each_ref().map(|(name, _)| name.clone());
    files.extend(app);
    Ok(App { script, wasm, files })
}

/// Compiles it with what a cut needs: symbols and relocations.
fn compile() -> Result<PathBuf> {
    let mut cargo = run::cargo();
    cargo.arg("--config").arg(nameless()?);
    cargo.args([
        "rustc",
        "--release",
        "--offline",
        "--package",
        FIRST,
        "--features",
        "split",
        "--target",
        tools::TARGET,
    ]);
    run::run(cargo.args(["--", "-Cstrip=none", "-Clink-arg=--emit-relocs"]))?;
    Ok(place::target().join(tools::TARGET).join("release").join(FIRST).with_extension("wasm"))
}

/// The setting that keeps the folders of whoever builds it out of what is served.
fn nameless() -> Result<String> {
    let sysroot = run::read(run::command("rustc").args(["--print", "sysroot"]))?;
    let folders = [(place::crates(), "crates"), (PathBuf::from(sysroot.trim()), "rust"), (place::root().into(), "")];
    let flags: Vec<String> = folders
        .iter()
        .map(|(folder, name)| format!("{:?}", format!("--remap-path-prefix={}={name}", folder.display())))
        .collect();
    Ok(format!("target.{}.rustflags=[{}]", tools::TARGET, flags.join(", ")))
}

/// A part's old name, the name it is served by, and what is in it.
fn named(part: &Path) -> Result<(String, String, Vec<u8>)> {
    let bytes = sections::bare(&fs::read(part)?)?;
    let stem = part.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let own = stem.strip_prefix("split_").unwrap_or("shared");
    Ok((format!("{stem}.wasm"), page::name(own, &bytes, "wasm"), bytes))
}

//! The release bundle: the app in parts and the page that Trunk makes, finished for serving as plain files.

mod app;
pub mod compress;
mod cut;
mod glue;
mod loader;
mod page;
mod sections;
mod stage;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{csp, place, run, tools};

pub use app::FIRST;

/// Builds `dist/` anew.
pub fn build() -> Result<()> {
    let path = tools::for_bundle()?;
    // All works offline from here, so that Trunk cannot fetch tools of its own choice. For every target: even then Cargo
    // asks for crates that only this machine's own parts need.
    run::run(run::cargo().args(["fetch", "--quiet"]))?;
    let built = place::target().join("bundle");
    let app = app::build(&cleared(built.join("app"))?, &path)?;
    let page = stage::page(&cleared(built.join("page"))?, &app)?;
    let dist = cleared(place::dist())?;
    // Trunk takes NO_COLOR for an option of its own and refuses the usual value.
    let mut trunk = run::command("trunk");
    trunk.args(["build", "--release", "--offline", "--config", "Trunk.toml"]).arg(page).env("PATH", path);
    trunk.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    run::run(&mut trunk)?;
    app.place(&dist)?;
    finish(&dist)
}

/// A folder with nothing in it.
fn cleared(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Names files by what they hold, seals the page, and puts compressed copies beside everything.
fn finish(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let mut html = fs::read_to_string(&index).context("Trunk wrote no index.html")?;
    for file in files(dist)? {
        if let Some((old, new)) = rename(&file)? {
            html = html.replace(&old, &new);
        }
    }
    fs::write(&index, csp::seal(&page::arrange(&html)?)?)?;
    files(dist)?.iter().try_for_each(|file| compress::beside(file))
}

/// Gives a hashed file the hash of what is in it now; Trunk's is of what was in it earlier.
fn rename(file: &Path) -> Result<Option<(String, String)>> {
    let Some(old) = file.file_name().and_then(|name| name.to_str()) else { return Ok(None) };
    let Some((stem, extension)) = page::hashed(old) else { return Ok(None) };
    let new = page::name(stem, &fs::read(file)?, extension);
    fs::rename(file, file.with_file_name(&new))?;
    Ok(Some((old.to_owned(), new)))
}

/// All files of a folder, at any depth, in a steady order.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

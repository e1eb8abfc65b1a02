//! Cuts the compiled app where it says so, into what is needed first and what may come later.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// The module the first part asks for the others.
pub const LOADER: &str = "./__wasm_split.js";

/// Where the pieces lie.
pub struct Parts {
    pub first: PathBuf,
    pub later: Vec<PathBuf>,
    pub loader: PathBuf,
}

/// Writes the pieces of `whole` into a folder.
pub fn apart(whole: &[u8], folder: &Path) -> Result<Parts> {
    let first = folder.join("first.wasm");
    let mut options = Options::new(whole);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = LOADER;
    let parts = transform(options).map_err(|fault| anyhow!("the app cannot be cut: {fault:#}"))?;
    let mut later = parts.split_modules;
    later.sort();
    Ok(Parts { loader: folder.join(LOADER), first, later })
}

//! Where things lie: the repository, what it builds, and the tools kept between builds.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The repository's root.
pub fn root() -> &'static Path {
    // Cargo says it to what it runs; what was compiled in may be the place of an older clone.
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let crate_root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        PathBuf::from(crate_root).parent().map(Path::to_path_buf).unwrap_or_default()
    });
    &ROOT
}

/// The release bundle.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |path| root().join(path))
}

/// Where Cargo keeps the sources of other crates.
pub fn crates() -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    home.unwrap_or_else(|| env::home_dir().unwrap_or_else(env::temp_dir).join(".cargo")).join("registry/src")
}

/// The folder of one tool of one version; it outlives `cargo clean`.
pub fn tool(name: &str, version: &str) -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = cache.unwrap_or_else(|| env::home_dir().unwrap_or_else(env::temp_dir).join(".cache"));
    cache.join("latchkey/tools").join(format!("{name}-{version}"))
}

//! The page as Trunk gets it here: with the app's files named, so that nothing is left to compile.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::app::App;
use crate::place;

/// What `Trunk.toml` says about starting the app; there it serves `trunk serve`, too.
#[derive(Deserialize)]
struct Patterns {
    pattern_preload: String,
    pattern_script: String,
}

/// Lays the page into a folder, beside everything it names.
pub fn page(folder: &Path, app: &App) -> Result<PathBuf> {
    let root = place::root();
    #[derive(Deserialize)]
    struct Trunk {
        build: Patterns,
    }
    let Trunk { build } = toml::from_str(&fs::read_to_string(root.join("Trunk.toml"))?).context("Trunk.toml")?;
    let html = start(&fs::read_to_string(root.join("index.html"))?, &build, app)?;
    for asset in ["src", "style", "public"] {
        symlink(root.join(asset), folder.join(asset))?;
    }
    let page = folder.join("index.html");
    fs::write(&page, html)?;
    Ok(page)
}

/// The page that starts this app instead of naming the crate to build.
fn start(html: &str, patterns: &Patterns, app: &App) -> Result<String> {
    let rust = html.find("<link data-trunk rel=\"rust\"").context("index.html names no crate to build")?;
    let after = rust + html[rust..].find('>').context("index.html ends within a tag")? + 1;
    let body = after + html[after..].rfind("</body>").context("index.html has no </body>")?;
    let fill = |pattern: &str| {
        pattern.replace("{base}", "./").replace("{js}", &app.script).replace("{wasm}", &app.wasm).trim().to_owned()
    };
    let (preload, script) = (fill(&patterns.pattern_preload), fill(&patterns.pattern_script));
    Ok([&html[..rust], &preload, &html[after..body], &script, "\n", &html[body..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_gives_way_to_the_files_and_the_script_comes_last() {
        let patterns = Patterns {
            pattern_preload: "\n<link href=\"{base}{js}\"><link href=\"{base}{wasm}\">".into(),
            pattern_script: "\n<script>import init from \"{base}{js}\"</script>".into(),
        };
        let app = App::named("latchkey-1.js", "latchkey-2.wasm");
        let html = "<head><link data-trunk rel=\"rust\" href=\"Cargo.toml\"></head><body><p></body></html>";
        assert_eq!(
            start(html, &patterns, &app).unwrap(),
            "<head><link href=\"./latchkey-1.js\"><link href=\"./latchkey-2.wasm\"></head><body><p>\
             <script>import init from \"./latchkey-1.js\"</script>\n</body></html>"
        );
        assert!(start("<body></body>", &patterns, &app).is_err());
    }
}

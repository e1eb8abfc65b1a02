//! Puts the script that brings the later parts into the one that starts the app: one file less on the way to the first
//! row, and no two files that name each other.

use anyhow::{Result, ensure};

use super::cut::LOADER;

/// A server that does not know the type of Wasm files must not keep the later parts away, as it does not the first.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
const BUFFERED: &str = "arrived(src).then((bytes) => WebAssembly.instantiate(bytes, imports))";
const ARRIVED: &str = "async function arrived(src) {\n    const answer = await src;\n    \
                       if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);\n    return answer.arrayBuffer();\n}\n";

/// The script with what it imports from the loader inside it.
pub fn fit(script: &str, loader: &str) -> Result<String> {
    let (imports, script): (Vec<_>, Vec<_>) =
        script.lines().partition(|line| line.contains("from") && line.contains(LOADER));
    let names: Option<Vec<_>> =
        imports.iter().map(|line| line.strip_prefix("import * as ")?.split(' ').next()).collect();
    let names = names.unwrap_or_default();
    ensure!(!names.is_empty() && loader.contains(STREAMED), "the cut app and its loader are not what they used to be");
    let loader = loader.replace(STREAMED, BUFFERED);
    let mut exports = Vec::new();
    let mut text = script.join("\n") + "\n" + ARRIVED;
    for line in loader.lines().filter(|line| !line.starts_with("import ")) {
        let own = line.strip_prefix("export ").unwrap_or(line);
        if own != line {
            exports.extend(own.strip_prefix("const ").and_then(|rest| rest.split(' ').next()));
        }
        text += own;
        text.push('\n');
    }
    text += &format!("const parts = {{ {} }};\n", exports.join(", "));
    names.iter().for_each(|name| text += &format!("const {name} = parts;\n"));
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\
                          const imports = () => ({ \"./__wasm_split.js\": import1 });\nexport { initSync };\n";
    const LOADER: &str = "import { initSync } from \"./main.js\";\nconst wrap = (load) => load;\n\
                          export const load_a = wrap(() => WebAssembly.instantiateStreaming(src, imports));\n\
                          export const load_b = wrap(0);\n";

    #[test]
    fn nothing_is_imported_and_every_name_is_there() {
        let text = fit(SCRIPT, LOADER).unwrap();
        assert!(text.lines().all(|line| !line.starts_with("import ")), "{text}");
        for line in [
            "const imports = () => ({ \"./__wasm_split.js\": import1 });",
            "export { initSync };",
            "const wrap = (load) => load;",
            "const load_b = wrap(0);",
            "const parts = { load_a, load_b };",
            "const import1 = parts;",
            "const import2 = parts;",
        ] {
            assert!(text.lines().any(|own| own == line), "{line} in\n{text}");
        }
        assert!(!text.contains("instantiateStreaming"));
    }

    #[test]
    fn a_script_without_later_parts_or_another_loader_is_an_error() {
        assert!(fit("export { initSync };\n", LOADER).is_err());
        assert!(fit(SCRIPT, "export const load_a = wrap(0);\n").is_err());
    }
}

//! What the files of a bundle weigh: as they are and as they travel.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::budget::{Budget, Figures};
use crate::bundle::{FIRST, compress::sibling, files};

/// One file; compressed sizes are those of the copies that are served.
#[derive(Debug, PartialEq)]
pub struct Weight {
    name: String,
    kind: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Weighs a bundle.
pub fn of(dist: &Path) -> Result<Vec<Weight>> {
    let assets =
        files(dist)?.into_iter().filter(|file| !file.extension().is_some_and(|kind| kind == "br" || kind == "gz"));
    assets.map(|file| weigh(dist, &file)).collect()
}

fn weigh(dist: &Path, file: &Path) -> Result<Weight> {
    let raw = fs::metadata(file)?.len();
    let travels = |kind| fs::metadata(sibling(file, kind)).map_or(raw, |copy| copy.len());
    Ok(Weight {
        name: file.strip_prefix(dist)?.display().to_string(),
        kind: kind(file),
        raw,
        gzip: travels("gz"),
        brotli: travels("br"),
    })
}

/// The kind of a file: its extension, but Wasm that is not needed first is a kind of its own.
fn kind(file: &Path) -> String {
    let first = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FIRST));
    match file.extension() {
        Some(kind) if kind == "wasm" && !first => "later".to_owned(),
        kind => kind.unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// The sums the budget speaks of.
pub fn figures(weights: &[Weight]) -> Figures {
    weights.iter().fold(Figures::default(), |mut sums, weight| {
        if let Some(sum) = sums.of(&weight.kind) {
            *sum += weight.brotli;
        }
        sums
    })
}

/// For people.
pub fn table(weights: &[Weight], budget: &Budget) -> String {
    let mut text = format!("{:<40}{:>10}{:>10}{:>10}\n", "bytes", "raw", "gzip", "brotli");
    for Weight { name, raw, gzip, brotli, .. } in weights {
        let _ = writeln!(text, "{name:<40}{raw:>10}{gzip:>10}{brotli:>10}");
    }
    let last = budget.recorded.last().map(|record| record.brotli).unwrap_or_default();
    let _ = writeln!(text, "\n{:<40}{:>10}{:>10}{:>10}", "all of a kind, brotli", "now", "recorded", "budget");
    for (((kind, now), (_, last)), (_, most)) in
        figures(weights).named().into_iter().zip(last.named()).zip(budget.budget.named())
    {
        let _ = writeln!(text, "{kind:<40}{now:>10}{last:>10}{most:>10}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_weighs_what_its_copies_weigh_and_kinds_are_summed() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [("a.css", 9), ("a.css.br", 3), ("a.css.gz", 4), ("b.css", 5), ("c.png", 7)] {
            fs::write(folder.path().join(name), vec![0; bytes]).unwrap();
        }
        let weights = of(folder.path()).unwrap();
        assert_eq!(
            weights.iter().map(|w| (w.name.as_str(), w.raw, w.gzip, w.brotli)).collect::<Vec<_>>(),
            [("a.css", 9, 4, 3), ("b.css", 5, 5, 5), ("c.png", 7, 7, 7)]
        );
        assert_eq!(figures(&weights), Figures { css: 8, ..Figures::default() });
    }

    #[test]
    fn only_the_first_wasm_counts_as_needed_first() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in
            [("latchkey-0123456789abcdef.wasm", 9), ("places-0123456789abcdef.wasm", 5), ("shared-1.wasm", 2)]
        {
            fs::write(folder.path().join(name), vec![0; bytes]).unwrap();
        }
        assert_eq!(figures(&of(folder.path()).unwrap()), Figures { wasm: 9, later: 7, ..Figures::default() });
    }
}

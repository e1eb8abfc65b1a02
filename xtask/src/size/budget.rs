//! What each kind of file may weigh, and what it weighed when somebody last said why.

use std::fmt;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// Growth that needs no explanation, in percent.
const FREE: u64 = 2;

/// Bytes after brotli, per kind of file.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// What is needed before the first rows.
    pub wasm: u64,
    /// Wasm that comes later.
    #[serde(default)]
    pub later: u64,
    pub js: u64,
    pub css: u64,
    pub html: u64,
}

impl Figures {
    /// With the name of each kind.
    pub fn named(&self) -> [(&'static str, u64); 5] {
        [("wasm", self.wasm), ("later", self.later), ("js", self.js), ("css", self.css), ("html", self.html)]
    }

    /// The figure of one kind, to be added to.
    pub fn of(&mut self, kind: &str) -> Option<&mut u64> {
        match kind {
            "wasm" => Some(&mut self.wasm),
            "later" => Some(&mut self.later),
            "js" => Some(&mut self.js),
            "css" => Some(&mut self.css),
            "html" => Some(&mut self.html),
            _ => None,
        }
    }
}

/// Figures of one day and the reason they are what they are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub why: String,
    pub brotli: Figures,
}

/// `size-budget.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    pub budget: Figures,
    #[serde(default)]
    pub recorded: Vec<Record>,
}

impl Budget {
    /// Reads the file's text; a record without a reason is no record.
    pub fn parse(text: &str) -> Result<Self> {
        let budget: Self = toml::from_str(text).context("size-budget.toml")?;
        ensure!(
            budget.recorded.iter().all(|record| !record.why.trim().is_empty()),
            "a record in size-budget.toml says no reason"
        );
        Ok(budget)
    }

    /// Adds today's figures.
    pub fn record(&mut self, brotli: Figures, why: &str) -> Result<()> {
        ensure!(!why.trim().is_empty(), "say why: cargo xtask size --record \"…\"");
        self.recorded.push(Record { why: why.trim().to_owned(), brotli });
        Ok(())
    }

    /// What is wrong with these figures, in words; empty when all is well.
    pub fn faults(&self, now: &Figures) -> Vec<String> {
        let over = now.named().into_iter().zip(self.budget.named()).filter(|((_, now), (_, most))| now > most);
        let over = over.map(|((kind, now), (_, most))| format!("{kind}: {now} bytes are over the budget of {most}"));
        over.chain(self.grown(now)).collect()
    }

    fn grown(&self, now: &Figures) -> Vec<String> {
        let Some(last) = self.recorded.last() else {
            return vec!["size-budget.toml records no figures yet: cargo xtask size --record \"first build\"".into()];
        };
        let pairs = now.named().into_iter().zip(last.brotli.named());
        let grown = pairs.filter(|((_, now), (_, last))| now * 100 > last * (100 + FREE));
        grown
            .map(|((kind, now), (_, last))| {
                format!("{kind}: {now} bytes, {last} recorded: more than {FREE} % up. Explain: cargo xtask size --record \"…\"")
            })
            .collect()
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "# Bytes after brotli 11, all files of a kind together. `cargo xtask size` holds them: nothing may pass"
        )?;
        writeln!(
            f,
            "# its budget, and growth of more than {FREE} % needs a record that says why (`--record \"why\"`)."
        )?;
        writeln!(f, "\n[budget]")?;
        self.budget.named().iter().try_for_each(|(kind, bytes)| writeln!(f, "{kind} = {bytes}"))?;
        self.recorded.iter().try_for_each(|Record { why, brotli }| {
            let figures = brotli.named().map(|(kind, bytes)| format!("{kind} = {bytes}")).join(", ");
            writeln!(f, "\n[[recorded]]\nwhy = {}\nbrotli = {{ {figures} }}", toml::Value::from(why.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        [budget]
        wasm = 220000
        later = 9
        js = 12000
        css = 12000
        html = 4000
        [[recorded]]
        why = "old"
        brotli = { wasm = 1, js = 1, css = 1, html = 1 }
        [[recorded]]
        why = "the sign-in form"
        brotli = { wasm = 100000, js = 5000, css = 6000, html = 3000 }
    "#;

    fn faults(wasm: u64, html: u64) -> Vec<String> {
        Budget::parse(FILE).unwrap().faults(&Figures { wasm, later: 0, js: 5000, css: 6000, html })
    }

    #[test]
    fn two_percent_over_the_newest_record_are_free() {
        assert_eq!(faults(102_000, 3060), Vec::<String>::new());
        let grown = faults(102_001, 3000);
        assert_eq!(grown.len(), 1);
        assert!(grown[0].starts_with("wasm: 102001 bytes, 100000 recorded"), "{grown:?}");
    }

    #[test]
    fn no_record_lifts_the_budget() {
        let mut budget = Budget::parse(FILE).unwrap();
        let heavy = Figures { wasm: 220_001, later: 9, js: 1, css: 1, html: 4000 };
        budget.record(heavy, "heavier").unwrap();
        assert_eq!(budget.faults(&heavy), ["wasm: 220001 bytes are over the budget of 220000"]);
        assert!(budget.faults(&Figures { wasm: 220_000, ..heavy }).is_empty());
    }

    #[test]
    fn parts_that_come_later_have_a_budget_of_their_own() {
        let now = Figures { wasm: 100_000, later: 10, js: 5000, css: 6000, html: 3000 };
        let faults = Budget::parse(FILE).unwrap().faults(&now);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(faults[0], "later: 10 bytes are over the budget of 9");
        assert!(faults[1].starts_with("later: 10 bytes, 0 recorded"), "{faults:?}");
    }

    #[test]
    fn a_record_needs_a_reason() {
        let mut budget = Budget::parse(FILE).unwrap();
        assert!(budget.record(Figures::default(), " ").is_err());
        assert!(Budget::parse(&FILE.replace("the sign-in form", "")).is_err());
        budget.recorded.clear();
        assert_eq!(budget.faults(&Figures::default()).len(), 1);
    }

    #[test]
    fn written_and_read_again_it_is_the_same() {
        let mut budget = Budget::parse(FILE).unwrap();
        budget.record(Figures { wasm: 7, later: 6, js: 8, css: 9, html: 10 }, "it \"quotes\" \\ and\nbreaks").unwrap();
        let again = Budget::parse(&budget.to_string()).unwrap();
        assert_eq!(again.budget, budget.budget);
        assert_eq!(again.recorded.len(), 3);
        let last = again.recorded.last().unwrap();
        assert_eq!(last.why, "it \"quotes\" \\ and\nbreaks");
        assert_eq!(last.brotli, Figures { wasm: 7, later: 6, js: 8, css: 9, html: 10 });
    }
}

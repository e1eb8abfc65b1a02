//! One thing that is wrong with a key: what, how bad, for whom, and what one tap can do about it.

use super::{App, Apps, Fix, Rule, Severity};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub rule: Rule,
    /// How bad it is here: what hits only older or foreign apps, or only links the panel itself writes, is a warning.
    pub severity: Severity,
    /// What one tap can do about it.
    pub fix: Option<Fix>,
    /// Whom it hits.
    pub who: Who,
}

/// Whom a finding hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever uses the key.
    Everyone,
    /// Users of these apps.
    Apps(Apps),
    /// Whoever takes the key from the panel's own page or from the subscription: this app writes it right.
    PanelLinks,
}

impl Finding {
    /// The families that cannot use the key because of this.
    pub(super) fn stops(&self) -> Apps {
        match self.who {
            Who::Everyone if self.severity >= Severity::Dead => Apps::ALL,
            // For whom it is meant it is as bad as the rule says, though on the whole it is but a warning.
            Who::Apps(apps) if self.rule.severity() >= Severity::Dead || self.rule == Rule::AppCannotRead => apps,
            _ => Apps::NONE,
        }
    }
}

/// Findings while they are gathered: each at most once.
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn new(found: Vec<Finding>) -> Self {
        Self(found)
    }

    /// Something that hits everyone.
    pub(super) fn add(&mut self, rule: Rule, fix: impl Into<Option<Fix>>) {
        self.push(Finding { rule, severity: rule.severity(), fix: fix.into(), who: Who::Everyone });
    }

    /// Something that hits everyone, if it is so.
    pub(super) fn when(&mut self, so: bool, rule: Rule, fix: impl Into<Option<Fix>>) {
        if so {
            self.add(rule, fix);
        }
    }

    /// Something that may hit everyone, if it is so.
    pub(super) fn warn(&mut self, so: bool, rule: Rule, fix: impl Into<Option<Fix>>) {
        if so {
            let severity = rule.severity().min(Severity::Warning);
            self.push(Finding { rule, severity, fix: fix.into(), who: Who::Everyone });
        }
    }

    /// Something that hits some apps; no more than a warning unless the newest Xray is among them.
    pub(super) fn of_apps(&mut self, rule: Rule, apps: Apps, fix: impl Into<Option<Fix>>) {
        let severity = match apps.contains(App::Xray267) {
            true => rule.severity(),
            false => rule.severity().min(Severity::Warning),
        };
        if !apps.is_empty() {
            self.push(Finding { rule, severity, fix: fix.into(), who: Who::Apps(apps) });
        }
    }

    /// Something that hits only links the panel writes.
    pub(super) fn of_panel(&mut self, so: bool, rule: Rule, fix: Fix) {
        if so {
            let severity = rule.severity().min(Severity::Warning);
            self.push(Finding { rule, severity, fix: Some(fix), who: Who::PanelLinks });
        }
    }

    fn push(&mut self, finding: Finding) {
        if !self.0.iter().any(|other| other.rule == finding.rule && other.who == finding.who) {
            self.0.push(finding);
        }
    }

    /// The worst first; equals in the order they were found.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        self.0
    }
}

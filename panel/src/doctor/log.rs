//! Xray's own words, in a panel's log or an app's, read back to the rule they speak of.

use super::Rule;

mod words;

/// What a log line says is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What.
    pub rule: Rule,
    /// Xray's name for the inbound, where the line names it.
    pub inbound_tag: Option<String>,
    /// The port, where the line speaks of one it could not listen on.
    pub port: Option<u16>,
}

/// What a line of a log says, if it is one of those known.
///
/// ```
/// use panel::doctor::{Rule, explain};
/// let line = "Failed to start: main: failed to load config files: [bin/config.json] > infra/conf: failed to build \
///     inbound config with tag inbound-443 > infra/conf: Failed to build REALITY config. > infra/conf: empty \"serverNames\"";
/// let explanation = explain(line).unwrap();
/// assert_eq!(explanation.rule, Rule::RealityServerNamesEmpty);
/// assert_eq!(explanation.inbound_tag.as_deref(), Some("inbound-443"));
/// assert!(explain("Xray 26.7.28 started").is_none());
/// ```
#[must_use]
pub fn explain(log_line: &str) -> Option<Explanation> {
    let (_, rule) = words::WORDS.iter().find(|(words, _)| log_line.contains(words))?;
    let tag = log_line.split_once("inbound config with tag ").map(|(_, rest)| rest);
    Some(Explanation {
        rule: rule_at_end(*rule, log_line),
        inbound_tag: tag.and_then(|rest| rest.split(" > ").next()).map(|tag| tag.trim().to_owned()),
        port: port(log_line),
    })
}

/// Where the same words mean two things, what follows them decides.
fn rule_at_end(rule: Rule, line: &str) -> Rule {
    match rule {
        Rule::SsMethod if line.trim_end().ends_with("cipher method:") => Rule::SsClientMethod,
        _ => rule,
    }
}

fn port(line: &str) -> Option<u16> {
    let (_, rest) = ["failed to listen TCP on ", "failed to listen UDP on "].iter().find_map(|w| line.split_once(w))?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

//! One line of a log, whichever it is.

use std::collections::HashMap;

use leptos::prelude::*;
use panel::model::log::{self, AccessLine, Fate};
use panel::route::Route;

use super::fate;
use crate::browser::day;
use crate::parts::Tone;
use crate::words::t;

/// A line as it is shown.
#[derive(Clone, PartialEq)]
pub struct Line {
    /// What it is told apart by, also from lines with the same words.
    pub key: String,
    time: String,
    /// Level or fate, and its colour.
    mark: String,
    tone: Tone,
    text: String,
    /// Whose connection it is.
    name: String,
    /// Tag of the inbound.
    tag: String,
    fate: Option<Fate>,
}

impl Line {
    /// A line of the panel's own log.
    pub fn of_panel(line: &str) -> Self {
        let (time, level, text) = log::parts(line);
        let tone = match level {
            "ERROR" | "CRITICAL" => Tone::Bad,
            "WARNING" => Tone::Warn,
            _ => Tone::Quiet,
        };
        let (name, tag) = (String::new(), String::new());
        Self {
            key: line.to_owned(),
            time: time.to_owned(),
            mark: level.to_owned(),
            tone,
            text: text.to_owned(),
            name,
            tag,
            fate: None,
        }
    }

    /// A connection; `inbounds` are tags and names.
    pub fn of_access(line: AccessLine, inbounds: &[(String, String)]) -> Self {
        let inbound = inbounds.iter().find(|(tag, _)| *tag == line.inbound).map_or(&line.inbound, |(_, name)| name);
        let to = line.to.strip_prefix("tcp:").unwrap_or(&line.to);
        let text = [&line.from, " → ", to, " · ", inbound, " · ", &line.outbound].concat();
        let tone = if line.fate == Fate::Blocked { Tone::Bad } else { Tone::Quiet };
        Self {
            key: [line.time.as_str(), &text, &line.name].concat(),
            time: day::stamp(&line.time).unwrap_or_else(|| line.time.split('.').next().unwrap_or_default().to_owned()),
            mark: t(fate(line.fate)).to_owned(),
            tone,
            text,
            name: line.name,
            tag: line.inbound,
            fate: Some(line.fate),
        }
    }

    /// Whether it holds `wanted` (in lower case), speaks of this inbound, and has none of these fates.
    pub fn holds(&self, wanted: &str, inbound: &str, hidden: &[Fate]) -> bool {
        let shown = self.fate.is_none_or(|fate| !hidden.contains(&fate));
        let here = inbound.is_empty() || self.fate.is_none() || self.tag == inbound;
        let words = [&self.text, &self.name, &self.tag, &self.mark, &self.time];
        shown && here && (wanted.is_empty() || words.iter().any(|word| word.to_lowercase().contains(wanted)))
    }

    /// All of it in one line of text.
    pub fn whole(&self) -> String {
        let words = [&self.time, &self.mark, &self.name, &self.text];
        words.into_iter().filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Turns the oldest-first lines round, and numbers those that say the same, so that each can be told apart and keeps its
/// number when newer ones arrive.
pub fn numbered(mut lines: Vec<Line>) -> Vec<Line> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for line in &mut lines {
        let count = seen.entry(line.key.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            line.key = format!("{} {count}", line.key);
        }
    }
    lines.reverse();
    lines
}

/// The line on the screen.
#[component]
pub fn LogLine(line: Line) -> impl IntoView {
    let name = (!line.name.is_empty()).then(|| {
        view! { <a class="name" href=Route::Person(line.name.clone()).href()><bdi>{line.name.clone()}</bdi></a> }
    });
    view! {
        <li>
            <time class="num" dir="ltr">{line.time}</time>
            <span class=format!("tag {}", line.tone.class())>{line.mark}</span>
            {name}
            <span class="said mono" dir="ltr">{line.text}</span>
        </li>
    }
}

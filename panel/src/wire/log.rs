//! Logs, and what stands beside them on a server page.

use super::lenient::{child, flag, number, string, text};
use crate::api::Fields;
use crate::model::Millis;
use crate::model::log::{AccessLine, Fail2Ban, Fate, Release};
use crate::model::server::Point;
use serde_json::Value;

/// The fields of a question for the panel's log.
#[must_use]
pub fn panel_log(level: &str) -> Fields {
    vec![("level".into(), level.to_owned()), ("syslog".into(), "false".to_owned())]
}

/// The fields of a question for the access log; `filter` is a plain part of a line.
#[must_use]
pub fn access_log(filter: &str) -> Fields {
    let mut fields = vec![("filter".into(), filter.to_owned())];
    fields.extend(["showDirect", "showBlocked", "showProxy"].map(|key| (key.into(), "true".to_owned())));
    fields
}

/// The panel's log, newest first, null for none.
#[must_use]
pub fn lines(obj: &Value) -> Vec<String> {
    let lines = obj.as_array().into_iter().flatten().filter_map(Value::as_str);
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// The access log, oldest first. Objects since v2.8.1, lines of text before; null for none. A line that is no
/// connection is left out.
#[must_use]
pub fn access_lines(obj: &Value) -> Vec<AccessLine> {
    obj.as_array()
        .into_iter()
        .flatten()
        .filter_map(|line| match line {
            Value::String(text) => access_text(text),
            row => Some(access_row(row)).filter(|line| !line.from.is_empty()),
        })
        .collect()
}

fn access_row(row: &Value) -> AccessLine {
    AccessLine {
        time: string(row, "DateTime"),
        from: string(row, "FromAddress"),
        to: string(row, "ToAddress"),
        inbound: string(row, "Inbound"),
        outbound: string(row, "Outbound"),
        name: string(row, "Email"),
        fate: match number(row, "Event") {
            Some(1) => Fate::Blocked,
            Some(2) => Fate::Proxied,
            _ => Fate::Direct,
        },
    }
}

/// `2025/08/24 01:50:00.123456 from 203.0.113.7:51234 accepted tcp:host:443 [inbound-1 >> direct] email: ada p`
fn access_text(line: &str) -> Option<AccessLine> {
    let (time, rest) = line.split_once(" from ")?;
    let (from, rest) = rest.split_once(' ')?;
    let (_, rest) = rest.split_once(' ')?;
    let (to, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (route, rest) = rest.trim_start_matches('[').split_once(']').unwrap_or(("", rest));
    let (inbound, outbound) = route.split_once(">>").or_else(|| route.split_once("->")).unwrap_or((route, ""));
    let (rest, mark) = rest.trim_end().rsplit_once(' ').unwrap_or(("", rest.trim()));
    let outbound = outbound.trim();
    Some(AccessLine {
        time: time.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        inbound: inbound.trim().to_owned(),
        outbound: outbound.to_owned(),
        name: rest.split_once("email: ").map(|(_, name)| name.trim().to_owned()).unwrap_or_default(),
        // `p` stands behind every line that names somebody, whatever became of it.
        fate: match (mark, outbound) {
            ("b", _) | (_, "blocked") => Fate::Blocked,
            ("f", _) | (_, "direct" | "") => Fate::Direct,
            _ => Fate::Proxied,
        },
    })
}

/// A history: seconds and a number, which may arrive as an integer.
#[must_use]
pub fn points(obj: &Value) -> Vec<Point> {
    let rows = obj.as_array().into_iter().flatten();
    rows.filter_map(|row| {
        let value = [child(row, "v"), child(row, "cpu")].into_iter().find_map(Value::as_f64)?;
        // A float cast saturates, and takes what is no number as 0.
        Some(Point { at: Millis(number(row, "t")?.saturating_mul(1000)), value: (value * 1000.0).round() as i64 })
    })
    .collect()
}

/// Whether address limits are enforced.
#[must_use]
pub fn fail2ban(obj: &Value) -> Fail2Ban {
    Fail2Ban { enabled: flag(obj, "enabled"), installed: flag(obj, "installed"), usable: flag(obj, "usable") }
}

/// What the panel knows of newer releases of itself.
#[must_use]
pub fn release(obj: &Value) -> Release {
    let bare = |key| text(obj, key).trim_start_matches('v').to_owned();
    Release { current: bare("currentVersion"), latest: bare("latestVersion"), newer: flag(obj, "updateAvailable") }
}

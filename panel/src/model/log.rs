//! Lines of Xray's access log, and whether the server enforces address limits.

/// One connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessLine {
    /// When: UTC (`2026-11-22T10:34:37.29Z`), before v2.8.1 the server's local time (`2026/11/22 11:46:07.25`).
    pub time: String,
    /// Address and port it came from.
    pub from: String,
    /// Where to (`tcp:example.com:443`).
    pub to: String,
    /// Tag of the inbound.
    pub inbound: String,
    /// Tag of the outbound.
    pub outbound: String,
    /// Whose; empty where unknown.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It left the server by itself.
    #[default]
    Direct,
    /// It was refused.
    Blocked,
    /// It went on through another outbound.
    Proxied,
}

/// Whether address limits are enforced (v3.4.0+).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fail2Ban {
    /// Switched on.
    pub enabled: bool,
    /// Installed.
    pub installed: bool,
    /// Works.
    pub usable: bool,
}

/// What the panel knows of newer releases of itself (v2.9.4+).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// The version that runs.
    pub current: String,
    /// The newest one.
    pub latest: String,
    /// Whether they differ.
    pub newer: bool,
}

/// Xray's own words in the newest lines of a panel's log (newest first): why it does not start, else the newest of
/// whatever it said.
#[must_use]
pub fn xray_words(lines: &[String]) -> Option<&str> {
    let said = || lines.iter().filter_map(|line| line.split_once("XRAY: ")).map(|(_, words)| words.trim());
    said().find(|words| words.contains("Failed to start")).or_else(|| said().next())
}

/// A line of a panel's log in its three parts: `2026/11/22 10:38:38`, `WARNING`, and the rest. A line of another form is
/// all rest.
#[must_use]
pub fn parts(line: &str) -> (&str, &str, &str) {
    let split = || {
        let (date, rest) = line.split_once(' ')?;
        let (time, rest) = rest.split_once(' ')?;
        let (level, rest) = rest.split_once(" - ")?;
        let stamp = line.get(..date.len() + 1 + time.len())?;
        let dated = stamp.starts_with(|letter: char| letter.is_ascii_digit()) && !level.contains(' ');
        dated.then_some((stamp, level, rest))
    };
    split().unwrap_or(("", "", line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_a_failed_start_is_found_among_other_words() {
        let line = |words: &str| format!("2026/11/22 11:45:33 ERROR - {words}");
        let noise = line("XRAY: transport/internet/websocket: failed to serve http for WebSocket");
        let reason = line("XRAY: Failed to start: main: failed to load config files: [bin/config.json]");
        let other = line("start xray failed");
        let old = line("XRAY: Failed to start: an older one");
        assert_eq!(
            xray_words(&[other.clone(), noise.clone(), reason, old]),
            Some("Failed to start: main: failed to load config files: [bin/config.json]")
        );
        assert_eq!(
            xray_words(&[other.clone(), noise]),
            Some("transport/internet/websocket: failed to serve http for WebSocket")
        );
        assert_eq!(xray_words(&[other]), None);
    }

    #[test]
    fn a_line_comes_apart_into_time_level_and_words() {
        let line = "2026/11/22 10:38:38 WARNING - [POST /secret/x] The parameters have been changed. - token";
        let rest = "[POST /secret/x] The parameters have been changed. - token";
        assert_eq!(parts(line), ("2026/11/22 10:38:38", "WARNING", rest));
        for odd in ["", "Nov 22 10:38:38 host x-ui[1]: a - b", "x-ui.service - started", "no dash at all here"] {
            assert_eq!(parts(odd), ("", "", odd), "{odd}");
        }
    }
}

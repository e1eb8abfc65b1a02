//! The server behind the panel: its load, and whether Xray really runs.

mod health;

pub use health::{Health, XrayHealth};

use super::{Bytes, Millis};

/// How the server was at the panel's newest sample, which may be two seconds old.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What the panel says of Xray. Not to be believed alone: [`XrayHealth`] judges it over several looks.
    pub xray: XrayStatus,
    /// Seconds since Xray was started, 0 while it does not run.
    pub xray_uptime: u64,
    /// Load of all cores together.
    pub cpu: Permille,
    /// Physical cores.
    pub cpu_cores: u32,
    /// Threads the cores run at once; `None` before v2.3.5.
    pub cpu_threads: Option<u32>,
    /// Clock of a core in MHz.
    pub cpu_clock: u32,
    /// Memory.
    pub memory: Filled,
    /// Swap.
    pub swap: Filled,
    /// Disk.
    pub disk: Filled,
    /// Load averages of 1, 5 and 15 minutes.
    pub loads: [Hundredths; 3],
    /// Seconds since the machine was started.
    pub uptime: u64,
    /// Open TCP connections.
    pub tcp: u32,
    /// Open UDP sockets.
    pub udp: u32,
    /// Sent and received per second.
    pub speed: NetFlow,
    /// Sent and received since the machine was started.
    pub transferred: NetFlow,
    /// Public IPv4 address; `None` where the panel knows none.
    pub ipv4: Option<String>,
    /// Public IPv6 address; `None` where the panel knows none.
    pub ipv6: Option<String>,
    /// The panel's own version; `None` before v3.1.0.
    pub panel_version: Option<String>,
}

/// What the panel says of Xray at one sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XrayStatus {
    /// Whether it runs, as the panel sees it.
    pub state: XrayState,
    /// Why it does not, in Xray's words; often empty.
    pub message: String,
    /// Version, `Unknown` while it could not be asked.
    pub version: String,
}

impl XrayStatus {
    /// Whether Xray was there to tell its version.
    #[must_use]
    pub fn version_known(&self) -> bool {
        !self.version.is_empty() && !self.version.eq_ignore_ascii_case("unknown")
    }
}

/// The panel's word for what Xray does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum XrayState {
    /// `running`
    Running,
    /// `stop`
    Stopped,
    /// `error`
    Error,
    /// Any other word, or none.
    #[default]
    Unknown,
}

impl XrayState {
    /// Reads the panel's word.
    #[must_use]
    pub fn from_panel(word: &str) -> Self {
        match word {
            "running" => Self::Running,
            "stop" => Self::Stopped,
            "error" => Self::Error,
            _ => Self::Unknown,
        }
    }
}

/// Tenths of a percent, 1000 for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permille(pub u16);

impl Permille {
    /// From a percentage such as panels send. What is no number or lies outside 0–100 is cut off.
    #[must_use]
    pub fn from_percent(percent: f64) -> Self {
        // A float cast saturates, and takes what is no number as 0.
        Self(((percent * 10.0).round() as u16).min(1000))
    }
}

/// Hundredths of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(pub u32);

impl Hundredths {
    /// From a number such as 0.07. What is no number or negative is 0.
    #[must_use]
    pub fn from_number(number: f64) -> Self {
        Self((number * 100.0).round() as u32)
    }
}

/// Something that fills up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filled {
    /// In use.
    pub current: Bytes,
    /// There in all.
    pub total: Bytes,
}

/// Data through the network card, seen from the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NetFlow {
    /// Out of the server.
    pub sent: Bytes,
    /// Into the server.
    pub received: Bytes,
}

/// One point of a server's history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// When.
    pub at: Millis,
    /// How much, in thousandths of the metric's unit.
    pub value: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_becomes_tenths_and_stays_in_range() {
        for (percent, tenths) in
            [(1.657_419, 17), (0.0, 0), (99.96, 1000), (250.0, 1000), (-3.0, 0), (f64::NAN, 0), (f64::INFINITY, 1000)]
        {
            assert_eq!(Permille::from_percent(percent), Permille(tenths), "{percent}");
        }
    }

    #[test]
    fn a_load_becomes_hundredths() {
        for (load, hundredths) in [(0.07, 7), (0.66, 66), (12.345, 1235), (-1.0, 0), (f64::NAN, 0)] {
            assert_eq!(Hundredths::from_number(load), Hundredths(hundredths), "{load}");
        }
    }

    #[test]
    fn a_version_counts_only_when_xray_told_it() {
        for (version, known) in [("25.8.3", true), ("Unknown", false), ("unknown", false), ("", false)] {
            let status = XrayStatus { version: version.into(), ..XrayStatus::default() };
            assert_eq!(status.version_known(), known, "{version}");
        }
    }
}

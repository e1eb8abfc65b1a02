//! Whether Xray really runs, judged over several looks. One look cannot tell: while Xray dies and is started again
//! every two seconds, the panel answers `running`, `stop` or `error` by chance, often without a reason.

use super::{Status, XrayState};
use crate::model::Millis;

/// How Xray is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Health {
    /// Nothing is known yet.
    #[default]
    Unknown,
    /// It was started, and has not yet shown that it stays.
    Starting,
    /// It runs: its own clock moves on.
    Running,
    /// It is stopped, and nothing tries to start it.
    Stopped,
    /// It dies each time it is started, or its configuration cannot be made.
    Failing {
        /// The newest reason the panel gave in this bout, empty where it gave none: then it stands in the panel's log.
        message: String,
    },
}

/// The panel samples every two seconds: within this span a second look may see the same sample.
const SAMPLE: i64 = 4_000;

/// A crash loop starts Xray anew every two seconds, so whoever is this old (in seconds) is not in one.
const SETTLED: u64 = 10;

/// After a crash a bare `stop` must last this long before it is taken for what an operator asked for.
const QUIET: i64 = 10_000;

/// Follows Xray from look to look.
#[derive(Clone, Debug, Default)]
pub struct XrayHealth {
    health: Health,
    /// Xray's own clock at the newest look that saw it move, and when that was.
    clock: Option<(u64, Millis)>,
    /// When Xray was first up without a sign of life, since it was last seen well.
    lifeless_since: Option<Millis>,
    /// Since when every look said `stop` and no more.
    stopped_since: Option<Millis>,
    /// The newest reason since Xray was last seen well.
    message: String,
}

impl XrayHealth {
    /// Takes in one look and judges. Xray runs only when the panel says so, its version is known and its clock moved
    /// on since the look before, or shows an age no crash loop reaches. One lifeless look is a start; a second one,
    /// a sample later, is a failure.
    pub fn feed(&mut self, status: &Status, now: Millis) -> Health {
        let bare_stop = status.xray.state == XrayState::Stopped && status.xray.message.trim().is_empty();
        if !bare_stop {
            self.stopped_since = None;
        }
        self.health = match status.xray.state {
            XrayState::Running if status.xray.version_known() && status.xray_uptime > 0 => {
                self.alive(status.xray_uptime, now)
            }
            XrayState::Running => {
                self.clock = None;
                self.lifeless(now)
            }
            XrayState::Stopped if bare_stop => self.stopped(now),
            XrayState::Stopped | XrayState::Error => self.failing(status.xray.message.trim()),
            // Only a panel that has not sampled yet says nothing at all.
            XrayState::Unknown => Health::Unknown,
        };
        self.health.clone()
    }

    fn alive(&mut self, uptime: u64, now: Millis) -> Health {
        match self.clock {
            Some((before, _)) if uptime > before => self.well(uptime, now),
            None if uptime >= SETTLED => self.well(uptime, now),
            None => {
                self.clock = Some((uptime, now));
                Health::Starting
            }
            Some((before, since)) if uptime == before && after(since, now) < SAMPLE => self.health.clone(),
            Some((before, since)) => {
                // A clock that went back was started again; one that stands still is watched on.
                self.clock = Some((uptime, if uptime < before { now } else { since }));
                self.lifeless(now)
            }
        }
    }

    fn well(&mut self, uptime: u64, now: Millis) -> Health {
        *self = Self { clock: Some((uptime, now)), ..Self::default() };
        Health::Running
    }

    /// Up, but without a sign of life.
    fn lifeless(&mut self, now: Millis) -> Health {
        let since = *self.lifeless_since.get_or_insert(now);
        if after(since, now) >= SAMPLE || matches!(self.health, Health::Failing { .. }) {
            self.fail()
        } else {
            Health::Starting
        }
    }

    /// `stop` without a reason is what an operator asked for, unless Xray was seen dying before.
    fn stopped(&mut self, now: Millis) -> Health {
        self.clock = None;
        let since = *self.stopped_since.get_or_insert(now);
        let dying = self.lifeless_since.is_some() || matches!(self.health, Health::Failing { .. });
        if dying && after(since, now) < QUIET {
            return self.fail();
        }
        *self = Self { stopped_since: Some(since), ..Self::default() };
        Health::Stopped
    }

    fn failing(&mut self, message: &str) -> Health {
        self.clock = None;
        if !message.is_empty() {
            message.clone_into(&mut self.message);
        }
        self.fail()
    }

    fn fail(&self) -> Health {
        Health::Failing { message: self.message.clone() }
    }
}

fn after(since: Millis, now: Millis) -> i64 {
    now.0.saturating_sub(since.0)
}

//! The Xray process: running, stopped, or dying again and again because of what is stored.

mod report;
mod trouble;

use super::State;
use crate::config::Dialect;
use crate::http::reply::{Refusal, Reply};
use serde_json::{Value, json};

/// Why it does not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It starts and dies with these words.
    Crash(String),
    /// No configuration can be made.
    NoConfig(String),
}

/// The process and what the last sample saw of it.
pub struct Xray {
    version: &'static str,
    /// Something was written since it last took the configuration over.
    pub dirty: bool,
    started: Option<i64>,
    by_hand: bool,
    trouble: Option<Trouble>,
    /// Broken by a test, whatever the configuration says.
    pub forced: Option<String>,
    young: bool,
    seen: (String, String, bool, i64),
}

impl Xray {
    /// A process that has been running for a while.
    pub fn new(dialect: Dialect, now: i64) -> Self {
        Xray {
            version: dialect.xray_version(),
            dirty: false,
            started: Some(now - 5_000),
            by_hand: false,
            trouble: None,
            forced: None,
            young: false,
            seen: ("running".into(), String::new(), true, 5),
        }
    }

    /// Whether people can connect.
    pub fn serves(&self, _now: i64) -> bool {
        self.started.is_some() && self.trouble.is_none()
    }

    /// Whether the operator stopped it.
    pub fn stopped_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Whether no configuration can be made.
    pub fn no_config(&self) -> bool {
        matches!(self.trouble, Some(Trouble::NoConfig(_)))
    }

    /// `xray` of the status.
    pub fn json(&self) -> Value {
        let (state, message, known, _) = &self.seen;
        json!({ "state": state, "errorMsg": message, "version": if *known { self.version } else { "Unknown" } })
    }

    /// How long it has been running when last looked at, s.
    pub fn uptime(&self) -> i64 {
        self.seen.3
    }
}

impl State {
    /// Starts it with what is stored now. Only a configuration that cannot be made is an error.
    pub fn start_xray(&mut self) -> Result<(), Refusal> {
        self.xray.by_hand = false;
        self.xray.dirty = false;
        self.xray.trouble = self.trouble();
        self.xray.young = true;
        self.drop_everybody();
        match &self.xray.trouble {
            Some(Trouble::NoConfig(text)) => {
                let text = text.clone();
                self.xray.started = None;
                Err(Refusal::foreign(text))
            }
            Some(Trouble::Crash(_)) => {
                self.xray.started = None;
                Ok(())
            }
            None => {
                self.xray.started = Some(self.now);
                Ok(())
            }
        }
    }

    /// Takes what was written over without a restart where that is possible.
    pub fn refresh_xray(&mut self) {
        let trouble = self.trouble();
        if trouble.is_some() && trouble != self.xray.trouble {
            self.xray.trouble = trouble;
            self.xray.started = None;
            self.drop_everybody();
        }
    }

    /// Every two seconds: the panel looks, and starts it again if it is down.
    pub fn watch_xray(&mut self) {
        if self.xray.trouble.is_some() && !self.xray.by_hand {
            if self.trouble().is_none() {
                let _ = self.start_xray();
            } else {
                self.xray.trouble = self.trouble();
            }
        }
        let now = self.now;
        let young = std::mem::take(&mut self.xray.young);
        self.xray.seen = match self.xray.trouble.clone() {
            Some(Trouble::NoConfig(text)) => ("error".into(), text, false, 0),
            Some(Trouble::Crash(text)) => {
                self.write_log("ERROR", &format!("XRAY: {text}"));
                let (state, message) = match self.chance.below(4) {
                    0 => ("stop", String::new()),
                    1 => ("error", text),
                    _ => ("running", String::new()),
                };
                (state.into(), message, false, 0)
            }
            None => match self.xray.started {
                _ if self.xray.by_hand => ("stop".into(), String::new(), true, 0),
                Some(_) if young => ("running".into(), String::new(), false, 0),
                Some(since) => ("running".into(), String::new(), true, (now - since) / 1000),
                None => ("stop".into(), String::new(), true, 0),
            },
        };
    }

    /// While Xray is down, A and B answer some writes with 500.
    pub fn crash_on_write(&mut self) -> Option<Reply> {
        if self.dialect > Dialect::B {
            return None;
        }
        let crash = match self.xray.trouble {
            Some(Trouble::NoConfig(_)) => self.trouble().is_some(),
            Some(Trouble::Crash(_)) => self.chance.below(2) == 0,
            None => false,
        };
        crash.then(|| Reply::empty(500))
    }

    fn announce(&mut self, state: &str, title: &str, message: &str, level: &str) {
        self.push("xray_state", json!({ "state": state, "errorMsg": "" }));
        self.push("notification", json!({ "title": title, "message": message, "level": level }));
    }

    /// `restartXrayService`: success also where it dies a moment later.
    pub fn xray_restart(&mut self) -> Reply {
        match self.start_xray() {
            Ok(()) => {
                self.announce("running", "Xray", "Xray has been successfully relaunched.", "success");
                Reply::done("Xray has been successfully relaunched.")
            }
            Err(error) => Reply::refused("There was an error when rebooting the Xray.", &error),
        }
    }

    /// `stopXrayService`.
    pub fn xray_stop(&mut self) -> Reply {
        if self.xray.by_hand || self.xray.started.is_none() {
            let error = Refusal::foreign("xray is not running");
            return Reply::refused("There was an error when stopping the Xray.", &error);
        }
        self.xray.by_hand = true;
        self.xray.started = None;
        self.xray.trouble = None;
        self.drop_everybody();
        self.announce("stop", "Xray", "Xray has been successfully stopped.", "warning");
        Reply::done("Xray has been successfully stopped.")
    }
}

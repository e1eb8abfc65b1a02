//! What only a panel one is signed in to tells: its exact version, and with it its generation.

use super::{Dialect, Panel, Version};
use crate::api::{Reply, Request};
use crate::wire::{envelope, status};

/// What to ask next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// The status, which names the version since v3.1.0.
    Status,
    /// Whether there is a short list of inbounds: the status was empty, as it is right after a panel's start.
    Options,
    /// The panel's page, which names the version in v2 and v3.0.
    Page,
    /// Nothing: more cannot be known.
    None,
}

impl Question {
    /// Where to begin with what is known of the version.
    pub(super) fn first(version: Option<Version>) -> Self {
        if version.is_some() { Self::None } else { Self::Status }
    }
}

impl Panel {
    /// What to send to know more, `None` when nothing is left to ask. Each answer goes to [`Panel::refine`].
    #[must_use]
    pub fn refine_request(&self) -> Option<Request> {
        Some(match self.question {
            Question::Status if self.reads_by_get() => Request::get("panel/api/server/status"),
            Question::Status | Question::Page => Request::get("panel/"),
            Question::Options => Request::get("panel/api/inbounds/options"),
            Question::None => return None,
        })
    }

    /// Takes in the answer to [`Panel::refine_request`].
    pub fn refine(&mut self, reply: &Reply) {
        self.question = match self.question {
            Question::Status if self.reads_by_get() => self.read_status(reply),
            Question::Options => self.read_options(reply),
            Question::Status | Question::Page => {
                if let Some(version) = Version::of_page(&reply.text).filter(|_| reply.status == 200) {
                    self.learn(version);
                }
                Question::None
            }
            Question::None => Question::None,
        };
    }

    fn read_status(&mut self, reply: &Reply) -> Question {
        let Ok(answer) = envelope::open("server/status", reply) else { return Question::None };
        if let Some(version) = status::panel_version(&answer).and_then(Version::parse) {
            self.learn(version);
            return Question::None;
        }
        match (answer.is_null(), self.has_csrf()) {
            (true, true) => Question::Options,
            (false, true) => {
                self.settle(Dialect::C0);
                Question::Page
            }
            (_, false) => Question::Page,
        }
    }

    fn read_options(&mut self, reply: &Reply) -> Question {
        if envelope::open("inbounds/options", reply).is_ok() {
            self.settle(Dialect::C1);
            return Question::None;
        }
        self.settle(Dialect::C0);
        Question::Page
    }

    fn settle(&mut self, dialect: Dialect) {
        if self.dialect != dialect {
            self.dialect = dialect;
            self.oldest = dialect.oldest();
        }
    }
}

//! Finding out which panel answers before anybody has signed in. Nothing asked here changes anything.

use super::{Dialect, Factor, Panel, Version};
use crate::api::{Reply, Request};
use crate::error::ApiError;
use crate::model::Secret;
use crate::wire::{envelope, session};

/// How finding out goes on.
pub enum Step {
    /// Send [`Detection::request`] next.
    Ask,
    /// This panel answers; with its CSRF token where it has one.
    Found(Panel, Option<Secret>),
    /// Whatever answers is no 3x-ui panel, or the base path is wrong.
    NotAPanel,
    /// A panel that answers 403 to everything wants to be called by another host name (`webDomain`).
    Blocked,
    /// Nobody can be asked: the proxy answers, the panel behind it does not.
    Failed(ApiError),
}

/// The questions, one after the other.
pub struct Detection {
    asking: Asking,
    dialect: Dialect,
    factor: Factor,
    token: Option<Secret>,
    /// How many answers were 403.
    forbidden: u8,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Token,
    TwoFactor,
    SecretWord,
    /// Signed out, a panel of A answers here with JSON; B has no such path.
    ServerPath,
    /// The sign-in page, which names the version in v2.
    Page,
    /// Where settings are since v3.3.0.
    SettingsPath,
}

impl Detection {
    /// Begins.
    #[must_use]
    pub fn start() -> Self {
        Self { asking: Asking::Token, dialect: Dialect::A, factor: Factor::None, token: None, forbidden: 0 }
    }

    /// What to send.
    #[must_use]
    pub fn request(&self) -> Request {
        match self.asking {
            Asking::Token => Request::get("csrf-token"),
            Asking::TwoFactor => Request::post("getTwoFactorEnable"),
            Asking::SecretWord => Request::post("getSecretStatus"),
            Asking::ServerPath => Request::post("server/status"),
            Asking::Page => Request::get(""),
            Asking::SettingsPath => Request::post("panel/api/setting/defaultSettings"),
        }
    }

    /// The CSRF token the next request must carry, once one is known.
    #[must_use]
    pub fn csrf(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// Takes in the answer to [`Detection::request`].
    pub fn advance(&mut self, reply: &Reply) -> Step {
        if reply.status >= 500 && !envelope::is_panel(reply) {
            return Step::Failed(ApiError::Status { code: reply.status });
        }
        self.forbidden += u8::from(reply.status == 403);
        match self.asking {
            Asking::Token => {
                self.token = session::csrf_token(reply).ok();
                self.ask(Asking::TwoFactor)
            }
            Asking::TwoFactor => self.two_factor(reply),
            Asking::SecretWord => match session::switched_on(reply) {
                Some(on) => self.factor(on, Factor::SecretWord, Asking::ServerPath),
                None => Step::NotAPanel,
            },
            Asking::ServerPath => {
                self.dialect = if envelope::is_panel(reply) { Dialect::A } else { Dialect::B };
                self.ask(Asking::Page)
            }
            Asking::Page => self.found_old(reply),
            Asking::SettingsPath => self.found_new(reply),
        }
    }

    /// Signed in somebody else's tab, the page redirects instead of naming the version: then it stays unknown.
    fn found_old(&self, reply: &Reply) -> Step {
        let version = Version::of_page(&reply.text).filter(|version| Dialect::of(*version) == self.dialect);
        Step::Found(Panel::new(self.dialect, version, self.factor), None)
    }

    /// Before v3.3.0 nothing tells C0 from C1 to whom is not signed in; [`Panel::refine`] will.
    fn found_new(&mut self, reply: &Reply) -> Step {
        let moved = reply.status == 401 || envelope::is_panel(reply);
        let mut panel = Panel::new(if moved { Dialect::C1 } else { Dialect::C0 }, None, self.factor);
        if moved {
            panel.oldest = Version::new(3, 3, 0);
        }
        Step::Found(panel, self.token.take())
    }

    fn two_factor(&mut self, reply: &Reply) -> Step {
        match (session::switched_on(reply), &self.token) {
            (Some(on), Some(_)) => self.factor(on, Factor::TwoFactor, Asking::SettingsPath),
            (Some(on), None) => self.factor(on, Factor::TwoFactor, Asking::ServerPath),
            // A token only a panel gives out; that it does not tell about the code is no reason to turn away.
            (None, Some(_)) => self.ask(Asking::SettingsPath),
            (None, None) if self.forbidden > 1 => Step::Blocked,
            (None, None) => self.ask(Asking::SecretWord),
        }
    }

    fn factor(&mut self, on: bool, factor: Factor, next: Asking) -> Step {
        self.factor = if on { factor } else { Factor::None };
        self.ask(next)
    }

    fn ask(&mut self, next: Asking) -> Step {
        self.asking = next;
        Step::Ask
    }
}

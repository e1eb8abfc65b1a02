//! Signing in: a signed cookie that no server-side session stands behind, CSRF, the login limiter, codes.

mod code;
mod page;

pub use code::totp;

use super::State;
use crate::calendar;
use crate::chance::Chance;
use crate::config::{Config, Dialect};
use crate::http::input::Input;
use crate::http::reply::Reply;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use std::collections::HashMap;

/// How long failed tries count, and how long too many of them block.
const TRY_WINDOW: i64 = 5 * 60_000;
const BLOCKED: i64 = 15 * 60_000;
const TRIES: usize = 5;

/// Who may sign in, and what invalidates sessions.
pub struct Account {
    /// The name.
    pub name: String,
    /// The password.
    pub password: String,
    /// Grows when sessions end with a new password (v3.0.2+).
    pub epoch: i64,
    /// Grows when a test ends all sessions.
    pub generation: i64,
    key: [u8; 32],
    tries: HashMap<String, Vec<i64>>,
    blocked: HashMap<String, i64>,
}

/// What the cookie holds.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Who is signed in; empty = nobody.
    pub user: String,
    /// The CSRF token of this session.
    pub csrf: String,
    epoch: i64,
    generation: i64,
    expires: i64,
}

impl Account {
    /// The account of a new panel.
    pub fn new(config: &Config, chance: &mut Chance) -> Self {
        Account {
            name: config.user.clone(),
            password: config.password.clone(),
            epoch: 0,
            generation: 0,
            key: chance.key(),
            tries: HashMap::new(),
            blocked: HashMap::new(),
        }
    }

    fn sign(&self, payload: &str) -> String {
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&self.key).expect("any length is a key");
        mac.update(payload.as_bytes());
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }
}

impl State {
    /// What the request's cookie says, if it was signed here and is not over.
    pub fn session(&self, input: &Input) -> Option<Session> {
        let cookie = input.cookie.split(';').filter_map(|part| part.trim().strip_prefix("3x-ui=")).next_back()?;
        let (payload, signature) = cookie.split_once('.')?;
        if self.account.sign(payload) != signature {
            return None;
        }
        let value: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
        let number = |name: &str| value.get(name).and_then(Value::as_i64).unwrap_or_default();
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_string();
        let session = Session {
            user: text("u"),
            csrf: text("c"),
            epoch: number("e"),
            generation: number("g"),
            expires: number("x"),
        };
        (self.now < session.expires).then_some(session)
    }

    /// Whether this session may act.
    pub fn alive(&self, session: &Session) -> bool {
        !session.user.is_empty()
            && session.generation == self.account.generation
            && (!self.dialect.guarded() || session.epoch == self.account.epoch)
    }

    /// The `Set-Cookie` for this session.
    pub fn cookie(&self, session: &Session) -> String {
        let age = match self.setting_int("sessionMaxAge") {
            0 => 30 * 24 * 60,
            minutes => minutes,
        } * 60;
        let expires = self.now + age * 1000;
        let payload = URL_SAFE_NO_PAD.encode(
            json!({ "u": session.user, "c": session.csrf, "e": session.epoch, "g": session.generation, "x": expires })
                .to_string(),
        );
        let value = format!("{payload}.{}", self.account.sign(&payload));
        self.cookie_line(&value, &calendar::http(expires), age)
    }

    fn cookie_line(&self, value: &str, expires: &str, age: i64) -> String {
        let path = if self.dialect == Dialect::A { "/" } else { self.config.base.as_str() };
        let same_site = if self.dialect == Dialect::A { "" } else { "; SameSite=Lax" };
        format!("3x-ui={value}; Path={path}; Expires={expires}; Max-Age={age}; HttpOnly{same_site}")
    }

    fn minted(&mut self, session: Option<Session>) -> (Session, bool) {
        let mut session = session.unwrap_or_default();
        let fresh = session.csrf.is_empty();
        if fresh {
            session.csrf = self.chance.base64url(32);
        }
        (session, fresh)
    }

    /// `csrf-token` and `panel/csrf-token`.
    pub fn csrf_token(&mut self, input: &Input, envelope: bool) -> Reply {
        let (session, fresh) = self.minted(self.session(input));
        let reply = if envelope {
            Reply::obj(session.csrf.as_str().into())
        } else {
            Reply::json(&json!({ "obj": session.csrf, "success": true }))
        };
        if fresh { reply.with("set-cookie", self.cookie(&session)) } else { reply }
    }

    /// Whether a write carries the token of its own session.
    pub fn csrf_fits(&self, input: &Input) -> bool {
        let sent = if input.csrf.is_empty() && !input.media.starts_with("application/json") {
            input.fields().ok().and_then(|fields| fields.text("_csrf", "").ok()).unwrap_or_default()
        } else {
            input.csrf.clone()
        };
        self.session(input).is_some_and(|session| !session.csrf.is_empty() && session.csrf == sent)
    }

    /// `login`.
    pub fn login(&mut self, input: &Input) -> Reply {
        let text = |name: &str| input.fields().and_then(|fields| fields.text(name, "LoginForm"));
        let (Ok(user), Ok(password), Ok(code)) = (text("username"), text("password"), text("twoFactorCode")) else {
            let word = if self.dialect.modern() { "input" } else { "Input" };
            return Reply::envelope(false, &format!("The {word} data format is invalid."), Value::Null);
        };
        if user.is_empty() || password.is_empty() {
            let what = if user.is_empty() { "Username" } else { "Password" };
            return Reply::envelope(false, &format!("{what} is required"), Value::Null);
        }
        if !self.may_enter(input, &user, &password, &code) {
            self.write_log(
                "WARNING",
                &format!("wrong username or password or secret: \"{user}\", IP: \"{}\"", input.address),
            );
            let text = "Invalid username or password or two-factor code.";
            return Reply::envelope(false, text, Value::Null);
        }
        self.write_log("INFO", &format!("{user} logged in successfully, Ip Address: {}", input.address));
        let csrf = self.session(input).map(|session| session.csrf).unwrap_or_default();
        let session =
            Session { user, csrf, epoch: self.account.epoch, generation: self.account.generation, expires: 0 };
        let blank = if self.dialect.modern() { "" } else { " " };
        Reply::done(&format!("{blank}You have successfully logged into your account."))
            .with("set-cookie", self.cookie(&session))
    }

    fn may_enter(&mut self, input: &Input, user: &str, password: &str, code: &str) -> bool {
        let key = format!("{} {}", input.address, user.to_lowercase());
        let now = self.now;
        if self.dialect.guarded() && self.account.blocked.get(&key).is_some_and(|until| now < *until) {
            return false;
        }
        let right = user == self.account.name
            && password == self.account.password
            && (!self.setting_bool("twoFactorEnable") || code == totp(self.setting_text("twoFactorToken"), now));
        if right {
            self.account.tries.remove(&key);
        } else if self.dialect.guarded() {
            let tries = self.account.tries.entry(key.clone()).or_default();
            tries.retain(|at| now - *at < TRY_WINDOW);
            tries.push(now);
            if tries.len() >= TRIES {
                self.account.tries.remove(&key);
                self.account.blocked.insert(key, now + BLOCKED);
            }
        }
        right
    }

    /// `logout`: the cookie is cleared, an old copy of it stays good.
    pub fn logout(&mut self) -> Reply {
        let gone = self.cookie_line("", "Thu, 01 Jan 1970 00:00:01 GMT", 0);
        if !self.dialect.guarded() {
            return self.redirect(&self.config.base).with("set-cookie", gone);
        }
        let wide = "3x-ui=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; SameSite=Lax";
        Reply::json(&json!({ "success": true }))
            .with("cache-control", "no-store")
            .with("set-cookie", gone)
            .with("set-cookie", wide)
    }
}

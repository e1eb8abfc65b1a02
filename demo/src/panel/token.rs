//! API tokens: in clear text in C0's list, shown once by C1.

use super::State;
use crate::config::{Dialect, TokenKind};
use crate::http::input::Input;
use crate::http::reply::{Refusal, Reply};
use serde_json::{Value, json};

const CHANGED: &str = "The parameters have been changed.";

const SCOPES: [&str; 3] = ["admin", "monitor", "node-sync"];

/// A token.
pub struct Token {
    id: i64,
    name: String,
    secret: String,
    enabled: bool,
    created: i64,
    scope: String,
    /// Its end, ms; 0 for never.
    expires: i64,
}

/// All tokens.
#[derive(Default)]
pub struct Tokens {
    list: Vec<Token>,
    last: i64,
}

impl Tokens {
    /// The token of this secret, where it opens anything.
    pub fn accepted(&self, secret: &str, now: i64) -> Option<&Token> {
        let open = |token: &&Token| token.enabled && (token.expires == 0 || token.expires > now);
        self.list.iter().filter(open).find(|token| token.secret == secret)
    }
}

impl Token {
    /// Whether its scope reaches a path.
    pub fn permits(&self, path: &str) -> bool {
        let status = path == "panel/api/server/status";
        match self.scope.as_str() {
            "monitor" => status,
            "node-sync" => status || path == "panel/api/inbounds/list" || path.ends_with("/onlines"),
            _ => true,
        }
    }

    fn json(&self, clear: bool, kind: TokenKind) -> Value {
        let mut row = json!({ "id": self.id, "name": self.name, "enabled": self.enabled, "createdAt": self.created });
        if clear {
            row["token"] = self.secret.as_str().into();
        }
        if kind == TokenKind::Scoped {
            row["scope"] = self.scope.as_str().into();
            row["expiresAt"] = self.expires.into();
        }
        row
    }
}

impl State {
    /// `getApiToken` of v3.0.0 and v3.0.1.
    pub fn token_only(&mut self) -> Reply {
        match self.tokens.list.last() {
            _ if self.config.tokens != TokenKind::One => Reply::empty(404),
            Some(token) => Reply::obj(token.secret.as_str().into()),
            None => self.token_renew(),
        }
    }

    /// `regenerateApiToken`: a new one takes the place of the one there is.
    pub fn token_renew(&mut self) -> Reply {
        if self.config.tokens != TokenKind::One {
            return Reply::empty(404);
        }
        self.tokens.list.clear();
        let token = self.token_new("", "admin", 0);
        Reply::obj(token["token"].clone())
    }

    /// `apiTokens`.
    pub fn token_list(&mut self) -> Reply {
        let (clear, kind) = (self.dialect == Dialect::C0, self.config.tokens);
        if kind == TokenKind::One {
            return Reply::empty(404);
        }
        Reply::obj(self.tokens.list.iter().map(|token| token.json(clear, kind)).collect())
    }

    fn token_new(&mut self, name: &str, scope: &str, expires: i64) -> Value {
        self.tokens.last += 1;
        let token = Token {
            id: self.tokens.last,
            name: name.to_string(),
            secret: self.chance.word(48),
            enabled: true,
            created: self.now / 1000,
            scope: scope.to_string(),
            expires,
        };
        let answer = token.json(true, self.config.tokens);
        self.tokens.list.push(token);
        answer
    }

    /// `apiTokens/create`.
    pub fn token_create(&mut self, input: &Input) -> Reply {
        let asked = input
            .fields()
            .and_then(|fields| Ok((fields.text("name", "")?, fields.text("scope", "")?, fields.int("expiresAt", "")?)));
        let (name, scope, expires) = match asked {
            Ok(asked) => asked,
            Err(error) => return Reply::refused(CHANGED, &error),
        };
        let name = name.trim();
        let scoped = self.config.tokens == TokenKind::Scoped;
        let scope = if scoped && !scope.is_empty() { scope } else { "admin".to_string() };
        let problem = if name.is_empty() {
            "token name is required"
        } else if name.chars().count() > 64 {
            "token name must be 64 characters or fewer"
        } else if self.tokens.list.iter().any(|token| token.name == name) {
            "a token with that name already exists"
        } else if !SCOPES.contains(&scope.as_str()) {
            "scope must be 'admin', 'monitor', or 'node-sync'"
        } else if scoped && expires != 0 && expires <= self.now {
            "expiresAt must be 0 (never) or a future unix-ms timestamp"
        } else {
            return Reply::obj(self.token_new(name, &scope, if scoped { expires } else { 0 }));
        };
        Reply::refused(CHANGED, &Refusal::own(problem))
    }

    /// Where tokens have scopes: what is wrong with the scope a call expects.
    fn token_doubt(&self, input: &Input, id: &str) -> Option<&'static str> {
        if self.config.tokens != TokenKind::Scoped {
            return None;
        }
        let expected = input.fields().and_then(|fields| fields.text("expectedScope", "")).unwrap_or_default();
        let fits = |token: &Token| token.id.to_string() == id && token.scope == expected;
        match expected.is_empty() {
            true => Some("expected scope is required"),
            false => (!self.tokens.list.iter().any(fits)).then_some("token not found with expected scope"),
        }
    }

    /// `apiTokens/delete/{id}`: a missing one succeeds, except where a scope is expected of it.
    pub fn token_delete(&mut self, input: &Input, id: &str) -> Reply {
        if let Some(doubt) = self.token_doubt(input, id) {
            return Reply::refused(CHANGED, &Refusal::own(doubt));
        }
        self.tokens.list.retain(|token| token.id.to_string() != id);
        Reply::done(CHANGED)
    }

    /// `apiTokens/setEnabled/{id}`.
    pub fn token_enable(&mut self, input: &Input, id: &str) -> Reply {
        let enabled = match input.fields().and_then(|fields| fields.bool("enabled", "")) {
            Ok(enabled) => enabled,
            Err(error) => return Reply::refused(CHANGED, &error),
        };
        if let Some(doubt) = self.token_doubt(input, id) {
            return Reply::refused(CHANGED, &Refusal::own(doubt));
        }
        match self.tokens.list.iter_mut().find(|token| token.id.to_string() == id) {
            Some(token) => {
                token.enabled = enabled;
                Reply::done(CHANGED)
            }
            None => Reply::refused(CHANGED, &Refusal::own("token not found")),
        }
    }
}

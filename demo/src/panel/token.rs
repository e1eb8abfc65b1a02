//! API tokens: in clear text in C0's list, shown once by C1.

use super::State;
use crate::config::Dialect;
use crate::http::input::Input;
use crate::http::reply::{Refusal, Reply};
use serde_json::{Value, json};

const CHANGED: &str = "The parameters have been changed.";

/// A token.
pub struct Token {
    id: i64,
    name: String,
    secret: String,
    enabled: bool,
    created: i64,
}

/// All tokens.
#[derive(Default)]
pub struct Tokens {
    list: Vec<Token>,
    last: i64,
}

impl Tokens {
    /// Whether this secret opens `panel/api`.
    pub fn accepts(&self, secret: &str) -> bool {
        self.list.iter().any(|token| token.enabled && token.secret == secret)
    }
}

impl Token {
    fn json(&self, clear: bool) -> Value {
        if clear {
            json!({ "id": self.id, "name": self.name, "token": self.secret, "enabled": self.enabled, "createdAt": self.created })
        } else {
            json!({ "id": self.id, "name": self.name, "enabled": self.enabled, "createdAt": self.created })
        }
    }
}

impl State {
    /// `apiTokens`.
    pub fn token_list(&mut self) -> Reply {
        let clear = self.dialect == Dialect::C0;
        Reply::obj(self.tokens.list.iter().map(|token| token.json(clear)).collect())
    }

    /// `apiTokens/create`.
    pub fn token_create(&mut self, input: &Input) -> Reply {
        let name = match input.fields().and_then(|fields| fields.text("name", "")) {
            Ok(name) => name.trim().to_string(),
            Err(error) => return Reply::refused(CHANGED, &error),
        };
        let problem = if name.is_empty() {
            "token name is required"
        } else if name.chars().count() > 64 {
            "token name must be 64 characters or fewer"
        } else if self.tokens.list.iter().any(|token| token.name == name) {
            "a token with that name already exists"
        } else {
            self.tokens.last += 1;
            let token = Token {
                id: self.tokens.last,
                name,
                secret: self.chance.word(48),
                enabled: true,
                created: self.now / 1000,
            };
            let answer = token.json(true);
            self.tokens.list.push(token);
            return Reply::obj(answer);
        };
        Reply::refused(CHANGED, &Refusal::own(problem))
    }

    /// `apiTokens/delete/{id}`: a missing one succeeds.
    pub fn token_delete(&mut self, id: &str) -> Reply {
        self.tokens.list.retain(|token| token.id.to_string() != id);
        Reply::done(CHANGED)
    }

    /// `apiTokens/setEnabled/{id}`.
    pub fn token_enable(&mut self, input: &Input, id: &str) -> Reply {
        let enabled = match input.fields().and_then(|fields| fields.bool("enabled", "")) {
            Ok(enabled) => enabled,
            Err(error) => return Reply::refused(CHANGED, &error),
        };
        match self.tokens.list.iter_mut().find(|token| token.id.to_string() == id) {
            Some(token) => {
                token.enabled = enabled;
                Reply::done(CHANGED)
            }
            None => Reply::refused(CHANGED, &Refusal::own("token not found")),
        }
    }
}

//! API tokens. What an answer shows in clear is handed out once, where it was just made, and dropped everywhere else.

use super::envelope::missing;
use super::lenient::{child, flag, number, string, text};
use crate::error::ApiError;
use crate::model::{ApiToken, Millis, Secret};
use serde_json::{Map, Value};

const ENDPOINT: &str = "apiTokens";

/// The list.
///
/// # Errors
/// When what every panel tells is missing.
pub fn list(obj: &Value) -> Result<Vec<ApiToken>, ApiError> {
    obj.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(one).collect()
}

/// A token that was just made.
///
/// # Errors
/// When the token itself is missing.
pub fn created(obj: &Value) -> Result<(ApiToken, Secret), ApiError> {
    match text(obj, "token") {
        "" => Err(missing(ENDPOINT, "token")),
        token => Ok((one(obj)?, Secret::new(token))),
    }
}

/// The one token of v3.0.0–v3.0.1, which has neither name nor number.
#[must_use]
pub fn only(obj: &Value) -> Option<(ApiToken, Secret)> {
    let token = obj.as_str().filter(|token| !token.is_empty())?;
    Some((ApiToken { enabled: true, ..ApiToken::default() }, Secret::new(token)))
}

fn one(row: &Value) -> Result<ApiToken, ApiError> {
    let Some(id) = number(row, "id") else { return Err(missing(ENDPOINT, "id")) };
    Ok(ApiToken {
        id,
        name: string(row, "name"),
        enabled: flag(row, "enabled"),
        created: ApiToken::created_from_panel(number(row, "createdAt").unwrap_or_default()),
        scope: child(row, "scope").as_str().map(str::to_owned),
        expires: number(row, "expiresAt").filter(|at| *at > 0).map(Millis),
    })
}

/// A token to be made. Panels without scopes ignore what they do not know.
#[must_use]
pub fn wanted(name: &str, scope: Option<&str>, expires: Option<Millis>) -> Value {
    let mut body = Map::new();
    body.insert("name".to_owned(), name.into());
    if let Some(scope) = scope {
        body.insert("scope".to_owned(), scope.into());
    }
    if let Some(Millis(at)) = expires {
        body.insert("expiresAt".to_owned(), at.into());
    }
    Value::Object(body)
}

/// What a call about one token carries: its scope, without which newer panels refuse, and its switch.
#[must_use]
pub fn about(token: &ApiToken, enabled: Option<bool>) -> Value {
    let mut body = Map::new();
    if let Some(enabled) = enabled {
        body.insert("enabled".to_owned(), enabled.into());
    }
    if let Some(scope) = &token.scope {
        body.insert("expectedScope".to_owned(), scope.as_str().into());
    }
    Value::Object(body)
}

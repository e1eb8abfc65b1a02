//! What is said before and around signing in.

use super::envelope;
use crate::api::{Fields, Reply};
use crate::error::ApiError;
use crate::model::Secret;

/// The token every POST must carry since v3.0.0.
///
/// # Errors
/// Whatever the answer is instead.
pub fn csrf_token(reply: &Reply) -> Result<Secret, ApiError> {
    let obj = envelope::open("csrf-token", reply)?;
    match obj.as_str() {
        Some(token) if !token.is_empty() => Ok(Secret::new(token)),
        _ => Err(envelope::missing("csrf-token", "obj")),
    }
}

/// What `getTwoFactorEnable` and `getSecretStatus` answer; `None` where the panel knows no such question.
#[must_use]
pub fn switched_on(reply: &Reply) -> Option<bool> {
    envelope::open("getTwoFactorEnable", reply).ok()?.as_bool()
}

/// The fields of the sign-in form. The third one's name depends on the panel's age.
#[must_use]
pub fn login(user: &str, password: &Secret, code: &Secret, secret_word: bool) -> Fields {
    let code_field = if secret_word { "loginSecret" } else { "twoFactorCode" };
    vec![
        ("username".into(), user.to_owned()),
        ("password".into(), password.expose().to_owned()),
        (code_field.into(), code.expose().to_owned()),
    ]
}

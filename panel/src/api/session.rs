//! Signing in and out.

use super::{Call, Request};
use crate::dialect::{Factor, Panel};
use crate::error::ApiError;
use crate::model::Secret;
use crate::wire::{envelope, session};

/// What a person types to sign in.
#[derive(Clone, Default)]
pub struct Credentials {
    /// Name.
    pub user: String,
    /// Password.
    pub password: Secret,
    /// One-time code or secret word; empty where the panel asks for none.
    pub code: Secret,
}

/// Asks for the CSRF token of this session (v3.0.0+).
#[must_use]
pub fn csrf_token() -> Call<Secret> {
    Call::new(Request::get("csrf-token"), session::csrf_token)
}

/// Signs in.
#[must_use]
pub fn login(panel: &Panel, who: &Credentials) -> Call<()> {
    let fields = session::login(&who.user, &who.password, &who.code, panel.factor == Factor::SecretWord);
    Call::done("login", Request::form("login", fields))
}

/// Signs out. The panel only forgets the cookie: whoever kept a copy of it stays signed in until it ends.
#[must_use]
pub fn logout(panel: &Panel) -> Call<()> {
    if panel.logs_out_by_post() {
        return Call::done("logout", Request::post("logout"));
    }
    // Older panels answer with a redirect to the sign-in page.
    Call::new(Request::get("logout"), |reply| match reply.status {
        0 | 200 | 307 => Ok(()),
        code => Err(ApiError::Status { code }),
    })
}

/// Finds out whether the session is alive, where an answer left it in doubt ([`Panel::doubts`]): `Ok` means that
/// answer meant what it said.
#[must_use]
pub fn probe(panel: &Panel) -> Call<()> {
    let path = [panel.settings_prefix(), "/defaultSettings"].concat();
    Call::new(Request::post(path), |reply| {
        // Nobody is refused these settings but one who is signed out.
        envelope::done("defaultSettings", reply).map_err(|error| match error {
            ApiError::Refused { .. } => ApiError::SessionExpired,
            other => other,
        })
    })
}

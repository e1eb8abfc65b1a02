//! API tokens (v3.0.0+). A token's text is handed out once, by [`create`]; lists that show it in clear are read without.

use super::{Call, Request};
use crate::dialect::Panel;
use crate::model::{ApiToken, Millis, Secret};
use crate::wire::{envelope, tokens};

/// All tokens. v3.0.0–v3.0.1 have one, without a name.
#[must_use]
pub fn list(panel: &Panel) -> Call<Vec<ApiToken>> {
    if panel.has_one_token() {
        let request = Request::get(path(panel, "getApiToken"));
        return Call::of("getApiToken", request, |obj| {
            Ok(tokens::only(&obj).map(|(token, _)| token).into_iter().collect())
        });
    }
    Call::of("apiTokens", Request::get(path(panel, "apiTokens")), |obj| tokens::list(&obj))
}

/// Makes a token and hands its text out, for this once. `scope` and `expires` take effect only after v3.6.0
/// ([`Panel::token_scopes`]). On v3.0.0–v3.0.1 it replaces the one there is.
#[must_use]
pub fn create(panel: &Panel, name: &str, scope: Option<&str>, expires: Option<Millis>) -> Call<(ApiToken, Secret)> {
    if panel.has_one_token() {
        let request = Request::post(path(panel, "regenerateApiToken"));
        return Call::of("regenerateApiToken", request, |obj| {
            tokens::only(&obj).ok_or_else(|| envelope::missing("regenerateApiToken", "obj"))
        });
    }
    let request = Request::json(path(panel, "apiTokens/create"), &tokens::wanted(name, scope, expires));
    Call::of("apiTokens/create", request, |obj| tokens::created(&obj))
}

/// Switches a token. There is no such thing on v3.0.0–v3.0.1.
#[must_use]
pub fn set_enabled(panel: &Panel, token: &ApiToken, enabled: bool) -> Call<()> {
    let path = [&path(panel, "apiTokens/setEnabled/"), token.id.to_string().as_str()].concat();
    Call::done("apiTokens/setEnabled", Request::json(path, &tokens::about(token, Some(enabled))))
}

/// Deletes a token. Panels up to v3.6.0 say so of one that was not there too: read the list again.
#[must_use]
pub fn delete(panel: &Panel, token: &ApiToken) -> Call<()> {
    let path = [&path(panel, "apiTokens/delete/"), token.id.to_string().as_str()].concat();
    let request = match &token.scope {
        Some(_) => Request::json(path, &tokens::about(token, None)),
        None => Request::post(path),
    };
    Call::done("apiTokens/delete", request)
}

fn path(panel: &Panel, call: &str) -> String {
    [panel.settings_prefix(), "/", call].concat()
}

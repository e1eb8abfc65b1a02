//! The life of an API token, and what it opens.

use crate::app::{App, Ledger, START, config};
use crate::making;
use crate::session::refused;
use demo::Dialect;
use panel::error::ApiError;
use panel::model::{Millis, Secret};

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    assert!(app.panel.has_tokens() && !app.panel.has_one_token() && !app.panel.token_scopes());
    assert_eq!(app.panel.tokens_in_clear(), dialect == Dialect::C0);
    assert_eq!(ask!(app, tokens::list(&app.panel)).unwrap(), []);

    let (token, text) = ask!(app, tokens::create(&app.panel, "backup & more", None, None)).unwrap();
    assert_eq!((&*token.name, token.enabled, &token.scope, token.expires), ("backup & more", true, &None, None));
    assert_eq!(token.created, Some(Millis(START / 1000 * 1000)), "seconds become milliseconds");
    assert_eq!(text.expose().len(), 48);
    assert_eq!(ask!(app, tokens::list(&app.panel)).unwrap(), std::slice::from_ref(&token));
    for (name, told) in [
        ("backup & more", "a token with that name already exists"),
        (" ", "token name is required"),
        (&"n".repeat(65), "token name must be 64 characters or fewer"),
    ] {
        assert_eq!(refused(ask!(app, tokens::create(&app.panel, name, None, None))), told);
    }

    let mut script = App { bearer: Some(text), ..app.stranger() };
    opens(&mut script).await;
    for (enabled, expected) in [(false, Some(ApiError::SessionExpired)), (true, None)] {
        ask!(app, tokens::set_enabled(&app.panel, &token, enabled)).unwrap();
        assert_eq!(ask!(app, tokens::list(&app.panel)).unwrap()[0].enabled, enabled);
        assert_eq!(ask!(script, inbounds::list()).err(), expected);
    }
    let mut wrong = App { bearer: Some(Secret::new("wrong")), ..app.stranger() };
    assert_eq!(ask!(wrong, inbounds::list()).err(), Some(ApiError::SessionExpired));

    let sent = app.sent.len();
    ask!(app, tokens::delete(&app.panel, &token)).unwrap();
    assert_eq!(app.sent.len(), sent + 1, "at once: no scope is asked for");
    assert_eq!(ask!(app, tokens::list(&app.panel)).unwrap(), []);
    ask!(app, tokens::delete(&app.panel, &token)).expect("one that is gone is deleted all the same");
    assert_eq!(refused(ask!(app, tokens::set_enabled(&app.panel, &token, true))), "token not found");
    assert_eq!(ask!(script, inbounds::list()).err(), Some(ApiError::SessionExpired));
}

/// A token reads and writes under `panel/api` without a cookie and without a CSRF token.
async fn opens(script: &mut App) {
    assert!(script.cookies.is_empty() && script.csrf.is_none());
    let before = ask!(script, inbounds::list()).unwrap().len();
    let new = making::reality(script, 30_001, "by-token", false).await;
    let id = ask!(script, inbounds::add(&script.panel, &new)).unwrap().unwrap();
    assert_eq!(ask!(script, inbounds::list()).unwrap().len(), before + 1);
    ask!(script, inbounds::delete(id)).unwrap();
    // Settings lie outside `panel/api` before v3.3.0, where a token counts for nothing.
    let settings = ask!(script, settings::defaults(&script.panel));
    match script.dialect {
        Dialect::C0 => assert!(settings.is_err()),
        _ => assert!(settings.is_ok()),
    }
    assert!(script.sent.iter().all(|line| !line.contains("csrf-token")), "{:?}", script.sent);
}

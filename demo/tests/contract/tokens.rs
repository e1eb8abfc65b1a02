//! The life of an API token, and what it opens.

use crate::app::{App, Ledger, START, config};
use crate::making;
use crate::session::refused;
use demo::{Config, Dialect, TokenKind};
use panel::error::ApiError;
use panel::model::{ApiToken, Millis, Secret};

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

/// The one token of v3.0.1 is there from the start, and a new one takes its place.
pub async fn one(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(Config { tokens: TokenKind::One, ..config(dialect) }, ledger).await;
    assert!(app.panel.has_one_token() && app.panel.tokens_in_clear());
    let listed = ask!(app, tokens::list(&app.panel)).unwrap();
    assert_eq!(listed.iter().map(|token| (&*token.name, token.enabled)).collect::<Vec<_>>(), [("", true)]);
    let (_, first) = ask!(app, tokens::create(&app.panel, "", None, None)).unwrap();
    let (_, second) = ask!(app, tokens::create(&app.panel, "", None, None)).unwrap();
    assert_eq!(ask!(app, tokens::list(&app.panel)).unwrap().len(), 1);
    let mut script = App { bearer: Some(second), ..app.stranger() };
    assert!(ask!(script, inbounds::list()).is_ok());
    script.bearer = Some(first);
    assert!(ask!(script, inbounds::list()).is_err());
}

/// Tokens with a scope and an end, as recorded after v3.6.0.
pub async fn scoped(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(Config { tokens: TokenKind::Scoped, ..config(dialect) }, ledger).await;
    let (plain, _) = ask!(app, tokens::create(&app.panel, "plain", None, None)).unwrap();
    assert_eq!((plain.scope.as_deref(), plain.expires), (Some("admin"), None));
    let end = Millis(START + 259_200_000);
    let (watcher, text) = ask!(app, tokens::create(&app.panel, "watcher", Some("monitor"), Some(end))).unwrap();
    assert_eq!((watcher.scope.as_deref(), watcher.expires), (Some("monitor"), Some(end)));
    assert_eq!(ask!(app, tokens::list(&app.panel)).unwrap(), [plain, watcher.clone()]);
    for (scope, expires, told) in [
        ("everything", None, "scope must be 'admin', 'monitor', or 'node-sync'"),
        ("monitor", Some(Millis(1_000)), "expiresAt must be 0 (never) or a future unix-ms timestamp"),
    ] {
        assert_eq!(refused(ask!(app, tokens::create(&app.panel, "x", Some(scope), expires))), told);
    }

    let mut script = App { bearer: Some(text), ..app.stranger() };
    assert!(ask!(script, server::status(&script.panel)).is_ok());
    assert!(ask!(script, inbounds::list()).is_err());
    let (_, sync) = ask!(app, tokens::create(&app.panel, "sync", Some("node-sync"), None)).unwrap();
    script.bearer = Some(sync);
    assert!(ask!(script, inbounds::list()).is_ok());
    assert!(ask!(script, clients::onlines(&script.panel)).is_ok());
    assert!(ask!(script, inbounds::options()).is_err());

    let unscoped = ApiToken { scope: None, ..watcher.clone() };
    assert_eq!(refused(ask!(app, tokens::set_enabled(&app.panel, &unscoped, false))), "expected scope is required");
    let wrong = ApiToken { scope: Some("admin".into()), ..watcher.clone() };
    assert_eq!(
        refused(ask!(app, tokens::set_enabled(&app.panel, &wrong, false))),
        "token not found with expected scope"
    );
    ask!(app, tokens::set_enabled(&app.panel, &watcher, false)).unwrap();
    ask!(app, tokens::delete(&app.panel, &watcher)).unwrap();
    assert_eq!(refused(ask!(app, tokens::delete(&app.panel, &watcher))), "token not found with expected scope");
}

//! Finding out who answers, signing in, changing the password, signing out.

use crate::app::{App, Ledger, PASSWORD, config, credentials};
use demo::config::TOTP_SECRET;
use demo::panel::session::totp;
use demo::{Config, Dialect};
use panel::api::session::Credentials;
use panel::dialect::{Dialect as Spoken, Factor, Panel, Version};
use panel::error::ApiError;
use panel::model::{Millis, Secret};

/// What each generation is once it is known exactly.
fn known(dialect: Dialect) -> (Spoken, Version, &'static str) {
    match dialect {
        Dialect::A => (Spoken::A, Version::new(2, 6, 8), "3x-ui 2.6.8"),
        Dialect::B => (Spoken::B, Version::new(2, 9, 4), "3x-ui 2.9.4"),
        Dialect::C0 => (Spoken::C0, Version::new(3, 0, 2), "3x-ui 3.0.2"),
        Dialect::C1 => (Spoken::C1, Version::new(3, 6, 0), "3x-ui 3.6.0"),
    }
}

pub fn refused<T>(answer: Result<T, ApiError>) -> String {
    match answer.err() {
        Some(ApiError::Refused { message }) => message,
        other => panic!("no refusal: {other:?}"),
    }
}

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    for empty in [false, true] {
        in_and_out(Config { empty, ..config(dialect) }, ledger).await;
    }
    codes(dialect, ledger).await;
    password(dialect, ledger).await;
    limiter(dialect, ledger).await;
}

async fn in_and_out(config: Config, ledger: &Ledger) {
    let dialect = config.dialect;
    let (spoken, version, label) = known(dialect);
    let modern = dialect >= Dialect::C0;
    let mut app = App::open(config, ledger);
    app.detect().await.unwrap();
    assert_eq!(app.panel.dialect, spoken);
    assert_eq!(app.panel.factor, Factor::None);
    assert_eq!(app.panel.version, (!modern).then_some(version), "only v2 names its version before one is in");
    assert_eq!(app.csrf.is_some(), modern);
    if modern {
        let token = ask!(app, session::csrf_token()).unwrap();
        assert_eq!(token.expose().len(), 43);
        assert!(app.csrf.as_ref() == Some(&token), "it does not rotate");
    }

    assert_eq!(ask!(app, inbounds::list()).err(), Some(ApiError::SessionExpired));
    assert_eq!(ask!(app, session::probe(&app.panel)).err(), Some(ApiError::SessionExpired));
    let wrong = Credentials { password: Secret::new("wrong"), ..credentials() };
    let told = refused(ask!(app, session::login(&app.panel, &wrong)));
    assert_eq!(told, "Invalid username or password or two-factor code.");
    let nobody = Credentials { user: String::new(), ..credentials() };
    assert_eq!(refused(ask!(app, session::login(&app.panel, &nobody))), "Username is required");

    app.sign_in(&credentials()).await.unwrap();
    assert_eq!((app.panel.dialect, app.panel.version, app.panel.label().as_str()), (spoken, Some(version), label));
    assert!(app.panel.refine_request().is_none());
    assert!(Panel::recall(&app.panel.remember()).as_ref() == Some(&app.panel));
    ask!(app, session::probe(&app.panel)).unwrap();
    ask!(app, inbounds::list()).unwrap();
    seen_signed_in(&app, spoken, version).await;

    let kept = app.cookies.clone();
    ask!(app, session::logout(&app.panel)).unwrap();
    assert_eq!(ask!(app, inbounds::list()).err(), Some(ApiError::SessionExpired));
    app.cookies = kept;
    ask!(app, inbounds::list()).unwrap();
    app.wait(31 * Millis::DAY.0).await;
    assert_eq!(ask!(app, inbounds::list()).err(), Some(ApiError::SessionExpired), "a session has an end");
}

/// A second tab of somebody signed in: the page redirects, so the version comes only with what is asked after.
async fn seen_signed_in(app: &App, spoken: Spoken, version: Version) {
    let mut tab = app.clone();
    tab.detect().await.unwrap();
    assert_eq!((tab.panel.dialect, tab.panel.version), (spoken, None));
    while let Some(question) = tab.panel.refine_request() {
        let reply = tab.send(&question).await.unwrap();
        tab.panel.refine(&reply);
    }
    assert_eq!((tab.panel.dialect, tab.panel.version), (spoken, Some(version)));
}

async fn codes(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::open(Config { two_factor: true, ..config(dialect) }, ledger);
    app.detect().await.unwrap();
    assert_eq!(app.panel.factor, Factor::TwoFactor);
    let now = app.now().await.0;
    for (code, right) in [
        (String::new(), false),
        ("000000".into(), false),
        (totp(TOTP_SECRET, now - 30_000), false),
        (totp(TOTP_SECRET, now), true),
    ] {
        let who = Credentials { code: Secret::new(&*code), ..credentials() };
        assert_eq!(app.sign_in(&who).await.is_ok(), right, "{code}");
    }
    assert_eq!(app.panel.label(), known(dialect).2);
}

async fn password(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::open(Config { two_factor: true, ..config(dialect) }, ledger);
    app.detect().await.unwrap();
    let code = Secret::new(totp(TOTP_SECRET, app.now().await.0));
    let now = Credentials { code, ..credentials() };
    app.sign_in(&now).await.unwrap();
    let fresh = Secret::new("another & longer");
    let wrong = Credentials { password: Secret::new("wrong"), ..now.clone() };
    let told = refused(ask!(app, settings::update_user(&app.panel, &wrong, "root", &fresh)));
    assert!(told.ends_with("username or password is invalid"), "{told}");
    ask!(app, settings::update_user(&app.panel, &now, "root", &fresh)).unwrap();
    let alive = ask!(app, inbounds::list());
    match dialect {
        Dialect::A | Dialect::B => assert!(alive.is_ok()),
        _ => assert_eq!(alive.err(), Some(ApiError::SessionExpired), "every session ends, this one too"),
    }
    let mut again = app.stranger();
    again.detect().await.unwrap();
    assert_eq!(again.panel.factor, Factor::None, "a new password switches the code off");
    assert!(again.sign_in(&credentials()).await.is_err(), "{PASSWORD} opens nothing any more");
    let root = Credentials { user: "root".into(), password: fresh, code: Secret::default() };
    again.sign_in(&root).await.unwrap();
}

/// Five wrong passwords block a name, and nothing tells that from a sixth wrong one.
async fn limiter(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::open(config(dialect), ledger);
    app.detect().await.unwrap();
    let wrong = Credentials { password: Secret::new("wrong"), ..credentials() };
    let mut told = String::new();
    for _ in 0..5 {
        told = refused(ask!(app, session::login(&app.panel, &wrong)));
    }
    let right = ask!(app, session::login(&app.panel, &credentials()));
    assert_eq!(right.is_ok(), !app.panel.has_login_limiter());
    if app.panel.has_login_limiter() {
        assert_eq!(refused(right), told);
        app.wait(15 * 60_000 + 1).await;
        app.sign_in(&credentials()).await.unwrap();
    }
}

//! What an answer means before anybody looks into it, where no recording shows it.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::api::{Reply, clients, inbounds, server, session};
use panel::dialect::{Dialect, Factor, Panel, Version};
use panel::error::ApiError;
use panel::model::InboundId;
use panel::wire::envelope;

fn done(status: u16, text: &str) -> Result<(), ApiError> {
    envelope::done("test", &Reply { status, text: text.into() })
}

fn malformed(key: &str, snippet: &str) -> Result<(), ApiError> {
    Err(ApiError::Malformed { endpoint: "test", key: key.into(), snippet: snippet.into() })
}

#[test]
fn every_kind_of_answer_has_its_error() {
    let refused = |words: &str| Err(ApiError::Refused { message: words.into() });
    let status = |code| Err(ApiError::Status { code });
    for (code, text, wanted) in [
        (200, r#"{"success":true}"#, Ok(())),
        (200, r#"{"success":true,"msg":"x","obj":null}"#, Ok(())),
        (200, r#"{"success":false,"msg":"","obj":null}"#, refused("")),
        (200, r#"{"success":false,"msg":"Done. (no)","obj":null}"#, refused("no")),
        (401, "", Err(ApiError::SessionExpired)),
        (401, r#"{"success":false,"msg":"whatever","obj":null}"#, Err(ApiError::SessionExpired)),
        (401, "<html>Authorization Required</html>", Err(ApiError::SessionExpired)),
        (0, "", Err(ApiError::SessionExpired)),
        (200, r#"{"success":false,"msg":"登录时效已过，请重新登录","obj":null}"#, Err(ApiError::SessionExpired)),
        (403, "", Err(ApiError::CsrfRejected)),
        (403, "<html>403 Forbidden</html>", status(403)),
        (403, r#"{"success":false,"msg":"not permitted"}"#, refused("not permitted")),
        (404, "", status(404)),
        (404, "404 page not found", status(404)),
        (500, "", status(500)),
        (502, "<html>Bad Gateway</html>", status(502)),
        (200, "", malformed("end", "")),
        (200, "<!DOCTYPE html>", Err(ApiError::NotAPanel)),
        (200, r#"{"status":"ok"}"#, Err(ApiError::NotAPanel)),
        (200, r#"{"success":"yes"}"#, Err(ApiError::NotAPanel)),
        (200, "[1]", Err(ApiError::NotAPanel)),
        (200, "{\"success\":true,\"ms", malformed("end", "{\"success\":true,\"ms")),
    ] {
        assert_eq!(done(code, text), wanted, "{code} {text}");
    }
}

#[test]
fn a_broken_answer_never_quotes_what_may_be_secret() {
    let text = r#"{"success":true,"msg":"","obj":{"privateKey":"hush","publicKey":"#;
    assert_eq!(done(200, text), malformed("end", r#"{"success":true,"msg":"","#));
    assert_eq!(done(200, r#"{"obj":"hush"#), malformed("end", "{"));
    let c1 = Panel::new(Dialect::C1, Some(Version::new(3, 6, 0)), Factor::None);
    let half = r#"{"success":true,"msg":"","obj":{"privateKey":"hush"}}"#;
    let Err(error) = server::x25519(&c1).decode(&Reply { status: 200, text: half.into() }) else { panic!() };
    assert!(!format!("{error:?}").contains("hush"));
    assert!(matches!(error, ApiError::Malformed { endpoint: "getNewX25519Cert", key, .. } if key == "publicKey"));
}

#[test]
fn a_missing_key_is_named_with_its_endpoint() {
    let reply = |obj: &str| Reply { status: 200, text: format!(r#"{{"success":true,"msg":"","obj":{obj}}}"#) };
    let missing = |endpoint, key: &str| ApiError::Malformed { endpoint, key: key.into(), snippet: String::new() };
    let c1 = Panel::new(Dialect::C1, Some(Version::new(3, 6, 0)), Factor::None);
    assert_eq!(server::status(&c1).decode(&reply("{}")), Err(missing("server/status", "xray.state")));
    assert_eq!(server::status(&c1).decode(&reply("null")), Ok(None));
    let get = inbounds::get(InboundId(1)).decode(&reply(r#"{"id":1,"port":2}"#));
    assert!(get.is_err_and(|error| error == missing("inbounds/get", "protocol")));
    let page = clients::page(&c1, &Default::default()).decode(&reply(r#"{"items":[]}"#));
    assert!(page.is_err_and(|error| error == missing("clients/list/paged", "total")));
    let page = clients::page(&c1, &Default::default()).decode(&reply(r#"{"total":1,"items":[{}]}"#));
    assert!(page.is_err_and(|error| error == missing("clients/list/paged", "email")));
    let one = clients::get("x").decode(&reply(r#"{"client":{}}"#));
    assert!(one.is_err_and(|error| error == missing("clients/get", "client.email")));
    assert!(session::csrf_token().decode(&reply("null")).is_err_and(|error| error == missing("csrf-token", "obj")));
}

#[test]
fn a_probe_takes_any_refusal_for_a_lost_session() {
    let old = Panel::new(Dialect::A, Some(Version::new(2, 0, 0)), Factor::None);
    let probe = session::probe(&old);
    let persian = r#"{"success":false,"msg":"مدت زمان استفاده به اتمام رسیده","obj":null}"#;
    assert_eq!(probe.decode(&Reply { status: 200, text: persian.into() }), Err(ApiError::SessionExpired));
    assert_eq!(probe.decode(&Reply { status: 200, text: r#"{"success":true,"obj":{}}"#.into() }), Ok(()));
    assert_eq!(probe.decode(&Reply { status: 500, text: String::new() }), Err(ApiError::Status { code: 500 }));
}

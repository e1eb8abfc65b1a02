//! Which panel answers, found from what real panels answered to somebody who is not signed in.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "recorded/files.rs"]
#[allow(dead_code)]
mod files;

use files::Recording;
use panel::api::{Body, Method, Reply, Request};
use panel::dialect::{Detection, Dialect, Factor, Panel, Step, Version};
use panel::error::ApiError;

const FOLDERS: [&str; 7] = ["a", "a-2.0.0", "a-2.5.8", "b", "c0", "c1", "next"];

/// A v2 sign-in page, as far as the version goes; the recordings keep no text of pages.
fn page(version: &str) -> Reply {
    let html = format!(
        "<!DOCTYPE html><script src=\"/secret/assets/vue/vue.min.js?{version}\"></script><a href=\"?lang=en\">English</a>"
    );
    Reply { status: 200, text: html }
}

/// What this panel answered to a request of somebody who is not signed in.
fn answer(folder: &str, request: &Request, token: bool) -> Reply {
    let new = matches!(folder, "c0" | "c1" | "next");
    let name = match (request.method, request.path.as_str()) {
        (Method::Get, "csrf-token") => "002-csrf-token-probe",
        (Method::Post, "getTwoFactorEnable") if new && token => "018-two-factor-probe",
        (Method::Post, "getTwoFactorEnable") => "003-two-factor-probe-no-csrf",
        (Method::Post, "getSecretStatus") => "004-secret-status-probe",
        (Method::Post, "server/status") => "005-status-probe-a",
        (Method::Post, "panel/api/setting/defaultSettings") => "012-anon-default-settings-api",
        (Method::Get, "") => return page("2.6.8"),
        (_, other) => panic!("nobody was asked for {other}"),
    };
    // The older panels' folders hold only what differs from `a`, the newer one's what differs from `c1`.
    let fallback = if new { "c1" } else { "a" };
    let own = format!("{folder}/{name}");
    let there = files::names().contains(&own);
    Recording::open(&if there { own } else { format!("{fallback}/{name}") }).reply
}

/// Runs the detection to its end and tells what was asked.
fn detect(mut reply: impl FnMut(&Request, bool) -> Reply) -> (Step, Vec<String>) {
    let mut detection = Detection::start();
    let mut asked = Vec::new();
    loop {
        let request = detection.request();
        assert!(request.body == Body::Empty);
        asked.push(request.path.clone());
        assert!(asked.len() < 8, "it never ends: {asked:?}");
        match detection.advance(&reply(&request, detection.csrf().is_some())) {
            Step::Ask => {}
            end => return (end, asked),
        }
    }
}

fn found(step: Step) -> (Panel, Option<usize>) {
    match step {
        Step::Found(panel, token) => (panel, token.map(|token| token.expose().len())),
        _ => panic!("no panel was found"),
    }
}

#[test]
fn every_recorded_panel_is_found_before_signing_in() {
    for folder in FOLDERS {
        let (step, asked) = detect(|request, token| answer(folder, request, token));
        let (panel, token) = found(step);
        let dialect = match folder {
            "b" => Dialect::B,
            "c0" => Dialect::C0,
            "c1" | "next" => Dialect::C1,
            _ => Dialect::A,
        };
        assert_eq!(panel.dialect, dialect, "{folder}");
        assert_eq!(panel.factor, Factor::None, "{folder}");
        assert_eq!(token, (dialect >= Dialect::C0).then_some(43), "{folder}");
        assert!(asked.len() <= 5, "{folder}: {asked:?}");
    }
}

#[test]
fn the_page_names_the_version_where_it_fits_the_generation() {
    for (version, wanted) in [("2.6.8", Some(Version::new(2, 6, 8))), ("2.9.4", None), ("main", None)] {
        let (step, _) = detect(|request, token| match request.path.as_str() {
            "" => page(version),
            _ => answer("a", request, token),
        });
        assert_eq!(found(step).0.version, wanted, "{version}");
    }
    let elsewhere = Reply { status: 0, text: String::new() };
    let (step, _) = detect(|request, token| match request.path.as_str() {
        "" => elsewhere.clone(),
        _ => answer("b", request, token),
    });
    assert_eq!(found(step).0.label(), "3x-ui 2.7–2.9");
}

#[test]
fn the_second_factor_is_asked_for_by_its_kind() {
    let on = Recording::open("c1/223-two-factor-on").reply;
    for (folder, path, factor) in [
        ("c1", "getTwoFactorEnable", Factor::TwoFactor),
        ("a", "getTwoFactorEnable", Factor::TwoFactor),
        ("a-2.5.8", "getSecretStatus", Factor::SecretWord),
    ] {
        let (step, _) =
            detect(|request, token| if request.path == path { on.clone() } else { answer(folder, request, token) });
        assert_eq!(found(step).0.factor, factor, "{folder}");
    }
}

#[test]
fn a_live_session_gives_the_same_verdict() {
    let status = Recording::open("a/025-status").reply;
    let (step, _) = detect(
        |request, token| {
            if request.path == "server/status" { status.clone() } else { answer("a", request, token) }
        },
    );
    assert_eq!(found(step).0.dialect, Dialect::A);
    let defaults = Recording::open("c1/030-default-settings").reply;
    let (step, _) =
        detect(
            |request, token| {
                if request.path.ends_with("defaultSettings") { defaults.clone() } else { answer("c1", request, token) }
            },
        );
    assert_eq!(found(step).0.dialect, Dialect::C1);
}

#[test]
fn somebody_else_is_no_panel() {
    for (status, text) in [
        (200, "<!DOCTYPE html><title>Welcome to nginx!</title>"),
        (404, "404 page not found"),
        (404, ""),
        (0, ""),
        (401, "Authorization required"),
        (200, "{\"status\":\"ok\"}"),
        (200, "{\"success\":true,\"obj\":null}"),
    ] {
        let (step, asked) = detect(|_, _| Reply { status, text: text.into() });
        assert!(matches!(step, Step::NotAPanel), "{status} {text}");
        assert_eq!(asked, ["csrf-token", "getTwoFactorEnable", "getSecretStatus"]);
    }
}

#[test]
fn html_for_the_token_alone_does_not_hide_a_panel() {
    let html = Reply { status: 200, text: "<!DOCTYPE html>".into() };
    let (step, _) =
        detect(|request, token| if request.path == "csrf-token" { html.clone() } else { answer("b", request, token) });
    assert_eq!(found(step).0.dialect, Dialect::B);
}

#[test]
fn forbidden_everywhere_is_another_host_name() {
    let (step, asked) = detect(|_, _| Reply { status: 403, text: String::new() });
    assert!(matches!(step, Step::Blocked));
    assert_eq!(asked.len(), 2);
}

#[test]
fn a_proxy_without_its_panel_is_an_error_to_retry() {
    let (step, _) = detect(|_, _| Reply { status: 502, text: "<html>502 Bad Gateway</html>".into() });
    let Step::Failed(error) = step else { panic!("not told") };
    assert_eq!(error, ApiError::Status { code: 502 });
    assert!(error.retryable());
}

/// Signs in to a panel found as `panel` and answers its questions.
fn refine(mut panel: Panel, mut reply: impl FnMut(&str) -> Reply) -> (Panel, Vec<String>) {
    let mut asked = Vec::new();
    while let Some(request) = panel.refine_request() {
        assert_eq!(request.method, Method::Get);
        asked.push(request.path.clone());
        assert!(asked.len() < 4, "it never ends: {asked:?}");
        panel.refine(&reply(&request.path));
    }
    (panel, asked)
}

fn unknown(dialect: Dialect) -> Panel {
    Panel::new(dialect, None, Factor::None)
}

fn not_found() -> Reply {
    Reply { status: 404, text: String::new() }
}

#[test]
fn the_status_of_a_new_panel_tells_its_version() {
    for presumed in [Dialect::C0, Dialect::C1] {
        let (panel, asked) = refine(unknown(presumed), |_| Recording::open("c1/029-status").reply);
        assert_eq!((panel.dialect, panel.version), (Dialect::C1, Some(Version::new(3, 6, 0))));
        assert_eq!(asked, ["panel/api/server/status"]);
    }
}

#[test]
fn a_status_without_a_version_is_c0_and_its_page_tells_more() {
    let (panel, asked) = refine(unknown(Dialect::C0), |path| match path {
        "panel/" => Reply { status: 200, text: "<script>window.X_UI_CUR_VER=\"3.0.2\";</script>".into() },
        _ => Recording::open("c0/029-status").reply,
    });
    assert_eq!((panel.dialect, panel.version), (Dialect::C0, Some(Version::new(3, 0, 2))));
    assert_eq!(asked, ["panel/api/server/status", "panel/"]);
}

#[test]
fn an_empty_status_leaves_it_to_the_short_list() {
    let empty = || Reply { status: 200, text: r#"{"success":true,"msg":"","obj":null}"#.into() };
    let (panel, asked) = refine(unknown(Dialect::C0), |path| match path {
        "panel/api/inbounds/options" => Recording::open("c1/073-options").reply,
        _ => empty(),
    });
    assert_eq!((panel.dialect, panel.version), (Dialect::C1, None));
    assert_eq!(asked, ["panel/api/server/status", "panel/api/inbounds/options"]);
    assert_eq!(panel.settings_prefix(), "panel/setting");
    let (panel, _) = refine(unknown(Dialect::C1), |path| if path.ends_with("status") { empty() } else { not_found() });
    assert_eq!((panel.dialect, panel.version), (Dialect::C0, None));
}

#[test]
fn the_page_of_an_old_panel_tells_its_version() {
    for (dialect, status, version) in
        [(Dialect::A, "a/025-status", Version::new(2, 6, 8)), (Dialect::B, "b/025-status", Version::new(2, 9, 4))]
    {
        let (panel, _) = refine(unknown(dialect), |path| match path {
            "panel/" => page(&version.to_string()),
            _ => Recording::open(status).reply,
        });
        assert_eq!((panel.dialect, panel.version), (dialect, Some(version)));
    }
    let known = Panel::new(Dialect::A, Some(Version::new(2, 6, 8)), Factor::None);
    assert!(known.refine_request().is_none());
}

#[test]
fn a_panel_is_remembered_whole() {
    let (moved, _) = detect(|request, token| answer("c1", request, token));
    let moved = found(moved).0;
    assert_eq!((moved.version, moved.settings_prefix()), (None, "panel/api/setting"));
    for panel in [
        moved,
        unknown(Dialect::C0),
        Panel::new(Dialect::A, Some(Version::new(2, 5, 8)), Factor::SecretWord),
        Panel::new(Dialect::C1, Some(Version::DEV), Factor::TwoFactor),
    ] {
        let text = panel.remember();
        assert!(text.len() < 24 && text.is_ascii(), "{text}");
        assert_eq!(Panel::recall(&text), Some(panel));
    }
    for text in ["", "C1", "C1 none 3.1.0", "C9 none 3.1.0 ?", "C1 none 3.1.0 x", "C1 none 3.1.0 ? more", "{}"] {
        assert_eq!(Panel::recall(text), None, "{text}");
    }
}

#[test]
fn versions_are_read_in_every_spelling() {
    for (text, wanted) in [
        ("3.6.0", Some(Version::new(3, 6, 0))),
        ("v2.6.8", Some(Version::new(2, 6, 8))),
        (" 3.4.1-rc1 ", Some(Version::new(3, 4, 1))),
        ("dev+1a2b3c4d", Some(Version::DEV)),
        ("Unknown", None),
        ("3.6", None),
        ("", None),
    ] {
        assert_eq!(Version::parse(text), wanted, "{text}");
    }
    assert!(Version::DEV > Version::new(99, 0, 0) && Version::new(2, 10, 0) > Version::new(2, 9, 4));
    assert_eq!(Version::of_page("<script src='/x/a.js?2.9.4'></script>"), Some(Version::new(2, 9, 4)));
    assert_eq!(Version::of_page("window.__X_UI_CUR_VER__=\"3.0.0\""), Some(Version::new(3, 0, 0)));
    assert_eq!(Version::of_page("<a href=\"?v=1.2.3\">really? 1.2.3</a>"), None);
}

#[test]
fn what_a_panel_can_do_follows_the_map_of_dialects() {
    let at = |text: &str| {
        let version = Version::parse(text).unwrap();
        Panel::new(Dialect::of(version), Some(version), Factor::None)
    };
    type Ask = fn(&Panel) -> bool;
    let firsts: [(&str, &str, Ask); 16] = [
        ("2.6.2", "2.6.3", Panel::has_mldsa65),
        ("2.6.4", "2.6.5", Panel::has_access_log),
        ("2.6.7", "2.6.8", Panel::has_last_online),
        ("2.6.8", "2.7.0", Panel::reads_by_get),
        ("2.8.0", "2.8.1", Panel::has_traffic_reset),
        ("2.8.1", "2.8.2", Panel::has_cpu_history),
        ("2.8.5", "2.8.6", Panel::has_websocket),
        ("2.9.3", "2.9.4", Panel::has_set_enable),
        ("2.9.4", "3.0.0", Panel::has_csrf),
        ("2.9.4", "3.0.0", Panel::has_tokens),
        ("3.0.1", "3.0.2", Panel::has_inbound_reset),
        ("3.0.2", "3.1.0", Panel::has_options),
        ("3.0.2", "3.1.0", Panel::has_people_resource),
        ("3.1.0", "3.2.0", Panel::has_bulk),
        ("3.4.0", "3.4.1", Panel::has_bulk_enable),
        ("3.4.1", "3.4.2", Panel::has_reality_scan),
    ];
    for (before, since, has) in firsts {
        assert!(!has(&at(before)) && has(&at(since)) && has(&at("dev+0")), "{since}");
    }
    assert!(at("3.2.6").tokens_in_clear() && !at("3.2.7").tokens_in_clear() && !at("2.9.4").tokens_in_clear());
    assert!(at("3.0.1").has_one_token() && !at("3.0.2").has_one_token());
    assert!(at("2.9.4").update_writes_counters() && !at("3.0.0").update_writes_counters());
    assert_eq!([at("2.6.8"), at("2.7.0")].map(|panel| panel.writes_target_key()), ["dest", "target"]);
    assert_eq!([at("2.6.8"), at("2.7.0")].map(|panel| panel.server_prefix()), ["server", "panel/api/server"]);
    let prefixes = [at("3.2.8"), at("3.3.0")].map(|panel| panel.settings_prefix());
    assert_eq!(prefixes, ["panel/setting", "panel/api/setting"]);
    assert!(at("2.8.0").samples_when_asked() && !at("2.8.1").samples_when_asked());
    assert!(!at("3.5.0").stays_stopped() && at("3.6.0").stays_stopped());
    assert!(!at("3.6.0").token_scopes() && at("dev+0").token_scopes());
    assert!(!unknown(Dialect::B).has_set_enable(), "an unknown version counts as the oldest");
}

#[test]
fn an_error_that_may_hide_a_lost_session_is_doubted() {
    let at = |text: &str| Panel::new(Dialect::of(Version::parse(text).unwrap()), Version::parse(text), Factor::None);
    let missing = ApiError::Status { code: 404 };
    let refused = ApiError::Refused { message: "زمان".into() };
    for (version, doubts) in
        [("2.6.8", false), ("2.8.3", false), ("2.8.4", true), ("3.0.1", true), ("3.0.2", false), ("3.6.0", false)]
    {
        assert_eq!(at(version).doubts(&missing), doubts, "{version}");
    }
    assert!(at("2.2.4").doubts(&refused) && !at("2.2.5").doubts(&refused) && !at("3.6.0").doubts(&refused));
    assert!(unknown(Dialect::B).doubts(&missing) && !unknown(Dialect::B).doubts(&ApiError::Status { code: 500 }));
}

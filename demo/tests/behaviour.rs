//! What recordings do not show: determinism, injected faults, the limiter, a breaking Xray, people who run out.

#[path = "drive/panel.rs"]
mod drive;

use demo::{Clock, Config, Dialect, Fault};
use drive::{Browser, config};
use serde_json::{Value, json};

const ALL: [Dialect; 4] = [Dialect::A, Dialect::B, Dialect::C0, Dialect::C1];

fn list(dialect: Dialect) -> &'static str {
    let _ = dialect;
    "panel/api/inbounds/list"
}

async fn status(browser: &mut Browser, dialect: Dialect) -> Value {
    let answer = match dialect {
        Dialect::A => browser.post("server/status", "").await,
        _ => browser.get("panel/api/server/status").await,
    };
    answer.json()["obj"].clone()
}

async fn server(browser: &mut Browser, dialect: Dialect, call: &str, form: &str) -> Value {
    let prefix = if dialect == Dialect::A { "server" } else { "panel/api/server" };
    browser.post(&format!("{prefix}/{call}"), form).await.json()
}

#[tokio::test]
async fn the_same_seed_makes_the_same_server() {
    for dialect in ALL {
        let mut texts = Vec::new();
        for seed in [3, 3, 4] {
            let mut browser = Browser::signed_in(Config { seed, ..config(dialect) }).await;
            browser.wait(95_000).await;
            texts.push(browser.get(list(dialect)).await.text());
        }
        assert_eq!(texts[0], texts[1], "{dialect:?}");
        assert_ne!(texts[0], texts[2], "{dialect:?}");
    }
}

#[tokio::test]
async fn a_seeded_server_shows_every_state() {
    let mut browser = Browser::signed_in(config(Dialect::C1)).await;
    let page = browser.get("panel/api/clients/list/paged?pageSize=200").await.json()["obj"].clone();
    let summary = &page["summary"];
    assert_eq!(page["total"], 60);
    for bucket in ["onlineCount", "depletedCount", "expiringCount", "deactiveCount", "active"] {
        assert!(summary[bucket].as_i64().unwrap() >= 3, "{bucket}: {summary}");
    }
    let items = page["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["expiryTime"].as_i64().unwrap() < 0), "somebody has not begun");
    assert!(items.iter().any(|item| item["inboundIds"].as_array().unwrap().len() == 2), "somebody has two ways in");
    assert!(items.iter().any(|item| item["totalGB"] == 0 && item["expiryTime"] == 0), "somebody is unlimited");
    let inbounds = browser.get("panel/api/inbounds/list").await.json()["obj"].clone();
    let protocols: Vec<&str> =
        inbounds.as_array().unwrap().iter().map(|one| one["protocol"].as_str().unwrap()).collect();
    for protocol in ["vless", "vmess", "trojan", "shadowsocks", "hysteria", "mixed"] {
        assert!(protocols.contains(&protocol), "{protocol}");
    }
}

#[tokio::test]
async fn xray_runs_on_every_seeded_server() {
    for dialect in ALL {
        let mut browser = Browser::signed_in(config(dialect)).await;
        let before = status(&mut browser, dialect).await["appStats"]["uptime"].as_i64().unwrap();
        browser.wait(65_000).await;
        let status = status(&mut browser, dialect).await;
        assert_eq!(status["xray"], json!({ "state": "running", "errorMsg": "", "version": dialect.xray_version() }));
        if dialect == Dialect::A || dialect == Dialect::C1 {
            assert!(status["appStats"]["uptime"].as_i64().unwrap() >= before + 60, "{dialect:?}");
        }
    }
}

#[tokio::test]
async fn ten_thousand_people_are_no_trouble() {
    let mut browser = Browser::signed_in(Config { clients: 10_000, inbounds: 20, ..config(Dialect::C1) }).await;
    let page = browser.get("panel/api/clients/list/paged?page=400&pageSize=25&sort=email").await.json()["obj"].clone();
    assert_eq!(page["total"], 10_000);
    assert_eq!(page["items"].as_array().unwrap().len(), 25);
    let summary = &page["summary"];
    assert_eq!(summary["depleted"].as_array().unwrap().len(), 200, "lists are cut");
    assert!(summary["depletedCount"].as_i64().unwrap() > 1000);
    browser.wait(30_000).await;
    assert!(browser.post("panel/api/clients/onlines", "").await.json()["obj"].as_array().unwrap().len() > 1000);
}

#[tokio::test]
async fn faults_strike_where_and_as_often_as_they_are_told() {
    let mut browser = Browser::signed_in(config(Dialect::C1)).await;
    browser.control("fault", json!({ "kind": 500, "count": 2, "path": "inbounds/list" })).await;
    assert_eq!(browser.get("panel/api/server/status").await.status, 200);
    for expected in [500, 500, 200] {
        assert_eq!(browser.get("panel/api/inbounds/list").await.status, expected);
    }
    browser.control("fault", json!({ "kind": "truncated", "count": 1 })).await;
    let cut = browser.get("panel/api/inbounds/list").await;
    assert_eq!((cut.status, cut.json()), (200, Value::Null));
    browser.control("fault", json!({ "kind": "html", "count": 1 })).await;
    assert!(browser.get("panel/api/inbounds/list").await.text().starts_with("<!doctype html>"));
    browser.control("fault", json!({ "kind": "expire", "count": 1 })).await;
    assert_eq!(browser.get("panel/api/inbounds/list").await.status, 401);
    browser.control("fault", json!({ "kind": "drop", "count": 1 })).await;
    let broken = browser.get("panel/api/inbounds/list").await;
    assert_eq!((broken.header("content-length"), broken.body.len()), ("100000", 0));
    browser.control("fault", json!({ "kind": 503 })).await;
    browser.control("fault", json!({ "kind": null })).await;
    assert_eq!(browser.get("panel/api/inbounds/list").await.status, 200);
}

#[tokio::test]
async fn a_fault_from_the_command_line_strikes_everything_and_control_only_where_asked_for() {
    let config = Config { fault: Some(Fault::Status(502)), control: false, ..config(Dialect::B) };
    let mut browser = Browser::new(config);
    assert_eq!(browser.get("panel/api/server/status").await.status, 502);
    let request = axum::http::Request::post("/__demo/state").body(axum::body::Body::empty()).unwrap();
    assert_eq!(browser.send(request).await.status, 404);
}

#[tokio::test]
async fn a_test_can_end_all_sessions() {
    for dialect in ALL {
        let mut browser = Browser::signed_in(config(dialect)).await;
        browser.control("expire", json!({})).await;
        let expected = if dialect == Dialect::B { 404 } else { 401 };
        assert_eq!(browser.get(list(dialect)).await.status, expected, "{dialect:?}");
    }
}

#[tokio::test]
async fn five_wrong_passwords_block_one_name_for_a_quarter_of_an_hour() {
    for dialect in [Dialect::C0, Dialect::C1] {
        let mut browser = Browser::signed_in(config(dialect)).await;
        let right = "username=admin&password=correct+horse&twoFactorCode=";
        for _ in 0..4 {
            browser.post("login", "username=ADMIN&password=wrong").await;
        }
        assert_eq!(browser.post("login", right).await.json()["success"], true, "four are no matter");
        for _ in 0..5 {
            browser.post("login", "username=admin&password=wrong").await;
        }
        let blocked = browser.post("login", right).await;
        assert_eq!((blocked.status, &blocked.json()["success"]), (200, &json!(false)));
        assert_eq!(browser.get(list(dialect)).await.status, 200, "the session is not touched");
        browser.wait(15 * 60_000 + 1_000).await;
        assert_eq!(browser.post("login", right).await.json()["success"], true);
    }
}

#[tokio::test]
async fn two_factor_takes_the_code_of_this_half_minute_only() {
    let mut browser = Browser::new(Config { two_factor: true, ..config(Dialect::B) });
    assert_eq!(browser.post("getTwoFactorEnable", "").await.json()["obj"], true);
    let now = 1_795_343_911_000;
    for (moment, right) in [(now - 30_000, false), (now, true)] {
        let code = demo::panel::session::totp(demo::config::TOTP_SECRET, moment);
        let form = format!("username=admin&password=correct+horse&twoFactorCode={code}");
        assert_eq!(browser.post("login", &form).await.json()["success"], right);
    }
}

/// An inbound as a form; `change` replaces parts of its JSON.
fn inbound(dialect: Dialect, port: u16, change: &[(&str, &str)]) -> String {
    let target = if dialect == Dialect::A { "dest" } else { "target" };
    let key = "MKKvMMhTYxIR2zm3Mc81g_Rd_5qatZcXluSum3BZPGY";
    let mut settings = json!({ "decryption": "none", "clients": [{
        "id": "78366dd7-36f4-47fa-a324-4bffd3169e79", "flow": "", "email": format!("p{port}"), "enable": true, "totalGB": 0,
        "expiryTime": 0, "limitIp": 0, "tgId": 0, "subId": format!("s{port}"), "reset": 0,
    }] })
    .to_string();
    let mut stream = json!({ "network": "tcp", "security": "reality", "realitySettings": {
        target: "example.com:443", "serverNames": ["example.com"], "privateKey": key, "shortIds": ["a1"],
    } })
    .to_string();
    let mut sniffing = "{}".to_string();
    let mut protocol = "vless";
    for (from, to) in change {
        match *from {
            "protocol" => protocol = to,
            "settings" => settings = (*to).to_string(),
            "sniffing" => sniffing = (*to).to_string(),
            from => {
                settings = settings.replace(from, to);
                stream = stream.replace(from, to);
            }
        }
    }
    let pairs = [
        ("remark", "new"),
        ("enable", "true"),
        ("protocol", protocol),
        ("settings", &settings),
        ("streamSettings", &stream),
        ("sniffing", &sniffing),
    ];
    let mut form = format!("port={port}");
    for (name, value) in pairs {
        let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        form.push_str(&format!("&{name}={value}"));
    }
    form
}

/// Adds an inbound that stops Xray, follows it down, and mends it by deleting.
async fn breaks(dialect: Dialect, port: u16, change: &[(&str, &str)], words: &str) {
    let mut browser = Browser::signed_in(Config { busy_ports: vec![443], ..config(dialect) }).await;
    let what = format!("{dialect:?} {port} {change:?}");
    let added = browser.post("panel/api/inbounds/add", &inbound(dialect, port, change)).await.json();
    assert_eq!(added["success"], true, "{what}: {added}");
    let id = added["obj"]["id"].as_i64().unwrap();
    assert_eq!(status(&mut browser, dialect).await["xray"]["state"], "running", "{what}: not yet");
    browser.wait(35_000).await;
    let mut states = Vec::new();
    for _ in 0..16 {
        browser.wait(2_000).await;
        let status = status(&mut browser, dialect).await;
        assert_eq!(status["xray"]["version"], "Unknown", "{what}");
        assert_eq!(status["appStats"]["uptime"], 0, "{what}");
        states.push(status["xray"]["state"].as_str().unwrap().to_string());
    }
    for state in ["running", "stop", "error"] {
        assert!(states.iter().any(|seen| seen == state), "{what}: {state} in {states:?}");
    }
    let logs = server(&mut browser, dialect, "logs/20", "level=err&syslog=false").await;
    let newest = logs["obj"][0].as_str().unwrap();
    assert!(newest.contains(" ERROR - XRAY: Failed to start: ") && newest.contains(words), "{what}: {newest}");
    let people = if dialect == Dialect::C1 { "panel/api/clients/onlines" } else { "panel/api/inbounds/onlines" };
    let online = browser.post(people, "").await.json()["obj"].clone();
    assert!(online.is_null() || online.as_array().unwrap().is_empty(), "{what}: nobody is online");
    let again = server(&mut browser, dialect, "restartXrayService", "").await;
    assert_eq!(again["success"], true, "{what}: a restart says it went well");
    // A and B answer some deletions with 500 while Xray is down: repeat.
    let mut gone = false;
    for _ in 0..20 {
        gone |= browser.post(&format!("panel/api/inbounds/del/{id}"), "").await.status == 200;
    }
    assert!(gone, "{what}");
    browser.wait(10_000).await;
    let status = status(&mut browser, dialect).await;
    assert_eq!(status["xray"]["state"], "running", "{what}");
    assert_eq!(status["xray"]["version"], dialect.xray_version(), "{what}");
    assert!(status["appStats"]["uptime"].as_i64().unwrap() > 0, "{what}");
}

#[tokio::test]
async fn configs_that_xray_cannot_take_stop_it_for_everybody() {
    use Dialect::{A, B, C0, C1};
    breaks(C1, 2053, &[], "failed to listen TCP on 2053 > ").await;
    breaks(A, 443, &[], "listen tcp 0.0.0.0:443: bind: address already in use").await;
    breaks(B, 2096, &[], "failed to listen TCP on 2096 > ").await;
    breaks(B, 30_001, &[("protocol", "nonsense")], "infra/conf: unknown config id: nonsense").await;
    breaks(
        C0,
        30_001,
        &[(r#""flow":"""#, r#""flow":"nonsense""#)],
        r#"VLESS clients: "flow" doesn't support "nonsense" in this"#,
    )
    .await;
    breaks(
        C1,
        30_001,
        &[(r#""flow":"""#, r#""flow":"nonsense""#)],
        r#"VLESS users: "flow" doesn't support "nonsense" in this"#,
    )
    .await;
    breaks(C1, 30_001, &[("78366dd7-", "zzzzzzzz-")], "common/uuid: invalid UUID: zzzzzzzz-36f4").await;
    breaks(A, 30_001, &[(r#""decryption":"none","#, "")], r#"please add/set "decryption":"none" to every settings"#)
        .await;
    breaks(C1, 30_001, &[("MKKvMMhTYxIR2zm3Mc81g_Rd_5qatZcXluSum3BZPGY", "short")], r#"invalid "privateKey": short"#)
        .await;
    breaks(C1, 30_001, &[(r#"["a1"]"#, r#"["xyz"]"#)], r#"invalid "shortIds[0]": xyz"#).await;
    breaks(C1, 30_001, &[("example.com:443", "")], r#"please fill in a valid value for "target""#).await;
    breaks(C0, 30_001, &[(r#"["example.com"]"#, "[]")], r#"empty "serverNames""#).await;
    breaks(
        C1,
        30_001,
        &[(r#""network":"tcp""#, r#""network":"ws""#)],
        "REALITY only supports RAW, XHTTP and gRPC for now.",
    )
    .await;
}

#[tokio::test]
async fn settings_that_are_not_json_leave_xray_without_a_config() {
    for dialect in [Dialect::A, Dialect::B, Dialect::C0] {
        let mut browser = Browser::signed_in(config(dialect)).await;
        let form = inbound(dialect, 30_001, &[("settings", "{\"clients\":[")]);
        let id = browser.post("panel/api/inbounds/add", &form).await.json()["obj"]["id"].as_i64().unwrap();
        let next = browser.post("panel/api/inbounds/add", &inbound(dialect, 30_002, &[])).await.json();
        assert_eq!(next["msg"], "Something went wrong (malformed JSON)", "{dialect:?}");
        let restart = server(&mut browser, dialect, "restartXrayService", "").await;
        assert_eq!(restart["success"], false);
        assert!(
            restart["msg"]
                .as_str()
                .unwrap()
                .starts_with("There was an error when rebooting the Xray. (Failed to generate")
        );
        browser.wait(3_000).await;
        let xray = status(&mut browser, dialect).await["xray"].clone();
        assert_eq!((&xray["state"], &xray["version"]), (&json!("error"), &json!("Unknown")));
        let gone = browser.post(&format!("panel/api/inbounds/del/{id}"), "").await;
        assert_eq!(gone.status, if dialect == Dialect::C0 { 200 } else { 500 }, "{dialect:?}");
    }
}

#[tokio::test]
async fn people_run_out_and_the_flags_say_so() {
    for dialect in ALL {
        let mut browser = Browser::signed_in(Config { empty: true, ..config(dialect) }).await;
        let id = browser
            .post("panel/api/inbounds/add", &inbound(dialect, 30_001, &[(r#""totalGB":0"#, r#""totalGB":1000"#)]))
            .await;
        let id = id.json()["obj"]["id"].as_i64().unwrap();
        browser.control("online", json!({ "emails": ["p30001"] })).await;
        browser.wait(12_000).await;
        let list = browser.get(list(dialect)).await.json()["obj"].clone();
        let inbound = list.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
        assert_eq!(inbound["clientStats"][0]["enable"], false, "{dialect:?}");
        let settings = match &inbound["settings"] {
            Value::String(text) => serde_json::from_str(text).unwrap(),
            value => value.clone(),
        };
        // A stops only the row; later panels pause the client itself.
        assert_eq!(settings["clients"][0]["enable"], dialect == Dialect::A, "{dialect:?}");
        let online = browser.control("state", json!({})).await["online"].clone();
        assert_eq!(online, json!([]), "{dialect:?}");
    }
}

#[tokio::test]
async fn a_span_begins_with_the_first_use() {
    for dialect in ALL {
        let mut browser = Browser::signed_in(Config { empty: true, ..config(dialect) }).await;
        browser
            .post(
                "panel/api/inbounds/add",
                &inbound(dialect, 30_001, &[(r#""expiryTime":0"#, r#""expiryTime":-86400000"#)]),
            )
            .await;
        browser.wait(12_000).await;
        let row = |list: &Value| list["obj"][0]["clientStats"][0]["expiryTime"].as_i64().unwrap();
        assert_eq!(row(&browser.get(list(dialect)).await.json()), -86_400_000);
        browser.control("online", json!({ "emails": ["p30001"] })).await;
        browser.wait(12_000).await;
        let now = browser.control("state", json!({})).await["now"].as_i64().unwrap();
        let expiry = row(&browser.get(list(dialect)).await.json());
        assert!((now + 86_400_000 - expiry).abs() < 15_000, "{dialect:?}: {expiry}");
    }
}

#[tokio::test]
async fn a_stopped_xray_is_started_by_the_next_write_but_in_the_newest_panels() {
    for dialect in ALL {
        let mut browser = Browser::signed_in(config(dialect)).await;
        assert_eq!(server(&mut browser, dialect, "stopXrayService", "").await["success"], true);
        let again = server(&mut browser, dialect, "stopXrayService", "").await;
        assert_eq!(again["success"], false);
        browser.wait(3_000).await;
        assert_eq!(status(&mut browser, dialect).await["xray"]["state"], "stop");
        browser.post("panel/api/inbounds/add", &inbound(dialect, 30_001, &[])).await;
        browser.wait(35_000).await;
        let expected = if dialect == Dialect::C1 { "stop" } else { "running" };
        assert_eq!(status(&mut browser, dialect).await["xray"]["state"], expected, "{dialect:?}");
    }
}

#[tokio::test]
async fn the_base_path_decides() {
    for dialect in ALL {
        let mut browser = Browser::new(config(dialect));
        for (method, path, expected) in
            [("GET", "/secret", 301), ("POST", "/secret", 404), ("GET", "/", 404), ("GET", "/other/", 404)]
        {
            let request =
                axum::http::Request::builder().method(method).uri(path).body(axum::body::Body::empty()).unwrap();
            assert_eq!(browser.send(request).await.status, expected, "{dialect:?} {method} {path}");
        }
        let head = browser.request("HEAD", "").body(axum::body::Body::empty()).unwrap();
        assert_eq!(browser.send(head).await.status, 404);
    }
}

#[tokio::test]
async fn a_bundle_is_served_as_a_proxy_would() {
    let dir = std::env::temp_dir().join(format!("demo-bundle-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    for (name, body) in
        [("index.html", "<!doctype html>"), ("app-1a2b3c4d5e6f.wasm", "wasm"), ("app-1a2b3c4d5e6f.wasm.br", "packed")]
    {
        std::fs::write(dir.join(name), body).unwrap();
    }
    let mut browser = Browser::new(Config { bundle: Some(dir.clone()), ..config(Dialect::A) });
    let index = browser.get("latchkey/").await;
    assert_eq!((index.header("content-type"), index.header("cache-control")), ("text/html; charset=utf-8", "no-cache"));
    assert_eq!(index.header("x-content-type-options"), "nosniff");
    assert_eq!(index.header("content-security-policy"), "frame-ancestors 'none'");
    let wasm = browser.get("latchkey/app-1a2b3c4d5e6f.wasm").await;
    assert_eq!((wasm.header("content-type"), wasm.text().as_str()), ("application/wasm", "wasm"));
    assert_eq!(wasm.header("cache-control"), "public, max-age=31536000, immutable");
    let request = browser.request("GET", "latchkey/app-1a2b3c4d5e6f.wasm").header("accept-encoding", "gzip, br");
    let packed = browser.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!((packed.header("content-encoding"), packed.text().as_str()), ("br", "packed"));
    assert_eq!(browser.get("latchkey/../index.html").await.status, 404);
    assert_eq!(browser.get("latchkey/none.js").await.status, 404);
    std::fs::remove_dir_all(dir).unwrap();
}

#[tokio::test]
async fn old_paths_and_foreign_domains() {
    let mut browser = Browser::signed_in(config(Dialect::B)).await;
    let moved = browser.get("xui/inbounds").await;
    assert_eq!((moved.status, moved.header("location")), (301, "/secret/panel/inbounds"));
    assert_eq!(browser.get("panel").await.header("location"), "/secret/panel/");
    let mut settings = browser.post("panel/setting/all", "").await.json()["obj"].clone();
    settings["webDomain"] = "panel.example.net".into();
    assert_eq!(browser.post_json("panel/setting/update", settings).await.json()["success"], true);
    let barred = browser.get("panel/api/server/status").await;
    assert_eq!((barred.status, barred.body.len()), (403, 0));
}

#[tokio::test]
async fn a_reset_brings_back_the_start() {
    let mut browser = Browser::signed_in(config(Dialect::C1)).await;
    let names =
        |list: &Value| list["obj"].as_array().unwrap().iter().map(|one| one["email"].clone()).collect::<Vec<_>>();
    let before = names(&browser.get("panel/api/clients/list").await.json());
    let gone = format!("panel/api/clients/del/{}", before[0].as_str().unwrap());
    assert_eq!(browser.post(&gone, "").await.json()["success"], true);
    assert_eq!(names(&browser.get("panel/api/clients/list").await.json()), before[1..]);
    browser.control("reset", json!({})).await;
    assert_eq!(names(&browser.get("panel/api/clients/list").await.json()), before);
}

#[tokio::test]
async fn a_counter_set_by_a_test_is_the_one_shown() {
    let mut browser = Browser::signed_in(config(Dialect::C1)).await;
    let row = |answer: Value| (answer["obj"]["up"].as_i64().unwrap(), answer["obj"]["down"].as_i64().unwrap());
    let (up, down) = row(browser.get("panel/api/clients/traffic/anna").await.json());
    browser.control("counters", json!({ "email": "anna", "up": 5, "down": 1_000_000 })).await;
    assert_eq!(row(browser.get("panel/api/clients/traffic/anna").await.json()), (up + 5, down + 1_000_000));
    browser.control("counters", json!({ "email": "anna", "up": 1, "down": 2, "set": true })).await;
    assert_eq!(row(browser.get("panel/api/clients/traffic/anna").await.json()), (1, 2));
}

#[tokio::test]
async fn a_test_can_break_and_mend_xray() {
    for dialect in ALL {
        let mut browser = Browser::signed_in(config(dialect)).await;
        browser.control("xray", json!({ "break": "out of patience" })).await;
        assert_eq!(status(&mut browser, dialect).await["xray"]["version"], "Unknown");
        let logs = server(&mut browser, dialect, "logs/5", "level=err").await;
        assert!(logs["obj"][0].as_str().unwrap().ends_with("ERROR - XRAY: Failed to start: main: out of patience"));
        browser.control("xray", json!({ "mend": true })).await;
        browser.wait(4_000).await;
        assert_eq!(status(&mut browser, dialect).await["xray"]["version"], dialect.xray_version());
    }
}

#[tokio::test]
async fn time_stands_still_until_a_test_moves_it() {
    let mut browser =
        Browser::signed_in(Config { clock: Clock::Frozen(1_000_000_000_000), ..config(Dialect::C1) }).await;
    let now = browser.control("state", json!({})).await["now"].clone();
    assert_eq!(now, 1_000_000_000_000_i64);
    browser.wait(5_000).await;
    assert_eq!(browser.control("state", json!({})).await["now"], 1_000_000_005_000_i64);
}

#[tokio::test]
async fn addresses_come_in_each_generations_own_form() {
    for dialect in ALL {
        let mut browser = Browser::signed_in(config(dialect)).await;
        browser.control("online", json!({ "emails": ["anna"], "now": true })).await;
        let path =
            if dialect == Dialect::C1 { "panel/api/clients/ips/anna" } else { "panel/api/inbounds/clientIps/anna" };
        let obj = browser.post(path, "").await.json()["obj"].clone();
        let dotted = |text: &str| text.split('.').filter(|part| part.parse::<u8>().is_ok()).count() == 4;
        match dialect {
            Dialect::A => {
                let list: Vec<String> = serde_json::from_str(obj.as_str().unwrap()).unwrap();
                assert!(dotted(&list[0]), "{obj}");
            }
            Dialect::B | Dialect::C0 => {
                let (address, time) = obj[0].as_str().unwrap().split_once(" (").unwrap();
                assert!(dotted(address) && time.len() == 20 && time.ends_with(')'), "{obj}");
            }
            Dialect::C1 => {
                assert!(dotted(obj[0]["ip"].as_str().unwrap()), "{obj}");
                assert_eq!((obj[0]["time"].as_str().unwrap().len(), &obj[0]["node"]), (19, &json!("")));
            }
        }
    }
}

#[tokio::test]
async fn a_scan_tells_good_targets_from_bad_ones() {
    let mut browser = Browser::signed_in(config(Dialect::C1)).await;
    let good = browser.post("panel/api/server/scanRealityTarget", "target=www.example.org").await.json()["obj"].clone();
    assert_eq!((&good["feasible"], &good["port"], &good["reason"]), (&json!(true), &json!(443), &json!("")));
    assert_eq!(good["serverNames"], json!(["www.example.org", "example.org"]));
    let dead = browser.post("panel/api/server/scanRealityTarget", "target=nowhere.invalid:8443").await.json();
    assert_eq!((&dead["success"], &dead["obj"]["feasible"]), (&json!(true), &json!(false)));
    assert_eq!((&dead["obj"]["port"], &dead["obj"]["serverNames"]), (&json!(8443), &Value::Null));
    let known = browser.post("panel/api/server/scanRealityTargets", "").await.json()["obj"].clone();
    assert_eq!(known.as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn a_person_with_two_ways_in_is_counted_once() {
    let mut browser = Browser::signed_in(Config { empty: true, ..config(Dialect::C1) }).await;
    for port in [30_001, 30_002] {
        browser.post("panel/api/inbounds/add", &inbound(Dialect::C1, port, &[])).await;
    }
    browser.post_json("panel/api/clients/p30001/attach", json!({ "inboundIds": [2] })).await;
    browser.control("online", json!({ "emails": ["p30001"], "now": true })).await;
    let row = browser.get("panel/api/clients/traffic/p30001").await.json()["obj"].clone();
    let list = browser.get("panel/api/inbounds/list").await.json()["obj"].clone();
    assert!(row["down"].as_i64().unwrap() > 0);
    assert_eq!(row["down"], list[0]["down"].as_i64().unwrap() + list[1]["down"].as_i64().unwrap());
}

#[tokio::test]
async fn a_restarted_panel_is_away_for_a_second_and_then_without_a_status() {
    let mut browser = Browser::signed_in(config(Dialect::C1)).await;
    assert_eq!(browser.post("panel/api/setting/restartPanel", "").await.json()["success"], true);
    assert!(browser.get("panel/api/server/status").await.json()["obj"].is_object());
    browser.wait(3_500).await;
    assert_eq!(browser.get("panel/api/server/status").await.body.len(), 0);
    browser.wait(1_000).await;
    let status = browser.get("panel/api/server/status").await.json();
    assert_eq!((&status["success"], &status["obj"]), (&json!(true), &Value::Null), "and the session is still good");
    browser.wait(2_000).await;
    assert!(browser.get("panel/api/server/status").await.json()["obj"].is_object());
}

//! `/ws` over a real connection: who may listen, and frames shaped as the recorded ones.

#[path = "drive/panel.rs"]
mod drive;

use demo::{Clock, Config, Dialect};
use drive::config;
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::Duration;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::Request;
use tokio_tungstenite::tungstenite::{Error, Message};

/// A served demo panel and a cookie that opens it.
async fn serve(dialect: Dialect) -> (SocketAddr, String, axum::Router) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let config = Config { clock: Clock::Wall, ..config(dialect) };
    let browser = drive::Browser::signed_in(config).await;
    let router = browser.router.clone();
    tokio::spawn(async move { axum::serve(listener, browser.router).await.unwrap() });
    (address, browser.cookie, router)
}

fn request(address: SocketAddr, cookie: &str, origin: Option<&str>) -> Request<()> {
    let mut request = format!("ws://{address}/secret/ws").into_client_request().unwrap();
    request.headers_mut().insert("cookie", cookie.parse().unwrap());
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().unwrap());
    }
    request
}

async fn refused(request: Request<()>) -> u16 {
    match connect_async(request).await {
        Err(Error::Http(response)) => response.status().as_u16(),
        other => panic!("{other:?}"),
    }
}

/// All paths of a value; those of lists without their index, those of maps of names without the name.
fn paths(value: &Value, at: String, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let named = ["lastOnlineMap", "onlineByGuid", "activeInbounds"].iter().any(|map| at.ends_with(map));
                paths(value, format!("{at}.{}", if named { "*" } else { key }), out);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| paths(item, format!("{at}[]"), out)),
        Value::Null => _ = out.insert(format!("{at}: null")),
        Value::Bool(_) => _ = out.insert(format!("{at}: bool")),
        Value::Number(_) => _ = out.insert(format!("{at}: number")),
        Value::String(_) => _ = out.insert(format!("{at}: string")),
    }
}

async fn frames_are_like(dialect: Dialect, recording: &str) {
    let file = format!("{}/../panel/tests/data/recorded/{recording}", env!("CARGO_MANIFEST_DIR"));
    let recorded: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let (address, cookie, _) = serve(dialect).await;
    let (mut socket, _) = connect_async(request(address, &cookie, Some("http://127.0.0.1:9999"))).await.unwrap();
    let mut seen: BTreeMap<String, Value> = BTreeMap::new();
    let end = tokio::time::Instant::now() + Duration::from_millis(dialect.poll_ms() as u64 + 3_000);
    while let Ok(Some(Ok(message))) = tokio::time::timeout_at(end, socket.next()).await {
        if let Message::Text(text) = message {
            let frame: Value = serde_json::from_str(&text).unwrap();
            seen.insert(frame["type"].as_str().unwrap().to_string(), frame);
        }
    }
    for (kind, theirs) in recorded["answer"]["frames"].as_object().unwrap() {
        let ours = seen.get(kind).unwrap_or_else(|| panic!("{dialect:?}: no {kind} among {:?}", seen.keys()));
        let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
        paths(theirs, String::new(), &mut a);
        paths(ours, String::new(), &mut b);
        assert_eq!(a, b, "{dialect:?} {kind}");
    }
}

#[tokio::test]
async fn frames_of_v2_9_4() {
    frames_are_like(Dialect::B, "b/137-ws-live.json").await;
}

#[tokio::test]
async fn frames_of_v3_0_2() {
    frames_are_like(Dialect::C0, "c0/166-ws-live.json").await;
}

#[tokio::test]
async fn frames_of_v3_6_0() {
    frames_are_like(Dialect::C1, "c1/197-ws-live.json").await;
}

#[tokio::test]
async fn only_a_session_from_this_very_host_may_listen() {
    let (address, cookie, _) = serve(Dialect::C1).await;
    assert_eq!(refused(request(address, "", None)).await, 401);
    assert_eq!(refused(request(address, &cookie, Some("http://elsewhere.example"))).await, 403);
    assert_eq!(refused(request(address, &cookie, Some("null"))).await, 403);
    assert!(connect_async(request(address, &cookie, None)).await.is_ok());
    let (address, cookie, _) = serve(Dialect::A).await;
    assert_eq!(refused(request(address, &cookie, None)).await, 404);
}

#[tokio::test]
async fn a_write_is_told_at_once() {
    let (address, cookie, router) = serve(Dialect::C1).await;
    let (mut socket, _) = connect_async(request(address, &cookie, None)).await.unwrap();
    let mut browser = drive::Browser { router, base: "/secret/".into(), cookie, csrf: String::new() };
    browser.csrf = browser.get("csrf-token").await.json()["obj"].as_str().unwrap().to_string();
    let answer =
        browser.post_json("panel/api/clients/add", json!({ "client": { "email": "fresh" }, "inboundIds": [1] })).await;
    assert_eq!(answer.json()["success"], true);
    browser.post("panel/api/server/restartXrayService", "").await;
    let mut told = Vec::new();
    let end = tokio::time::Instant::now() + Duration::from_millis(1_500);
    while let Ok(Some(Ok(message))) = tokio::time::timeout_at(end, socket.next()).await {
        if let Message::Text(text) = message {
            let frame: Value = serde_json::from_str(&text).unwrap();
            told.push((frame["type"].clone(), frame["payload"]["type"].clone()));
        }
    }
    for expected in [("invalidate", "clients"), ("invalidate", "inbounds"), ("xray_state", ""), ("notification", "")] {
        let detail = if expected.1.is_empty() { Value::Null } else { expected.1.into() };
        assert!(told.contains(&(expected.0.into(), detail)), "{expected:?} in {told:?}");
    }
}

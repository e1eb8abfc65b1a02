//! What a panel pushes, over a real connection, read by the app's reader.

use crate::app::{App, Ledger, config};
use demo::Dialect;
use futures_util::StreamExt;
use panel::api::push::{Asked, PATH, Push, read};
use panel::model::{Bytes, InboundId};
use serde_json::json;
use std::time::Duration;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    assert!(app.panel.has_websocket());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = app.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let mut request = format!("ws://{address}{}{PATH}", app.base).into_client_request().unwrap();
    request.headers_mut().insert("cookie", app.cookies.line(&app.base).unwrap().parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;

    let before = ask!(app, inbounds::list()).unwrap();
    app.control("online", json!({ "emails": ["anna", "nina"], "now": true })).await;
    let whole = ask!(app, inbounds::get(InboundId(1))).unwrap();
    ask!(app, inbounds::set_enabled(&app.panel, &whole, true)).unwrap();
    ask!(app, server::restart_xray(&app.panel)).unwrap();
    let mut heard = Vec::new();
    let end = tokio::time::Instant::now() + Duration::from_millis(800);
    while let Ok(Some(Ok(message))) = tokio::time::timeout_at(end, socket.next()).await {
        if let Message::Text(text) = message {
            heard.extend(read(&text));
        }
    }
    app.ledger.note("push::read");

    let status = heard.iter().find_map(|push| match push {
        Push::Status(status) => Some(status),
        _ => None,
    });
    assert_eq!(status.unwrap().xray.version, dialect.xray_version());
    let (deltas, online) = heard
        .iter()
        .find_map(|push| match push {
            Push::Traffic { deltas, online } => Some((deltas, online)),
            _ => None,
        })
        .unwrap();
    let mut moved: Vec<&str> = deltas.iter().map(|counted| counted.whose.as_str()).collect();
    moved.sort_unstable();
    assert_eq!(moved, ["anna", "nina"]);
    assert!(online.contains(&"anna".to_owned()) && online.contains(&"nina".to_owned()));

    let (people, inbounds, complete) = heard
        .iter()
        .find_map(|push| match push {
            Push::Totals { people, inbounds, complete } => Some((people, inbounds, complete)),
            _ => None,
        })
        .unwrap();
    assert_eq!(*complete, dialect == Dialect::C1, "only the newest say that these are all");
    assert_eq!(people.len(), if dialect == Dialect::B { 2 } else { 60 });
    let after = ask!(app, inbounds::list()).unwrap();
    for (told, listed) in inbounds.iter().zip(&after) {
        assert_eq!((told.whose.clone(), told.traffic), (listed.id.0.to_string(), listed.traffic));
    }
    assert!(after[0].traffic.total() > before[0].traffic.total());
    let anna = people.iter().find(|counted| counted.whose == "anna").unwrap();
    let delta = deltas.iter().find(|counted| counted.whose == "anna").unwrap();
    let old = before[0].stats[0].traffic;
    assert_eq!(anna.traffic.total(), Bytes(old.total().0 + delta.traffic.total().0));

    assert!(heard.contains(&Push::Stale("inbounds".into())), "a write is told at once");
    assert!(heard.contains(&Push::XrayAsked(Asked::Start)));
    assert_eq!((read("nonsense"), read("{}"), read(r#"{"type":"later","payload":{}}"#)), (None, None, None));
}

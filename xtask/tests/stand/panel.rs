//! A few routes that answer as a panel's would.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::ws::{Message, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::{any, get, post};
use tokio::net::TcpListener;

/// Starts it on a free port.
pub async fn start() -> SocketAddr {
    let login =
        [(header::SET_COOKIE, "3x-ui=abc; Path=/secret/; HttpOnly; SameSite=Lax"), (header::SET_COOKIE, "lang=en-US")];
    listen(
        Router::new()
            .route("/secret/login", post(move || async move { AppendHeaders(login) }))
            .route(
                "/secret/logout",
                get(|| async { (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/secret/")]) }),
            )
            .route("/secret/mirror", any(mirror))
            .route("/secret/ws", any(echo)),
    )
    .await
}

pub async fn listen(app: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    address
}

/// The panel's own rule: its WebSocket opens for a session, and only for a page of the same host.
async fn echo(headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    if text(header::ORIGIN) != format!("http://{}", text(header::HOST)) || text(header::COOKIE) != "3x-ui=abc" {
        return StatusCode::FORBIDDEN.into_response();
    }
    upgrade.on_upgrade(async |mut socket| {
        while let Some(Ok(message)) = socket.recv().await {
            if matches!(message, Message::Text(_) | Message::Binary(_)) && socket.send(message).await.is_err() {
                break;
            }
        }
    })
}

/// What a panel sees of a request, as text.
async fn mirror(headers: HeaderMap, body: String) -> String {
    let mut lines: Vec<_> =
        headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    lines.sort();
    format!("{}\n\n{body}", lines.join("\n"))
}

//! `/ws`: frames from the panel to whoever listens. What clients send is thrown away.

use crate::http::input::Input;
use crate::http::reply::Reply;
use crate::http::{Demo, finish};
use crate::panel::setting::host_of;
use axum::extract::FromRequestParts as _;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::request::Parts;
use axum::response::Response;
use std::sync::Arc;
use std::time::Duration;

/// Answers a request for `/ws`.
pub async fn socket(demo: &Arc<Demo>, parts: &mut Parts, input: &Input) -> Response {
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (origin, wanted) = (header("origin"), header("upgrade").eq_ignore_ascii_case("websocket"));
    let signed_in = {
        let state = demo.state();
        state.session(input).is_some_and(|session| state.alive(&session))
    };
    if !signed_in {
        return finish(Reply::empty(401), "", "");
    }
    if !origin.is_empty() {
        let name = origin.split_once("://").map_or("", |(_, rest)| rest);
        if name.is_empty() || host_of(name) != host_of(&input.host) {
            return finish(Reply::empty(403), "", "");
        }
    }
    if !wanted {
        return finish(Reply::empty(400), "", "");
    }
    match WebSocketUpgrade::from_request_parts(parts, &()).await {
        Ok(upgrade) => {
            let demo = Arc::clone(demo);
            upgrade.max_message_size(512).on_upgrade(move |socket| feed(demo, socket))
        }
        Err(_) => finish(Reply::empty(426), "", ""),
    }
}

/// Instead of a frame: the connection breaks off.
pub const CUT: &str = "cut";
/// Instead of a frame: nothing more is said, as by a proxy whose other side is gone.
pub const MUTE: &str = "mute";

async fn feed(demo: Arc<Demo>, mut socket: WebSocket) {
    let mut frames = demo.events.subscribe();
    let mut mute = false;
    let mut beat = tokio::time::interval(Duration::from_millis(250));
    let mut ping = tokio::time::interval(Duration::from_secs(54));
    ping.tick().await;
    loop {
        tokio::select! {
            frame = frames.recv() => match frame {
                Ok(text) if *text == *CUT => return,
                Ok(text) if mute || *text == *MUTE => mute = true,
                Ok(text) => if socket.send(Message::Text(text.to_string().into())).await.is_err() { return },
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(_) => return,
            },
            // Nobody else may be asking: time passes because somebody listens.
            _ = beat.tick() => drop(demo.state()),
            _ = ping.tick() => if socket.send(Message::Ping(Vec::new().into())).await.is_err() { return },
            said = socket.recv() => match said {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
        }
    }
}

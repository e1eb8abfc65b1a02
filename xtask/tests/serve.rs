//! What goes to the panel through `serve` arrives and comes back unchanged.

#[path = "stand/panel.rs"]
mod panel;

use std::fs;
use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{self, client::IntoClientRequest};
use xtask::serve::{Panel, router};

/// A panel with a bundle in front of it.
async fn stand() -> (SocketAddr, tempfile::TempDir) {
    let upstream = panel::start().await;
    let bundle = tempfile::tempdir().unwrap();
    fs::write(bundle.path().join("index.html"), "<title>Latchkey</title>").unwrap();
    fs::write(bundle.path().join("a.wasm"), "plain").unwrap();
    fs::write(bundle.path().join("a.wasm.br"), "packed").unwrap();
    let behind = Panel::parse(&format!("http://{upstream}/secret/")).unwrap();
    (panel::listen(router(&behind, bundle.path())).await, bundle)
}

/// One request as bytes, the whole answer as text.
async fn talk(to: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(to).await.unwrap();
    stream.write_all(request.replace('\n', "\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

fn ask(line: &str) -> String {
    format!("{line} HTTP/1.1\nHost: panel.example\nConnection: close\n\n")
}

#[tokio::test]
async fn cookies_come_back_each_in_its_own_header() {
    let (front, _bundle) = stand().await;
    let answer = talk(front, &ask("POST /secret/login")).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("\r\nset-cookie: 3x-ui=abc; Path=/secret/; HttpOnly; SameSite=Lax\r\n"), "{answer}");
    assert!(answer.contains("\r\nset-cookie: lang=en-US\r\n"), "{answer}");
}

#[tokio::test]
async fn a_redirect_is_handed_on_and_not_followed() {
    let (front, _bundle) = stand().await;
    let answer = talk(front, &ask("GET /secret/logout")).await;
    assert!(answer.starts_with("HTTP/1.1 307"), "{answer}");
    assert!(answer.contains("\r\nlocation: /secret/\r\n"), "{answer}");
}

#[tokio::test]
async fn the_panel_sees_the_request_the_browser_sent() {
    let (front, _bundle) = stand().await;
    let request = "POST /secret/mirror HTTP/1.1\nHost: panel.example:8088\nOrigin: http://panel.example:8088\nCookie: 3x-ui=abc\n\
                   X-CSRF-Token: t\nContent-Length: 5\nConnection: close\n\na=b&c";
    let answer = talk(front, request).await;
    let seen = answer.split_once("\r\n\r\n").unwrap().1;
    assert_eq!(
        seen,
        "content-length: 5\ncookie: 3x-ui=abc\nhost: panel.example:8088\norigin: http://panel.example:8088\nx-csrf-token: t\n\na=b&c"
    );
}

#[tokio::test]
async fn a_web_socket_passes_the_same_origin_check_and_echoes() {
    let (front, _bundle) = stand().await;
    let mut request = format!("ws://{front}/secret/ws").into_client_request().unwrap();
    request.headers_mut().insert("Cookie", "3x-ui=abc".parse().unwrap());
    request.headers_mut().insert("Origin", format!("http://{front}").parse().unwrap());
    let (mut socket, _) = tokio_tungstenite::connect_async(request.clone()).await.unwrap();
    for message in [tungstenite::Message::text("ping"), tungstenite::Message::binary(vec![0, 255, 1])] {
        socket.send(message.clone()).await.unwrap();
        assert_eq!(socket.next().await.unwrap().unwrap(), message);
    }
    request.headers_mut().insert("Origin", "http://elsewhere.example".parse().unwrap());
    let refused = tokio_tungstenite::connect_async(request).await.unwrap_err();
    assert!(matches!(refused, tungstenite::Error::Http(answer) if answer.status() == 403));
}

#[tokio::test]
async fn the_bundle_lies_beneath_the_base_path() {
    let (front, _bundle) = stand().await;
    let page = talk(front, &ask("GET /secret/latchkey/")).await;
    assert!(page.contains("\r\ncache-control: no-cache\r\n"), "{page}");
    assert!(page.ends_with("<title>Latchkey</title>"), "{page}");
    assert!(talk(front, &ask("GET /secret/latchkey")).await.contains("\r\nlocation: /secret/latchkey/\r\n"));
    let packed = "GET /secret/latchkey/a.wasm HTTP/1.1\nHost: p\nAccept-Encoding: gzip, br\nConnection: close\n\n";
    let packed = talk(front, packed).await;
    assert!(packed.contains("\r\ncontent-type: application/wasm\r\n"), "{packed}");
    assert!(packed.contains("\r\ncontent-encoding: br\r\n"), "{packed}");
    assert!(packed.ends_with("packed"), "{packed}");
}

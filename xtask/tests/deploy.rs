//! The very files of `deploy/` in a real nginx and a real Caddy: what the bundle is served as, and that the panel is reached.
//! Needs nginx, Caddy, curl and openssl, hence: `cargo xtask test --only deploy`.

#[path = "stand/front.rs"]
mod front;
#[path = "stand/panel.rs"]
mod panel;

use front::Front;
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{self, client::IntoClientRequest};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs nginx"]
async fn nginx() {
    let upstream = panel::start().await;
    all(&Front::nginx(upstream)).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs caddy"]
async fn caddy() {
    let upstream = panel::start().await;
    all(&Front::caddy(upstream)).await;
}

async fn all(front: &Front) {
    the_page_is_asked_for_anew_and_cannot_be_framed(front);
    a_hashed_file_is_kept_and_travels_compressed(front);
    what_cannot_be_compressed_travels_as_it_is(front);
    every_kind_of_file_says_what_it_is(front);
    the_panel_is_reached_as_it_was_asked(front);
    the_web_socket_opens(front).await;
}

fn has(answer: &str, line: &str) {
    assert!(answer.lines().any(|have| have.eq_ignore_ascii_case(line)), "no `{line}` in\n{answer}");
}

fn the_page_is_asked_for_anew_and_cannot_be_framed(front: &Front) {
    let answer = front.tls("latchkey/", &[]);
    has(&answer, "HTTP/2 200");
    has(&answer, "cache-control: no-cache");
    has(&answer, "content-security-policy: frame-ancestors 'none'");
    has(&answer, "x-content-type-options: nosniff");
    has(&answer, "referrer-policy: no-referrer");
    assert!(answer.ends_with("<title>Latchkey</title>"), "{answer}");
    let bare = front.plain("latchkey", &[]);
    has(&bare, "HTTP/1.1 301 Moved Permanently");
    assert!(
        bare.lines()
            .any(|line| line.to_ascii_lowercase().starts_with("location: ") && line.ends_with("/secret/latchkey/")),
        "{bare}"
    );
}

fn a_hashed_file_is_kept_and_travels_compressed(front: &Front) {
    for (accepts, encoding, body) in
        [("gzip, deflate, br", "br", "packed by brotli"), ("gzip", "gzip", "packed by gzip")]
    {
        let answer =
            front.tls("latchkey/latchkey-0123456789abcdef.wasm", &["-H", &format!("Accept-Encoding: {accepts}")]);
        has(&answer, "HTTP/2 200");
        has(&answer, "content-type: application/wasm");
        has(&answer, &format!("content-encoding: {encoding}"));
        has(&answer, "cache-control: public, max-age=31536000, immutable");
        has(&answer, "x-content-type-options: nosniff");
        assert!(answer.ends_with(body), "{answer}");
    }
}

fn what_cannot_be_compressed_travels_as_it_is(front: &Front) {
    let answer = front.tls("latchkey/icon-192.png", &["-H", "Accept-Encoding: br"]);
    has(&answer, "content-type: image/png");
    has(&answer, "cache-control: no-cache");
    assert!(!answer.to_ascii_lowercase().contains("content-encoding"), "{answer}");
    has(&front.tls("latchkey/missing.js", &[]), "HTTP/2 404");
}

fn every_kind_of_file_says_what_it_is(front: &Front) {
    let kinds = [
        ("latchkey/", "text/html"),
        ("latchkey/latchkey-0123456789abcdef.js", "text/javascript"),
        ("latchkey/parts-0123456789abcdef.css", "text/css"),
        ("latchkey/manifest.webmanifest", "application/manifest+json"),
        ("latchkey/text/fa.json", "application/json"),
        ("latchkey/icon.svg", "image/svg+xml"),
    ];
    for (path, kind) in kinds {
        let answer = front.tls(path, &[]);
        let said = answer.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default();
        assert_eq!(said.split(';').next(), Some(kind), "{path}\n{answer}");
    }
}

fn the_panel_is_reached_as_it_was_asked(front: &Front) {
    let login = front.plain("login", &["-d", "username=a"]);
    has(&login, "HTTP/1.1 200 OK");
    has(&login, "set-cookie: 3x-ui=abc; Path=/secret/; HttpOnly; SameSite=Lax");
    has(&login, "set-cookie: lang=en-US");
    let logout = front.plain("logout", &[]);
    has(&logout, "HTTP/1.1 307 Temporary Redirect");
    assert!(logout.to_ascii_lowercase().contains("\r\nlocation: /secret/\r\n"), "{logout}");
    let seen = front.tls("mirror", &["-d", "a=b&c", "-H", "X-CSRF-Token: t", "-H", "Cookie: 3x-ui=abc"]);
    has(&seen, &format!("host: {}", front.tls_host()));
    has(&seen, "x-csrf-token: t");
    has(&seen, "cookie: 3x-ui=abc");
    has(&seen, "x-forwarded-for: 127.0.0.1");
    has(&seen, "x-forwarded-proto: https");
    assert!(seen.ends_with("\n\na=b&c"), "{seen}");
}

async fn the_web_socket_opens(front: &Front) {
    let mut request = format!("ws://{}/secret/ws", front.plain_host()).into_client_request().unwrap();
    request.headers_mut().insert("Cookie", "3x-ui=abc".parse().unwrap());
    request.headers_mut().insert("Origin", format!("http://{}", front.plain_host()).parse().unwrap());
    let stream = TcpStream::connect(front.plain).await.unwrap();
    let (mut socket, _) = tokio_tungstenite::client_async(request, stream).await.unwrap();
    let message = tungstenite::Message::text("ping");
    socket.send(message.clone()).await.unwrap();
    assert_eq!(socket.next().await.unwrap().unwrap(), message);
}

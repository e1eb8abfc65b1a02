//! From the wire to the panel and back: paths, headers, compression, faults.

pub mod input;
pub mod reply;

use crate::bundle;
use crate::config::{Clock, Config, Dialect, Fault};
use crate::control::control;
use crate::panel::{State, routes};
use crate::push;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::header::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use futures_util::stream;
use http_body_util::{BodyExt, Limited};
use input::Input;
use reply::Reply;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::broadcast;

/// A running demo panel: its memory behind one lock.
pub struct Demo {
    config: Config,
    state: Mutex<State>,
    started: Instant,
    birth: i64,
    /// Frames for WebSockets.
    pub events: broadcast::Sender<Arc<str>>,
}

impl Demo {
    /// A panel with this configuration.
    pub fn new(config: Config) -> Arc<Self> {
        let (events, _) = broadcast::channel(256);
        let birth = match config.clock {
            Clock::Frozen(at) => at,
            Clock::Wall => std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| since.as_millis() as i64),
        };
        let state = State::new(config.clone(), birth, events.clone());
        Arc::new(Demo { config, state: Mutex::new(state), started: Instant::now(), birth, events })
    }

    /// Everything as it was at the start; cookies stay good, the clock goes on.
    pub fn reset(&self) {
        let mut state = self.state();
        let (now, offset) = (state.now, state.faults.offset);
        *state = State::new(self.config.clone(), now, self.events.clone());
        state.faults.offset = offset;
    }

    /// The memory, after everything that was due has happened.
    pub fn state(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = match self.config.clock {
            Clock::Frozen(_) => 0,
            Clock::Wall => self.started.elapsed().as_millis() as i64,
        };
        let now = self.birth + passed + state.faults.offset;
        state.advance(now);
        state
    }
}

/// The demo panel as a router, to be served or driven in process.
pub fn router(config: Config) -> Router {
    Router::new().fallback(serve).with_state(Demo::new(config))
}

const LIMIT: usize = 32 << 20;

fn header(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string()
}

/// The request as a handler sees it; its path is still the whole one.
async fn read(parts: &Parts, body: Body) -> Input {
    let path = parts.uri.path().to_string();
    let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let collected = Limited::new(body, LIMIT).collect().await;
    Input {
        method: parts.method.to_string(),
        path: input::decode(&path, false),
        whole: path,
        query: input::pairs(parts.uri.query().unwrap_or_default()),
        media: header(&parts.headers, "content-type"),
        accept: header(&parts.headers, "accept"),
        cookie: header(&parts.headers, "cookie"),
        authorization: header(&parts.headers, "authorization"),
        csrf: header(&parts.headers, "x-csrf-token"),
        xhr: header(&parts.headers, "x-requested-with") == "XMLHttpRequest",
        host: header(&parts.headers, "host"),
        address: address.map_or("127.0.0.1".into(), |info| info.0.ip().to_string()),
        body: collected.map(|body| body.to_bytes().to_vec()).unwrap_or_default(),
    }
}

async fn serve(Shared(demo): Shared<Arc<Demo>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut input = read(&parts, body).await;
    if let Some(what) = input.whole.strip_prefix("/__demo/").filter(|_| demo.config.control) {
        if what == "reset" {
            demo.reset();
        }
        return finish(control(&mut demo.state(), &input, what), "", "");
    }
    let base = &demo.config.base;
    let Some(below) = input.path.strip_prefix(base.as_str()).map(String::from) else {
        return finish(outside(&demo, &input), "", "");
    };
    let coding = header(&parts.headers, "accept-encoding");
    if let Some(dir) = &demo.config.bundle {
        if below == "latchkey" {
            return finish(Reply::empty(301).with("location", format!("{base}latchkey/")), "", "");
        }
        if let Some(file) = below.strip_prefix("latchkey/") {
            let reads = matches!(input.method.as_str(), "GET" | "HEAD");
            return finish(if reads { bundle::file(dir, file, &coding) } else { Reply::empty(404) }, "", "");
        }
    }
    input.path = below;
    ask(&demo, &mut parts, input, &coding).await
}

/// A request to the panel itself, with whatever a test has put in its way.
async fn ask(demo: &Arc<Demo>, parts: &mut Parts, mut input: Input, coding: &str) -> Response {
    let (fault, delay) = {
        let mut state = demo.state();
        (state.faults.meet(&input.method, &input.whole), state.faults.delay(&input.whole))
    };
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    match fault {
        Some(Fault::Drop) => return broken(),
        Some(Fault::Stall) => std::future::pending().await,
        Some(Fault::Status(code)) => return finish(Reply::empty(code), "", ""),
        Some(Fault::Html) => {
            let page = "<!doctype html><title>Gateway</title><p>Something stands between you and the panel.</p>";
            return finish(Reply::typed(200, "text/html; charset=utf-8", page), "", "");
        }
        Some(Fault::Expire) => input.cookie.clear(),
        Some(Fault::Truncated) | None => {}
    }
    if demo.state().restarting() {
        return broken();
    }
    let dialect = demo.config.dialect;
    if input.path == "ws" && input.method == "GET" && dialect >= Dialect::B {
        return push::socket(demo, parts, &input).await;
    }
    let mut reply = routes::answer(&mut demo.state(), &input);
    if fault == Some(Fault::Truncated) {
        reply.body.truncate(reply.body.len() / 2);
    }
    let nonce = if dialect.guarded() { demo.state().chance.base64(16) } else { String::new() };
    finish(reply, coding, &nonce)
}

/// Paths that do not begin with the base.
fn outside(demo: &Demo, input: &Input) -> Reply {
    let bare = demo.config.base.trim_end_matches('/');
    if input.method == "GET" && !bare.is_empty() && input.path == bare {
        return Reply::empty(301).with("location", demo.config.base.clone());
    }
    routes::not_found(demo.config.dialect)
}

/// An answer that breaks off before it begins.
fn broken() -> Response {
    let gone = stream::once(async { Err::<Bytes, _>(std::io::Error::other("the connection broke off")) });
    let mut response = Response::new(Body::from_stream(gone));
    response.headers_mut().insert("content-length", axum::http::HeaderValue::from_static("100000"));
    response
}

/// The answer for the wire: security headers from v3 on (`nonce` is set), gzip of the panel's level where it is asked for.
pub fn finish(mut reply: Reply, coding: &str, nonce: &str) -> Response {
    if coding.contains("gzip") && reply.body.len() > 256 {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        if packer.write_all(&reply.body).is_ok()
            && let Ok(body) = packer.finish()
        {
            reply.body = body;
            reply = reply.with("content-encoding", "gzip").with("vary", "Accept-Encoding");
        }
    }
    if !nonce.is_empty() {
        let policy = format!(
            "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
             font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; \
             form-action 'self'"
        );
        reply = reply
            .with("content-security-policy", policy)
            .with("x-content-type-options", "nosniff")
            .with("x-frame-options", "DENY")
            .with("referrer-policy", "no-referrer");
    }
    let mut builder = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        builder = builder.header(name, value);
    }
    builder.body(Body::from(reply.body)).unwrap_or_default()
}

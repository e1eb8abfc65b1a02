//! The app without its browser: sends a `panel::api` request as the transport does, cookies and CSRF token included,
//! and hands the reply to the call's own decoder.

use crate::cookies::Jar;
use axum::Router;
use axum::body::Body as Sent;
use axum::http::Request as HttpRequest;
use demo::{Clock, Config, Dialect};
use http_body_util::BodyExt;
use panel::api::session::Credentials;
use panel::api::{Body, Call, Fields, Method, Reply, Request};
use panel::dialect::{Detection, Panel, Step};
use panel::error::ApiError;
use panel::model::{Millis, Secret};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// The moment the demo's clock stands at.
pub const START: i64 = 1_795_343_911_000;
pub const PASSWORD: &str = "correct horse+&=%é";

/// Names of the calls that were driven and understood.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<BTreeSet<&'static str>>>);

impl Ledger {
    pub fn note(&self, name: &'static str) {
        self.0.lock().unwrap().insert(name);
    }

    pub fn names(&self) -> BTreeSet<&'static str> {
        self.0.lock().unwrap().clone()
    }
}

/// A call, or one that may not be there on this panel.
pub trait Askable<T> {
    fn call(self) -> Call<T>;
}

impl<T> Askable<T> for Call<T> {
    fn call(self) -> Call<T> {
        self
    }
}

impl<T> Askable<T> for Option<Call<T>> {
    fn call(self) -> Call<T> {
        self.expect("this panel has the call")
    }
}

/// One page of the app.
#[derive(Clone)]
pub struct App {
    pub dialect: Dialect,
    pub panel: Panel,
    pub base: String,
    pub csrf: Option<Secret>,
    pub cookies: Jar,
    pub bearer: Option<Secret>,
    /// Method and path of everything sent.
    pub sent: Vec<String>,
    pub ledger: Ledger,
    pub router: Router,
}

pub fn config(dialect: Dialect) -> Config {
    Config {
        dialect,
        base: "/secret/".into(),
        password: PASSWORD.into(),
        control: true,
        clock: Clock::Frozen(START),
        ..Config::default()
    }
}

pub fn credentials() -> Credentials {
    Credentials { user: "admin".into(), password: Secret::new(PASSWORD), code: Secret::default() }
}

impl App {
    /// A page that has just been opened.
    pub fn open(config: Config, ledger: &Ledger) -> Self {
        Self {
            dialect: config.dialect,
            panel: Panel::new(panel::dialect::Dialect::A, None, panel::dialect::Factor::None),
            base: config.base.clone(),
            csrf: None,
            cookies: Jar::default(),
            bearer: None,
            sent: Vec::new(),
            ledger: ledger.clone(),
            router: demo::router(config),
        }
    }

    /// A page of somebody signed in, its panel known exactly.
    pub async fn signed_in(config: Config, ledger: &Ledger) -> Self {
        let mut app = Self::open(config, ledger);
        assert!(app.detect().await.is_ok());
        app.sign_in(&credentials()).await.unwrap();
        app
    }

    /// The same browser's memory, without its cookies.
    pub fn stranger(&self) -> Self {
        Self { csrf: None, cookies: Jar::default(), bearer: None, sent: Vec::new(), ..self.clone() }
    }

    /// Finds out which panel answers; the error is what the app would say.
    pub async fn detect(&mut self) -> Result<(), &'static str> {
        let mut detection = Detection::start();
        loop {
            self.csrf = detection.csrf().cloned();
            let reply = self.send(&detection.request()).await.map_err(|_| "offline")?;
            match detection.advance(&reply) {
                Step::Ask => {}
                Step::Found(panel, token) => {
                    self.csrf = token;
                    self.panel = panel;
                    return Ok(());
                }
                Step::NotAPanel => return Err("not a panel"),
                Step::Blocked => return Err("blocked"),
                Step::Failed(_) => return Err("failed"),
            }
        }
    }

    /// Signs in and learns the exact version.
    pub async fn sign_in(&mut self, who: &Credentials) -> Result<(), ApiError> {
        let login = panel::api::session::login(&self.panel, who);
        self.quietly(&login).await?;
        self.ledger.note("session::login");
        while let Some(question) = self.panel.refine_request() {
            let reply = self.send(&question).await?;
            self.panel.refine(&reply);
        }
        Ok(())
    }

    /// As the transport's `call`: one renewal of the CSRF token, and a probe where an answer leaves the session in doubt.
    pub async fn ask<T>(&mut self, name: &'static str, call: impl Askable<T>) -> Result<T, ApiError> {
        let call = call.call();
        let answer = self.quietly(&call).await;
        let doubted = answer.as_ref().err().is_some_and(|error| self.panel.doubts(error));
        let answer = match answer {
            Err(error) if doubted => {
                let probe = panel::api::session::probe(&self.panel);
                match self.quietly(&probe).await {
                    Err(ApiError::SessionExpired) => Err(ApiError::SessionExpired),
                    _ => Err(error),
                }
            }
            known => known,
        };
        match &answer {
            Ok(_) => self.ledger.note(name),
            Err(ApiError::SessionExpired) => self.csrf = None,
            Err(_) => {}
        }
        answer
    }

    pub async fn quietly<T>(&mut self, call: &Call<T>) -> Result<T, ApiError> {
        let answer = self.attempt(call).await;
        if matches!(answer, Err(ApiError::CsrfRejected)) {
            self.csrf = None;
            return self.attempt(call).await;
        }
        answer
    }

    async fn attempt<T>(&mut self, call: &Call<T>) -> Result<T, ApiError> {
        if call.request.method == Method::Post && self.panel.has_csrf() && self.csrf.is_none() && self.bearer.is_none()
        {
            let renew = panel::api::session::csrf_token();
            self.csrf = Some(renew.decode(&self.send(&renew.request).await?)?);
            self.ledger.note("session::csrf_token");
        }
        let reply = self.send(&call.request).await?;
        call.decode(&reply)
    }

    /// One request on its way, and what came back. A redirect is not followed.
    pub async fn send(&mut self, request: &Request) -> Result<Reply, ApiError> {
        let method = if request.method == Method::Get { "GET" } else { "POST" };
        self.sent.push(format!("{method} {}", request.path));
        let mut http = HttpRequest::builder()
            .method(method)
            .uri(format!("{}{}", self.base, request.path))
            .header("host", "vpn.example.org:2053")
            .header("accept", "application/json, text/html;q=0.9")
            .header("x-requested-with", "XMLHttpRequest");
        if let Some(line) = self.cookies.line(&self.base) {
            http = http.header("cookie", line);
        }
        if let Some(token) = &self.bearer {
            http = http.header("authorization", format!("Bearer {}", token.expose()));
        }
        if let (Method::Post, Some(token)) = (request.method, &self.csrf) {
            http = http.header("x-csrf-token", token.expose());
        }
        let (media, text) = match &request.body {
            Body::Empty => (None, String::new()),
            Body::Form(fields) => (Some("application/x-www-form-urlencoded;charset=UTF-8"), encode(fields)),
            Body::Json(text) => (Some("application/json"), text.clone()),
        };
        let http = media.into_iter().fold(http, |http, media| http.header("content-type", media));
        let response = self.router.clone().oneshot(http.body(Sent::from(text)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        self.cookies.keep(&parts.headers);
        if matches!(parts.status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(Reply { status: 0, text: String::new() });
        }
        let body = body.collect().await.map_err(|_| ApiError::Offline)?.to_bytes();
        Ok(Reply { status: parts.status.as_u16(), text: String::from_utf8_lossy(&body).into_owned() })
    }

    /// A raw answer's `obj`: what the panel says, past the app's decoders.
    pub async fn raw(&mut self, request: Request) -> Value {
        let reply = self.raw_reply(request).await;
        let frame: Value = serde_json::from_str(&reply.text).unwrap_or_default();
        assert_eq!(frame["success"], true, "{} {}", reply.status, reply.text);
        frame["obj"].clone()
    }

    pub async fn raw_reply(&mut self, request: Request) -> Reply {
        let call = Call::new(request, |reply| Ok(reply.clone()));
        self.quietly(&call).await.unwrap()
    }

    /// An inbound as the panel lists it, its three JSON parts opened where they are text.
    pub async fn raw_inbound(&mut self, id: i64) -> Value {
        let list = self.raw(Request::get("panel/api/inbounds/list")).await;
        let mut found = list.as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone();
        for part in ["settings", "streamSettings", "sniffing"] {
            if let Some(text) = found[part].as_str() {
                found[part] = serde_json::from_str(text).unwrap_or_default();
            }
        }
        found
    }

    /// `/__demo/{what}`.
    pub async fn control(&self, what: &str, body: Value) -> Value {
        let request = HttpRequest::post(format!("/__demo/{what}")).body(Sent::from(body.to_string())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{what}");
        serde_json::from_slice(&response.into_body().collect().await.unwrap().to_bytes()).unwrap()
    }

    /// Lets time pass.
    pub async fn wait(&self, ms: i64) {
        self.control("clock", json!({ "advance": ms })).await;
    }

    pub async fn now(&self) -> Millis {
        Millis(self.control("state", json!({})).await["now"].as_i64().unwrap())
    }
}

/// As `encodeURIComponent` does it.
fn encode(fields: &Fields) -> String {
    let escape = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
        byte if b"-_.!~*'()".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let pair = |(key, value): &(_, String)| format!("{key}={}", value.bytes().map(escape).collect::<String>());
    fields.iter().map(|(key, value)| pair(&(key, value.clone()))).collect::<Vec<_>>().join("&")
}

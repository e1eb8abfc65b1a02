//! Drives the demo panel in process, as a browser would.
#![allow(dead_code)]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use demo::{Clock, Config, Dialect};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A browser with a cookie jar.
pub struct Browser {
    pub router: Router,
    pub base: String,
    pub cookie: String,
    pub csrf: String,
}

pub fn config(dialect: Dialect) -> Config {
    Config {
        dialect,
        base: "/secret/".into(),
        password: "correct horse".into(),
        control: true,
        clock: Clock::Frozen(1_795_343_911_000),
        ..Config::default()
    }
}

impl Browser {
    pub fn new(config: Config) -> Self {
        let base = config.base.clone();
        Browser { router: demo::router(config), base, cookie: String::new(), csrf: String::new() }
    }

    /// A browser that has signed in.
    pub async fn signed_in(config: Config) -> Self {
        let guarded = config.dialect >= Dialect::C0;
        let (user, password) = (config.user.clone(), config.password.clone());
        let mut browser = Browser::new(config);
        if guarded {
            browser.csrf = browser.get("csrf-token").await.json()["obj"].as_str().unwrap().to_string();
        }
        let answer = browser
            .post("login", &format!("username={user}&password={}&twoFactorCode=", password.replace(' ', "+")))
            .await;
        assert_eq!(answer.json()["success"], true, "{}", answer.text());
        browser
    }

    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all("set-cookie") {
            let line = line.to_str().unwrap();
            if !line.contains("Max-Age=0") {
                self.cookie = line.split(';').next().unwrap().to_string();
            }
        }
        let body = body.collect().await.map(|body| body.to_bytes().to_vec()).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("host", "127.0.0.1:2053")
            .header("cookie", &self.cookie)
            .header("x-requested-with", "XMLHttpRequest")
            .header("accept", "application/json")
            .header("x-csrf-token", &self.csrf)
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = self.request("POST", path).header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_string())).unwrap()).await
    }

    pub async fn post_json(&mut self, path: &str, body: Value) -> Answer {
        let request = self.request("POST", path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// `/__demo/{what}`.
    pub async fn control(&mut self, what: &str, body: Value) -> Value {
        let request = Request::post(format!("/__demo/{what}")).body(Body::from(body.to_string())).unwrap();
        let answer = self.send(request).await;
        assert_eq!(answer.status, 200, "{what}: {}", answer.text());
        answer.json()
    }

    /// Lets time pass.
    pub async fn wait(&mut self, ms: i64) {
        self.control("clock", json!({ "advance": ms })).await;
    }
}

//! The stock front end's pages, as stubs, and the way from one to the other.

use crate::config::{Dialect, TokenKind};
use crate::http::input::Input;
use crate::http::reply::Reply;
use crate::panel::State;
use serde_json::Value;

use super::Session;

impl State {
    /// The login page, or the way to the panel for whoever is signed in.
    pub fn root(&mut self, input: &Input) -> Reply {
        let session = self.session(input);
        if session.as_ref().is_some_and(|session| self.alive(session)) {
            return self.redirect(&format!("{}panel/", self.config.base));
        }
        let (session, fresh) = self.minted(session);
        let reply = self.page("Login", &session.csrf, false);
        if fresh && self.dialect.guarded() { reply.with("set-cookie", self.cookie(&session)) } else { reply }
    }

    /// A page of the stock front end: a stub that carries what can be read from the real one.
    pub fn page(&self, title: &str, csrf: &str, signed_in: bool) -> Reply {
        let version = if self.config.tokens == TokenKind::One { "3.0.1" } else { self.dialect.version() };
        let head = match self.dialect {
            Dialect::A | Dialect::B => {
                format!("<script src=\"{}assets/js/axios-init.js?{version}\"></script>", self.config.base)
            }
            _ if signed_in => format!(
                "<meta name=\"csrf-token\" content=\"{csrf}\"><script>window.X_UI_CUR_VER=\"{version}\"</script>"
            ),
            _ => format!("<meta name=\"csrf-token\" content=\"{csrf}\">"),
        };
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>{head}</head>\
             <body><p>The stock front end of this demo panel is left out.</p></body></html>"
        );
        let reply = Reply::typed(200, "text/html; charset=utf-8", html);
        if self.dialect.guarded() { reply.with("cache-control", "no-cache, no-store, must-revalidate") } else { reply }
    }

    /// A temporary redirect, in Go's words.
    pub fn redirect(&self, to: &str) -> Reply {
        let reply =
            Reply::typed(307, "text/html; charset=utf-8", format!("<a href=\"{to}\">Temporary Redirect</a>.\n\n"))
                .with("location", to);
        if self.dialect.guarded() { reply.with("cache-control", "no-store") } else { reply }
    }

    /// What a request without a session gets.
    pub fn nobody(&self, input: &Input, api: bool) -> Reply {
        let hidden = api && self.dialect >= Dialect::B;
        let reply = match (hidden, input.xhr) {
            (true, true) if self.dialect.guarded() => Reply::empty(401),
            (true, _) => Reply::empty(404),
            (false, false) => {
                let mut reply = self.redirect(&self.config.base);
                if input.method != "GET" {
                    reply.body.clear();
                    reply.headers.retain(|(name, _)| *name != "content-type");
                }
                return reply;
            }
            (false, true) => {
                let mut reply = Reply::envelope(false, "Your session has expired, please log in again", Value::Null);
                reply.status = 401;
                reply
            }
        };
        match self.session(input) {
            Some(session) if self.dialect.guarded() && !session.user.is_empty() => {
                let anonymous = Session { user: String::new(), ..session };
                reply.with("set-cookie", self.cookie(&anonymous))
            }
            _ => reply,
        }
    }
}

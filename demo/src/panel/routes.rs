//! Which routes there are in which generation, and what has to be shown before one is entered.

macro_rules! api {
    (|$s:ident, $i:ident| $body:expr) => {
        $crate::panel::routes::route(
            $crate::panel::routes::Gate::Api,
            move |$s: &mut $crate::panel::State, $i: &$crate::http::input::Input| {
                let _ = &$i;
                $body
            },
        )
    };
}

macro_rules! panel {
    (|$s:ident, $i:ident| $body:expr) => {
        $crate::panel::routes::route(
            $crate::panel::routes::Gate::Panel,
            move |$s: &mut $crate::panel::State, $i: &$crate::http::input::Input| {
                let _ = &$i;
                $body
            },
        )
    };
}

mod clients;
mod inbounds;
mod server;

use super::State;
use crate::config::Dialect;
use crate::http::input::Input;
use crate::http::reply::Reply;
use serde_json::{Value, json};

/// What stands before a route.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    /// Nothing (but CSRF on a write, from v3).
    Open,
    /// A session; bearer tokens do as well from v3. Its absence may be hidden.
    Api,
    /// A session.
    Panel,
}

type Run = Box<dyn FnOnce(&mut State, &Input) -> Reply>;

/// A route that exists.
struct Route {
    gate: Gate,
    run: Run,
}

fn route(gate: Gate, run: impl FnOnce(&mut State, &Input) -> Reply + 'static) -> Option<Route> {
    Some(Route { gate, run: Box::new(run) })
}

/// Answers a request below the base path.
pub fn answer(state: &mut State, input: &Input) -> Reply {
    let reply = dispatch(state, input);
    if reply.body.starts_with(b"{\"success\":false") {
        let msg = serde_json::from_slice::<Value>(&reply.body).unwrap_or_default();
        state.log_refusal(input, msg["msg"].as_str().unwrap_or_default());
    }
    reply
}

fn dispatch(state: &mut State, input: &Input) -> Reply {
    let d = state.dialect;
    let domain = state.setting_text("webDomain");
    if !domain.is_empty() && domain != super::setting::host_of(&input.host) {
        return Reply::empty(403);
    }
    if let Some(there) = moved(d, input) {
        return Reply::empty(301).with("location", format!("{}{there}", state.config.base));
    }
    if d.modern() && input.body.len() > 10 << 20 && !input.path.ends_with("importDB") {
        return Reply::envelope(false, "http: request body too large", Value::Null);
    }
    let owned: Vec<String> = input.path.split('/').map(String::from).collect();
    let parts: Vec<&str> = owned.iter().map(String::as_str).collect();
    let Some(found) = find(d, &input.method, &parts) else { return missing(state, input, &parts) };
    let safe = input.method == "GET";
    let shown = input.authorization.strip_prefix("Bearer ").filter(|_| d.guarded() && found.gate == Gate::Api);
    let token = shown.and_then(|secret| state.tokens.accepted(secret, state.now));
    let bearer = token.is_some();
    if token.is_some_and(|token| !token.permits(&input.path)) {
        let msg = "this API token is not permitted to access this endpoint";
        return Reply { status: 403, ..Reply::json(&json!({ "msg": msg, "success": false })) };
    }
    if found.gate != Gate::Open && !bearer {
        let alive = state.session(input).is_some_and(|session| state.alive(&session));
        if !alive {
            return state.nobody(input, found.gate == Gate::Api);
        }
    }
    if d.guarded() && !safe && !bearer && !state.csrf_fits(input) {
        return Reply::empty(403);
    }
    (found.run)(state, input)
}

/// Where an old path has gone to, below the base.
fn moved(dialect: Dialect, input: &Input) -> Option<String> {
    let path = input.path.as_str();
    if input.method == "GET" && path == "panel" {
        return Some("panel/".into());
    }
    if dialect.modern() {
        return None;
    }
    let api = path.strip_prefix("panel/API").map(|rest| format!("panel/api{rest}"));
    api.or_else(|| path.strip_prefix("xui").map(|rest| format!("panel{rest}")))
}

/// An unknown route or method.
fn missing(state: &mut State, input: &Input, parts: &[&str]) -> Reply {
    let page = input.method == "GET"
        && state.dialect.modern()
        && parts[0] == "panel"
        && parts.get(1) != Some(&"api")
        && !input.accept.contains("application/json");
    if page {
        return match state.session(input) {
            Some(session) if state.alive(&session) => state.page("Panel", &session.csrf, true),
            _ => state.nobody(input, false),
        };
    }
    not_found(state.dialect)
}

/// The 404 of a generation.
pub fn not_found(dialect: Dialect) -> Reply {
    match dialect {
        Dialect::A => Reply::typed(404, "text/plain", "404 page not found"),
        _ => Reply::empty(404),
    }
}

fn find(d: Dialect, method: &str, parts: &[&str]) -> Option<Route> {
    let get = method == "GET";
    let post = method == "POST";
    match parts {
        [""] if get => route(Gate::Open, |s, i| s.root(i)),
        ["login"] if post => route(Gate::Open, |s, i| s.login(i)),
        ["logout"] if if d.guarded() { post } else { get } => route(Gate::Open, |s, _| s.logout()),
        ["csrf-token"] if get && d.guarded() => route(Gate::Open, |s, i| s.csrf_token(i, false)),
        ["getTwoFactorEnable"] if post => {
            route(Gate::Open, |s, _| Reply::obj(s.setting_bool("twoFactorEnable").into()))
        }
        ["panel", ""] | ["panel", "inbounds" | "settings" | "xray"] if get => panel!(|s, i| {
            let csrf = s.session(i).map(|session| session.csrf).unwrap_or_default();
            s.page("Panel", &csrf, true)
        }),
        ["panel", "csrf-token"] if get && d.guarded() => panel!(|s, i| s.csrf_token(i, true)),
        ["server", rest @ ..] if d == Dialect::A && (post || rest == ["getDb"]) => {
            server::server(d, post, rest, Gate::Panel)
        }
        ["panel", "api", "server", rest @ ..] if d >= Dialect::B => server::server(d, post, rest, Gate::Api),
        ["panel", "api", "inbounds", rest @ ..] => inbounds::inbounds(d, post, rest, Gate::Api),
        ["panel", "inbound", rest @ ..] if d == Dialect::A && post => inbounds::ui_inbounds(d, rest),
        ["panel", "api", "clients", rest @ ..] if d.modern() => clients::clients(post, rest),
        ["panel", "api", "nodes", "list"] if get && d.guarded() => api!(|_s, _i| Reply::obj(json!([]))),
        ["panel", "api", "hosts", "list"] if get && d.modern() => api!(|_s, _i| Reply::obj(json!([]))),
        ["panel", "api", "setting", rest @ ..] if d.modern() => server::setting(d, post, rest, Gate::Api),
        ["panel", "setting", rest @ ..] if !d.modern() => server::setting(d, post, rest, Gate::Panel),
        ["panel", "api", "xray", rest @ ..] if d.modern() => server::template(post, rest, Gate::Api),
        ["panel", "xray", rest @ ..] if !d.modern() => server::template(post, rest, Gate::Panel),
        ["panel", "api", "backuptotgbot"] if if d == Dialect::B { get } else { post && d.guarded() } => {
            api!(|_s, _i| Reply::empty(200))
        }
        _ => None,
    }
}

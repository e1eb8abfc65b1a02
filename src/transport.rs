//! The only `fetch` of the app. It alone sets credentials, the CSRF token, headers and time limits, and it takes over
//! the answers to the calls that the page's boot script started beside the Wasm's download.
//! It must not know what a call means: that is `panel::api`.

mod socket;
mod stream;

use std::cell::{Cell, RefCell};

use gloo_net::http::{Headers, RequestBuilder};
use leptos::prelude::{Callable, Callback, set_timeout_with_handle};
use panel::api::{Body, Call, Fields, Method, Reply, Request};
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::model::Secret;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCredentials, RequestRedirect, Response, ResponseType};

pub use socket::Socket;
pub use stream::stream;

/// How long an answer may take. Long enough for a full list of 10,000 people over 400 kbit/s.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

thread_local! {
    static CSRF: RefCell<Option<Secret>> = const { RefCell::new(None) };
    static PANEL: RefCell<Option<Panel>> = const { RefCell::new(None) };
    static SESSION_LOST: Cell<Option<Callback<()>>> = const { Cell::new(None) };
}

/// Tells whom to call when an answer shows that the session is gone.
pub fn on_session_lost(callback: Callback<()>) {
    SESSION_LOST.set(Some(callback));
}

/// Sets the CSRF token of this session; `None` forgets it.
pub fn set_csrf(token: Option<Secret>) {
    CSRF.with_borrow_mut(|slot| *slot = token);
}

/// Tells which panel it is: whether it wants a CSRF token, and how it says that a session is gone.
pub fn meet(panel: Panel) {
    PANEL.with_borrow_mut(|slot| *slot = Some(panel));
}

/// Sends a call and reads its answer. A stale CSRF token is renewed once and the call repeated; a lost session is
/// reported once to [`on_session_lost`] and returned.
pub async fn call<T>(call: &Call<T>) -> Result<T, ApiError> {
    let answer = settle_doubt(quietly(call).await).await;
    report_loss(answer.as_ref().err());
    answer
}

fn report_loss(error: Option<&ApiError>) {
    if error == Some(&ApiError::SessionExpired) {
        set_csrf(None);
        if let Some(lost) = SESSION_LOST.get() {
            lost.run(());
        }
    }
}

/// As [`call`], without telling anybody that the session is gone: for probes, and for signing in itself.
pub async fn quietly<T>(call: &Call<T>) -> Result<T, ApiError> {
    let answer = attempt(call).await;
    if matches!(answer, Err(ApiError::CsrfRejected)) {
        set_csrf(None);
        return attempt(call).await;
    }
    answer
}

/// Some panels answer a dead session as they answer a mistake: then another call tells which it was.
async fn settle_doubt<T>(answer: Result<T, ApiError>) -> Result<T, ApiError> {
    let error = match answer {
        Err(error) => error,
        known => return known,
    };
    let doubting = PANEL.with_borrow(|panel| panel.clone().filter(|panel| panel.doubts(&error)));
    let Some(panel) = doubting else { return Err(error) };
    match quietly(&panel::api::session::probe(&panel)).await {
        Err(ApiError::SessionExpired) => Err(ApiError::SessionExpired),
        _ => Err(error),
    }
}

async fn attempt<T>(call: &Call<T>) -> Result<T, ApiError> {
    let wanted = PANEL.with_borrow(|panel| panel.as_ref().is_some_and(Panel::has_csrf));
    if call.request.method == Method::Post && wanted && CSRF.with_borrow(Option::is_none) {
        let renew = panel::api::session::csrf_token();
        let token = renew.decode(&send(&renew.request).await?)?;
        set_csrf(Some(token));
    }
    call.decode(&send(&call.request).await?)
}

/// Sends one request as it is and returns whatever came back.
pub async fn send(request: &Request) -> Result<Reply, ApiError> {
    let limit = Limit::start();
    let outcome = match open(request, &limit).await {
        Ok(response) => understand(response).await,
        Err(error) => Err(error),
    };
    limit.judge(outcome)
}

/// The answer as soon as its head is there: the boot script's, where it asked already.
async fn open(request: &Request, limit: &Limit) -> Result<Response, ApiError> {
    match (request.method == Method::Get).then(|| take_early(&request.path)).flatten() {
        Some(promise) => {
            let answer = JsFuture::from(promise).await.map_err(|_| ApiError::Offline)?;
            answer.dyn_into().map_err(|_| ApiError::Offline)
        }
        None => transmit(request, &limit.controller).await,
    }
}

async fn transmit(request: &Request, controller: &Option<AbortController>) -> Result<Response, ApiError> {
    let url = url(&request.path).ok_or(ApiError::Offline)?;
    let headers = Headers::new();
    headers.set("Accept", "application/json, text/html;q=0.9");
    headers.set("X-Requested-With", "XMLHttpRequest");
    let builder = match request.method {
        Method::Get => RequestBuilder::new(&url).method(gloo_net::http::Method::GET),
        Method::Post => {
            CSRF.with_borrow(|token| token.iter().for_each(|token| headers.set("X-CSRF-Token", token.expose())));
            RequestBuilder::new(&url).method(gloo_net::http::Method::POST)
        }
    };
    let body = match &request.body {
        Body::Empty => None,
        Body::Form(fields) => {
            headers.set("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
            Some(encode_form(fields))
        }
        Body::Json(text) => {
            headers.set("Content-Type", "application/json");
            Some(text.clone())
        }
    };
    let signal = controller.as_ref().map(AbortController::signal);
    let builder = builder
        .headers(headers)
        .credentials(RequestCredentials::Include)
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal.as_ref());
    let ready = match body {
        Some(text) => builder.body(text),
        None => builder.build(),
    };
    let response = ready.map_err(|_| ApiError::Offline)?.send().await.map_err(|_| ApiError::Offline)?;
    Ok(response.into())
}

async fn understand(response: Response) -> Result<Reply, ApiError> {
    if response.type_() == ResponseType::Opaqueredirect {
        return Ok(Reply { status: 0, text: String::new() });
    }
    let text = JsFuture::from(response.text().map_err(|_| ApiError::Offline)?).await.map_err(|_| ApiError::Offline)?;
    Ok(Reply { status: response.status(), text: text.as_string().unwrap_or_default() })
}

fn encode_form(fields: &Fields) -> String {
    let form = fields.iter().map(|(key, value)| {
        let value = js_sys::encode_uri_component(value).as_string().unwrap_or_default();
        format!("{key}={value}")
    });
    form.collect::<Vec<_>>().join("&")
}

/// The panel's base address: the page's `panel-base`, seen from the page.
pub fn base() -> Option<String> {
    let document = leptos::prelude::document();
    let meta = document.query_selector("meta[name=panel-base]").ok().flatten()?;
    let relative = meta.get_attribute("content").unwrap_or_default();
    let page = document.base_uri().ok().flatten()?;
    web_sys::Url::new_with_base(&relative, &page).ok().map(|url| url.href())
}

fn url(path: &str) -> Option<String> {
    base().map(|base| format!("{base}{path}"))
}

/// The boot script's answer to `GET path`, handed out once.
fn take_early(path: &str) -> Option<js_sys::Promise> {
    let boot = js_sys::Reflect::get(&leptos::prelude::window(), &"latchkey".into()).ok()?;
    let calls = js_sys::Reflect::get(&boot, &"calls".into()).ok()?;
    let calls: js_sys::Object = calls.dyn_into().ok()?;
    let key = JsValue::from_str(path);
    let promise = js_sys::Reflect::get(&calls, &key).ok()?.dyn_into().ok()?;
    js_sys::Reflect::delete_property(&calls, &key).ok()?;
    Some(promise)
}

/// Aborts a request that takes too long.
struct Limit {
    controller: Option<AbortController>,
    timer: Option<leptos::prelude::TimeoutHandle>,
}

impl Limit {
    fn start() -> Self {
        let controller = AbortController::new().ok();
        let abort = controller.clone();
        let timer = set_timeout_with_handle(move || abort.iter().for_each(AbortController::abort), PATIENCE).ok();
        Self { controller, timer }
    }

    /// Tells a request that was aborted for its slowness from one that failed.
    fn judge<T>(&self, outcome: Result<T, ApiError>) -> Result<T, ApiError> {
        let late = self.controller.as_ref().is_some_and(|controller| controller.signal().aborted());
        if late { Err(ApiError::Timeout) } else { outcome }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        self.timer.inspect(leptos::prelude::TimeoutHandle::clear);
    }
}

//! The panel's calls as plain values: each function describes a request and how its answer is read. Nothing here
//! sends anything; `transport` in the app, or a test, does.

pub mod clients;
pub mod inbounds;
pub mod push;
pub mod server;
pub mod session;
pub mod settings;
pub mod tokens;

use crate::error::ApiError;
use crate::wire::envelope;
use serde_json::Value;
use std::borrow::Cow;

/// What to send. Paths are relative to the panel's base path and begin without a slash.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// HTTP method.
    pub method: Method,
    /// Path and query, relative to the base path, percent-encoded.
    pub path: String,
    /// Body.
    pub body: Body,
}

impl Request {
    /// A read.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::Get, path: path.into(), body: Body::Empty }
    }

    /// A POST without a body.
    #[must_use]
    pub fn post(path: impl Into<String>) -> Self {
        Self { method: Method::Post, path: path.into(), body: Body::Empty }
    }

    /// A POST of form fields.
    #[must_use]
    pub fn form(path: impl Into<String>, fields: Fields) -> Self {
        Self { method: Method::Post, path: path.into(), body: Body::Form(fields) }
    }

    /// A POST of JSON.
    #[must_use]
    pub fn json(path: impl Into<String>, value: &Value) -> Self {
        Self { method: Method::Post, path: path.into(), body: Body::Json(value.to_string()) }
    }

    /// A read that panels before v2.7.0 want as a POST.
    fn read(get: bool, path: String) -> Self {
        if get { Self::get(path) } else { Self::post(path) }
    }
}

/// HTTP method of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Reads and writes: panels use POST for both.
    Post,
}

/// Names and values of a form.
pub type Fields = Vec<(Cow<'static, str>, String)>;

/// Body of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// None.
    Empty,
    /// `application/x-www-form-urlencoded`, encoded by the sender.
    Form(Fields),
    /// `application/json` text.
    Json(String),
}

/// What came back.
#[derive(Clone)]
pub struct Reply {
    /// HTTP status; 0 stands for an opaque redirect that was not followed.
    pub status: u16,
    /// Body text, empty where there was none.
    pub text: String,
}

type Decode<T> = Box<dyn Fn(&Reply) -> Result<T, ApiError>>;

/// A request together with the reader of its answer.
pub struct Call<T> {
    /// What to send.
    pub request: Request,
    /// How the answer is read.
    decode: Decode<T>,
}

impl<T> Call<T> {
    /// Pairs a request with its decoder.
    pub fn new(request: Request, decode: impl Fn(&Reply) -> Result<T, ApiError> + 'static) -> Self {
        Self { request, decode: Box::new(decode) }
    }

    /// A call whose answer is read out of the frame's `obj`.
    fn of(endpoint: &'static str, request: Request, read: impl Fn(Value) -> Result<T, ApiError> + 'static) -> Self {
        Self::new(request, move |reply| envelope::open(endpoint, reply).and_then(&read))
    }

    /// Reads an answer to [`Call::request`].
    ///
    /// # Errors
    /// What the panel refused, or why the answer could not be understood.
    pub fn decode(&self, reply: &Reply) -> Result<T, ApiError> {
        (self.decode)(reply)
    }
}

impl Call<()> {
    /// A call of which only the success matters.
    fn done(endpoint: &'static str, request: Request) -> Self {
        Self::new(request, move |reply| envelope::done(endpoint, reply))
    }
}

/// One segment of a path, percent-encoded. A `/` inside one is encoded too, though no panel finds what it names.
fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    out
}

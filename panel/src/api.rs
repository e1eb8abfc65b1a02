//! The panel's calls as plain values: each function describes a request and how its answer is read. Nothing here
//! sends anything; `transport` in the app, or a test, does.

use crate::error::ApiError;

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

/// HTTP method of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Reads and writes: panels use POST for both.
    Post,
}

/// Body of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// None.
    Empty,
    /// `application/x-www-form-urlencoded`, encoded by the sender.
    Form(Vec<(&'static str, String)>),
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

/// A request together with the reader of its answer.
pub struct Call<T> {
    /// What to send.
    pub request: Request,
    /// How the answer is read.
    decode: Box<dyn Fn(&Reply) -> Result<T, ApiError>>,
}

impl<T> Call<T> {
    /// Pairs a request with its decoder.
    pub fn new(request: Request, decode: impl Fn(&Reply) -> Result<T, ApiError> + 'static) -> Self {
        Self { request, decode: Box::new(decode) }
    }

    /// Reads an answer to [`Call::request`].
    ///
    /// # Errors
    /// What the panel refused, or why the answer could not be understood.
    pub fn decode(&self, reply: &Reply) -> Result<T, ApiError> {
        (self.decode)(reply)
    }
}

//! An answer on its way out: status, headers, body; and the panel's envelope.

use serde_json::{Value, json};

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// Extra headers, in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A refusal: what follows in the parenthesis. The panel's own errors end in a line break.
#[derive(Debug)]
pub struct Refusal(pub String);

impl Refusal {
    /// An error the panel made itself.
    pub fn own(text: impl Into<String>) -> Self {
        let mut text = text.into();
        text.push('\n');
        Refusal(text)
    }

    /// An error of a library underneath.
    pub fn foreign(text: impl Into<String>) -> Self {
        Refusal(text.into())
    }

    /// What the database says of a missing row.
    pub fn missing() -> Self {
        Refusal::foreign("record not found")
    }
}

impl Reply {
    /// Only a status.
    pub fn empty(status: u16) -> Self {
        Reply { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A body of this media type.
    pub fn typed(status: u16, media: &str, body: impl Into<Vec<u8>>) -> Self {
        Reply { status, headers: vec![("content-type", media.to_string())], body: body.into() }
    }

    /// JSON as it is.
    pub fn json(value: &Value) -> Self {
        Reply::typed(200, "application/json; charset=utf-8", value.to_string())
    }

    /// The envelope.
    pub fn envelope(success: bool, msg: &str, obj: Value) -> Self {
        Reply::json(&json!({ "success": success, "msg": msg, "obj": obj }))
    }

    /// Success with an object and no words.
    pub fn obj(obj: Value) -> Self {
        Reply::envelope(true, "", obj)
    }

    /// Success in words.
    pub fn done(msg: &str) -> Self {
        Reply::envelope(true, msg, Value::Null)
    }

    /// A refusal: the context, often the sentence of success, and the error in parentheses.
    pub fn refused(context: &str, refusal: &Refusal) -> Self {
        Reply::envelope(false, &format!("{context} ({})", refusal.0), Value::Null)
    }

    /// One more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

//! What a panel pushes through its WebSocket at [`PATH`] (v2.8.6+). It takes the session's cookie and nothing else;
//! whatever is sent to it is ignored.

pub use crate::model::push::{Asked, Counted, Push};

/// Where the socket is, relative to the base path.
pub const PATH: &str = "ws";

/// Reads one text frame. `None` for what says nothing the app listens to.
#[must_use]
pub fn read(frame: &str) -> Option<Push> {
    crate::wire::push::decode(frame)
}

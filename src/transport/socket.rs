//! The panel's WebSocket. The session's cookie opens it and nothing is ever sent: the address holds no secret but the
//! panel's own path.

use std::time::Duration;

use js_sys::{Array, Promise};
use leptos::prelude::set_timeout;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, WebSocket};

/// A socket that hands over each text it gets. Dropping it closes it.
pub struct Socket {
    socket: WebSocket,
    closed: Promise,
    _taken: Closure<dyn FnMut(MessageEvent)>,
}

impl Socket {
    /// Opens the socket at `path`, relative to the panel's base. `None` where the browser refuses to try.
    pub fn open(path: &str, mut take: impl FnMut(String) + 'static) -> Option<Self> {
        let base = super::base()?;
        let base = base.strip_prefix("http")?;
        let socket = WebSocket::new(&["ws", base, path].concat()).ok()?;
        let taken = Closure::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                take(text);
            }
        });
        socket.set_onmessage(Some(taken.as_ref().unchecked_ref()));
        let closed = Promise::new(&mut |resolve, _| socket.set_onclose(Some(&resolve)));
        Some(Self { socket, closed, _taken: taken })
    }

    /// Waits, and tells whether the socket is then still open or about to be. It returns early when it closes.
    pub async fn stays(&self, wait: Duration) -> bool {
        let over = Promise::new(&mut |resolve, _| {
            set_timeout(move || drop(resolve.call0(&JsValue::NULL)), wait);
        });
        let _ = JsFuture::from(Promise::race(&Array::of2(&self.closed, &over))).await;
        self.socket.ready_state() <= WebSocket::OPEN
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}

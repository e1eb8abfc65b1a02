//! Keys that work everywhere. They never take over what browsers use.

use leptos::prelude::*;
use panel::route::Route;

use crate::browser::focus;
use crate::location::Location;

/// Listens for `/` (search) and `n` (new key) while nobody is typing.
pub fn listen(location: Location) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() || focus::in_text() {
            return;
        }
        let done = match event.key().as_str() {
            "/" => focus::first("#search"),
            "n" => {
                location.go(&Route::NewKey);
                true
            }
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

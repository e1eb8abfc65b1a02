//! What this browser remembers between visits. Never a password, token or private key.

use leptos::prelude::window;

const PREFIX: &str = "latchkey.";

/// The remembered value of `key`. `None` where there is none, or where the browser remembers nothing.
pub fn read(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(&format!("{PREFIX}{key}")).ok().flatten()
}

/// Remembers `value` under `key`; a browser that refuses simply forgets.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.set_item(&format!("{PREFIX}{key}"), value);
    }
}

/// The names of everything that is remembered.
pub fn names() -> Vec<String> {
    let Some(storage) = window().local_storage().ok().flatten() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let names = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    names.filter_map(|name| name.strip_prefix(PREFIX).map(str::to_owned)).collect()
}

/// Forgets `key`.
pub fn forget(key: &str) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}

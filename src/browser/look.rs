//! The page's theme and direction: chosen here, remembered, and applied at once. The boot script reads the same.

use leptos::prelude::{document, window};

use super::storage;

const THEME: &str = "theme";
const DIRECTION: &str = "dir";

/// The chosen theme (`light`, `dark`); `None` follows the system.
pub fn theme() -> Option<String> {
    storage::read(THEME)
}

/// Chooses a theme.
pub fn choose_theme(theme: Option<&str>) {
    keep(THEME, theme);
    let dark =
        || window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|dark| dark.matches());
    let shown = theme.unwrap_or_else(|| if dark() { "dark" } else { "light" });
    set("data-theme", shown);
}

/// The chosen direction (`ltr`, `rtl`); `None` follows the language.
pub fn direction() -> Option<String> {
    storage::read(DIRECTION)
}

/// Chooses a direction.
pub fn choose_direction(direction: Option<&str>) {
    keep(DIRECTION, direction);
    set("dir", direction.unwrap_or("ltr"));
}

fn keep(key: &str, value: Option<&str>) {
    match value {
        Some(value) => storage::write(key, value),
        None => storage::forget(key),
    }
}

fn set(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

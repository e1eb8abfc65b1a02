//! The page's theme and direction: chosen here, remembered, and applied at once. The boot script reads the same.

use leptos::prelude::{document, window};

use super::storage;

const THEME: &str = "theme";
const DIRECTION: &str = "dir";
/// Languages written from right to left, as the boot script has them.
const RIGHT_TO_LEFT: [&str; 5] = ["fa", "ar", "he", "ur", "ckb"];

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
    let language = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    let own = if RIGHT_TO_LEFT.iter().any(|start| language.starts_with(start)) { "rtl" } else { "ltr" };
    set("dir", direction.unwrap_or(own));
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

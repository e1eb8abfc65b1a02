//! Something for a terminal, to be copied whole.

use leptos::prelude::*;

use super::CopyButton;
use crate::words::{Key, t};

/// A command or a script with its button.
#[component]
pub fn Code(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! {
        <div class="code">
            <pre dir="ltr" tabindex="0"><code>{text}</code></pre>
            <CopyButton class="button" text label=t(Key::Copy).to_owned() />
        </div>
    }
}

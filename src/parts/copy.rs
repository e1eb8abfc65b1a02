//! A button that copies, and says "copied" only when it is true.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::toast::use_toasts;
use super::{Glyph, Icon};
use crate::browser::clipboard;
use crate::words::{Key, t};

/// Copies `text`. Where the browser refuses, the text is shown selected for the hand to copy.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let toasts = use_toasts();
    let copied = RwSignal::new(false);
    let run = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            copied.try_set(done);
            if done {
                toasts.say(t(Key::Copied).into());
                set_timeout(
                    move || {
                        copied.try_set(false);
                    },
                    std::time::Duration::from_secs(2),
                );
            } else {
                toasts.show_text(text);
            }
        });
    };
    let glyph = move || {
        if copied.get() {
            view! { <Icon of=Glyph::Check /> }
        } else {
            view! { <Icon of=Glyph::Copy /> }
        }
    };
    view! {
        <button type="button" class=class on:click=run>
            {glyph}
            {label}
        </button>
    }
}

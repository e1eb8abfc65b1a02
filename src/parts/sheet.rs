//! A sheet over a page: from below on a phone, at the side on a desktop.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::words::{Key, t};

/// A sheet with a title and a close button. Escape, the button and a tap beside it close it; the focus moves in when it
/// opens; the shell brings it back when the sheet goes, and makes the page beneath inert while a sheet covers it.
#[component]
pub fn Sheet(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] meta: Signal<String>,
    /// What stands before the title, such as an avatar.
    #[prop(optional, into)]
    lead: ViewFn,
    #[prop(optional)] class: &'static str,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            on_close.run(());
        }
    };
    view! {
        <div class="dim" on:click=move |_| on_close.run(())></div>
        <dialog class=format!("sheet {class}") open aria-labelledby="sheet-title" on:keydown=escape>
            <div class="grip"></div>
            <div class="sheet-head">
                {lead.run()}
                <div>
                    <h2 id="sheet-title" tabindex="-1" dir="auto" node_ref=heading>{title}</h2>
                    <p class="small quiet" dir="auto">{meta}</p>
                </div>
                <button type="button" class="button plain icon" aria-label=t(Key::Close) on:click=move |_| on_close.run(())>
                    <Icon of=Glyph::Close />
                </button>
            </div>
            {children()}
        </dialog>
    }
}

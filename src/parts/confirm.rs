//! A question before something that cannot be undone.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::html;
use leptos::prelude::*;

use crate::words::{Key, t};

/// There may be several on a page, each with a title of its own.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A modal question. It is open while `open` holds; Escape and *Cancel* answer no.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] cost: Signal<String>,
    #[prop(into)] action: Signal<String>,
    on_yes: Callback<()>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let id = format!("confirm-{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let heading = id.clone();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let yes = move |_| {
        open.set(false);
        on_yes.run(());
    };
    view! {
        <dialog
            class="confirm"
            node_ref=dialog
            aria-labelledby=id
            on:close=move |_| open.set(false)
            on:keydown=|event| event.stop_propagation()
        >
            <h2 id=heading dir="auto">{title}</h2>
            <p class="quiet" dir="auto">{cost}</p>
            <div class="pair">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(Key::Cancel)}</button>
                <button type="button" class="button danger" on:click=yes>{action}</button>
            </div>
        </dialog>
    }
}

//! Signing out, and what it does not do.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::parts::{Confirm, Note, Tone, live};
use crate::session::use_session;
use crate::words::{Key, advice, t, title};

/// The button, asked about first.
#[component]
pub fn Leave(ends: bool) -> impl IntoView {
    let session = use_session();
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let fault: RwSignal<Option<(String, String)>> = RwSignal::new(None);
    let leave = Callback::new(move |()| {
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            if let Err(error) = session.sign_out().await {
                let _ = fault.try_set(Some((title(&error), advice(&error))));
            }
            let _ = busy.try_set(false);
        });
    });
    view! {
        {live(move || fault.get().map(|(title, more)| view! { <Note tone=Tone::Bad title more urgent=true /> }))}
        <button type="button" class="button quiet-danger" aria-busy=move || busy.get().then_some("true") on:click=move |_| asking.set(true)>
            {t(Key::SignOut)}
        </button>
        <Confirm
            open=asking
            title=t(Key::SignOutTitle).to_owned()
            cost=t(if ends { Key::SignOutCost } else { Key::SignOutCostOld }).to_owned()
            action=t(Key::SignOut).to_owned()
            on_yes=leave
        />
    }
}

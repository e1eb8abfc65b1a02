//! A new token. Its text is seen once, here, and is gone when the sheet closes.

mod form;
mod unseen;

use leptos::prelude::*;
use panel::model::Secret;
use panel::route::Route;

use crate::location::use_location;
use crate::parts::{Code, CopyButton, Note, Sheet, Tone, live};
use crate::transport;
use crate::words::{Key, fill, t};
use form::Form;

/// The form, then the token.
#[component]
pub fn NewTokenSheet() -> impl IntoView {
    let location = use_location();
    let made: RwSignal<Option<Secret>> = RwSignal::new(None);
    let done = Memo::new(move |_| made.with(Option::is_some));
    let close = Callback::new(move |()| {
        made.set(None);
        location.go(&Route::Tokens);
    });
    let title = Signal::derive(move || t(if done.get() { Key::TokenMade } else { Key::NewToken }).to_owned());
    view! {
        <Sheet title on_close=close>
            {live(move || if done.get() { view! { <Once made close /> }.into_any() } else { view! { <Form made /> }.into_any() })}
        </Sheet>
    }
}

/// The token, once.
#[component]
fn Once(made: RwSignal<Option<Secret>>, close: Callback<()>) -> impl IntoView {
    let text = Signal::derive(move || {
        made.with(|made| made.as_ref().map(|made| made.expose().to_owned())).unwrap_or_default()
    });
    let base = transport::base().unwrap_or_default();
    let command = Signal::derive(move || fill(Key::TokenCommand, &[("base", &base), ("token", &text.get())]));
    view! {
        <div class="stack">
            <Note tone=Tone::Warn title=t(Key::CopyTokenNow).to_owned() more=t(Key::TokenSeenOnce).to_owned() />
            <p class="the-link mono" id="token" dir="ltr" tabindex="0" aria-label=t(Key::TheToken)>{text}</p>
            <CopyButton class="button main wide tall" text label=t(Key::CopyToken).to_owned() />
            <section class="part">
                <h3>{t(Key::TryItWith)}</h3>
                <Code text=command />
            </section>
            <button type="button" class="button wide" on:click=move |_| close.run(())>{t(Key::Done)}</button>
        </div>
    }
}

/// What a scope is called.
pub fn scope_name(scope: &str) -> Key {
    match scope {
        "admin" => Key::ScopeAdmin,
        "monitor" => Key::ScopeMonitor,
        "node-sync" => Key::ScopeSync,
        _ => Key::ScopeOther,
    }
}

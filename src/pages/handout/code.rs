//! The QR code: dark on white in every theme, with its quiet zone inside.

use leptos::html;
use leptos::prelude::*;
use panel::qr::{self, Qr};

use super::key::OwnKey;
use crate::parts::{Glyph, Icon, Note, Tone, live};
use crate::words::{Key, fill, t};

/// The code of the key; of the subscription where the key is too long; else why there is none. A tap fills the screen.
#[component]
pub fn Code(key: Memo<Option<OwnKey>>, name: String) -> impl IntoView {
    let name = StoredValue::new(name);
    let drawn = Memo::new(move |_| key.with(|key| key.as_ref().map_or(Drawn::Nothing, Drawn::of)));
    live(move || {
        match drawn.get() {
        Drawn::Nothing => ().into_any(),
        Drawn::Key(code) => view! { <Square code name=name.get_value() /> }.into_any(),
        Drawn::Subscription(code) => view! {
            <Square code name=name.get_value() />
            <Note tone=Tone::Warn title=t(Key::CodeOfSubscription).to_owned() more=t(Key::CodeOfSubscriptionWhy).to_owned() />
        }
        .into_any(),
        Drawn::TooLong => view! {
            <Note tone=Tone::Warn title=t(Key::NoCode).to_owned() more=t(Key::NoCodeWhy).to_owned() />
        }
        .into_any(),
    }
    })
}

#[derive(Clone, PartialEq)]
enum Drawn {
    Nothing,
    Key(Qr),
    Subscription(Qr),
    TooLong,
}

impl Drawn {
    fn of(key: &OwnKey) -> Self {
        match key.code() {
            None => Self::Nothing,
            Some(Ok(code)) => Self::Key(code),
            Some(Err(_)) if key.subscription.is_empty() => Self::TooLong,
            Some(Err(_)) => qr::encode(&key.subscription).map_or(Self::TooLong, Self::Subscription),
        }
    }
}

#[component]
fn Square(code: Qr, name: String) -> impl IntoView {
    let label = fill(Key::CodeLabel, &[("name", &name)]);
    let full = NodeRef::<html::Dialog>::new();
    // Drawn a second time only for whoever asks.
    let opened = RwSignal::new(false);
    let open = move |_| {
        opened.set(true);
        if let Some(dialog) = full.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let close = move |_| {
        if let Some(dialog) = full.get_untracked() {
            dialog.close();
        }
    };
    let small = code.small;
    let (view_box, path) = (code.view_box(), code.path());
    // Modules of whole pixels: where some are wider than others, decoders give up on a dense code.
    let modules = code.size().to_string();
    let picture = view! {
        <svg viewBox=view_box.clone() style:--modules=modules.clone() role="img" aria-label=label.clone()><path d=path /></svg>
    };
    let large = move || {
        opened.get().then(|| {
            view! { <svg viewBox=view_box.clone() style:--modules=modules.clone() aria-hidden="true"><path d=code.path() /></svg> }
        })
    };
    view! {
        <button type="button" class="qr" aria-label=fill(Key::CodeFull, &[("name", &name)]) on:click=open>{picture}<span class="full-hint"><Icon of=Glyph::Full /></span></button>
        {small.then(|| view! { <p class="small quiet center">{t(Key::CodeSmall)}</p> })}
        <dialog class="qr-full" node_ref=full aria-label=label on:click=close>
            {live(large)}
            <button type="button" class="button" on:click=close>{t(Key::Close)}</button>
        </dialog>
    }
}

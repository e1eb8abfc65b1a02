//! Handing the key over: share, copy, save, print.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::qr::Qr;

use super::card;
use super::key::{Checked, OwnKey};
use crate::browser::share::{self, Shared};
use crate::browser::{clipboard, download};
use crate::parts::toast::use_toasts;
use crate::parts::{CopyButton, Glyph, Icon, Shown};
use crate::words::{Key, fill, t};

/// The actions. A key that cannot work is never offered as ready.
#[component]
pub fn Acts(keys: Memo<Vec<OwnKey>>, key: Memo<Option<Checked>>, name: String) -> impl IntoView {
    let ready = Memo::new(move |_| key.with(|key| key.as_ref().is_some_and(Checked::ready)));
    let text = Signal::derive(move || {
        key.with(|key| key.as_ref().and_then(|checked| checked.key.text().map(str::to_owned))).unwrap_or_default()
    });
    let all =
        Signal::derive(move || keys.with(|keys| keys.iter().filter_map(OwnKey::text).collect::<Vec<_>>().join("\n")));
    let several = move || keys.with(|keys| keys.len() > 1);
    let name = StoredValue::new(name);
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <Shown when=ready>
            <ShareButton key name=name.get_value() />
        </Shown>
        <Shown when=Signal::derive(move || !text.with(String::is_empty))>
            <div class="acts">
                <CopyButton text label=Signal::derive(|| t(Key::CopyLink).to_owned()) />
                <SavePicture key name=name.get_value() />
                <SaveVector key name=name.get_value() />
                <button type="button" on:click=print>
                    <Icon of=Glyph::Print />
                    {t(Key::Print)}
                </button>
            </div>
            <p class="the-link mono small" dir="ltr" tabindex="0" aria-label=t(Key::TheLink)>{text}</p>
        </Shown>
        <Show when=several>
            <CopyButton class="button" text=all label=Signal::derive(|| t(Key::CopyAll).to_owned()) />
        </Show>
    }
}

/// Opens the system's share sheet; where there is none, copies.
#[component]
fn ShareButton(key: Memo<Option<Checked>>, name: String) -> impl IntoView {
    let toasts = use_toasts();
    let name = StoredValue::new(name);
    let label = move || {
        name.with_value(|name| fill(if share::available() { Key::ShareWith } else { Key::CopyFor }, &[("name", name)]))
    };
    let run = move |_| {
        let Some(text) =
            key.with_untracked(|key| key.as_ref().and_then(|checked| checked.key.text().map(str::to_owned)))
        else {
            return;
        };
        let title = name.with_value(|name| fill(Key::KeyOf, &[("name", name)]));
        let sheet = share::open(&title, &text);
        spawn_local(async move {
            if share::outcome(sheet).await != Shared::Unable {
                return;
            }
            if clipboard::copy(&text).await {
                toasts.say(t(Key::Copied).into());
            } else {
                toasts.show_text(text);
            }
        });
    };
    view! {
        <button type="button" class="button main wide tall" on:click=run>
            <Icon of=if share::available() { Glyph::Share } else { Glyph::Copy } />
            <span dir="auto">{label}</span>
        </button>
    }
}

/// The code and the address of the key, once there are both.
fn drawn(key: Memo<Option<Checked>>) -> Option<(Qr, String)> {
    key.with_untracked(|key| {
        let key = &key.as_ref()?.key;
        let link = key.link.as_ref().ok()?;
        Some((key.code()?.ok()?, format!("{}:{}", link.address, link.port)))
    })
}

#[component]
fn SavePicture(key: Memo<Option<Checked>>, name: String) -> impl IntoView {
    let toasts = use_toasts();
    let name = StoredValue::new(name);
    let save = move |_| {
        let Some((code, address)) = drawn(key) else { return };
        spawn_local(async move {
            let name = name.get_value();
            let picture = card::png(code, name.clone(), address).await;
            if picture.and_then(|picture| download::save(&format!("{name}.png"), &picture)).is_none() {
                toasts.fail(t(Key::NotSaved).into());
            }
        });
    };
    view! {
        <button type="button" on:click=save>
            <Icon of=Glyph::Save />
            {t(Key::SavePng)}
        </button>
    }
}

#[component]
fn SaveVector(key: Memo<Option<Checked>>, name: String) -> impl IntoView {
    let toasts = use_toasts();
    let save = move |_| {
        let Some((code, _)) = drawn(key) else { return };
        if download::save_text(&format!("{name}.svg"), "image/svg+xml", &card::svg(&code)).is_none() {
            toasts.fail(t(Key::NotSaved).into());
        }
    };
    view! {
        <button type="button" on:click=save>
            <Icon of=Glyph::Save />
            {t(Key::SaveSvg)}
        </button>
    }
}

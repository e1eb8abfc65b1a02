//! The address keys carry: found, shown large, changed by hand and remembered.

use std::net::IpAddr;

use leptos::prelude::*;

use super::key::OwnKey;
use crate::browser::storage;
use crate::feed::Feed;
use crate::parts::{Field, words};
use crate::words::{Key, t};

const REMEMBERED: &str = "address";

/// The address chosen in this browser, empty while none is.
#[derive(Clone, Copy)]
pub struct Address {
    pub chosen: RwSignal<String>,
    pub editing: RwSignal<bool>,
}

impl Address {
    /// As remembered.
    pub fn recall() -> Self {
        let chosen = storage::read(REMEMBERED).unwrap_or_default();
        Self { chosen: RwSignal::new(chosen), editing: RwSignal::new(false) }
    }

    /// The host keys carry where the inbound names none: the page's, or the server's own public address where the
    /// page's leads nowhere from outside. Tracked.
    pub fn host(self, feed: Feed) -> String {
        let host = window().location().hostname().unwrap_or_default();
        if !is_local(&host) {
            return host;
        }
        feed.status.with(|status| status.as_ref().and_then(|status| status.ipv4.clone())).unwrap_or(host)
    }

    fn choose(self, address: &str) {
        let address = address.trim();
        if address.is_empty() {
            storage::forget(REMEMBERED);
        } else {
            storage::write(REMEMBERED, address);
        }
        self.chosen.set(address.to_owned());
        self.editing.set(false);
    }
}

/// Whether a host leads nowhere from outside.
fn is_local(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unique_local(),
        Err(_) => bare == "localhost" || bare.ends_with(".local") || !bare.contains('.'),
    }
}

/// The address in the key, large, and the way to change it.
#[component]
pub fn AddressLine(address: Address, key: Memo<Option<OwnKey>>) -> impl IntoView {
    let shown = move || {
        key.with(|key| {
            let link = key.as_ref()?.link.as_ref().ok()?;
            let host = if link.address.contains(':') { format!("[{}]", link.address) } else { link.address.clone() };
            Some((host, format!(":{}", link.port)))
        })
    };
    let port = move || shown().map(|(_, port)| port).unwrap_or_default();
    view! {
        <Show when=move || !address.editing.get() fallback=move || view! { <AddressForm address key /> }>
            <button type="button" class="card address" on:click=move |_| address.editing.set(true)>
                <span>
                    <span class="quiet small">{t(Key::AddressInKey)}</span>
                    <b class="mono" dir="ltr">
                        {words(move || shown().map(|(host, _)| host).unwrap_or_default())}<span class="port">{words(port)}</span>
                    </b>
                </span>
                <span class="link">{t(Key::Change)}</span>
            </button>
        </Show>
    }
}

#[component]
fn AddressForm(address: Address, key: Memo<Option<OwnKey>>) -> impl IntoView {
    let now = key.with_untracked(|key| key.as_ref()?.link.as_ref().ok().map(|link| link.address.clone()));
    let typed = RwSignal::new(now.unwrap_or_default());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        address.choose(&typed.get_untracked());
    };
    Effect::new(move |_| {
        crate::browser::focus::first("#key-address");
    });
    view! {
        <form class="card address-form" on:submit=save>
            <Field id="key-address" label=t(Key::AddressInKey).to_owned() value=typed help=t(Key::AddressHelp).to_owned() technical=true />
            <div class="pair">
                <button type="button" class="button" on:click=move |_| address.editing.set(false)>{t(Key::Cancel)}</button>
                <button class="button main">{t(Key::Save)}</button>
            </div>
        </form>
    }
}

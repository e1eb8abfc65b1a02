//! From where a person connected, read only when somebody wants to know.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::error::ApiError;
use panel::model::record::SeenAddress;
use panel::remote::Remote;

use super::Subject;
use crate::browser::clock;
use crate::feed::use_feed;
use crate::parts::{Awaited, Shown, live};
use crate::transport;
use crate::words::{Key, t};

/// The addresses.
#[component]
pub fn Addresses(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let found: RwSignal<Vec<SeenAddress>> = RwSignal::new(Vec::new());
    let state: RwSignal<Option<Remote<()>>> = RwSignal::new(None);
    let read = Callback::new(move |()| {
        state.set(Some(Remote::Loading));
        let name = untrack(|| shown.name());
        spawn_local(async move {
            let answer = match feed.panel() {
                Some(panel) => transport::call(&api::clients::ips(&panel, &name)).await,
                None => Err(ApiError::Offline),
            };
            let answer = answer.map(|seen| drop(found.try_set(seen)));
            let _ = state.try_update(|state| state.get_or_insert(Remote::Loading).settle(answer, clock::now()));
        });
    });
    let open = move |event: leptos::ev::Event| {
        let opened = event_target::<web_sys::HtmlElement>(&event).has_attribute("open");
        if opened && state.with_untracked(Option::is_none) {
            read.run(());
        }
    };
    view! {
        <details class="card fold" on:toggle=open>
            <summary><span>{t(Key::SeenAddresses)}</span></summary>
            <div class="part">
                <Shown when=Signal::derive(move || state.with(Option::is_some))>
                    <Awaited of=Signal::derive(move || state.get().unwrap_or(Remote::Loading)) on_retry=read>
                        <Rows found />
                    </Awaited>
                </Shown>
            </div>
        </details>
    }
}

#[component]
fn Rows(found: RwSignal<Vec<SeenAddress>>) -> impl IntoView {
    let row = |seen: SeenAddress| {
        view! {
            <li class="split">
                <span class="mono" dir="ltr">{seen.ip}</span>
                <span class="small quiet num" dir="ltr">{seen.time}</span>
            </li>
        }
    };
    live(move || match found.get() {
        none if none.is_empty() => view! { <p class="quiet small">{t(Key::NoAddresses)}</p> }.into_any(),
        some => view! { <ul class="names seen">{some.into_iter().map(row).collect_view()}</ul> }.into_any(),
    })
}

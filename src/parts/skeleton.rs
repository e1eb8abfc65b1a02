//! What stands in a list's place until its rows arrive, or when they cannot.

use std::time::Duration;

use leptos::prelude::*;
use panel::error::ApiError;
use panel::remote::Remote;

use super::{Note, Shown, Tone, live};
use crate::words::{Key, advice, t, title};

/// Grey rows, after 300 ms: what arrives sooner should not flash.
#[component]
pub fn SkeletonRows() -> impl IntoView {
    let late = RwSignal::new(false);
    set_timeout(
        move || {
            late.try_set(true);
        },
        Duration::from_millis(300),
    );
    view! {
        <Shown when=Signal::derive(move || late.get())>
            <div class="rows" role="status" aria-label=t(Key::Loading)>
                {(0..5).map(|_| view! { <div class="card blank"></div> }).collect_view()}
            </div>
        </Shown>
    }
}

/// Shows `children` once there is a value, grey rows before, and a card with *Try again* when the first read failed.
#[component]
pub fn Awaited(#[prop(into)] of: Signal<Remote<()>>, on_retry: Callback<()>, children: ChildrenFn) -> impl IntoView {
    let stage = Memo::new(move |_| match of.get() {
        Remote::Loading => Stage::Loading,
        Remote::Failed(error) => Stage::Failed(error),
        Remote::Ready { .. } => Stage::Ready,
    });
    live(move || match stage.get() {
        Stage::Loading => view! { <SkeletonRows /> }.into_any(),
        Stage::Ready => children(),
        Stage::Failed(error) => view! {
            <Note tone=Tone::Bad title=title(&error) more=advice(&error) urgent=true>
                <button type="button" class="button" on:click=move |_| on_retry.run(())>{t(Key::TryAgain)}</button>
            </Note>
        }
        .into_any(),
    })
}

#[derive(Clone, PartialEq)]
enum Stage {
    Loading,
    Failed(ApiError),
    Ready,
}

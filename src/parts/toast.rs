//! Short messages that do not stop anybody: what was done out of sight, with a way back where there is one.

use std::time::Duration;

use leptos::prelude::*;

use super::{Glyph, Icon, Tone};
use crate::words::{Key, t};

/// One message.
#[derive(Clone)]
struct Toast {
    number: u32,
    tone: Tone,
    text: String,
    /// A text to be selected and copied by hand.
    by_hand: Option<String>,
    action: Option<(&'static str, Callback<()>)>,
}

/// The messages on the screen.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

/// The messages of this app.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// Makes the place for messages known to everything below.
    pub fn provide() {
        provide_context(Self { list: RwSignal::new(Vec::new()), last: StoredValue::new(0) });
    }

    /// Says that something is done.
    pub fn say(self, text: String) {
        self.push(Tone::Quiet, text, None, None);
    }

    /// Says what went wrong; it stays longer.
    pub fn fail(self, text: String) {
        self.push(Tone::Bad, text, None, None);
    }

    /// Says that something is done and offers the way back.
    pub fn undo(self, text: String, back: Callback<()>) {
        self.push(Tone::Quiet, text, Some((t(Key::Undo), back)), None);
    }

    /// Says what went wrong and offers to try it again.
    pub fn retry(self, text: String, again: Callback<()>) {
        self.push(Tone::Bad, text, Some((t(Key::TryAgain), again)), None);
    }

    /// Says something and offers to do it.
    pub fn offer(self, text: String, label: &'static str, run: Callback<()>) {
        self.push(Tone::Quiet, text, Some((label, run)), None);
    }

    /// Shows a text that could not be copied, to be copied by hand.
    pub fn show_text(self, text: String) {
        self.push(Tone::Bad, t(Key::CopyByHand).into(), None, Some(text));
    }

    fn push(self, tone: Tone, text: String, action: Option<(&'static str, Callback<()>)>, by_hand: Option<String>) {
        let number = self.last.try_update_value(|last| {
            *last = last.wrapping_add(1);
            *last
        });
        let Some(number) = number else { return };
        let stays = by_hand.is_some();
        let seconds = if action.is_some() || tone == Tone::Bad { 10 } else { 4 };
        self.list.update(|list| {
            list.retain(|old| old.text != text);
            list.push(Toast { number, tone, text, by_hand, action });
            let surplus = list.len().saturating_sub(3);
            list.drain(..surplus);
        });
        if !stays {
            set_timeout(move || self.drop(number), Duration::from_secs(seconds));
        }
    }

    fn drop(self, number: u32) {
        let _ = self.list.try_update(|list| list.retain(|toast| toast.number != number));
    }
}

/// Where the messages appear.
#[component]
pub fn ToastPlace() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.number let:toast>
                <ToastCard toast />
            </For>
        </div>
    }
}

#[component]
fn ToastCard(toast: Toast) -> impl IntoView {
    let toasts = use_toasts();
    let Toast { number, tone, text, by_hand, action } = toast;
    view! {
        <div class=format!("toast {}", tone.class())>
            <p dir="auto">{text}</p>
            {by_hand
                .map(|text| {
                    view! { <textarea readonly dir="ltr" rows="3" aria-label=t(Key::CopyByHand) on:focus=select_all>{text}</textarea> }
                })}
            {action
                .map(|(label, run)| {
                    let act = move |_| {
                        toasts.drop(number);
                        run.run(());
                    };
                    view! { <button type="button" class="button plain" on:click=act>{label}</button> }
                })}
            <button type="button" class="button plain icon" aria-label=t(Key::Close) on:click=move |_| toasts.drop(number)>
                <Icon of=Glyph::Close />
            </button>
        </div>
    }
}

fn select_all(event: leptos::ev::FocusEvent) {
    event_target::<web_sys::HtmlTextAreaElement>(&event).select();
}

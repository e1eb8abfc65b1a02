//! A new password for signing in. What is typed stays in this form, and is gone when it has been sent.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::api::session::Credentials;
use panel::dialect::Factor;
use panel::error::ApiError;
use panel::model::Secret;

use crate::browser::focus;
use crate::feed::{Feed, may_have_arrived, use_feed};
use crate::parts::toast::{Toasts, use_toasts};
use crate::parts::{Field, Note, Shown, Tone, live, words};
use crate::words::{Key, advice, t, title};

const USER: &str = "user-now";
const NOW: &str = "password-now";
const NEW: &str = "password-new";
const AGAIN: &str = "password-again";
const CODE: &str = "code-now";

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    user: RwSignal<String>,
    now: RwSignal<String>,
    new: RwSignal<String>,
    again: RwSignal<String>,
    code: RwSignal<String>,
    /// Whether it was sent once: from then on problems are said.
    sent: RwSignal<bool>,
}

impl Typed {
    fn empty() -> Self {
        let text = || RwSignal::new(String::new());
        Self { user: text(), now: text(), new: text(), again: text(), code: text(), sent: RwSignal::new(false) }
    }

    /// All fields by their names on the page, in its order.
    fn all(self) -> [(&'static str, RwSignal<String>); 5] {
        [(USER, self.user), (NOW, self.now), (NEW, self.new), (AGAIN, self.again), (CODE, self.code)]
    }

    /// What is wrong with a field, tracked.
    fn wrong(self, field: RwSignal<String>) -> Option<Key> {
        let text = field.get();
        if text.is_empty() && field != self.code {
            return Some(Key::ProblemMissing);
        }
        let same = field == self.new && text == self.now.get();
        let differs = field == self.again && text != self.new.get();
        same.then_some(Key::PasswordSame).or(differs.then_some(Key::PasswordsDiffer))
    }

    fn problem(self, field: RwSignal<String>) -> Signal<Option<String>> {
        Signal::derive(move || self.wrong(field).filter(|_| self.sent.get()).map(|key| t(key).to_owned()))
    }

    fn clear(self) {
        self.all().into_iter().for_each(|(_, field)| drop(field.try_set(String::new())));
        let _ = self.sent.try_set(false);
    }
}

/// The form, folded away. `ends` holds where a new password ends every session.
#[component]
pub fn Password(ends: bool) -> impl IntoView {
    let (feed, toasts) = (use_feed(), use_toasts());
    let typed = Typed::empty();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let fault: RwSignal<Option<(String, String)>> = RwSignal::new(None);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        typed.sent.set(true);
        let wrong = typed.all().into_iter().find(|(_, field)| untrack(|| typed.wrong(*field)).is_some());
        if let Some((id, _)) = wrong {
            focus::first(&["#", id].concat());
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            match change(feed, typed).await {
                Ok(()) => done(feed, toasts, typed, ends, open),
                Err(ApiError::SessionExpired) => {}
                Err(error) => {
                    let more = if may_have_arrived(&error) { t(Key::PasswordMayBe).into() } else { advice(&error) };
                    let _ = fault.try_set(Some((title(&error), more)));
                }
            }
            let _ = busy.try_set(false);
        });
    };
    let coded = feed.panel().is_some_and(|panel| panel.factor == Factor::TwoFactor);
    view! {
        <button type="button" class="button" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
            {words(move || t(if open.get() { Key::Cancel } else { Key::ChangePassword }).to_owned())}
        </button>
        <Shown when=open>
            <form class="stack" on:submit=send novalidate>
                <Field id=USER label=t(Key::UserName).to_owned() value=typed.user problem=typed.problem(typed.user) autocomplete="username" />
                <Field id=NOW label=t(Key::PasswordNow).to_owned() value=typed.now problem=typed.problem(typed.now) kind="password" autocomplete="current-password" />
                <Field id=NEW label=t(Key::PasswordNew).to_owned() value=typed.new problem=typed.problem(typed.new) kind="password" autocomplete="new-password" />
                <Field id=AGAIN label=t(Key::PasswordAgain).to_owned() value=typed.again problem=typed.problem(typed.again) kind="password" autocomplete="new-password" />
                {coded.then(|| view! { <Field id=CODE label=t(Key::OneTimeCode).to_owned() value=typed.code numeric=true autocomplete="one-time-code" /> })}
                {live(move || fault.get().map(|(title, more)| view! { <Note tone=Tone::Bad title more urgent=true /> }))}
                <button class="button main wide" aria-busy=move || busy.get().then_some("true")>{t(Key::ChangePassword)}</button>
            </form>
        </Shown>
    }
}

async fn change(feed: Feed, typed: Typed) -> Result<(), ApiError> {
    let panel = feed.panel().ok_or(ApiError::Offline)?;
    let secret = |field: RwSignal<String>| Secret::new(field.get_untracked());
    let user = typed.user.get_untracked();
    let now = Credentials { user: user.clone(), password: secret(typed.now), code: secret(typed.code) };
    let call = api::settings::update_user(&panel, &now, &user, &secret(typed.new));
    feed.order(&call, t(Key::ChangingPassword), None).await
}

/// Says it. Where every session has ended, the next question finds that out, and the form comes over the page.
fn done(feed: Feed, toasts: Toasts, typed: Typed, ends: bool, open: RwSignal<bool>) {
    typed.clear();
    let _ = open.try_set(false);
    toasts.say(t(if ends { Key::PasswordChanged } else { Key::PasswordChangedOld }).into());
    feed.refresh_all();
}

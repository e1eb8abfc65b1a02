//! A new token. Its text is seen once, here, and is gone when the sheet closes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::draft::{Field as Place, Problem, TokenDraft};
use panel::model::{Millis, NewToken, Secret};
use panel::route::Route;

use crate::browser::{clock, focus, intl};
use crate::feed::use_feed;
use crate::location::use_location;
use crate::pages::problem;
use crate::parts::{Code, CopyButton, Field, Note, Presets, Sheet, Shown, Tone, live};
use crate::transport;
use crate::words::{Key, advice, fill, t, title};

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

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    scope: RwSignal<String>,
    days: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
}

impl Typed {
    fn problem(self, place: Place) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                problems.iter().find(|problem| problem.field == place).map(|problem| problem::words(&problem.kind))
            })
        })
    }

    fn draft(self) -> TokenDraft {
        let text = |value: RwSignal<String>| value.get_untracked();
        TokenDraft { name: text(self.name), scope: text(self.scope), days: text(self.days) }
    }
}

#[component]
fn Form(made: RwSignal<Option<Secret>>) -> impl IntoView {
    let feed = use_feed();
    let one = feed.panel().is_some_and(|panel| panel.has_one_token());
    let scoped = RwSignal::new(feed.panel().is_some_and(|panel| panel.token_scopes()));
    let names: RwSignal<Vec<String>> = RwSignal::new(Vec::new());
    let text = || RwSignal::new(String::new());
    let typed = Typed {
        name: text(),
        scope: RwSignal::new("admin".to_owned()),
        days: text(),
        problems: RwSignal::new(Vec::new()),
    };
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    spawn_local(async move {
        let Some(panel) = feed.panel() else { return };
        let tokens = transport::call(&api::tokens::list(&panel)).await.unwrap_or_default();
        if tokens.iter().any(|token| token.scope.is_some()) {
            scoped.try_set(true);
        }
        names.try_set(tokens.into_iter().map(|token| token.name).collect());
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(panel) = feed.panel() else { return };
        match wanted(typed, one, scoped.get_untracked(), &names.get_untracked()) {
            Err(problems) => {
                typed.problems.set(problems);
                focus::first("#token-name");
            }
            Ok(token) => {
                busy.set(true);
                typed.problems.set(Vec::new());
                spawn_local(async move {
                    match make(&panel, &token).await {
                        Ok(secret) => drop(made.try_set(Some(secret))),
                        Err(words) => drop(refused.try_set(Some(words))),
                    }
                    let _ = busy.try_set(false);
                });
            }
        }
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            {if one {
                view! { <Note tone=Tone::Warn title=t(Key::OneToken).to_owned() more=t(Key::OneTokenWhy).to_owned() /> }.into_any()
            } else {
                view! { <Field id="token-name" label=t(Key::Name).to_owned() value=typed.name help=t(Key::TokenNameHelp).to_owned() problem=typed.problem(Place::Name) /> }.into_any()
            }}
            <Shown when=scoped><Scopes typed /></Shown>
            {live(move || refused.get().map(|words| view! { <Note tone=Tone::Bad title=words urgent=true /> }))}
            <button class="button main wide tall" aria-busy=Signal::derive(move || busy.get().then_some("true"))>{t(Key::MakeToken)}</button>
        </form>
    }
}

/// The token that is asked for. Where there is only one, nothing is asked of it.
fn wanted(typed: Typed, one: bool, scoped: bool, names: &[String]) -> Result<NewToken, Vec<Problem>> {
    if one {
        return Ok(NewToken { name: String::new(), scope: None, expires: None });
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let token = typed.draft().check(&names, clock::now())?;
    Ok(if scoped { token } else { NewToken { scope: None, expires: None, ..token } })
}

async fn make(panel: &Panel, token: &NewToken) -> Result<Secret, String> {
    let call = api::tokens::create(panel, &token.name, token.scope.as_deref(), token.expires);
    match transport::call(&call).await {
        Ok((_, secret)) => Ok(secret),
        Err(error) => Err([title(&error), advice(&error)].join(". ")),
    }
}

/// What it may do and how long.
#[component]
fn Scopes(typed: Typed) -> impl IntoView {
    let way = move |own: &'static str| {
        let here = move || typed.scope.with(|scope| scope == own);
        view! {
            <label class="card choice" class:on=here>
                <input type="radio" class="unseen" name="scope" prop:checked=here on:change=move |_| typed.scope.set(own.to_owned()) />
                <b>{t(scope_name(own))}</b>
                <small>{t(scope_help(own))}</small>
            </label>
        }
    };
    let ends = [("", 0), ("30", 30), ("90", 90), ("365", 365)].map(|(days, count)| {
        (days, if count == 0 { t(Key::NoEnd).to_owned() } else { intl::span(Millis(count * Millis::DAY.0)) })
    });
    view! {
        <fieldset class="part plain-set">
            <legend>{t(Key::MayDo)}</legend>
            {TokenDraft::SCOPES.map(way).collect_view()}
        </fieldset>
        <Presets id="token-days" label=t(Key::Ends) value=typed.days options=ends.to_vec() problem=typed.problem(Place::Days) help=t(Key::DaysHelp) numeric=true />
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

fn scope_help(scope: &str) -> Key {
    match scope {
        "monitor" => Key::ScopeMonitorHelp,
        "node-sync" => Key::ScopeSyncHelp,
        _ => Key::ScopeAdminHelp,
    }
}

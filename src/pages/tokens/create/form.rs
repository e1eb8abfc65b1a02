//! The form for a new token.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::draft::{Field as Place, Problem, TokenDraft};
use panel::error::ApiError;
use panel::model::{Millis, NewToken, Secret};
use panel::route::Route;

use super::scope_name;
use super::unseen::{self, Fault, Trouble};
use crate::browser::{clock, focus, intl};
use crate::feed::{Feed, may_have_arrived, use_feed};
use crate::location::use_location;
use crate::pages::problem;
use crate::parts::{Field, Note, Presets, Shown, Tone, live};
use crate::transport;
use crate::words::{Key, fill, t};

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    scope: RwSignal<String>,
    days: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
    /// Sends it once more.
    again: StoredValue<Option<Callback<()>>>,
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
pub fn Form(made: RwSignal<Option<Secret>>) -> impl IntoView {
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
        again: StoredValue::new(None),
    };
    let fault: RwSignal<Option<Fault>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    spawn_local(async move {
        let Some(panel) = feed.panel() else { return };
        let tokens = transport::call(&api::tokens::list(&panel)).await.unwrap_or_default();
        if tokens.iter().any(|token| token.scope.is_some()) {
            scoped.try_set(true);
        }
        names.try_set(tokens.into_iter().map(|token| token.name).collect());
    });
    let location = use_location();
    let send = Callback::new(move |()| {
        // The sheet was closed meanwhile: a token made now would be seen by nobody.
        if busy.is_disposed() {
            return location.go(&Route::NewToken);
        }
        let Some(panel) = feed.panel().filter(|_| !busy.get_untracked()) else { return };
        let token = match wanted(typed, one, scoped.get_untracked(), &names.get_untracked()) {
            Ok(token) => token,
            Err(problems) => {
                focus::first(if problems.iter().any(|problem| problem.field == Place::Name) {
                    "#token-name"
                } else {
                    "#token-days"
                });
                typed.problems.set(problems);
                return;
            }
        };
        busy.set(true);
        typed.problems.set(Vec::new());
        fault.set(None);
        let again = typed.again;
        spawn_local(async move {
            match make(feed, &panel, &token, again.get_value()).await {
                Ok(secret) => drop(made.try_set(Some(secret))),
                Err(found) => drop(fault.try_set(found)),
            }
            let _ = busy.try_set(false);
        });
    });
    typed.again.set_value(Some(send));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(());
    };
    let forget = Callback::new(move |name: String| {
        let _ = names.try_update(|names| names.retain(|other| *other != name));
        let _ = fault.try_set(None);
    });
    view! {
        <form class="stack" on:submit=submit novalidate>
            {if one {
                view! { <Note tone=Tone::Warn title=t(Key::OneToken).to_owned() more=t(Key::OneTokenWhy).to_owned() /> }.into_any()
            } else {
                view! { <Field id="token-name" label=t(Key::Name).to_owned() value=typed.name help=t(Key::TokenNameHelp).to_owned() problem=typed.problem(Place::Name) /> }.into_any()
            }}
            <Shown when=scoped><Scopes typed /></Shown>
            {live(move || fault.get().map(|fault| view! { <Trouble fault forget /> }))}
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

/// Makes it. `None` as an error: the session has ended, and the form over the page says so.
async fn make(
    feed: Feed,
    panel: &Panel,
    token: &NewToken,
    again: Option<Callback<()>>,
) -> Result<Secret, Option<Fault>> {
    let call = api::tokens::create(panel, &token.name, token.scope.as_deref(), token.expires);
    let what = fill(Key::MakingToken, &[("name", &token.name)]);
    match feed.order(&call, &what, again).await {
        Ok((_, secret)) => Ok(secret),
        Err(ApiError::SessionExpired) => Err(None),
        Err(error) if may_have_arrived(&error) => Err(Some(unseen::look(panel, &token.name, error).await)),
        Err(error) => Err(Some(Fault::Not(error))),
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

fn scope_help(scope: &str) -> Key {
    match scope {
        "monitor" => Key::ScopeMonitorHelp,
        "node-sync" => Key::ScopeSyncHelp,
        _ => Key::ScopeAdminHelp,
    }
}

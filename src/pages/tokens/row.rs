//! One token: what it is, its switch, its end.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::model::ApiToken;

use super::Shown;
use crate::browser::{clock, intl};
use crate::parts::toast::{Toasts, use_toasts};
use crate::parts::{Chip, Confirm, Switch, Tone};
use crate::words::{Key, fill, t};

/// A token in the list. The one of v3.0.0 and v3.0.1 has neither name nor switch.
#[component]
pub fn TokenRow(shown: Shown, id: i64, one: bool) -> impl IntoView {
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let token = Memo::new(move |_| shown.tokens.with(|tokens| tokens.iter().find(|token| token.id == id).cloned()));
    let first = token.get_untracked()?;
    let name = if one { t(Key::TheOneToken).to_owned() } else { first.name.clone() };
    let on = Signal::derive(move || token.with(|token| token.as_ref().is_some_and(|token| token.enabled)));
    let flip = Callback::new(move |on| {
        let Some(token) = token.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            switch(shown, toasts, token, on).await;
            let _ = busy.try_set(false);
        });
    });
    let delete = Callback::new(move |()| {
        if let Some(token) = token.get_untracked() {
            spawn_local(delete(shown, toasts, token));
        }
    });
    let label = fill(Key::SwitchToken, &[("name", &name)]);
    let title = fill(Key::DeleteTokenTitle, &[("name", &name)]);
    Some(view! {
        <li class="card row-switch">
            <div>
                <b><bdi>{name}</bdi></b>
                {first.expired(clock::now()).then(|| view! { " " <Chip tone=Tone::Bad text=t(Key::Expired).to_owned() /> })}
                <p class="help">{about(&first)}</p>
            </div>
            {(!one)
                .then(|| {
                    view! {
                        <button type="button" class="button plain quiet-danger" on:click=move |_| asking.set(true)>{t(Key::Delete)}</button>
                        <Switch on busy label on_change=flip />
                        <Confirm open=asking title cost=t(Key::DeleteTokenCost).to_owned() action=t(Key::Delete).to_owned() on_yes=delete />
                    }
                })}
        </li>
    })
}

/// What it may do, since when, until when.
fn about(token: &ApiToken) -> String {
    let mut words = Vec::new();
    words.extend(token.scope.as_deref().map(|scope| t(super::create::scope_name(scope)).to_owned()));
    words.extend(token.created.map(|at| fill(Key::MadeOn, &[("date", &intl::date(at))])));
    words.extend(token.expires.map(|at| fill(Key::EndsOn, &[("date", &intl::date_time(at))])));
    words.join(" · ")
}

/// Switches a token and offers the way back. The list is read again, whatever the panel said.
async fn switch(shown: Shown, toasts: Toasts, token: ApiToken, on: bool) {
    let Some(panel) = shown.feed.panel() else { return };
    let what = fill(Key::SwitchingToken, &[("name", &token.name)]);
    let turn = |on| {
        let token = token.clone();
        Callback::new(move |()| {
            let token = token.clone();
            spawn_local(async move { Box::pin(switch(shown, toasts, token, on)).await });
        })
    };
    let again = turn(on);
    let answer = shown.feed.order(&api::tokens::set_enabled(&panel, &token, on), &what, Some(again)).await;
    let _ = shown.read().await;
    let key = if on { Key::TokenOn } else { Key::TokenOff };
    match answer {
        Ok(()) => toasts.undo(fill(key, &[("name", &token.name)]), turn(!on)),
        Err(error) => shown.feed.failed(&what, &error, Some(again)),
    }
}

/// Deletes a token. Panels say "done" of one that was never there, so only the list tells.
async fn delete(shown: Shown, toasts: Toasts, token: ApiToken) {
    let Some(panel) = shown.feed.panel() else { return };
    let what = fill(Key::DeletingToken, &[("name", &token.name)]);
    let again = {
        let token = token.clone();
        Callback::new(move |()| {
            let token = token.clone();
            spawn_local(async move { Box::pin(delete(shown, toasts, token)).await });
        })
    };
    let answer = shown.feed.order(&api::tokens::delete(&panel, &token), &what, Some(again)).await;
    let answer = match shown.read().await {
        Ok(()) if shown.tokens.with_untracked(|tokens| tokens.iter().all(|other| other.id != token.id)) => {
            return toasts.say(fill(Key::TokenDeleted, &[("name", &token.name)]));
        }
        Ok(()) => answer,
        Err(error) => answer.and(Err(error)),
    };
    match answer {
        Ok(()) => toasts.fail(fill(Key::TokenStillThere, &[("name", &token.name)])),
        Err(error) => shown.feed.failed(&what, &error, Some(again)),
    }
}

//! What became of a token that was not handed out: refused, or made and seen by nobody.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::model::ApiToken;
use panel::route::Route;

use crate::feed::use_feed;
use crate::parts::toast::use_toasts;
use crate::parts::{Note, Tone};
use crate::transport;
use crate::words::{Key, advice, fill, t, title};

/// Why there is no token to be shown.
#[derive(Clone)]
pub enum Fault {
    /// It was not made.
    Not(ApiError),
    /// Whether it was made nobody knows.
    Unknown(ApiError),
    /// It is there, and nobody has seen its text.
    Unseen(ApiToken),
}

/// Looks whether a token was made although the answer was lost.
pub async fn look(panel: &Panel, name: &str, error: ApiError) -> Fault {
    // The one token of old panels is there before and after: nothing tells whether it is a new one.
    if panel.has_one_token() {
        return Fault::Unknown(error);
    }
    match transport::call(&api::tokens::list(panel)).await {
        Ok(tokens) => tokens.into_iter().find(|token| token.name == name).map_or(Fault::Not(error), Fault::Unseen),
        Err(_) => Fault::Unknown(error),
    }
}

/// Says it, with what there is to do.
#[component]
pub fn Trouble(fault: Fault, forget: Callback<String>) -> impl IntoView {
    match fault {
        Fault::Not(error) => {
            view! { <Note tone=Tone::Bad title=title(&error) more=advice(&error) urgent=true /> }.into_any()
        }
        Fault::Unknown(error) => view! {
            <Note tone=Tone::Bad title=title(&error) more=t(Key::TokenMayBe).to_owned() urgent=true>
                <a class="button" href=Route::Tokens.href()>{t(Key::ApiTokens)}</a>
            </Note>
        }
        .into_any(),
        Fault::Unseen(token) => view! { <Unseen token forget /> }.into_any(),
    }
}

#[component]
fn Unseen(token: ApiToken, forget: Callback<String>) -> impl IntoView {
    let (feed, toasts) = (use_feed(), use_toasts());
    let busy = RwSignal::new(false);
    let said = fill(Key::TokenUnseen, &[("name", &token.name)]);
    let delete = move |_| {
        let Some(panel) = feed.panel().filter(|_| !busy.get_untracked()) else { return };
        let token = token.clone();
        busy.set(true);
        spawn_local(async move {
            let what = fill(Key::DeletingToken, &[("name", &token.name)]);
            let answer = feed.order(&api::tokens::delete(&panel, &token), &what, None).await;
            let left = transport::call(&api::tokens::list(&panel)).await;
            match left {
                Ok(tokens) if tokens.iter().all(|other| other.id != token.id) => {
                    toasts.say(fill(Key::TokenDeleted, &[("name", &token.name)]));
                    forget.try_run(token.name);
                }
                left => feed.failed(&what, &answer.err().or(left.err()).unwrap_or(ApiError::Offline), None),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <Note tone=Tone::Warn title=said more=t(Key::TokenUnseenMore).to_owned() urgent=true>
            <button type="button" class="button danger" aria-busy=move || busy.get().then_some("true") on:click=delete>
                {t(Key::Delete)}
            </button>
        </Note>
    }
}

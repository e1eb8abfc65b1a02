//! API tokens: which there are, what each may do, and their ends.

pub mod create;
mod row;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::model::ApiToken;
use panel::remote::Remote;
use panel::route::Route;

use crate::browser::clock;
use crate::feed::{Feed, use_feed};
use crate::location::use_location;
use crate::pages::below::Below;
use crate::parts::{Awaited, Code, Glyph, Icon, Note, Shown as Visible, Tone};
use crate::transport;
use crate::words::{Key, fill, t};
use row::TokenRow;

/// The tokens on the screen. Copies share the same values.
#[derive(Clone, Copy)]
struct Shown {
    feed: Feed,
    tokens: RwSignal<Vec<ApiToken>>,
    state: RwSignal<Remote<()>>,
}

impl Shown {
    /// Reads the list once.
    async fn read(self) -> Result<(), ApiError> {
        let panel = self.feed.panel().ok_or(ApiError::Offline)?;
        let answer = transport::call(&api::tokens::list(&panel)).await;
        let answer = answer.map(|tokens| drop(self.tokens.try_set(tokens)));
        let _ = self.state.try_update(|state| state.settle(answer.clone(), clock::now()));
        answer
    }
}

/// The page.
#[component]
pub fn TokensPage() -> impl IntoView {
    let feed = use_feed();
    let has = move |has: fn(&Panel) -> bool| feed.panel().is_some_and(|panel| has(&panel));
    let tokens = has(Panel::has_tokens);
    view! {
        <Below of=Route::Server title=Key::ApiTokens>
            {tokens.then(|| view! { <a class="button main only-wide" href=Route::NewToken.href()><Icon of=Glyph::Plus />{t(Key::NewToken)}</a> })}
        </Below>
        <main class="page narrow-page" id="main" tabindex="-1">
            {if tokens {
                view! { <TokenList feed one=has(Panel::has_one_token) clear=has(Panel::tokens_in_clear) /> }.into_any()
            } else {
                view! { <NoTokens /> }.into_any()
            }}
        </main>
    }
}

#[component]
fn TokenList(feed: Feed, one: bool, clear: bool) -> impl IntoView {
    let location = use_location();
    let shown = Shown { feed, tokens: RwSignal::new(Vec::new()), state: RwSignal::new(Remote::Loading) };
    let read = Callback::new(move |()| spawn_local(async move { drop(shown.read().await) }));
    // Read again whenever the sheet above has closed.
    Effect::new(move |_| {
        if location.route.get() == Route::Tokens {
            read.run(());
        }
    });
    let ids = Memo::new(move |_| shown.tokens.with(|tokens| tokens.iter().map(|token| token.id).collect::<Vec<_>>()));
    view! {
        <p class="quiet">{t(Key::TokensAre)}</p>
        {clear.then(|| view! { <Note tone=Tone::Warn title=t(Key::TokensInClear).to_owned() more=t(Key::TokensInClearWhy).to_owned() /> })}
        <Awaited of=shown.state on_retry=read>
            <Visible when=Signal::derive(move || ids.with(Vec::is_empty))>
                <p class="card empty">{t(Key::NoTokensYet)}</p>
            </Visible>
            <ul class="rows tokens">
                <For each=move || ids.get() key=|id| *id let:id>
                    <TokenRow shown id one />
                </For>
            </ul>
        </Awaited>
        <a class="button main only-narrow" href=Route::NewToken.href()><Icon of=Glyph::Plus />{t(Key::NewToken)}</a>
        <a class="link" href=Route::Recipe.href()>{t(Key::UsageByApi)}</a>
    }
}

/// Older panels: what to do instead.
#[component]
fn NoTokens() -> impl IntoView {
    let base = transport::base().unwrap_or_default();
    view! {
        <p>{t(Key::NoTokensHere)}</p>
        <Code text=fill(Key::CookieCommands, &[("base", &base)]) />
        <a class="link" href=Route::Recipe.href()>{t(Key::UsageByApi)}</a>
    }
}

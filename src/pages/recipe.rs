//! How a program reads what everybody used, for whoever bills by it.

use leptos::prelude::*;
use panel::route::Route;

use crate::feed::use_feed;
use crate::pages::below::Below;
use crate::parts::{Code, Note, Tone};
use crate::transport;
use crate::words::{Key, fill, t};

/// The page.
#[component]
pub fn RecipePage() -> impl IntoView {
    let feed = use_feed();
    let base = transport::base().unwrap_or_default();
    let tokens = feed.panel().is_some_and(|panel| panel.has_tokens());
    let (first, command, script) = if tokens {
        (Key::RecipeToken, Key::RecipeCommand, Key::RecipeScript)
    } else {
        (Key::NoTokensHere, Key::CookieCommands, Key::RecipeCookieScript)
    };
    let text = |key| fill(key, &[("base", &base)]);
    let points = [Key::RecipeBytes, Key::RecipeReset, Key::RecipeTwice, Key::RecipeLimit];
    view! {
        <Below of=Route::Server title=Key::UsageByApi />
        <main class="page narrow-page" id="main" tabindex="-1">
            <p>{t(first)}</p>
            {tokens
                .then(|| {
                    view! {
                        <a class="button" href=Route::Tokens.href()>{t(Key::ApiTokens)}</a>
                        <Note tone=Tone::Warn title=t(Key::RecipeScope).to_owned() more=t(Key::RecipeScopeWhy).to_owned() />
                    }
                })}
            <section class="card block"><h2>{t(Key::RecipeOneCommand)}</h2><Code text=text(command) /></section>
            <section class="card block"><h2>{t(Key::RecipeTenLines)}</h2><p class="quiet small">{t(Key::RecipeTenLinesHelp)}</p><Code text=text(script) /></section>
            <section class="card block"><h2>{t(Key::WorthKnowing)}</h2><ul class="dots">{points.map(|key| view! { <li>{t(key)}</li> }).collect_view()}</ul></section>
        </main>
    }
}

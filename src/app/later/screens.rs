//! The screens that come later, by their addresses.

use leptos::prelude::*;
use panel::route::Route;

use crate::pages::{handout, inbounds, logs, people, read, recipe, server, settings, tokens, wizard};
use crate::words;

/// A list of people.
pub fn list(route: Route) -> AnyView {
    words::know_all();
    match route {
        Route::Online => view! { <people::OnlinePage /> }.into_any(),
        Route::People => view! { <people::PeoplePage /> }.into_any(),
        _ => ().into_any(),
    }
}

/// A page that is not a list.
pub fn place(route: Route) -> AnyView {
    words::know_all();
    match route {
        Route::Wizard => view! { <wizard::WizardPage /> }.into_any(),
        Route::Settings => view! { <settings::SettingsPage /> }.into_any(),
        Route::Server => view! { <server::ServerPage /> }.into_any(),
        Route::Logs => view! { <logs::LogsPage /> }.into_any(),
        Route::Tokens => view! { <tokens::TokensPage /> }.into_any(),
        Route::Recipe => view! { <recipe::RecipePage /> }.into_any(),
        Route::Read => view! { <read::ReadPage /> }.into_any(),
        _ => ().into_any(),
    }
}

/// What lies over a page.
pub fn sheet(route: Route) -> AnyView {
    words::know_all();
    match route {
        Route::NewKey => view! { <people::add::NewKeySheet /> }.into_any(),
        Route::Person(name) => view! { <people::sheet::PersonSheet name /> }.into_any(),
        Route::Handout(name) => view! { <handout::HandoutSheet name /> }.into_any(),
        Route::Inbound(id) => view! { <inbounds::detail::InboundSheet id /> }.into_any(),
        Route::NewToken => view! { <tokens::create::NewTokenSheet /> }.into_any(),
        _ => ().into_any(),
    }
}

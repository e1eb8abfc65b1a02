//! The head of a page that lies below another.

use leptos::prelude::*;
use panel::route::Route;

use crate::parts::{Glyph, Icon};
use crate::words::{Key, t};

/// The title, the way back, and whatever else belongs to the head.
#[component]
pub fn Below(of: Route, title: Key, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <header class="top">
            <a class="button plain icon back" href=of.href() aria-label=t(Key::Back)><Icon of=Glyph::Back /></a>
            <h1>{t(title)}</h1>
            {children.map(|children| children())}
        </header>
    }
}

//! What ends a session and what does not, and the actions that do.

use leptos::prelude::*;

use super::leave::Leave;
use super::password::Password;
use crate::session::use_session;
use crate::transport;
use crate::words::{Key, t};

/// The facts for this panel's version, a new password, and the way out.
#[component]
pub fn Session() -> impl IntoView {
    let session = use_session();
    // The panels that sign out by POST are those on which a new password ends every session.
    let ends = session.panel_untracked().is_some_and(|panel| panel.logs_out_by_post());
    let told = if ends { Key::PasswordEnds } else { Key::PasswordEndsNot };
    let facts =
        [Some(Key::CookieOutlives), Some(told), ends.then_some(Key::FactorEnds), Some(Key::PasswordDropsFactor)];
    let settings = transport::base().map(|base| [&base, "panel/settings"].concat());
    view! {
        <section class="card block">
            <h2>{t(Key::YourSession)}</h2>
            <ul class="plain-list">{facts.into_iter().flatten().map(|key| view! { <li>{t(key)}</li> }).collect_view()}</ul>
            <Password ends />
            <a class="link" href=settings target="_blank" rel="noopener">{t(Key::PanelSettings)}</a>
        </section>
        <Leave ends />
    }
}

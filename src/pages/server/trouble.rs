//! Why Xray does not run: its own words, what they mean where that is known, and the inbound they speak of.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::doctor::{Explanation, explain};
use panel::model::server::Health;
use panel::route::Route;

use crate::feed::{Feed, use_feed};
use crate::parts::{Note, Tone, live};
use crate::watch;
use crate::words::{Key, fill, rule, t};

/// The reason, while there is one. It is read from the panel's log: the status has it only by chance.
#[component]
pub fn Trouble() -> impl IntoView {
    let feed = use_feed();
    let words: RwSignal<Option<String>> = RwSignal::new(None);
    let failing = Memo::new(move |_| match feed.health.get() {
        Health::Failing { message } => Some(message),
        _ => None,
    });
    Effect::new(move |_| match failing.get() {
        Some(message) => spawn_local(async move {
            let told = watch::reason(feed, message).await;
            if failing.try_get_untracked().flatten().is_some() {
                words.try_set(Some(told));
            }
        }),
        None => words.set(None),
    });
    live(move || words.get().map(|words| view! { <Reason words /> }))
}

#[component]
fn Reason(words: String) -> impl IntoView {
    let feed = use_feed();
    let known = explain(&words);
    let (title, advice) = known.as_ref().map_or((t(Key::XrayFailing), t(Key::ReasonUnknown)), |known| rule(known.rule));
    let place = Memo::new(move |_| known.as_ref().and_then(|known| place(feed, known)));
    view! {
        <Note tone=Tone::Bad title=title.to_owned() more=advice.to_owned() urgent=true>
            {live(move || {
                place.get().map(|(route, name)| {
                    view! { <a class="button" href=route.href()>{fill(Key::OpenInbound, &[("name", &name)])}</a> }
                })
            })}
        </Note>
        {(!words.is_empty())
            .then(|| view! { <p class="the-link mono small" dir="ltr" tabindex="0" aria-label=t(Key::XraysWords)>{words}</p> })}
    }
}

/// The inbound the words name by its tag, or by the port it could not have.
fn place(feed: Feed, known: &Explanation) -> Option<(Route, String)> {
    let mut found = None;
    feed.inbounds.for_each(|id, row| {
        let tagged = known.inbound_tag.as_ref().is_some_and(|tag| *tag == row.tag);
        let held = known.inbound_tag.is_none() && known.port.is_some_and(|port| u32::from(port) == row.port);
        if found.is_none() && (tagged || held) {
            found = Some((Route::Inbound(*id), row.name()));
        }
    });
    found
}

//! The keys of everybody in an inbound at once, one link a line: copied, or saved as a file.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::model::{Inbound, InboundId};

use crate::browser::{clipboard, clock, download};
use crate::feed::{Feed, use_feed};
use crate::pages::handout::address::Address;
use crate::parts::toast::use_toasts;
use crate::parts::{Glyph, Icon};
use crate::words::{Key, fill, t};

/// So many people have their keys written before the page may draw and listen again.
const AT_ONCE: usize = 100;

/// Where they go.
#[derive(Clone, Copy, PartialEq)]
enum To {
    Clipboard,
    File,
}

/// The links of everybody, and the names of those for whom none can be written.
#[derive(Default)]
struct Links {
    lines: Vec<String>,
    without: Vec<String>,
}

/// Both buttons. `inbound` is what its sheet has read, `title` what it is called.
#[component]
pub fn AllKeys(id: InboundId, inbound: RwSignal<Option<Arc<Inbound>>>, title: Signal<String>) -> impl IntoView {
    let feed = use_feed();
    let toasts = use_toasts();
    let done: RwSignal<Option<(usize, usize)>> = RwSignal::new(None);
    let run = move |to: To| {
        if done.with_untracked(Option::is_some) {
            return;
        }
        done.set(Some((0, 0)));
        let name = title.get_untracked();
        spawn_local(async move {
            let whole = match inbound.try_get_untracked().flatten().filter(|whole| !whole.slim) {
                Some(whole) => Ok(whole),
                None => feed.inbound_with_people(id).await,
            };
            let whole = match whole {
                Ok(whole) => whole,
                Err(error) => {
                    let _ = done.try_set(None);
                    return feed.failed(&fill(Key::AllKeysOf, &[("name", &name)]), &error, None);
                }
            };
            let links = links(feed, &whole, done).await;
            let _ = done.try_set(None);
            let text = links.lines.join("\n");
            let count = links.lines.len().to_string();
            match to {
                To::Clipboard if clipboard::copy(&text).await => {
                    toasts.say(fill(Key::AllKeysCopied, &[("count", &count)]));
                }
                To::Clipboard => toasts.show_text(text),
                To::File
                    if download::save_text(&format!("{name}.txt"), "text/plain;charset=utf-8", &text).is_none() =>
                {
                    toasts.fail(t(Key::NotSaved).into());
                }
                To::File => toasts.say(fill(Key::AllKeysSaved, &[("count", &count)])),
            }
            if !links.without.is_empty() {
                toasts.fail(fill(Key::AllKeysWithout, &[("names", &links.without.join(", "))]));
            }
        });
    };
    let busy = move || done.with(Option::is_some).then_some("true");
    let progress = move || {
        let (done, all) = done.get().filter(|(done, _)| *done > 0)?;
        Some(fill(Key::SoManyOf, &[("done", &done.to_string()), ("all", &all.to_string())]))
    };
    view! {
        <div class="more-of-it">
            <button type="button" class="button" aria-busy=busy on:click=move |_| run(To::Clipboard)>
                <Icon of=Glyph::Copy />
                {t(Key::CopyAll)}
            </button>
            <button type="button" class="button" aria-busy=busy on:click=move |_| run(To::File)>
                <Icon of=Glyph::Save />
                {t(Key::SaveAll)}
            </button>
        </div>
        <p class="quiet small num" role="status">{progress}</p>
    }
}

/// Writes them, some at a time. `done` tells how far it is.
async fn links(feed: Feed, inbound: &Inbound, done: RwSignal<Option<(usize, usize)>>) -> Links {
    let address = Address::recall();
    let (host, chosen) = untrack(|| (address.host(feed), address.chosen.get()));
    let mut links = Links::default();
    for some in inbound.clients.chunks(AT_ONCE) {
        for client in some {
            match untrack(|| feed.links(inbound, client, &host, &chosen)) {
                Ok(written) => links.lines.extend(written.into_iter().map(|link| link.text)),
                Err(_) => links.without.push(client.name.clone()),
            }
        }
        if done
            .try_update(|done| *done = Some((done.map_or(0, |(done, _)| done) + some.len(), inbound.clients.len())))
            .is_none()
        {
            break;
        }
        clock::sleep(Duration::ZERO).await;
    }
    links
}

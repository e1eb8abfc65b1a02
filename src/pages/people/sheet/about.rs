//! What is known of a person, and their subscription.

use leptos::prelude::*;
use panel::model::Person;
use panel::units;

use super::Subject;
use crate::browser::intl;
use crate::feed::{Feed, use_feed};
use crate::pages::{people::row, when};
use crate::parts::{CopyButton, Facts, Shown, live};
use crate::words::{Key, fill, t};

/// The facts.
#[component]
pub fn About(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let rows = Memo::new(move |_| {
        shown.person.with(|person| person.as_ref().map(|person| facts(feed, person, shown.online.get())))
    });
    let subscription = Memo::new(move |_| {
        shown.person.with(|person| {
            let person = person.as_ref()?;
            feed.defaults.with(|defaults| defaults.subscription(&person.sub_id).filter(|_| defaults.sub_enabled))
        })
    });
    let link = Signal::derive(move || subscription.get().unwrap_or_default());
    view! {
        <section class="part">
            {live(move || rows.get().map(|rows| view! { <Facts rows /> }))}
            <Shown when=Signal::derive(move || subscription.with(Option::is_some))>
                <h3>{t(Key::Subscription)}</h3>
                <p class="the-link mono small" dir="ltr" tabindex="0" aria-label=t(Key::Subscription)>{link}</p>
                <CopyButton class="button" text=link label=t(Key::CopySubscription).to_owned() />
            </Shown>
        </section>
    }
}

fn facts(feed: Feed, person: &Person, online: bool) -> Vec<(Key, String, bool)> {
    let key = person.key();
    let speed = || feed.speed.with(|speed| speed.get(&key).map(|speed| units::speed(speed.total())));
    let mut rows = vec![
        (Key::InboundAndGroup, row::place(feed, person), false),
        (Key::Ends, when::end(person.expiry), false),
        (Key::LastSeen, if online { t(Key::ConnectedNow).into() } else { when::seen(person.last_online) }, false),
    ];
    if online {
        rows.push((Key::SpeedNow, speed().unwrap_or_else(|| t(Key::SpeedUnknown).into()), false));
    }
    if person.reset_days > 0 {
        rows.push((Key::Renews, fill(Key::EveryDays, &[("days", &person.reset_days.to_string())]), false));
    }
    let limit = if person.limit_ip == 0 { t(Key::AnyNumber).into() } else { person.limit_ip.to_string() };
    rows.push((Key::AddressLimit, limit, false));
    rows.push((Key::Comment, person.comment.clone(), false));
    rows.extend(person.created.map(|at| (Key::AddedOn, intl::date(at), false)));
    rows.retain(|(_, value, _)| !value.is_empty());
    rows
}

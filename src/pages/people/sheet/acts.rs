//! What is done most: show the key, pause, give more.

use leptos::prelude::*;
use panel::model::person::Why;
use panel::model::{Bytes, Expiry, Quota};
use panel::route::Route;

use super::Subject;
use crate::browser::clock;
use crate::feed::{Deed, use_feed};
use crate::parts::{Glyph, Icon, Shown, SwitchRow, live};
use crate::words::{Key, t};

/// Days of one tap.
const DAYS: u32 = 30;
/// Data of one tap.
const DATA: Bytes = Bytes(10 << 30);

/// The actions.
#[component]
pub fn Acts(shown: Subject) -> impl IntoView {
    let ended =
        Memo::new(move |_| shown.person.with(|person| person.as_ref().and_then(|person| person.ended(clock::now()))));
    view! {
        <a class="button main wide tall" href=move || Route::Handout(shown.name()).href()>
            <Icon of=Glyph::Qr />
            {t(Key::ShowTheKey)}
        </a>
        <More shown />
        {live(move || match ended.get() {
            None => view! { <PauseSwitch shown /> }.into_any(),
            Some(why) => view! { <p class="quiet small" dir="auto">{t(ended_words(why))}</p> }.into_any(),
        })}
    }
}

const fn ended_words(why: Why) -> Key {
    match why {
        Why::DataUsed => Key::MoreDataLetsIn,
        Why::Expired => Key::MoreDaysLetIn,
    }
}

/// More days and more data, each where there is an end or a limit to move.
#[component]
fn More(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let limited = Memo::new(move |_| {
        shown.person.with(|person| person.as_ref().is_some_and(|person| person.quota != Quota::Unlimited))
    });
    let ends = Memo::new(move |_| {
        shown.person.with(|person| person.as_ref().is_some_and(|person| person.expiry != Expiry::Never))
    });
    let give = move |deed: fn(&str) -> Deed| {
        let name = untrack(|| shown.name());
        shown.run(async move { feed.do_to_person(&name, deed(&name)).await });
    };
    view! {
        <div class="more-of-it">
            <Shown when=ends>
                <button type="button" class="button" aria-busy=move || shown.aria_busy() on:click=move |_| give(more_days)>
                    {t(Key::PlusDays)}
                </button>
            </Shown>
            <Shown when=limited>
                <button type="button" class="button" aria-busy=move || shown.aria_busy() on:click=move |_| give(more_data)>
                    {t(Key::PlusData)}
                </button>
            </Shown>
            <button type="button" class="button" on:click=move |_| shown.editing.set(true)>{t(Key::Change)}</button>
        </div>
    }
}

fn more_days(name: &str) -> Deed {
    Deed::extend(name, DAYS)
}

fn more_data(name: &str) -> Deed {
    Deed::add_data(name, DATA)
}

/// Lets them in, or not.
#[component]
fn PauseSwitch(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let on = Memo::new(move |_| shown.person.with(|person| person.as_ref().is_some_and(|person| person.enabled)));
    let flip = Callback::new(move |on| {
        let name = untrack(|| shown.name());
        shown.run(async move { feed.do_to_person(&name, Deed::enable(&name, on)).await });
    });
    view! {
        <SwitchRow
            title=t(Key::LetsIn).to_owned()
            help=Signal::derive(move || t(if on.get() { Key::LetsInHelp } else { Key::PausedHelp }).to_owned())
            on
            busy=shown.busy
            on_change=flip
        />
    }
}

//! One person: how they stand, what is done most, and everything that can be changed.

mod about;
mod acts;
mod edit;
mod leave;
mod seen;
mod usage;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::model::Person;
use panel::remote::Remote;
use panel::route::Route;

use super::row;
use crate::browser::clock;
use crate::feed::use_feed;
use crate::location::use_location;
use crate::parts::{Avatar, Awaited, Chip, Sheet, live};
use crate::words::{Key, t};
use about::About;
use acts::Acts;
use edit::EditForm;
use leave::Leave;
use seen::Addresses;
use usage::UsageBlock;

/// A person on the screen. Copies share the same values.
#[derive(Clone, Copy)]
struct Subject {
    name: StoredValue<String>,
    person: Memo<Option<Person>>,
    online: Memo<bool>,
    editing: RwSignal<bool>,
    /// Whether something is being written.
    busy: RwSignal<bool>,
}

impl Subject {
    /// Runs a write, once at a time.
    fn run(self, write: impl Future<Output = ()> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            write.await;
            let _ = self.busy.try_set(false);
        });
    }

    fn name(self) -> String {
        self.person
            .with(|person| person.as_ref().map(|person| person.name.clone()))
            .unwrap_or_else(|| self.name.get_value())
    }

    fn aria_busy(self) -> Option<&'static str> {
        self.busy.get().then_some("true")
    }
}

/// The sheet of one person.
#[component]
pub fn PersonSheet(name: String) -> impl IntoView {
    let feed = use_feed();
    let location = use_location();
    let key = StoredValue::new(name.to_lowercase());
    let shown = Subject {
        person: Memo::new(move |_| key.with_value(|key| feed.people.watch(key))),
        online: Memo::new(move |_| key.with_value(|key| feed.online.with(|online| online.has(key)))),
        name: StoredValue::new(name.clone()),
        editing: RwSignal::new(false),
        busy: RwSignal::new(false),
    };
    let searched: RwSignal<Option<Remote<()>>> = RwSignal::new(None);
    let look = Callback::new(move |()| {
        searched.set(Some(Remote::Loading));
        spawn_local(async move {
            let answer = feed.find_person(&shown.name.get_value()).await;
            let _ = searched.try_update(|state| state.get_or_insert(Remote::Loading).settle(answer, clock::now()));
        });
    });
    // Who was renamed is followed; and a long list arrives bit by bit, so who is not in it yet is looked for.
    Effect::new(move |_| {
        if shown.person.with(Option::is_some) || shown.busy.get() {
            return;
        }
        let renamed = feed.renamed.get().filter(|(old, _)| key.with_value(|key| key == old));
        if let Some((_, now)) = renamed {
            location.replace(&Route::Person(now));
        } else if feed.people_state.with(|state| state.value().is_some()) && searched.with_untracked(Option::is_none) {
            look.run(());
        }
    });
    let state = Signal::derive(move || match shown.person.with(Option::is_some) {
        true => Remote::Ready { value: (), at: clock::now(), error: None },
        false => searched.get().unwrap_or_else(|| feed.people_state.get()),
    });
    let retry = Callback::new(
        move |()| if searched.with_untracked(Option::is_some) { look.run(()) } else { feed.refresh_all() },
    );
    let there = Memo::new(move |_| shown.person.with(Option::is_some));
    let editing = Memo::new(move |_| shown.editing.get());
    let avatar = move || view! { <Avatar name=name.clone() online=shown.online /> };
    view! {
        <Sheet title=Signal::derive(move || shown.name()) lead=avatar on_close=Callback::new(move |()| location.close())>
            <Awaited of=state on_retry=retry>
                {live(move || match (there.get(), editing.get()) {
                    (false, _) => view! { <Gone /> }.into_any(),
                    (true, false) => view! { <Overview shown /> }.into_any(),
                    (true, true) => view! { <EditForm shown /> }.into_any(),
                })}
            </Awaited>
        </Sheet>
    }
}

/// Nobody of this name.
#[component]
fn Gone() -> impl IntoView {
    view! {
        <p class="quiet">{t(Key::PersonNotThere)}</p>
        <a class="button" href=Route::People.href()>{t(Key::People)}</a>
    }
}

#[component]
fn Overview(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let state = Memo::new(move |_| {
        shown.person.with(|person| person.as_ref().map(|person| row::state(feed, person, shown.online.get())))
    });
    let tone =
        Signal::derive(move || state.with(|state| state.as_ref().map_or(crate::parts::Tone::Quiet, |state| state.0)));
    let text =
        Signal::derive(move || state.with(|state| state.as_ref().map(|state| state.1.clone())).unwrap_or_default());
    view! {
        <div class="stack">
            <div class="strip"><Chip tone text /></div>
            <UsageBlock shown />
            <Acts shown />
            <About shown />
            <Addresses shown />
            <Leave shown />
        </div>
    }
}

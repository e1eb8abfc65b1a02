//! A new key: a name, one tap, and the sheet becomes the handout.

mod form;
mod last;
mod send;
mod ways;

use leptos::prelude::*;
use panel::draft::{Field as Place, ProblemKind, repaired_name};
use panel::model::Millis;
use panel::remote::Remote;
use panel::route::Route;

use crate::browser::{focus, intl};
use crate::feed::{Feed, use_feed};
use crate::location::use_location;
use crate::parts::{Awaited, Field, Note, Presets, Sheet, Shown, SwitchRow, Tone, live, words};
use crate::words::{Key, fill, t};
use form::{Form, Sending};
pub use last::PREFIX as REMEMBERED;
use send::Sender;
use ways::{Way, WayChoice};

/// The sheet of a new person on an inbound that exists.
#[component]
pub fn NewKeySheet() -> impl IntoView {
    let feed = use_feed();
    let location = use_location();
    let ways = Memo::new(move |_| Way::all(feed));
    let form = Form::new(feed, ways);
    let some = Memo::new(move |_| !ways.with(Vec::is_empty));
    let state = Signal::derive(move || known(feed, ways));
    view! {
        <Sheet title=t(Key::NewKey).to_owned() class="new-key" on_close=Callback::new(move |()| location.close())>
            <Awaited of=state on_retry=Callback::new(move |()| feed.refresh_all())>
                {live(move || {
                    if some.get() { view! { <NewKeyForm form /> }.into_any() } else { view! { <NoWay /> }.into_any() }
                })}
            </Awaited>
        </Sheet>
    }
}

/// Whether the ways in are known: a short list does not tell enough of them.
fn known(feed: Feed, ways: Memo<Vec<Way>>) -> Remote<()> {
    let state = feed.state.get();
    let mut short = false;
    feed.inbounds.for_each(|_, row| short |= row.people.is_none());
    match state {
        Remote::Ready { at, .. } if ways.with(|ways| !ways.is_empty()) => Remote::Ready { value: (), at, error: None },
        Remote::Ready { error: Some(error), .. } if short => Remote::Failed(error),
        Remote::Ready { .. } if short => Remote::Loading,
        state => state,
    }
}

/// No inbound that lets people in.
#[component]
fn NoWay() -> impl IntoView {
    let some = use_feed().inbounds.len() > 0;
    view! {
        <div class="card empty">
            <h3>{t(if some { Key::NoOpenInbound } else { Key::NoInbounds })}</h3>
            <p class="quiet">{t(if some { Key::NoOpenInboundNext } else { Key::NoInboundsNext })}</p>
            <a class="button main" href=Route::Wizard.href()>{t(Key::NewReality)}</a>
            {some.then(|| view! { <a class="button" href=Route::Inbounds.href()>{t(Key::Inbounds)}</a> })}
        </div>
    }
}

#[component]
fn NewKeyForm(form: Form) -> impl IntoView {
    let sender = Sender::new(form);
    Effect::new(move |_| {
        focus::first("#new-name");
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        sender.run();
    };
    let busy = move || form.sending.get() == Sending::Busy;
    view! {
        <form class="stack" novalidate on:submit=submit>
            <NameField form />
            <WayChoice form />
            <Limits form />
            <More form />
            <footer class="sheet-foot">
                <Outcome form sender />
                <button class="button main wide tall" aria-busy=move || busy().then_some("true")>
                    {words(move || t(if busy() { Key::Creating } else { Key::CreateKey }).to_owned())}
                </button>
            </footer>
        </form>
    }
}

/// The name, and a better one where it cannot be used.
#[component]
fn NameField(form: Form) -> impl IntoView {
    let problem = form.problem(Place::Name);
    let better = Memo::new(move |_| {
        let bad = form
            .kind(Place::Name)
            .is_some_and(|kind| matches!(kind, ProblemKind::BadLetter(_) | ProblemKind::TooLong { .. }));
        bad.then(|| repaired_name(&form.name.get())).filter(|name| !name.is_empty())
    });
    let take = move |_| {
        if let Some(name) = better.get_untracked() {
            form.name.set(name);
            focus::first("#new-name");
        }
    };
    view! {
        <Field id="new-name" label=t(Key::Name).to_owned() value=form.name problem />
        <Shown when=Signal::derive(move || better.with(Option::is_some))>
            <button type="button" class="button" on:click=take>
                <span dir="auto">{words(move || fill(Key::UseName, &[("name", &better.get().unwrap_or_default())]))}</span>
            </button>
        </Shown>
    }
}

/// Data and days, each one tap.
#[component]
fn Limits(form: Form) -> impl IntoView {
    view! {
        <Presets
            id="new-data"
            label=t(Key::DataLimit)
            value=form.data
            options=amounts()
            problem=form.problem(Place::Data)
            help=t(Key::DataHelp)
        />
        <Presets
            id="new-days"
            label=t(Key::Ends)
            value=form.days
            options=ends()
            problem=form.problem(Place::Days)
            help=t(Key::DaysHelp)
            numeric=true
        />
        <Shown when=Signal::derive(move || !form.days.with(|days| days.trim().is_empty()))>
            <SwitchRow
                title=t(Key::FirstUse).to_owned()
                help=t(Key::FirstUseHelp).to_owned()
                on=form.first_use
                on_change=Callback::new(move |on| form.first_use.set(on))
            />
        </Shown>
    }
}

fn amounts() -> Vec<(&'static str, String)> {
    let word = |amount: &'static str| if amount.is_empty() { t(Key::NoLimit).to_owned() } else { amount.to_owned() };
    ["", "10 GB", "50 GB", "100 GB"].map(|amount| (amount, word(amount))).to_vec()
}

fn ends() -> Vec<(&'static str, String)> {
    let span = |days: i64| if days == 0 { t(Key::NoEnd).to_owned() } else { intl::span(Millis(days * Millis::DAY.0)) };
    [("", 0), ("30", 30), ("90", 90)].map(|(value, days)| (value, span(days))).to_vec()
}

/// What is seldom needed.
#[component]
fn More(form: Form) -> impl IntoView {
    let groups = use_feed().panel().is_some_and(|panel| panel.has_groups());
    let open =
        move || [Place::LimitIp, Place::Comment, Place::Group].into_iter().any(|field| form.kind(field).is_some());
    view! {
        <details class="card fold" open=open>
            <summary><span>{t(Key::MoreSettings)}</span></summary>
            <div class="part">
                <Field id="new-comment" label=t(Key::Comment).to_owned() value=form.comment problem=form.problem(Place::Comment) help=t(Key::CommentHelp).to_owned() />
                {groups
                    .then(|| view! { <Field id="new-group" label=t(Key::Group).to_owned() value=form.group problem=form.problem(Place::Group) /> })}
                <Field id="new-limit-ip" label=t(Key::AddressLimit).to_owned() value=form.limit_ip problem=form.problem(Place::LimitIp) help=t(Key::AddressLimitHelp).to_owned() numeric=true />
            </div>
        </details>
    }
}

/// What came of sending it, above the button.
#[component]
fn Outcome(form: Form, sender: Sender) -> impl IntoView {
    live(move || told(form.sending.get(), sender))
}

fn told(sending: Sending, sender: Sender) -> AnyView {
    match sending {
        Sending::Idle | Sending::Busy => ().into_any(),
        Sending::Failed { title, more } => view! { <Note tone=Tone::Bad title more urgent=true /> }.into_any(),
        Sending::Doubt { why } => view! {
            <Note tone=Tone::Warn title=t(Key::InDoubt).to_owned() more=fill(Key::PersonInDoubt, &[("why", &why)]) urgent=true>
                <button type="button" class="button" on:click=move |_| sender.look()>{t(Key::LookAgain)}</button>
            </Note>
        }
        .into_any(),
    }
}

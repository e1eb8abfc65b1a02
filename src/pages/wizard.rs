//! The wizard for a new VLESS-Reality inbound: from nothing to the first working key in three steps.

mod apps;
mod create;
mod form;
mod keys;
mod person;
mod place;
mod problem;
mod review;
mod scan;
mod secrets;
mod site;
mod state;
mod trail;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::route::Route;

use crate::browser::{clock, focus};
use crate::feed::use_feed;
use crate::location::use_location;
use crate::parts::toast::use_toasts;
use crate::parts::{Glyph, Icon};
use crate::session::use_session;
use crate::words::{Key, fill, t};
use create::{Maker, Sending};
pub use state::Kept;
use state::{STEPS, Wizard};

/// The page: one step at a time, in one column.
#[component]
pub fn WizardPage() -> impl IntoView {
    let wizard = Kept::open(use_feed());
    let session = use_session();
    let maker = Maker { wizard, location: use_location(), toasts: use_toasts() };
    wizard.open();
    wizard.step.set(trail::now().min(wizard.reached.get_untracked()));
    Effect::new(move |_| {
        if session.live().get() {
            wizard.prepare();
        }
    });
    walk(wizard);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        forward(maker);
    };
    view! {
        <div class="wizard">
            <Top wizard />
            <main class="page" id="main" tabindex="-1">
                <form novalidate on:submit=submit>
                    <Step wizard />
                    <Foot maker />
                </form>
            </main>
        </div>
    }
}

/// Follows the browser's Back and Forward, and moves the focus to the step that came.
fn walk(wizard: Wizard) {
    let handle = window_event_listener(leptos::ev::popstate, move |_| {
        if let Some(leave) = wizard.leaving.try_update_value(Option::take).flatten() {
            leave.run(());
        } else if !wizard.finished.get_untracked() {
            wizard.step.set(trail::now().min(wizard.reached.get_untracked()));
        }
    });
    on_cleanup(move || handle.remove());
    Effect::new(move |_| {
        wizard.step.track();
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            let problem = untrack(|| {
                !wizard.problems_of(wizard.step.get()).is_empty() && wizard.tried.get() >= wizard.step.get()
            });
            if !(problem && focus::first("#main [aria-invalid=\"true\"]")) {
                focus::first("#wizard-step");
            }
        });
    });
}

/// Goes on, if nothing is in the way: Enter and the one big button.
fn forward(maker: Maker) {
    let wizard = maker.wizard;
    let step = wizard.step.get_untracked();
    if wizard.trying.get_untracked() {
        return;
    }
    if step == STEPS {
        return maker.run();
    }
    spawn_local(async move {
        if step == 1 && place::awaits_server(wizard) {
            wizard.trying.set(true);
            wizard.feed.look_at_server().await;
            // What came is in its field only after the effects have run.
            clock::sleep(Duration::ZERO).await;
            let _ = wizard.trying.try_set(false);
        }
        if wizard.step.try_get_untracked() == Some(step) {
            pass(wizard, step).await;
        }
    });
}

/// Leaves a step forward, or shows what is in the way.
async fn pass(wizard: Wizard, step: usize) {
    wizard.tried.update(|tried| *tried = (*tried).max(step));
    if !untrack(|| wizard.problems_of(step)).is_empty() {
        return focus_soon("#main [aria-invalid=\"true\"]");
    }
    if step == 1 && !site::fits(wizard).await {
        return focus_soon("#site-unfit");
    }
    if wizard.step.try_get_untracked() == Some(step) {
        wizard.reached.update(|reached| *reached = (*reached).max(step + 1));
        trail::push(step + 1);
        wizard.step.set(step + 1);
    }
}

/// Focuses what is about to be drawn.
fn focus_soon(selector: &'static str) {
    request_animation_frame(move || {
        let _ = focus::first(selector);
    });
}

#[component]
fn Top(wizard: Wizard) -> impl IntoView {
    let location = use_location();
    let back = move |_| match wizard.step.get_untracked() {
        1 => location.go(&Route::Inbounds),
        _ => trail::back(1),
    };
    let place = move || fill(Key::StepOf, &[("step", &wizard.step.get().to_string()), ("steps", &STEPS.to_string())]);
    view! {
        <header class="top">
            <button type="button" class="button plain icon" aria-label=t(Key::Back) on:click=back><Icon of=Glyph::Back /></button>
            <h1>{t(Key::NewReality)}</h1>
            <span class="quiet small num">{place}</span>
        </header>
    }
}

#[component]
fn Step(wizard: Wizard) -> impl IntoView {
    let head = move || match wizard.step.get() {
        1 => (Key::SiteTitle, Key::SiteHelp),
        2 => (Key::PersonTitle, Key::PersonHelp),
        _ => (Key::ReviewTitle, Key::ReviewHelp),
    };
    view! {
        <div class="steps" aria-hidden="true">
            {(1..=STEPS).map(|own| view! { <i class:done=move || own <= wizard.step.get()></i> }).collect_view()}
        </div>
        <div>
            <h2 id="wizard-step" tabindex="-1">{move || t(head().0)}</h2>
            <p class="quiet small">{move || t(head().1)}</p>
        </div>
        {move || match wizard.step.get() {
            1 => view! {
                <site::SiteChoice />
                <place::PlaceFields />
                <apps::AppsChoice />
                <secrets::KeysFold />
                <secrets::MoreFold />
            }
            .into_any(),
            2 => view! { <person::PersonStep /> }.into_any(),
            _ => view! { <review::ReviewStep /> }.into_any(),
        }}
    }
}

/// The one way on, at the thumb.
#[component]
fn Foot(maker: Maker) -> impl IntoView {
    let wizard = maker.wizard;
    let busy = Memo::new(move |_| wizard.sending.get() == Sending::Busy || wizard.trying.get());
    let late = RwSignal::new(false);
    Effect::new(move |_| {
        late.set(false);
        if busy.get() {
            let tell = move || {
                let _ = late.try_set(busy.try_get_untracked() == Some(true));
            };
            set_timeout(tell, Duration::from_millis(300));
        }
    });
    let word = move || match (late.get(), wizard.step.get()) {
        (true, STEPS) => Key::Creating,
        (true, _) => Key::Loading,
        (false, 1) => Key::NextPerson,
        (false, 2) => Key::NextReview,
        (false, _) => Key::CreateAndShow,
    };
    view! {
        <div class="foot">
            <Show when=move || wizard.step.get() == STEPS>
                <review::Outcome maker />
            </Show>
            <button class="button main wide tall" aria-busy=move || busy.get().then_some("true")>{move || t(word())}</button>
            <p class="unseen" role="status">{move || late.get().then(|| t(word()))}</p>
        </div>
    }
}

//! When a person ends: never, after so many days, on a day, or so many days from the first use.

use leptos::prelude::*;
use panel::draft::Field as Place;

use super::form::{End, Form};
use crate::parts::{Field, live, words};
use crate::words::{Key, t};

/// The choice, and the field that goes with it.
#[component]
pub fn EndFields(form: Form) -> impl IntoView {
    let pill = move |(end, key): (End, Key)| {
        let here = move || form.end.get() == end;
        view! {
            <label class="preset" class:on=here>
                <input type="radio" class="unseen" name="edit-end" prop:checked=here on:change=move |_| form.choose(end) />
                {t(key)}
            </label>
        }
    };
    view! {
        <fieldset class="field presets">
            <legend>{t(Key::Ends)}</legend>
            <div>{End::ALL.map(pill).collect_view()}</div>
        </fieldset>
        {live(move || match form.end.get() {
            End::Never => ().into_any(),
            End::On => view! { <DayField form /> }.into_any(),
            End::In => view! {
                <Field id="edit-days" label=t(Key::DaysFromNow).to_owned() value=form.days problem=form.problem(Place::Days) numeric=true />
            }
            .into_any(),
            End::FirstUse => view! {
                <Field id="edit-days" label=t(Key::DaysFromFirstUse).to_owned() value=form.days problem=form.problem(Place::Days) help=t(Key::FirstUseHelp).to_owned() numeric=true />
            }
            .into_any(),
        })}
    }
}

/// The day itself: its end is the end.
#[component]
fn DayField(form: Form) -> impl IntoView {
    let problem = form.problem(Place::Days);
    view! {
        <div class="field">
            <label for="edit-days">{t(Key::LastDay)}</label>
            <input
                id="edit-days"
                type="date"
                prop:value=move || form.day.get()
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby="edit-days-below"
                on:input=move |event| form.day.set(event_target_value(&event))
            />
            <p id="edit-days-below" class="help" class:wrong=move || problem.get().is_some()>
                {words(move || problem.get().unwrap_or_else(|| t(Key::LastDayHelp).into()))}
            </p>
        </div>
    }
}

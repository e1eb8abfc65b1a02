//! The form that changes a person. Only what was changed is written, over what the panel holds at that moment.

mod ending;
mod form;

use leptos::prelude::*;
use panel::draft::Field as Place;
use panel::error::ApiError;

use super::Subject;
use crate::browser::focus;
use crate::feed::{Deed, Undone, use_feed};
use crate::pages::people::row;
use crate::parts::{Field, Note, Tone, live};
use crate::words::{Key, advice, fill, t, title};
use ending::EndFields;
use form::{Form, place_of};

/// The form, in the sheet's place.
#[component]
pub fn EditForm(shown: Subject) -> impl IntoView {
    let feed = use_feed();
    let form = Form::of(feed, shown.person.get_untracked().unwrap_or_default());
    let fault: RwSignal<Option<(String, String)>> = RwSignal::new(None);
    Effect::new(move |_| {
        focus::first("#edit-name");
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.tried.set(true);
        let edits = match untrack(|| form.edits(feed)) {
            Ok(edits) if edits.is_empty() => return shown.editing.set(false),
            Ok(edits) => edits,
            Err(field) => {
                focus::first(place_of(field));
                return;
            }
        };
        fault.set(None);
        let name = untrack(|| shown.name());
        shown.run(async move {
            match feed.edit_person(&name, Deed::edit(&name, edits)).await {
                Ok(_) => {
                    let _ = shown.editing.try_set(false);
                }
                Err(undone) => drop(fault.try_set(Some(why(&undone)))),
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Fields form />
            <footer class="sheet-foot">
                {live(move || fault.get().map(|(title, more)| view! { <Note tone=Tone::Bad title more urgent=true /> }))}
                <div class="pair">
                    <button type="button" class="button" on:click=move |_| shown.editing.set(false)>{t(Key::Cancel)}</button>
                    <button class="button main" aria-busy=move || shown.aria_busy()>{t(Key::Save)}</button>
                </div>
            </footer>
        </form>
    }
}

fn why(undone: &Undone) -> (String, String) {
    match undone {
        Undone::Gone => (t(Key::PersonNotThere).into(), String::new()),
        Undone::Error { error: error @ ApiError::Timeout, .. } => (title(error), t(Key::SavedSafely).into()),
        Undone::Error { error, .. } => (title(error), advice(error)),
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let groups = use_feed().panel().is_some_and(|panel| panel.has_groups());
    let used = fill(Key::SoFarUsed, &[("used", &row::used(&form.person()))]);
    view! {
        <Field id="edit-name" label=t(Key::Name).to_owned() value=form.name problem=form.problem(Place::Name) help=t(Key::RenameHelp).to_owned() />
        <Field id="edit-data" label=t(Key::DataLimit).to_owned() value=form.data problem=form.problem(Place::Data) help=[t(Key::DataHelp), " ", &used].concat() />
        <EndFields form />
        <Field id="edit-comment" label=t(Key::Comment).to_owned() value=form.comment problem=form.problem(Place::Comment) help=t(Key::CommentHelp).to_owned() />
        {groups.then(|| view! { <Field id="edit-group" label=t(Key::Group).to_owned() value=form.group problem=form.problem(Place::Group) /> })}
        <Field id="edit-limit-ip" label=t(Key::AddressLimit).to_owned() value=form.limit_ip problem=form.problem(Place::LimitIp) help=t(Key::AddressLimitHelp).to_owned() numeric=true />
    }
}

//! Adding the person: at most one write, and whatever happens on the line, the end is one of three: the key is shown,
//! nobody was added and the form stands as it was, or it is said that nobody knows yet.

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::draft::Problem;
use panel::error::ApiError;
use panel::route::Route;

use super::form::{Form, Sending, place_of};
use crate::browser::focus;
use crate::feed::{Added, Feed, use_feed};
use crate::location::{Location, use_location};
use crate::parts::toast::{Toasts, use_toasts};
use crate::words::{Key, advice, fill, t, title};

/// What sending needs.
#[derive(Clone, Copy)]
pub struct Sender {
    form: Form,
    feed: Feed,
    location: Location,
    toasts: Toasts,
    /// Whose earlier try may have arrived.
    doubt: StoredValue<Option<String>>,
}

impl Sender {
    /// Of this form.
    pub fn new(form: Form) -> Self {
        let doubt = StoredValue::new(None);
        let this = Self { form, feed: use_feed(), location: use_location(), toasts: use_toasts(), doubt };
        // Who was in doubt and then stands in the list is there.
        Effect::new(move |_| {
            if matches!(form.sending.get(), Sending::Doubt { .. }) && form.arrived(this.feed) {
                this.run();
            }
        });
        this
    }

    /// Sends it, once at a time, or goes to the first problem.
    pub fn run(self) {
        if self.form.sending.try_get_untracked().is_none_or(|sending| sending == Sending::Busy) {
            return;
        }
        self.form.tried.set(true);
        match untrack(|| self.form.check(self.feed)) {
            Ok(person) => {
                self.form.sending.set(Sending::Busy);
                spawn_local(async move {
                    let doubt = self.doubt.with_value(|name| name.as_ref().map(|name| *name == person.name));
                    if doubt == Some(false) {
                        self.form.redraw();
                    }
                    let new = self.form.finished(person);
                    let again = Callback::new(move |()| self.run());
                    let doubt = doubt == Some(true);
                    let outcome = self.feed.add_person(&new, doubt, again).await;
                    self.settle(outcome, &new.person.name);
                });
            }
            Err(problems) => point_at(&problems),
        }
    }

    /// Looks whether what was sent is there; where it is not, it is sent.
    pub fn look(self) {
        self.run();
    }

    fn settle(self, outcome: Added, name: &str) {
        if matches!(outcome, Added::Done | Added::Found) {
            return self.arrive(&outcome, name);
        }
        let doubt = matches!(outcome, Added::Doubt(_)).then(|| name.to_owned());
        self.doubt.try_update_value(|now| *now = doubt);
        match outcome {
            Added::Not(error) => self.refuse(&error, name),
            Added::Doubt(error) => drop(self.form.sending.try_set(Sending::Doubt { why: title(&error) })),
            Added::Done | Added::Found => {}
        }
    }

    /// A refusal belongs to the name where the panel says so; else it stands above the button.
    fn refuse(self, error: &ApiError, name: &str) {
        let problem = match error {
            ApiError::Refused { message } => Problem::of_refusal(message),
            _ => None,
        };
        if let Some(problem) = problem {
            let _ = self.form.sending.try_set(Sending::Idle);
            point_at(std::slice::from_ref(&problem));
            let _ = self.form.refused.try_set(Some((problem, self.form.name.try_get_untracked().unwrap_or_default())));
            return;
        }
        let kept = fill(Key::NobodyAdded, &[("name", name)]);
        // What to do about a lost session lies over the page already.
        let why = match error {
            ApiError::SessionExpired => kept,
            _ => [&advice(error), " ", &kept].concat(),
        };
        if self.form.sending.try_set(Sending::Failed { title: title(error), more: why }).is_some() {
            self.feed.failed(&fill(Key::AddingPerson, &[("name", name)]), error, None);
        }
    }

    /// They are there: the sheet becomes the handout, unless one has closed it meanwhile.
    fn arrive(self, outcome: &Added, name: &str) {
        let key = Route::Handout(name.to_owned());
        let open = self.form.sending.try_set(Sending::Idle).is_none();
        let said = fill(Key::PersonAdded, &[("name", name)]);
        if !open || self.location.route.get_untracked() != Route::NewKey {
            let go = Callback::new(move |()| self.location.go(&key));
            return self.toasts.offer(said, t(Key::ShowTheKey), go);
        }
        self.form.remember();
        if matches!(outcome, Added::Found) {
            self.toasts.say(fill(Key::PersonFound, &[("name", name)]));
        }
        self.location.replace(&key);
    }
}

fn point_at(problems: &[Problem]) {
    let Some(first) = problems.first() else { return };
    let place = place_of(first.field);
    request_animation_frame(move || {
        focus::first(place);
    });
}

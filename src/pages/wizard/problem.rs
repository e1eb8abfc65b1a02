//! Which problems are said, and where.

use leptos::prelude::*;
use panel::draft::Field;

use super::state::{names_holder, step_of, use_wizard};
use crate::pages::problem::words;

/// What to say below a field: its problem, once one tried to go on; a port's holder at once.
pub fn shown(field: Field) -> Signal<Option<String>> {
    let wizard = use_wizard();
    Signal::derive(move || {
        let problem = wizard.problems().into_iter().find(|problem| problem.field == field)?;
        let due = wizard.tried.get() >= step_of(field) || names_holder(&problem).is_some();
        due.then(|| words(&problem.kind))
    })
}

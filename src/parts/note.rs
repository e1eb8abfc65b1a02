//! A sentence that stays on the page: what happened, and what to do.

use leptos::prelude::*;

use super::{Glyph, Icon, Tone};

/// A note with a title, one more sentence, and whatever actions are put inside.
#[component]
pub fn Note(
    tone: Tone,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] more: Signal<String>,
    /// Announced at once by screen readers.
    #[prop(optional)]
    urgent: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let glyph = if tone == Tone::Ok { Glyph::Check } else { Glyph::Warning };
    view! {
        <div class=format!("note {}", tone.class()) role=if urgent { "alert" } else { "status" }>
            <Icon of=glyph />
            <div>
                <b dir="auto">{title}</b>
                <span dir="auto">{more}</span>
            </div>
            {children.map(|children| children())}
        </div>
    }
}

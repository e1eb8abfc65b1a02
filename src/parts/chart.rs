//! One or two curves over time.

use leptos::prelude::*;
use panel::plot::{HEIGHT, WIDTH};

use super::live;

/// A curve as the path of its line, and of what lies below it.
#[derive(Clone, PartialEq)]
pub struct Curve {
    pub line: String,
    pub area: String,
}

/// Curves in one frame; the first is drawn in front. `label` says what they show to those who do not see them.
#[component]
pub fn Chart(#[prop(into)] curves: Signal<Vec<Curve>>, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let draw = |curve: Curve| {
        view! {
            <g>
                <path class="area" d=curve.area />
                <path class="line" d=curve.line />
            </g>
        }
    };
    view! {
        <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-label=label>
            {live(move || curves.get().into_iter().rev().map(draw).collect_view())}
        </svg>
    }
}

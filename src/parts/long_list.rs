//! A list of any length. What is near the screen is drawn, and the row that has the focus; the rest is room, so that ten
//! thousand people weigh as much as sixty.

use std::ops::Range;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlUListElement};

use crate::browser::focus;

/// What draws a row.
pub type Row = fn(String) -> AnyView;

/// A list up to this length is drawn whole.
const WHOLE: usize = 80;

/// Of a longer one so many rows are drawn before it is known how many the screen holds.
const FIRST: usize = 16;

/// How far a row is from the next one before any was measured, in CSS pixels.
const GUESS: f64 = 64.0;

/// Rows by their keys, in order. Whoever reads the screen aloud is told how long the whole list is and where in it a row
/// stands.
#[component]
pub fn LongList(#[prop(into)] keys: Signal<Vec<String>>, row: Row) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let near = RwSignal::new(Near { long: false, first: 0, end: FIRST, seen: 0..FIRST, pitch: GUESS, held: None });
    let painted = RwSignal::new(());
    let drawn = Memo::new(move |old: Option<&Drawn>| {
        painted.track();
        keys.with(|keys| near.with(|near| Drawn::of(keys, near, old)))
    });
    // A row that changes its place is put there anew by the browser, which takes the focus from it.
    let kept = StoredValue::new_local(None);
    let drawn_anew = StoredValue::new(false);
    let look = move || {
        if let Some(list) = list.get_untracked() {
            if let Some(element) = kept.try_update_value(Option::take).flatten() {
                focus::keep(&element);
            }
            if drawn_anew.try_update_value(std::mem::take) == Some(true) {
                drawn.with_untracked(|drawn| drawn.number(&list));
            }
            let now = near.with_untracked(|near| drawn.with_untracked(|drawn| near.now(&list, drawn)));
            if near.with_untracked(|near| *near != now) {
                near.set(now);
            }
            if drawn.with_untracked(|drawn| drawn.lacks) {
                // The frame that is being made comes first.
                set_timeout(move || _ = painted.try_set(()), Duration::ZERO);
            }
        }
    };
    let ask = follow(look);
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            near.with(|near| drawn.with(|drawn| drawn.leave_room(&list, near.pitch)));
            drawn_anew.set_value(true);
            ask();
        }
    });
    let rows = move || {
        kept.set_value(focus::held());
        drawn.with(|drawn| drawn.keys.clone())
    };
    view! {
        <ul class="rows" node_ref=list>
            <For each=rows key=|key| key.clone() let:key>
                {row(key)}
            </For>
        </ul>
    }
}

/// What of a list is near the screen.
#[derive(Clone, PartialEq)]
struct Near {
    /// Whether the list was ever too long to be drawn whole: then what a search leaves of it is not either.
    long: bool,
    first: usize,
    end: usize,
    /// What the screen itself shows.
    seen: Range<usize>,
    /// How far a row is from the next one, in CSS pixels.
    pitch: f64,
    /// The row that has the focus.
    held: Option<String>,
}

impl Near {
    fn now(&self, list: &HtmlUListElement, drawn: &Drawn) -> Self {
        let pitch = measured(list).filter(|now| (now - self.pitch).abs() > 0.5).unwrap_or(self.pitch);
        let screen = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
        let above = -list.get_bounding_client_rect().top();
        let at = |distance: f64| (distance.max(0.0) / pitch) as usize;
        let held = focused(list).and_then(|at| drawn.keys.get(at).cloned());
        let long = self.long || drawn.total > WHOLE;
        let seen = at(above)..at(above + screen) + 1;
        Self { long, first: at(above - screen / 2.0), end: at(above + 1.5 * screen) + 1, seen, pitch, held }
    }
}

/// What of a list is drawn.
#[derive(Clone, PartialEq)]
struct Drawn {
    keys: Vec<String>,
    /// Where in the list each of them stands, from one.
    places: Vec<usize>,
    total: usize,
    /// How many rows of room are above.
    before: usize,
    after: usize,
    /// Whether rows near the screen are still to come, in a frame of their own.
    lacks: bool,
}

impl Drawn {
    fn of(all: &[String], near: &Near, old: Option<&Self>) -> Self {
        let total = all.len();
        let whole = total <= WHOLE && !near.long;
        let (first, end) = if whole { (0, total) } else { (near.first, near.end.min(total)) };
        let first = first.min(end.saturating_sub(FIRST));
        let wanted = first..end;
        let Range { start: first, end } = match old {
            Some(old) if !whole && !old.is_in(all) => old.soonest(all, &wanted, &near.seen),
            _ => wanted.clone(),
        };
        let lacks = wanted != (first..end);
        let mut places: Vec<usize> = (first..end).collect();
        let (mut before, mut after) = (first, total - end);
        let outside = near
            .held
            .as_ref()
            .and_then(|held| all.iter().position(|key| key == held))
            .filter(|at| !places.contains(at));
        match outside {
            Some(at) if at < first => {
                places.insert(0, at);
                before -= 1;
            }
            Some(at) => {
                places.push(at);
                after -= 1;
            }
            None => {}
        }
        let keys = places.iter().filter_map(|at| all.get(*at).cloned()).collect();
        Self { keys, places: places.into_iter().map(|at| at + 1).collect(), total, before, after, lacks }
    }

    /// Whether the list still has these rows at these places.
    fn is_in(&self, all: &[String]) -> bool {
        self.places.iter().zip(&self.keys).all(|(place, key)| all.get(place - 1) == Some(key))
    }

    /// What to draw first of a list that became another one, as with each key of a search: what the screen shows, and what
    /// is drawn already next to it. So nobody waits for rows that are out of sight.
    fn soonest(&self, all: &[String], wanted: &Range<usize>, seen: &Range<usize>) -> Range<usize> {
        let drawn = |at: &usize| all.get(*at).is_some_and(|key| self.keys.contains(key));
        let end = seen.end.clamp(wanted.start, wanted.end);
        let start = seen.start.min(end.saturating_sub(FIRST)).max(wanted.start);
        let above = (wanted.start..start).rev().take_while(drawn).count();
        let below = (end..wanted.end).take_while(drawn).count();
        start - above..end + below
    }

    fn leave_room(&self, list: &HtmlUListElement, pitch: f64) {
        let style = HtmlElement::style(list);
        let room = |rows: usize| format!("{}px", (rows as f64 * pitch) as u32);
        let _ = style.set_property("padding-block-start", &room(self.before));
        let _ = style.set_property("padding-block-end", &room(self.after));
    }

    /// Tells every row where it stands.
    fn number(&self, list: &HtmlUListElement) {
        if self.keys.len() == self.total {
            return;
        }
        let rows = list.children();
        for (index, place) in (0..).zip(&self.places) {
            if let Some(row) = rows.item(index) {
                let _ = row.set_attribute("aria-posinset", &place.to_string());
                let _ = row.set_attribute("aria-setsize", &self.total.to_string());
            }
        }
    }
}

/// Looks again when the screen moved or changed, and when what it returns is called: once per frame at most.
fn follow(look: impl Fn() + Copy + 'static) -> impl Fn() + Copy + 'static {
    let asked = StoredValue::new_local(false);
    let ask = move || {
        if asked.try_get_value() == Some(false) {
            asked.set_value(true);
            request_animation_frame(move || {
                if asked.try_set_value(false).is_none() {
                    look();
                }
            });
        }
    };
    let scroll = window_event_listener(leptos::ev::scroll, move |_| ask());
    let resize = window_event_listener(leptos::ev::resize, move |_| ask());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });
    ask
}

/// How far a row is from the next one, on average.
fn measured(list: &HtmlUListElement) -> Option<f64> {
    let top = |element: Option<Element>| element?.dyn_into::<HtmlElement>().ok().map(|row| f64::from(row.offset_top()));
    let rows = list.children();
    let between = rows.length().checked_sub(1).filter(|between| *between > 0)?;
    Some((top(rows.item(between))? - top(rows.item(0))?) / f64::from(between))
}

/// Which of the drawn rows has the focus.
fn focused(list: &HtmlUListElement) -> Option<usize> {
    let active = document().active_element()?;
    let rows = list.children();
    (0..rows.length()).find(|at| rows.item(*at).is_some_and(|row| row.contains(Some(&active)))).map(|at| at as usize)
}

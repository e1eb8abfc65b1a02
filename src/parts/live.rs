//! Parts of a view that change. A closure in a view is a type of its own, and everything that draws it is compiled once
//! more for it (2 to 4 kB each); here all of them share one type.

use leptos::prelude::*;

/// A part of a view that is drawn anew when what it looks at changes.
pub type Live = Box<dyn FnMut() -> AnyView + Send>;

/// Draws `of` and draws it again whenever what it looked at changes.
pub fn live<V: IntoView + 'static>(of: impl Fn() -> V + Send + 'static) -> Live {
    Box::new(move || of().into_any())
}

/// Words that change with what they look at.
pub fn words(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(of)
}

/// Shows `children` while `when` holds.
#[component]
pub fn Shown(#[prop(into)] when: Signal<bool>, children: ChildrenFn) -> impl IntoView {
    let when = Memo::new(move |_| when.get());
    live(move || when.get().then(|| children()))
}

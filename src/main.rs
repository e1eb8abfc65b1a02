//! Latchkey in the browser. The page's sign-in form is there before this code is; see ARCHITECTURE.md.

mod app;
mod browser;
mod feed;
mod live;
mod location;
mod pages;
mod parts;
mod poll;
mod roster;
mod session;
mod transport;
mod watch;
mod words;

use wasm_bindgen::JsCast;

fn main() {
    let place = leptos::prelude::document().get_element_by_id("app");
    if let Some(place) = place.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) {
        leptos::mount::mount_to(place, app::App).forget();
    }
}

//! Where the app is: the part of the address behind `#`, as a signal. It knows the browser's history and nothing of
//! the pages.

use leptos::prelude::*;
use panel::route::Route;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent};

/// The current place, and the list beneath a sheet.
#[derive(Clone, Copy)]
pub struct Location {
    /// Where the address bar points.
    pub route: RwSignal<Route>,
    /// The page a sheet lies over: the last page that was no sheet.
    pub page: RwSignal<Route>,
}

impl Location {
    /// Follows the address bar and the links of this app from now on.
    pub fn follow() -> Self {
        let now = read();
        let here = Self { page: RwSignal::new(now.underlay()), route: RwSignal::new(now) };
        window_event_listener(leptos::ev::hashchange, move |_| here.arrive(read()));
        // The browser would tell of a new `#` in a task of its own, a frame later.
        window_event_listener(leptos::ev::click, move |event| {
            if let Some(href) = followed(&event) {
                event.prevent_default();
                here.follow_to(&href);
            }
        });
        here
    }

    /// Goes to a place, leaving the present one in the history. What asks for it may be part of what then goes away, so the
    /// browser tells of it, in a task of its own.
    pub fn go(self, route: &Route) {
        let _ = window().location().set_hash(&route.href());
    }

    /// The same at once, as a link that was followed asks for it.
    fn follow_to(self, href: &str) {
        if window().location().hash().is_ok_and(|now| now != href)
            && let Ok(history) = window().history()
        {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(href));
        }
        self.arrive(Route::parse(href));
    }

    /// Goes to a place that takes the present one's place in the history.
    pub fn replace(self, route: &Route) {
        let href = route.href();
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&href));
        }
        self.arrive(route.clone());
    }

    /// Closes a sheet: back to the page beneath.
    pub fn close(self) {
        let beneath = self.page.get_untracked();
        self.go(&beneath);
    }

    fn arrive(self, route: Route) {
        if !route.is_sheet() {
            let page = route.underlay();
            if self.page.with_untracked(|now| *now != page) {
                self.page.set(page);
            }
        }
        if self.route.with_untracked(|now| *now != route) {
            self.route.set(route);
        }
    }
}

/// Where a click leads, if it is on a link of this app and wants no tab of its own.
fn followed(click: &MouseEvent) -> Option<String> {
    let elsewhere = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if click.default_prevented() || click.button() != 0 || elsewhere {
        return None;
    }
    let link = click.target()?.dyn_into::<Element>().ok()?.closest("a[href^='#/']").ok()??;
    link.get_attribute("href").filter(|_| !link.has_attribute("target"))
}

fn read() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

/// The port this page came from, which its server keeps.
pub fn page_port() -> u32 {
    let location = window().location();
    let secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
    let written = location.port().ok().and_then(|port| port.parse().ok());
    written.unwrap_or(if secure { 443 } else { 80 })
}

/// The host this page is reached by.
pub fn page_host() -> String {
    window().location().hostname().unwrap_or_default()
}

/// The location of this app.
pub fn use_location() -> Location {
    expect_context()
}

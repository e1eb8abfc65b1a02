//! Where the app is: the part of the address behind `#`, as a signal. It knows the browser's history and nothing of
//! the pages.

use leptos::prelude::*;
use panel::route::Route;

/// The current place, and the list beneath a sheet.
#[derive(Clone, Copy)]
pub struct Location {
    /// Where the address bar points.
    pub route: RwSignal<Route>,
    /// The page a sheet lies over: the last page that was no sheet.
    pub page: RwSignal<Route>,
}

impl Location {
    /// Follows the address bar from now on.
    pub fn follow() -> Self {
        let now = read();
        let here = Self { page: RwSignal::new(now.underlay()), route: RwSignal::new(now) };
        window_event_listener(leptos::ev::hashchange, move |_| here.arrive(read()));
        here
    }

    /// Goes to a place, leaving the present one in the history.
    pub fn go(self, route: &Route) {
        let _ = window().location().set_hash(&route.href());
    }

    /// Goes to a place that takes the present one's place in the history.
    pub fn replace(self, route: &Route) {
        let href = route.href();
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&href));
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

//! The app's calls against the demo panel, in process: every function of `panel::api` on every generation that has it,
//! by the values it brings home. Two hands wrote the two ends; recorded answers of real panels arbitrate between them.

#![allow(clippy::unwrap_used, clippy::panic)]

/// Drives a call by its name, so that the ledger knows which were driven: `ask!(app, inbounds::list())`.
macro_rules! ask {
    ($app:expr, $module:ident :: $call:ident ( $($argument:expr),* $(,)? )) => {{
        let call = panel::api::$module::$call($($argument),*);
        $app.ask(concat!(stringify!($module), "::", stringify!($call)), call).await
    }};
}

/// A walk as one test for each generation it is meant for.
macro_rules! on_each {
    ($($name:ident: $walk:path, [$($test:ident $dialect:ident),*];)*) => {
        $(mod $name {
            $(#[tokio::test]
            async fn $test() {
                $walk(demo::Dialect::$dialect, &crate::app::Ledger::default()).await;
            })*
        })*

        /// Everything once more on one generation, with one ledger.
        async fn walk_all(dialect: demo::Dialect, ledger: &app::Ledger) {
            $(if [$(demo::Dialect::$dialect),*].contains(&dialect) {
                $walk(dialect, ledger).await;
            })*
        }
    };
}

#[path = "contract/app.rs"]
mod app;
#[path = "contract/breaking.rs"]
mod breaking;
#[path = "contract/bulk.rs"]
mod bulk;
#[path = "contract/cookies.rs"]
mod cookies;
#[path = "contract/coverage.rs"]
mod coverage;
#[path = "contract/entries.rs"]
mod entries;
#[path = "contract/faults.rs"]
mod faults;
#[path = "contract/inbounds.rs"]
mod inbounds;
#[path = "contract/keys.rs"]
mod keys;
#[path = "contract/making.rs"]
mod making;
#[path = "contract/page.rs"]
mod page;
#[path = "contract/presence.rs"]
mod presence;
#[path = "contract/push.rs"]
mod push;
#[path = "contract/records.rs"]
mod records;
#[path = "contract/refusals.rs"]
mod refusals;
#[path = "contract/server.rs"]
mod server;
#[path = "contract/session.rs"]
mod session;
#[path = "contract/settings.rs"]
mod settings;
#[path = "contract/tokens.rs"]
mod tokens;

on_each! {
    signing_in: crate::session::walk, [a A, b B, c0 C0, c1 C1];
    doors: crate::inbounds::walk, [a A, b B, c0 C0, c1 C1];
    people_as_entries: crate::entries::walk, [a A, b B, c0 C0];
    people_as_records: crate::records::walk, [c1 C1];
    pages_of_people: crate::page::walk, [c1 C1];
    people_in_bulk: crate::bulk::walk, [c1 C1];
    who_is_there: crate::presence::walk, [a A, b B, c0 C0, c1 C1];
    the_server: crate::server::walk, [a A, b B, c0 C0, c1 C1];
    the_settings: crate::settings::walk, [a A, b B, c0 C0, c1 C1];
    api_tokens: crate::tokens::walk, [c0 C0, c1 C1];
    the_one_token: crate::tokens::one, [c0 C0];
    scoped_tokens: crate::tokens::scoped, [c1 C1];
    frames: crate::push::walk, [b B, c0 C0, c1 C1];
    refusing: crate::refusals::walk, [a A, b B, c0 C0, c1 C1];
    troubles: crate::faults::walk, [a A, b B, c0 C0, c1 C1];
    links: crate::keys::walk, [a A, b B, c0 C0, c1 C1];
    breaking_xray: crate::breaking::walk, [a A, b B, c0 C0, c1 C1];
}

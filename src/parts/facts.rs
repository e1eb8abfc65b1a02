//! Names and values, one below the other.

use leptos::prelude::*;

use crate::words::{Key, t};

/// A list of facts: the name, the value, and whether it is technical (mono, left to right).
#[component]
pub fn Facts(rows: Vec<(Key, String, bool)>) -> impl IntoView {
    let row = |(key, value, technical): (Key, String, bool)| {
        let (class, dir) = if technical { ("mono", "ltr") } else { ("", "auto") };
        view! {
            <div>
                <dt>{t(key)}</dt>
                <dd><span class=class dir=dir>{value}</span></dd>
            </div>
        }
    };
    view! { <dl class="facts">{rows.into_iter().map(row).collect_view()}</dl> }
}

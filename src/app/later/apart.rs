//! Where the bundle is cut: what only these functions need goes into files of its own.

use leptos::prelude::AnyView;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use panel::route::Route;

use super::screens;
use crate::feed::{Feed, Judge};
use crate::live;

#[wasm_split(lists, wasm_split_path = ::leptos::wasm_split, preload(bring_lists), fallible)]
pub fn list(route: Route) -> Result<AnyView, SplitLoaderError> {
    Ok(screens::list(route))
}

#[wasm_split(places, wasm_split_path = ::leptos::wasm_split, preload(bring_places), fallible)]
pub fn place(route: Route) -> Result<AnyView, SplitLoaderError> {
    Ok(screens::place(route))
}

#[wasm_split(sheets, wasm_split_path = ::leptos::wasm_split, preload(bring_sheets), fallible)]
pub fn sheet(route: Route) -> Result<AnyView, SplitLoaderError> {
    Ok(screens::sheet(route))
}

#[wasm_split(sheets, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn judge() -> Result<Judge, SplitLoaderError> {
    Ok(Judge::new())
}

#[wasm_split(places, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn listener() -> Result<fn(Feed), SplitLoaderError> {
    Ok(live::start)
}

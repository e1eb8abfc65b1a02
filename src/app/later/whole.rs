//! The bundle in one piece, as it is built while one works on it: everything is here from the start.

use std::convert::Infallible;

use leptos::prelude::AnyView;
use panel::route::Route;

use super::screens;
use crate::feed::{Feed, Judge};
use crate::live;

pub async fn bring_lists() -> Result<(), Infallible> {
    Ok(())
}

pub async fn bring_places() -> Result<(), Infallible> {
    Ok(())
}

pub async fn bring_sheets() -> Result<(), Infallible> {
    Ok(())
}

pub async fn list(route: Route) -> Result<AnyView, Infallible> {
    Ok(screens::list(route))
}

pub async fn place(route: Route) -> Result<AnyView, Infallible> {
    Ok(screens::place(route))
}

pub async fn sheet(route: Route) -> Result<AnyView, Infallible> {
    Ok(screens::sheet(route))
}

pub async fn judge() -> Result<Judge, Infallible> {
    Ok(Judge::new())
}

pub async fn listener() -> Result<fn(Feed), Infallible> {
    Ok(live::start)
}

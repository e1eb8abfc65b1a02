//! The bundle in one piece, as it is built while one works on it: everything is here from the start.

use std::convert::Infallible;

use leptos::prelude::AnyView;
use panel::route::Route;

use super::screens;
use crate::feed::{Feed, Judge};

pub async fn bring_places() -> Result<(), Infallible> {
    Ok(())
}

pub async fn bring_sheets() -> Result<(), Infallible> {
    Ok(())
}

pub async fn place(route: Route) -> Result<AnyView, Infallible> {
    Ok(screens::place(route))
}

pub async fn sheet(route: Route) -> Result<AnyView, Infallible> {
    Ok(screens::sheet(route))
}

pub async fn judge() -> Result<Judge, Infallible> {
    Ok(Feed::faulty)
}

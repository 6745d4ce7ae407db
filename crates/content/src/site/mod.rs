//! The reading pages' web face: routes, what stands at an address, error pages. Each handler reads through
//! [`crate::read`] and renders; nothing is decided here.

mod archive;
mod assets;
mod errors;
mod items;
mod lists;

pub(crate) use errors::error_page;
pub(crate) use items::resolve;

use axum::routing::get;
use platform::feature::{Permission, Route, Surface};

/// What pages of lists ask for: after which entry they begin.
const PART: [&str; 1] = ["after"];

/// Content's routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        page("/topic/{slug}", "show_topic", || get(lists::show_topic)).reading(&PART),
        page("/author/{slug}", "show_author", || get(lists::show_author)).reading(&PART),
        page("/corrections", "list_corrections", || get(lists::list_corrections)).reading(&PART),
        page("/archive", "show_archive", || get(archive::show_archive)),
        page("/archive/{year}", "show_archive_year", || get(archive::show_archive_year)),
        page("/archive/{year}/{month}", "show_archive_month", || get(archive::show_archive_month)).reading(&PART),
        page("/archive/{year}/{month}/{day}", "show_archive_day", || get(archive::show_archive_day)).reading(&PART),
        file("/assets/{fingerprint}/{*name}", "send_asset", || get(assets::send_asset)),
        file("/favicon.ico", "send_icon", || get(assets::send_icon)),
    ]
}

type Handler = fn() -> axum::routing::MethodRouter<platform::App>;

fn page(path: &'static str, name: &'static str, handler: Handler) -> Route {
    Route {
        surface: Surface::Site,
        methods: "GET",
        path,
        permission: Permission::Everybody,
        name,
        handler,
        parameters: &[],
    }
}

fn file(path: &'static str, name: &'static str, handler: Handler) -> Route {
    Route { surface: Surface::File, ..page(path, name, handler) }
}

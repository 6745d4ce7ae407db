//! The reading pages' web face: routes, what stands at an address, error pages. Each handler reads through
//! [`crate::read`] and renders; nothing is decided here.

mod archive;
mod assets;
mod errors;
mod icons;
mod items;
mod lists;

pub(crate) use errors::error_page;
pub(crate) use items::resolve;

use axum::routing::get;
use platform::feature::Route;

/// What pages of lists ask for: after which entry they begin.
const PART: [&str; 1] = ["after"];

/// Content's routes.
pub(crate) fn routes() -> Vec<Route> {
    let pages = [
        Route::page("/topic/{slug}", "show_topic", || get(lists::show_topic)).reading(&PART),
        Route::page("/author/{slug}", "show_author", || get(lists::show_author)).reading(&PART),
        Route::page("/corrections", "list_corrections", || get(lists::list_corrections)).reading(&PART),
        Route::page("/archive", "show_archive", || get(archive::show_archive)),
        Route::page("/archive/{year}", "show_archive_year", || get(archive::show_archive_year)),
        Route::page("/archive/{year}/{month}", "show_archive_month", || get(archive::show_archive_month))
            .reading(&PART),
        Route::page("/archive/{year}/{month}/{day}", "show_archive_day", || get(archive::show_archive_day))
            .reading(&PART),
        Route::file("/assets/{fingerprint}/{*name}", "send_asset", || get(assets::send_asset)),
    ];
    pages.into_iter().chain(icons::routes()).collect()
}

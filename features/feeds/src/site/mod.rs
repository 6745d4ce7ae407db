//! What is had of feeds on the web: routes, and what stands at addresses that end in `/feed` or ask with `?feed=`.

mod answer;
mod cover;
mod episodes;
mod feeds;
mod files;
mod manifest;
mod maps;
mod oembed;
mod page;
mod searches;

pub(crate) use feeds::{BY_WORD, resolve};
pub(crate) use files::is_hidden;

use axum::routing::get;
use content::read::PARAMETERS;
use platform::feature::Route;

/// All of them.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/feeds", "show_feeds", || get(page::show_feeds)),
        Route::page("/feed", "send_feed", || get(feeds::send_feed)),
        Route::page("/feed/{form}", "send_feed", || get(feeds::send_feed)),
        Route::page("/feed/chapters/{id}", "send_chapters", || get(episodes::send_chapters)),
        Route::page("/feed/transcript/{id}", "send_transcript", || get(episodes::send_transcript)),
        Route::page("/topic/{slug}/feed", "send_feed", || get(feeds::send_feed)),
        Route::page("/topic/{slug}/feed/{form}", "send_feed", || get(feeds::send_feed)),
        Route::page("/author/{slug}/feed", "send_feed", || get(feeds::send_feed)),
        Route::page("/author/{slug}/feed/{form}", "send_feed", || get(feeds::send_feed)),
        Route::page("/search/feed", "send_search", || get(searches::send_search)).reading(&PARAMETERS),
        Route::page("/search/feed/{form}", "send_search", || get(searches::send_search)).reading(&PARAMETERS),
        Route::page("/sitemap.xml", "send_index", || get(maps::send_index)),
        Route::page("/sitemap/{name}", "send_part", || get(maps::send_part)),
        Route::page("/news-sitemap.xml", "send_news", || get(maps::send_news)),
        Route::page("/robots.txt", "send_robots", || get(files::send_robots)),
        Route::page("/ads.txt", "send_ads", || get(files::send_ads)),
        Route::page("/humans.txt", "send_humans", || get(files::send_humans)),
        Route::page("/llms.txt", "send_llms", || get(files::send_llms)),
        Route::page("/security.txt", "send_security", || get(files::send_security)),
        Route::page("/.well-known/security.txt", "send_security", || get(files::send_security)),
        Route::page("/manifest.webmanifest", "send_manifest", || get(manifest::send_manifest)),
        Route::file("/feed/cover/{id}/{name}", "send_cover", || get(cover::send_cover)),
        Route::api("/api/oembed", "send_oembed", || get(oembed::send_oembed)).reading(&oembed::PARAMETERS),
    ]
}

//! What is had of feeds on the web: routes, and what stands at addresses that end in `/feed` or ask with `?feed=`.

mod answer;
mod episodes;
mod feeds;
mod files;
mod icons;
mod maps;
mod oembed;
mod page;
mod searches;

pub(crate) use feeds::{BY_WORD, resolve};
pub(crate) use files::is_hidden;
pub(crate) use icons::named as named_icon;

use axum::routing::{MethodRouter, get};
use content::read::PARAMETERS;
use platform::App;
use platform::feature::{Permission, Route, Surface};

/// All of them.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        page("/feeds", "show_feeds", || get(page::show_feeds)),
        page("/feed", "send_feed", || get(feeds::send_feed)),
        page("/feed/{form}", "send_feed", || get(feeds::send_feed)),
        page("/feed/chapters/{id}", "send_chapters", || get(episodes::send_chapters)),
        page("/feed/transcript/{id}", "send_transcript", || get(episodes::send_transcript)),
        page("/topic/{slug}/feed", "send_feed", || get(feeds::send_feed)),
        page("/topic/{slug}/feed/{form}", "send_feed", || get(feeds::send_feed)),
        page("/author/{slug}/feed", "send_feed", || get(feeds::send_feed)),
        page("/author/{slug}/feed/{form}", "send_feed", || get(feeds::send_feed)),
        page("/search/feed", "send_search", || get(searches::send_search)).reading(&PARAMETERS),
        page("/search/feed/{form}", "send_search", || get(searches::send_search)).reading(&PARAMETERS),
        page("/sitemap.xml", "send_index", || get(maps::send_index)),
        page("/sitemap/{name}", "send_part", || get(maps::send_part)),
        page("/news-sitemap.xml", "send_news", || get(maps::send_news)),
        page("/robots.txt", "send_robots", || get(files::send_robots)),
        page("/ads.txt", "send_ads", || get(files::send_ads)),
        page("/humans.txt", "send_humans", || get(files::send_humans)),
        page("/llms.txt", "send_llms", || get(files::send_llms)),
        page("/security.txt", "send_security", || get(files::send_security)),
        page("/.well-known/security.txt", "send_security", || get(files::send_security)),
        page("/manifest.webmanifest", "send_manifest", || get(icons::send_manifest)),
        file("/icon-192.png", "send_icon", || get(icons::send_icon)),
        file("/icon-512.png", "send_icon", || get(icons::send_icon)),
        file("/icon-maskable.png", "send_icon", || get(icons::send_icon)),
        file("/apple-touch-icon.png", "send_icon", || get(icons::send_icon)),
        api("/api/oembed", "send_oembed", || get(oembed::send_oembed)).reading(&oembed::PARAMETERS),
    ]
}

type Handler = fn() -> MethodRouter<App>;

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

fn api(path: &'static str, name: &'static str, handler: Handler) -> Route {
    Route { surface: Surface::Api, ..page(path, name, handler) }
}

fn file(path: &'static str, name: &'static str, handler: Handler) -> Route {
    Route { surface: Surface::File, ..page(path, name, handler) }
}

#![doc = include_str!("../README.md")]
//! Here live asking and following: what the index is told, what readers and programs are answered. Here must not live:
//! how an index is made (that is an adapter's), and who may see what (content's).

mod answers;
mod api;
mod checkup;
mod hooks;
mod narrow;
mod rules;
mod site;
mod slots;
pub mod views;

use axum::routing::get;
use platform::Feature;
use platform::feature::{Follower, Route, SlotFill};

/// What search is to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "search",
        summary: "Finding by words: a page, an API, suggestions, related stories, and the index behind them.",
        templates: Some(views::TEMPLATES),
        views: views::sampled(),
        routes: vec![
            Route::page("/search", "show_answers", || get(site::show_answers)).reading(&content::read::PARAMETERS),
            Route::page("/opensearch.xml", "describe_search", || get(site::describe_search)),
            Route::api("/api/search", "tell_answers", || get(api::tell_answers)).reading(&content::read::PARAMETERS),
            Route::api("/api/search/suggestions", "suggest_words", || get(api::suggest_words)).reading(&["q"]),
        ],
        slots: vec![
            SlotFill { slot: "head", order: 0, fill: slots::fill_head },
            SlotFill { slot: "head.site", order: 0, fill: slots::fill_site },
            SlotFill { slot: "header.actions", order: 10, fill: slots::fill_header },
            SlotFill { slot: "article.after_body", order: 10, fill: slots::fill_related },
            SlotFill { slot: "notice", order: 10, fill: slots::fill_notice },
        ],
        follows: vec![Follower { name: "search.index", catch_up: hooks::catch_up }],
        checkup: Some(checkup::look),
        ..Feature::default()
    }
}

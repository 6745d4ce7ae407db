#![doc = include_str!("../README.md")]
//! Here lives what programs follow and find: feeds, maps of the site, and the small files that machines look for. Here
//! must not live: what an item is, or who may see it.

mod feed;
mod find;
mod hooks;
mod model;
mod rules;
mod settings;
mod site;
mod slots;
mod views;

use platform::Feature;
use platform::feature::SlotFill;
use platform::views::SampledView;

/// What feeds are to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "feeds",
        summary: "Feeds of every list, podcasts, sitemaps, and the small files that machines look for.",
        templates: Some(views::TEMPLATES),
        views: vec![SampledView::of::<views::Following>(), SampledView::of::<views::Foot>()],
        routes: site::routes(),
        resolver: Some(site::resolve),
        parameters: &[site::BY_WORD],
        slots: vec![
            SlotFill { slot: "head", order: 0, fill: slots::fill_head },
            SlotFill { slot: "footer", order: 0, fill: slots::fill_footer },
        ],
        hears: hooks::hearers(),
        settings: settings::SETTINGS,
        ..Feature::default()
    }
}

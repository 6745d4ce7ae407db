//! Content: what a publication publishes, and what all kinds of it share.
//!
//! Here live sites, sections, topics, formats, items, revisions, bylines, media, placement, publication, corrections,
//! and the one read path that decides what a visitor may see. Here must not live: comments, newsletters, search or any
//! other feature; content does not know that they exist.

pub mod acts;
mod checkup;
mod commands;
mod give;
pub mod jobs;
pub mod media;
pub mod model;
pub mod read;
pub mod records;
pub mod rules;
mod site;
pub mod store;
mod take;
pub mod views;

use platform::Feature;
use platform::db::Migration;
use platform::views::{Embedded, SampledView};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets"]
struct Assets;

const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "sites and labels", sql: include_str!("../migrations/0001_sites_and_labels.sql") },
    Migration { number: 2, name: "media", sql: include_str!("../migrations/0002_media.sql") },
    Migration { number: 3, name: "items", sql: include_str!("../migrations/0003_items.sql") },
    Migration { number: 4, name: "listings", sql: include_str!("../migrations/0004_listings.sql") },
    Migration { number: 5, name: "picture uses", sql: include_str!("../migrations/0005_picture_uses.sql") },
    Migration { number: 6, name: "findable", sql: include_str!("../migrations/0006_findable.sql") },
    Migration { number: 7, name: "transcripts", sql: include_str!("../migrations/0007_transcripts.sql") },
    Migration { number: 8, name: "month changes", sql: include_str!("../migrations/0008_month_changes.sql") },
    Migration { number: 9, name: "menu claims", sql: include_str!("../migrations/0009_menu_claims.sql") },
    Migration { number: 10, name: "translations", sql: include_str!("../migrations/0010_translations.sql") },
];

/// What content is to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "content",
        summary: "Sites, sections, items, revisions, media, publication, corrections, and their reading pages.",
        migrations: MIGRATIONS,
        templates: Some(Embedded::of::<Templates>()),
        assets: Some(Embedded::of::<Assets>()),
        views: sampled_views(),
        chrome_sample: Some(|| minijinja_value(views::samples::chrome())),
        routes: site::routes().into_iter().chain(media::routes()).collect(),
        resolver: Some(site::resolve),
        error_page: Some(site::error_page),
        frames: prose::providers().iter().filter_map(prose::Provider::frame_origin).collect(),
        offers: &["head", "head.site", "header.actions", "nav", "rail", "article.after_body", "notice", "footer"],
        changes: &[
            "ItemPublished",
            "ItemScheduled",
            "ItemWithdrawn",
            "ItemUnpublished",
            "ItemCorrected",
            "ItemMoved",
            "EmbargoLifted",
            "RevisionSaved",
            "StaleSaveKept",
            "ListsMended",
            "ListsRebuilt",
            "SiteLocaleChanged",
            acts::set_site::CHANGE,
            "MediaKept",
        ],
        jobs: jobs::jobs(),
        takes: take::takers(),
        gives: give::givers(),
        settings: rules::settings::SETTINGS,
        commands: commands::commands(),
        checkup: Some(checkup::look),
        ..Feature::default()
    }
}

fn minijinja_value(chrome: views::Chrome) -> platform::minijinja::Value {
    platform::minijinja::Value::from(platform::minijinja::value::Serde(chrome))
}

fn sampled_views() -> Vec<SampledView> {
    vec![
        SampledView::of::<views::Article>(),
        SampledView::of::<views::MoreFrom>(),
        SampledView::of::<views::Video>(),
        SampledView::of::<views::Episode>(),
        SampledView::of::<views::Page>(),
        SampledView::of::<views::Topic>(),
        SampledView::of::<views::Author>(),
        SampledView::of::<views::ArchiveIndex>(),
        SampledView::of::<views::ArchiveYear>(),
        SampledView::of::<views::ArchiveMonth>(),
        SampledView::of::<views::ArchiveDate>(),
        SampledView::of::<views::Corrections>(),
        SampledView::of::<views::NotFound>(),
        SampledView::of::<views::Withdrawn>(),
        SampledView::of::<views::Broken>(),
    ]
}

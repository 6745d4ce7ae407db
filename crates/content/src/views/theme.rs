//! The default theme as the crate carries it: its templates and assets, and the views that prove them.

use platform::minijinja::{Value, value::Serde};
use platform::views::{Embedded, SampledView};

use super::{
    ArchiveIndex, ArchiveMonth, ArchiveYear, Article, Author, Broken, Corrections, Episode, NotFound, Page, Topic,
    Video, Withdrawn, samples,
};

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
struct Templates;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets"]
struct Assets;

/// Layout, shared parts and the pages of this crate.
pub const TEMPLATES: Embedded = Embedded::of::<Templates>();

/// Style sheet, script, fonts and icon, as `web/` builds them.
pub const ASSETS: Embedded = Embedded::of::<Assets>();

/// Every view of this crate.
pub fn sampled() -> Vec<SampledView> {
    vec![
        SampledView::of::<Article>(),
        SampledView::of::<Video>(),
        SampledView::of::<Episode>(),
        SampledView::of::<Page>(),
        SampledView::of::<Topic>(),
        SampledView::of::<Author>(),
        SampledView::of::<ArchiveIndex>(),
        SampledView::of::<ArchiveYear>(),
        SampledView::of::<ArchiveMonth>(),
        SampledView::of::<Corrections>(),
        SampledView::of::<NotFound>(),
        SampledView::of::<Withdrawn>(),
        SampledView::of::<Broken>(),
    ]
}

/// An example of what surrounds every page.
pub fn chrome_sample() -> Value {
    Value::from(Serde(samples::chrome()))
}

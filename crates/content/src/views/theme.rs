//! The default theme as the crate carries it: its templates and assets, and the views that prove them.

use platform::minijinja::{Value, value::Serde};
use platform::views::{Embedded, SampledView};

use super::{
    ArchiveIndex, ArchiveMonth, ArchiveYear, Article, Author, Broken, Corrections, Episode, MoreFrom, NotFound, Page,
    Topic, Video, Withdrawn, samples,
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
        SampledView::of::<MoreFrom>(),
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

#[cfg(test)]
mod tests {
    use platform::views::{Samples, View, Views};

    use super::*;

    /// Every template with every sample, in every chrome.
    fn pages() -> Vec<(String, String)> {
        let proof = Samples { views: sampled(), chrome: chrome_sample };
        let engine = Views::open(vec![(TEMPLATES, ASSETS)], proof, None).unwrap();
        let mut pages = Vec::new();
        for chrome in [samples::chrome(), samples::chrome_rtl(), samples::chrome_bare()] {
            let chrome = Value::from(Serde(chrome));
            for view in sampled() {
                for (sample, page) in (view.samples)() {
                    let html = engine.render_value(view.template, page, &chrome).unwrap();
                    pages.push((format!("{} {sample}", view.template), html));
                }
            }
        }
        pages
    }

    #[test]
    fn every_template_takes_every_sample() {
        // Words that stand on many pages are no page.
        for (name, html) in pages().into_iter().filter(|(name, _)| !name.starts_with(MoreFrom::TEMPLATE)) {
            assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"), "{name} is cut short");
            assert_eq!(html.matches("<h1").count(), 1, "{name} has one headline");
            assert_eq!(html.matches("<main").count(), 1, "{name} has one main part");
        }
    }

    #[test]
    fn text_that_looks_like_markup_stays_text() {
        for (name, html) in pages() {
            assert!(!html.contains("<script>alert"), "{name} lets a script through");
            assert!(!html.contains("<b>Backhaul"), "{name} lets markup through");
        }
    }

    #[test]
    fn nothing_needs_an_exception_from_the_security_policy() {
        for (name, html) in pages() {
            assert!(!html.contains(" style=") && !html.contains("<style"), "{name} has a style of its own");
            assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{name} has a script of its own");
        }
    }

    #[test]
    fn an_article_page_keeps_within_its_size() {
        let (_, html) = pages().into_iter().find(|(name, _)| name == "article.html full").unwrap();
        assert!(html.len() < 40_000, "{} bytes", html.len());
    }
}

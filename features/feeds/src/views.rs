//! The page that says what can be followed, and how.

use content::views::{Link, Meta, samples};
use platform::views::{Embedded, View};
use serde::Serialize;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

/// The page's template.
pub(crate) const TEMPLATES: Embedded = Embedded::of::<Templates>();

/// What can be followed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Following {
    /// The head.
    pub(crate) meta: Meta,
    /// Where the page lies.
    pub(crate) crumbs: Vec<Link>,
    /// The publication as a whole.
    pub(crate) whole: Followed,
    /// Its sections, in the order of the tree.
    pub(crate) sections: Vec<Followed>,
    /// Its podcasts.
    pub(crate) podcasts: Vec<Link>,
}

/// A list and its feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Followed {
    /// Its page.
    pub(crate) page: Link,
    /// How deep it stands among the sections.
    pub(crate) depth: usize,
    /// Its feeds, a form each.
    pub(crate) feeds: Vec<Link>,
}

impl View for Following {
    const TEMPLATE: &'static str = "feeds.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let feeds = |list: &str| {
            let forms = [("RSS", ""), ("RSS, whole texts", "/full"), ("Atom", "/atom"), ("JSON", "/json")];
            forms.map(|(name, ending)| Link::new(name, format!("{list}/feed{ending}"))).into()
        };
        let section = |name: &str, address: &str, depth| Followed {
            page: Link::new(name, address),
            depth,
            feeds: feeds(address),
        };
        let full = Self {
            meta: samples::meta("Feeds", "/feeds"),
            crumbs: vec![Link::new("Home", "/")],
            whole: Followed { page: Link::new("Everything", "/"), depth: 0, feeds: feeds("") },
            sections: vec![
                section("5G", "/5g", 0),
                section("Cable/Video", "/cable-video", 0),
                section("DOCSIS", "/cable-video/docsis", 1),
            ],
            podcasts: vec![Link::new("Podcast", "/podcast/feed/podcast")],
        };
        let empty = Self { sections: Vec::new(), podcasts: Vec::new(), ..full.clone() };
        vec![("full", full), ("empty", empty)]
    }
}

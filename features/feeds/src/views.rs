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
    /// Its feeds, a form each, in the order of the columns.
    pub(crate) ways: Vec<Way>,
}

/// A feed of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Way {
    /// What stands in its cell: a part of its name.
    pub(crate) short: String,
    /// Its form's name: "RSS with whole texts".
    pub(crate) name: String,
    /// Where it is had.
    pub(crate) address: String,
}

impl Way {
    pub(crate) fn new(short: &str, name: &str, address: String) -> Self {
        Self { short: short.to_owned(), name: name.to_owned(), address }
    }
}

/// The way to the page, at the foot of the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Foot {}

impl View for Foot {
    const TEMPLATE: &'static str = "feeds_footer.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("full", Self {})]
    }
}

impl View for Following {
    const TEMPLATE: &'static str = "feeds.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let ways = |list: &str| {
            let forms = [
                ("RSS", "RSS", ""),
                ("Whole", "RSS with whole texts", "/full"),
                ("Atom", "Atom", "/atom"),
                ("JSON", "JSON", "/json"),
            ];
            forms.map(|(short, name, ending)| Way::new(short, name, format!("{list}/feed{ending}"))).into()
        };
        let section =
            |name: &str, address: &str, depth| Followed { page: Link::new(name, address), depth, ways: ways(address) };
        let full = Self {
            meta: samples::meta("Feeds", "/feeds"),
            crumbs: vec![Link::new("Home", "/")],
            whole: Followed { page: Link::new("Everything", "/"), depth: 0, ways: ways("") },
            sections: vec![
                section("5G", "/5g", 0),
                section("Cable/Video", "/cable-video", 0),
                section("DOCSIS", "/cable-video/docsis", 1),
                section("Netzinfrastrukturmodernisierungsförderprogramme", "/cable-video/docsis/long", 2),
            ],
            podcasts: vec![Link::new("Podcast", "/podcast/feed/podcast")],
        };
        let empty = Self { sections: Vec::new(), podcasts: Vec::new(), ..full.clone() };
        vec![("full", full), ("empty", empty)]
    }
}

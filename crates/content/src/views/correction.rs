//! Corrections: on the item they belong to, and all together on a page of their own.

use platform::views::{Html, View};
use serde::Serialize;

use super::{Link, Meta, Moment, Pager, SectionLink, samples};

/// One correction, under the item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrectionNote {
    /// When it was made.
    pub made: Moment,
    /// What was wrong and what is right.
    pub text: Html,
}

/// One correction on the page of corrections.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrectionEntry {
    /// The correction.
    pub note: CorrectionNote,
    /// The item that was corrected.
    pub item: Link,
    /// When that item was published.
    pub published: Option<Moment>,
    /// The item's section.
    pub section: Option<SectionLink>,
}

/// The public list of corrections, latest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Corrections {
    /// The head.
    pub meta: Meta,
    /// The corrections of this page of the list.
    pub entries: Vec<CorrectionEntry>,
    /// Where to write about an error: an address or `mailto:`.
    pub report: Option<Link>,
    /// The way through the list.
    pub pager: Pager,
}

impl View for Corrections {
    const TEMPLATE: &'static str = "corrections.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |entries| Corrections {
            meta: samples::meta("Corrections", "/corrections"),
            entries,
            report: Some(Link::new("corrections@backhaul.example", "mailto:corrections@backhaul.example")),
            pager: Pager::default(),
        };
        vec![
            ("full", page(samples::corrections())),
            ("empty", Corrections { report: None, ..page(Vec::new()) }),
            ("extreme", page(samples::extreme_corrections())),
        ]
    }
}

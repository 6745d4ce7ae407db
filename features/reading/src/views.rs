//! Contexts of the templates, each with samples that show every branch.

use content::views::{Card, Link, Meta, RailModule, RailShape, SectionLink, samples};
use platform::views::View;
use serde::Serialize;

/// The page of the most read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MostRead {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The section whose most read it is; none for the whole site.
    pub section: Option<SectionLink>,
    /// "In the last 7 days".
    pub within: String,
    /// The periods to choose from.
    pub periods: Vec<Choice>,
    /// The sections to choose from, the whole site first.
    pub sections: Vec<Choice>,
    /// The most read first.
    pub cards: Vec<Card>,
}

/// Another page of the same kind, or this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it shows, and where.
    pub link: Link,
    /// Whether it is this page.
    pub is_here: bool,
}

impl View for MostRead {
    const TEMPLATE: &'static str = "most_read.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let choice = |label: &str, address: &str, is_here| Choice { link: Link::new(label, address), is_here };
        let empty = Self {
            meta: samples::meta("Most read", "/most-read"),
            crumbs: vec![Link::new("Home", "/")],
            section: None,
            within: "In the last 7 days".into(),
            periods: vec![
                choice("Today", "/most-read/today", false),
                choice("This week", "/most-read", true),
                choice("This month", "/most-read/month", false),
                choice("This year", "/most-read/year", false),
            ],
            sections: Vec::new(),
            cards: Vec::new(),
        };
        let cards = samples::cards(8);
        let section = cards.first().and_then(|card| card.section.clone());
        let sections = vec![
            choice("All sections", "/most-read", false),
            choice("Optical/IP", "/most-read/week/optical", true),
            choice(samples::LONG_WORD, "/most-read/week/x", false),
        ];
        let full = Self { section, sections: sections[..2].to_vec(), cards, ..empty.clone() };
        let extreme = Self { sections, cards: samples::extreme_cards(), ..full.clone() };
        vec![("full", full), ("empty", empty), ("extreme", extreme)]
    }
}

/// The module beside a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rail {
    /// The ranked headlines.
    pub module: RailModule,
}

impl View for Rail {
    const TEMPLATE: &'static str = "most_read_rail.html";

    fn samples() -> Vec<(&'static str, Self)> {
        // As `content::read::headlines` makes them.
        let headline = |card: Card| Card {
            address: card.address,
            headline: card.headline,
            kind: card.kind,
            duration: card.duration,
            sponsor: card.sponsor,
            ..Card::default()
        };
        let module = |cards: Vec<Card>| RailModule {
            shape: RailShape::Ranked,
            title: "Most read".into(),
            label: Some("In the last 7 days".into()),
            cards: cards.into_iter().map(headline).collect(),
            more: Some(Link::new("More of the most read", "/most-read")),
            ..RailModule::default()
        };
        vec![
            ("full", Self { module: module(samples::cards(5)) }),
            ("empty", Self { module: module(Vec::new()) }),
            ("extreme", Self { module: module(samples::extreme_cards()) }),
        ]
    }
}

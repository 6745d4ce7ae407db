//! What the two fronts are given: the front page and a section's.

use content::views::{Card, Link, Listing, Meta, RailModule, SectionLink, samples};
use platform::views::{Embedded, SampledView, View};
use serde::Serialize;

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
struct Templates;

/// The templates of both fronts.
pub const TEMPLATES: Embedded = Embedded::of::<Templates>();

/// All views, for the proof of a theme.
pub fn sampled() -> Vec<SampledView> {
    vec![SampledView::of::<FrontPage>(), SampledView::of::<SectionFront>(), SampledView::of::<Rail>()]
}

/// The front page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrontPage {
    /// The head.
    pub meta: Meta,
    /// The story of the day.
    pub lead: Option<Card>,
    /// Short headlines under the lead that belong to the same matter.
    pub lead_related: Vec<Card>,
    /// The stories next in weight: two to four.
    pub secondary: Vec<Card>,
    /// What came in last, whatever its weight: headlines with times.
    pub latest: Vec<Card>,
    /// Sections with their latest.
    pub strips: Vec<Strip>,
    /// Everything else, latest first.
    pub river: Listing,
    /// Beside it.
    pub rail: Vec<RailModule>,
}

/// A section's part of the front page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strip {
    /// The section.
    pub section: SectionLink,
    /// Three to five of its stories; the first is set largest.
    pub cards: Vec<Card>,
}

/// A section's front.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionFront {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The section.
    pub section: SectionLink,
    /// What the section is about, in a sentence.
    pub description: Option<String>,
    /// The sections below it.
    pub children: Vec<Link>,
    /// The section's story of the day; only on the first page.
    pub lead: Option<Card>,
    /// The stories next in weight.
    pub secondary: Vec<Card>,
    /// Everything else, latest first.
    pub river: Listing,
    /// Beside it.
    pub rail: Vec<RailModule>,
}

/// The front page's modules, beside an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rail {
    /// The modules, in order.
    pub modules: Vec<RailModule>,
}

impl View for Rail {
    const TEMPLATE: &'static str = "rail_modules.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("full", Rail { modules: samples::rail() }),
            ("empty", Rail { modules: Vec::new() }),
            ("extreme", Rail { modules: samples::extreme_rail() }),
        ]
    }
}

impl View for FrontPage {
    const TEMPLATE: &'static str = "front.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = FrontPage {
            meta: Meta { json_ld: vec![samples::publisher().web_site()], ..samples::meta("Backhaul", "/") },
            lead: None,
            lead_related: Vec::new(),
            secondary: Vec::new(),
            latest: Vec::new(),
            strips: Vec::new(),
            river: Listing::default(),
            rail: Vec::new(),
        };
        let strip = |card: &Card| Strip { section: card.section.clone().unwrap_or_default(), cards: samples::cards(4) };
        let mut cards = samples::cards(8);
        let full = FrontPage {
            strips: cards.iter().take(4).map(strip).collect(),
            lead: Some(cards.remove(0)),
            lead_related: samples::cards(2),
            secondary: cards.drain(..4).collect(),
            latest: samples::cards(8),
            river: samples::listing(),
            rail: samples::rail(),
            ..empty.clone()
        };
        let few = FrontPage { secondary: samples::cards(1), ..empty.clone() };
        let bad = samples::extreme_cards();
        let extreme = FrontPage {
            lead: bad.first().cloned(),
            lead_related: bad.clone(),
            secondary: bad.clone(),
            latest: bad.clone(),
            strips: bad
                .iter()
                .map(|card| Strip { section: card.section.clone().unwrap_or_default(), cards: bad.clone() })
                .collect(),
            river: samples::extreme_listing(),
            rail: samples::extreme_rail(),
            ..empty.clone()
        };
        vec![("full", full), ("empty", empty), ("few", few), ("extreme", extreme)]
    }
}

impl View for SectionFront {
    const TEMPLATE: &'static str = "section.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let story = samples::story();
        let empty = SectionFront {
            meta: samples::meta("Open RAN", "/open-ran"),
            crumbs: vec![Link::new("Home", "/")],
            section: story.section.unwrap_or_default(),
            description: None,
            children: Vec::new(),
            lead: None,
            secondary: Vec::new(),
            river: Listing::default(),
            rail: Vec::new(),
        };
        let full = SectionFront {
            description: Some("Radios from one, software from another: who builds it, and does it work.".into()),
            children: vec![
                Link::new("Integrators", "/open-ran/integrators"),
                Link::new("Radio units", "/open-ran/radio-units"),
            ],
            lead: samples::cards(2).pop(),
            secondary: samples::cards(3),
            river: samples::listing(),
            rail: samples::rail(),
            ..empty.clone()
        };
        let bad = samples::extreme_cards();
        let extreme = SectionFront {
            description: Some(samples::LONG_HEADLINE.into()),
            children: vec![Link::new(samples::LONG_WORD, "/a")],
            lead: bad.last().cloned(),
            secondary: bad,
            river: samples::extreme_listing(),
            rail: samples::extreme_rail(),
            ..empty.clone()
        };
        vec![("full", full), ("empty", empty), ("extreme", extreme)]
    }
}

#[cfg(test)]
mod tests {
    use content::views::theme;
    use platform::minijinja::{Value, value::Serde};
    use platform::views::{Samples, Views};

    use super::*;

    #[test]
    fn both_fronts_take_every_sample() {
        let proof = Samples { views: sampled(), chrome: theme::chrome_sample };
        let built_in = vec![(theme::TEMPLATES, theme::ASSETS), (TEMPLATES, Embedded::none())];
        let engine = Views::open(built_in, proof, None).unwrap();
        let chrome = Value::from(Serde(samples::chrome()));
        for view in sampled().iter().filter(|view| view.template != Rail::TEMPLATE) {
            for (sample, page) in (view.samples)() {
                let html = engine.render_value(view.template, page, &chrome).unwrap();
                assert!(html.trim_end().ends_with("</html>"), "{} {sample} is cut short", view.template);
                assert_eq!(html.matches("<h1").count(), 1, "{} {sample} has one headline", view.template);
                assert!(!html.contains("<script>alert"), "{} {sample} lets a script through", view.template);
            }
        }
    }
}

//! Lists of items: a topic's, an author's, and the way through any long list.

use platform::views::{Html, View};
use serde::Serialize;

use super::{AuthorBox, Card, Link, Meta, RailModule, samples};

/// The way through a list that runs over several pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Pager {
    /// The newer page.
    pub newer: Option<Link>,
    /// The older page.
    pub older: Option<Link>,
    /// "Page 2 of 14", or nothing on a list of one page.
    pub place: Option<String>,
}

/// Items in their order, with the way through them.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Listing {
    /// The items of this page of the list.
    pub cards: Vec<Card>,
    /// "128 stories".
    pub count: Option<String>,
    /// The way through.
    pub pager: Pager,
}

/// All items on a topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Topic {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The topic's name.
    pub name: String,
    /// What it is about.
    pub description: Option<Html>,
    /// Its items.
    pub listing: Listing,
    /// Topics close to it.
    pub neighbours: Vec<Link>,
    /// Beside it.
    pub rail: Vec<RailModule>,
}

impl View for Topic {
    const TEMPLATE: &'static str = "topic.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |name: &str, listing| Topic {
            meta: samples::meta(name, "/topic/network-sharing"),
            crumbs: vec![Link::new("Home", "/")],
            name: name.to_owned(),
            description: None,
            listing,
            neighbours: Vec::new(),
            rail: Vec::new(),
        };
        vec![
            (
                "full",
                Topic {
                    description: Some(Html(
                        "<p>Two operators, one mast: who shares what with whom, and what regulators make of it.</p>"
                            .into(),
                    )),
                    neighbours: vec![Link::new("Spectrum", "/topic/spectrum"), Link::new("Towers", "/topic/towers")],
                    rail: samples::rail(),
                    ..page("Network sharing", samples::listing())
                },
            ),
            ("empty", page("Network sharing", Listing::default())),
            ("extreme", page(samples::LONG_WORD, samples::extreme_listing())),
        ]
    }
}

/// A person and what they wrote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Author {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// Who they are.
    pub person: AuthorBox,
    /// Their items.
    pub listing: Listing,
    /// Beside it.
    pub rail: Vec<RailModule>,
}

impl View for Author {
    const TEMPLATE: &'static str = "author.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |person: AuthorBox, listing, rail| Author {
            meta: samples::meta(&person.name, "/author/maya-lindqvist"),
            crumbs: vec![Link::new("Home", "/")],
            person,
            listing,
            rail,
        };
        let unknown = AuthorBox { name: "Backhaul staff".into(), ..AuthorBox::default() };
        vec![
            ("full", page(samples::author(), samples::listing(), samples::rail())),
            ("minimal", page(unknown, Listing::default(), Vec::new())),
            ("extreme", page(samples::extreme_author(), samples::extreme_listing(), Vec::new())),
        ]
    }
}

//! A page that stands by itself: about, advertise, imprint.

use platform::views::{Html, View};
use serde::Serialize;

use super::{Figure, Link, Meta, Moment, samples};

/// A page by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The headline.
    pub headline: String,
    /// The summary under it.
    pub standfirst: Option<String>,
    /// The picture over the body.
    pub lead: Option<Figure>,
    /// The body.
    pub body: Html,
    /// When it was last changed, for pages where that matters.
    pub updated: Option<Moment>,
    /// Pages of the same kind.
    pub neighbours: Vec<Link>,
}

impl View for Page {
    const TEMPLATE: &'static str = "page.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |headline: &str, body| Page {
            meta: samples::meta(headline, "/about"),
            crumbs: vec![Link::new("Home", "/")],
            headline: headline.to_owned(),
            standfirst: None,
            lead: None,
            body,
            updated: None,
            neighbours: Vec::new(),
        };
        let full = Page {
            standfirst: Some("Backhaul reports on the people who build networks, and pays for its own travel.".into()),
            lead: samples::story().lead,
            updated: Some(samples::moment(3)),
            neighbours: vec![Link::new("Advertise with us", "/advertise"), Link::new("Corrections", "/corrections")],
            ..page("About us", samples::body())
        };
        vec![
            ("full", full),
            ("minimal", page("About us", Html::default())),
            ("extreme", page(samples::LONG_HEADLINE, samples::extreme_body())),
        ]
    }
}

//! Pages for when there is nothing to show: not found, withdrawn, broken.

use platform::views::{Html, View};
use serde::Serialize;

use super::{Card, Meta, Moment, samples};

/// 404: nothing is, or was, at this address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotFound {
    /// The head.
    pub meta: Meta,
    /// The latest of the site, so that a reader can go on.
    pub latest: Vec<Card>,
}

impl View for NotFound {
    const TEMPLATE: &'static str = "not_found.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let meta = samples::notice_meta("Page not found");
        vec![
            ("full", NotFound { meta: meta.clone(), latest: samples::cards(4) }),
            ("empty", NotFound { meta, latest: Vec::new() }),
        ]
    }
}

/// 410: something was here and has been taken back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Withdrawn {
    /// The head.
    pub meta: Meta,
    /// What the house says about it.
    pub notice: Option<Html>,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// The latest of the site.
    pub latest: Vec<Card>,
}

impl View for Withdrawn {
    const TEMPLATE: &'static str = "withdrawn.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let meta = samples::notice_meta("Withdrawn");
        let notice = "<p>This article relied on a document that turned out to be forged. We have withdrawn it.</p>";
        vec![
            (
                "full",
                Withdrawn {
                    meta: meta.clone(),
                    notice: Some(Html(notice.into())),
                    withdrawn: Some(samples::moment(12)),
                    latest: samples::cards(4),
                },
            ),
            ("minimal", Withdrawn { meta, notice: None, withdrawn: None, latest: Vec::new() }),
        ]
    }
}

/// 500: the fault is ours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Broken {
    /// The head.
    pub meta: Meta,
    /// What a reader can quote when they write to the house.
    pub reference: Option<String>,
}

impl View for Broken {
    const TEMPLATE: &'static str = "broken.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let meta = samples::notice_meta("Something broke");
        vec![
            ("full", Broken { meta: meta.clone(), reference: Some("01975c7e-8d1b".into()) }),
            ("minimal", Broken { meta, reference: None }),
        ]
    }
}

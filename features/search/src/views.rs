//! What the search's templates are given.

mod samples;

use content::model::ItemId;
use content::views::{Card, Link, Meta, Pager};
use platform::search::Run;
use platform::views::{Embedded, SampledView, View};
use serde::Serialize;

#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
struct Templates;

/// The templates of the search.
pub const TEMPLATES: Embedded = Embedded::of::<Templates>();

/// All views, for the proof of a theme.
pub fn sampled() -> Vec<SampledView> {
    vec![
        SampledView::of::<Answers>(),
        SampledView::of::<SearchBox>(),
        SampledView::of::<NoticeForm>(),
        SampledView::of::<Head>(),
        SampledView::of::<Related>(),
    ]
}

/// The page of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answers {
    /// The head.
    pub meta: Meta,
    /// What was asked.
    pub form: Form,
    /// What has come of it.
    pub state: State,
    /// "1–20 of 431 results".
    pub count: Option<String>,
    /// The orders to choose from; the one that is in force has no address.
    pub orders: Vec<Link>,
    /// What was chosen, each with the address of the answers without it.
    pub chips: Vec<Chip>,
    /// The answers of this page.
    pub found: Vec<Found>,
    /// What they can be narrowed to.
    pub narrowings: Vec<Narrowing>,
    /// This site or all of them, where the house has several.
    pub sites: Vec<Link>,
    /// Words that would find more, and where they lead.
    pub meant: Option<Link>,
    /// What of a question without answers was not understood.
    pub hint: Option<String>,
    /// The same question without anything chosen.
    pub wider: Option<Link>,
    /// The answers as a feed.
    pub feed: Option<Link>,
    /// The way through the answers.
    pub pager: Pager,
    /// Where nothing is shown: the latest stories to go on with.
    pub latest: Vec<Card>,
    /// And the sections.
    pub sections: Vec<Link>,
}

/// What has come of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing was asked yet.
    Blank,
    /// Something was found.
    Found,
    /// Nothing was.
    Nothing,
    /// The index cannot answer just now.
    Unready,
}

/// What stands in the form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Form {
    /// The words.
    pub words: String,
    /// The first day: `2020-03-01`.
    pub from: String,
    /// The last day.
    pub until: String,
    /// What else was asked, to be asked again with other words: parameter and value.
    pub kept: Vec<(String, String)>,
}

/// Something chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// "Section".
    pub kind: String,
    /// "Open RAN".
    pub label: String,
    /// The answers without it.
    pub address: String,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The item.
    #[serde(skip)]
    pub id: ItemId,
    /// The item as lists show it.
    pub card: Card,
    /// Its headline, with what fits marked.
    pub headline: Vec<Stretch>,
    /// What it says around the words; empty for the standfirst.
    pub snippet: Vec<Stretch>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// Whether it is what was asked for.
    pub fits: bool,
}

impl From<Run> for Stretch {
    fn from(run: Run) -> Self {
        Self { text: run.text, fits: run.fits }
    }
}

impl Found {
    /// An answer. Words around nothing that was asked for say less than the standfirst.
    pub fn new(id: ItemId, card: Card, headline: Vec<Run>, snippet: Vec<Run>) -> Self {
        let tells = card.standfirst.is_none() || snippet.iter().any(|run| run.fits);
        let snippet = if tells { snippet } else { Vec::new() };
        let stretches = |runs: Vec<Run>| runs.into_iter().map(Stretch::from).collect();
        Self { id, card, headline: stretches(headline), snippet: stretches(snippet) }
    }
}

/// A group of choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Narrowing {
    /// Its parameter: `section`.
    pub parameter: String,
    /// "Section".
    pub title: String,
    /// What there is to choose, the most frequent first.
    pub offers: Vec<Offer>,
    /// What else there is.
    pub more: Vec<Offer>,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// "Open RAN".
    pub label: String,
    /// `5g/open-ran`.
    pub value: String,
    /// How many fit.
    pub count: u64,
    /// The answers with it; without it where it is chosen.
    pub address: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl View for Answers {
    const TEMPLATE: &'static str = "search.html";

    fn samples() -> Vec<(&'static str, Self)> {
        samples::answers()
    }
}

/// The box in the masthead of every page but the search's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchBox {}

impl View for SearchBox {
    const TEMPLATE: &'static str = "search_box.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("full", Self {})]
    }
}

/// The form on a page that has nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeForm {}

impl View for NoticeForm {
    const TEMPLATE: &'static str = "search_notice.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("full", Self {})]
    }
}

/// What the head of every page says of the search.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Head {}

impl View for Head {
    const TEMPLATE: &'static str = "search_head.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("full", Self {})]
    }
}

/// Stories like the one that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Related {
    /// The stories, the likest first.
    pub cards: Vec<Card>,
}

impl View for Related {
    const TEMPLATE: &'static str = "search_related.html";

    fn samples() -> Vec<(&'static str, Self)> {
        use content::views::samples;
        vec![
            ("full", Self { cards: samples::cards(4) }),
            ("few", Self { cards: samples::cards(1) }),
            ("extreme", Self { cards: samples::extreme_cards() }),
        ]
    }
}

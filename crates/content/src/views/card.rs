//! An item as it is shown on somebody else's page.

use serde::Serialize;

use super::{Accent, Credit, Moment, Picture, SectionLink};
use crate::media::cover_picture;
use crate::model::ItemId;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something to read.
    #[default]
    Article,
    /// Something to watch.
    Video,
    /// Something to hear.
    Podcast,
    /// A page that stands by itself.
    Page,
}

/// An item on a front, in a river, in a rail. Which of its parts are shown is decided by the template that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Card {
    /// The item.
    pub item: Option<ItemId>,
    /// Where it is read.
    pub address: String,
    /// Its headline.
    pub headline: String,
    /// The summary under the headline.
    pub standfirst: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// The label over the headline: "News Analysis".
    pub format: Option<String>,
    /// The section it belongs to.
    pub section: Option<SectionLink>,
    /// Who wrote it.
    pub byline: Vec<Credit>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Its picture; a card without one is set in type alone. Something to watch or to hear always has one.
    pub picture: Option<Picture>,
    /// How long it runs: `12:40`.
    pub duration: Option<String>,
    /// How long it takes to read: "4 min read".
    pub reading_time: Option<String>,
    /// Who paid for it. Set, the card is labelled as theirs.
    pub sponsor: Option<String>,
    /// BCP 47 language of its words, where it is not the site's.
    pub lang: Option<String>,
    /// Which way its words run, `ltr` or `rtl`, where a browser left to guess could err.
    pub direction: Option<String>,
}

impl Card {
    /// The same with a cover drawn for it, where it has no picture: for places that are made around one.
    #[must_use]
    pub fn with_cover(mut self) -> Self {
        if self.picture.is_none() {
            let accent = self.section.as_ref().map_or(Accent::default(), |section| section.accent);
            self.picture = self.item.map(|item| cover_picture(item, accent));
        }
        self
    }
}

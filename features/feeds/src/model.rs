//! The nouns of feeds: the list that is followed, the form in which, and what a channel tells.

use content::model::ItemId;
use content::read::WholeStory;
use kit::{Timestamp, Uuid};

/// In which form a list is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// RSS 2.0 with summaries.
    Summary,
    /// RSS 2.0 with whole texts.
    Full,
    /// Atom with whole texts.
    Atom,
    /// JSON Feed with whole texts.
    Json,
    /// RSS 2.0 of episodes, as podcast programs read it.
    Podcast,
}

impl Form {
    /// What stands behind `/feed` in its address: nothing, or `/atom`.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Summary => "",
            Self::Full => "/full",
            Self::Atom => "/atom",
            Self::Json => "/json",
            Self::Podcast => "/podcast",
        }
    }

    /// For `Content-Type` and links.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Summary | Self::Full | Self::Podcast => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// Something that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List {
    /// What its items are listed under.
    pub(crate) id: Uuid,
    /// What it is.
    pub(crate) kind: ListKind,
    /// Its own name: "Open RAN".
    pub(crate) name: String,
    /// What it is about, plain.
    pub(crate) description: Option<String>,
    /// Its page, from the root; `/` for the site.
    pub(crate) address: String,
    /// What an editor said of it as a podcast.
    pub(crate) fields: serde_json::Map<String, serde_json::Value>,
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListKind {
    Site,
    Section,
    Topic,
    Person,
    /// The episodes that name this item as their show.
    Show(ItemId),
    /// What a search finds.
    Search,
}

impl List {
    /// Where it is followed in this form, from the root.
    pub(crate) fn feed(&self, form: Form) -> String {
        feed_of(&self.address, form)
    }
}

/// Where the list at an address is followed in this form.
pub(crate) fn feed_of(address: &str, form: Form) -> String {
    format!("{}/feed{}", address.trim_end_matches('/'), form.ending())
}

/// A list as a feed tells it, whatever the form. Addresses are whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Channel {
    /// The same whatever becomes of its address.
    pub(crate) id: Uuid,
    /// "Backhaul: Open RAN".
    pub(crate) title: String,
    /// What it is about.
    pub(crate) description: String,
    /// The page of the list.
    pub(crate) home: String,
    /// The feed itself.
    pub(crate) own: String,
    /// The publication.
    pub(crate) site: String,
    /// BCP 47.
    pub(crate) language: String,
    /// The line of rights.
    pub(crate) copyright: Option<String>,
    /// The pictures by which it is known.
    pub(crate) marks: Marks,
    /// Who is told of what is new.
    pub(crate) hub: Option<String>,
    /// When anything in the list last came, changed or went, where that is known.
    pub(crate) changed: Option<Timestamp>,
    /// The stories, latest first.
    pub(crate) stories: Vec<WholeStory>,
}

/// The pictures by which a channel is known. Addresses are whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marks {
    /// A large square.
    pub(crate) large: String,
    /// A small one, and how many pixels a side of it has; none where the large one is the channel's own cover.
    pub(crate) small: Option<(String, u32)>,
    /// The nameplate.
    pub(crate) logo: Option<String>,
}

impl Channel {
    /// When any of its stories last changed.
    pub(crate) fn updated(&self) -> Timestamp {
        self.stories.iter().map(|story| story.updated).max().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// When it last was another, whatever became of its stories: the same on every node, and after every start.
    pub(crate) fn last_modified(&self) -> Option<Timestamp> {
        self.stories.iter().map(|story| story.updated).max().max(self.changed)
    }
}

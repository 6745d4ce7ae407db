//! The nouns of content: sites, sections, topics, formats, items, revisions. Pictures and files have a file of their own.

mod media;
mod playing;
mod tags;

use std::fmt;
use std::str::FromStr;

use kit::{Id, Slug, Timestamp};
use people::{OrganisationId, PersonId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use media::{Media, MediaId, picture_tag};
pub use playing::{Captions, Playback};
pub use tags::{item_key_tag, list_tag, translations_tag};

/// Id of a site.
pub type SiteId = Id<Site>;
/// Id of a section.
pub type SectionId = Id<Section>;
/// Id of a topic.
pub type TopicId = Id<Topic>;
/// Id of a format.
pub type FormatId = Id<Format>;
/// Id of an item.
pub type ItemId = Id<Item>;
/// Id of a revision.
pub type RevisionId = Id<Revision>;

/// A publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Its name on the masthead.
    pub name: String,
    /// The line under the name.
    pub tagline: Option<String>,
    /// Its own address on the web, without a closing slash.
    pub address: String,
    /// BCP 47 language.
    pub language: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Its place among the sites of the house; the first answers for unknown hosts.
    pub position: i64,
    /// Settings and whatever else a source said of it.
    pub fields: Map<String, Value>,
}

/// A node of a site's tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Whose it is.
    pub site: SiteId,
    /// The section above.
    pub parent: Option<SectionId>,
    /// Its part of the address.
    pub slug: Slug,
    /// The address of its front: `/5g/open-ran`.
    pub path: String,
    /// Its name.
    pub name: String,
    /// The line under its name.
    pub standfirst: Option<String>,
    /// Its colour, by name.
    pub accent: Option<String>,
    /// Its place among its siblings.
    pub position: i64,
    /// Whatever else a source said of it.
    pub fields: Map<String, Value>,
}

/// A menu of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Menu {
    /// Its id.
    pub id: Id<Menu>,
    /// Whose it is.
    pub site: SiteId,
    /// Where it stands: `main`, `utility`, `footer`; its id where it stands nowhere.
    pub place: String,
    /// What it was called where it came from.
    pub claim: String,
    /// Its name.
    pub name: Option<String>,
    /// Its entries.
    pub entries: Vec<MenuEntry>,
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MenuEntry {
    /// What it says; empty for the name of what it leads to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Where it leads; nowhere for a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Destination>,
    /// What hangs below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<MenuEntry>,
}

/// Something of the house's, or an address, that can be led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Destination {
    Item(ItemId),
    Section(SectionId),
    Topic(TopicId),
    Person(PersonId),
    Address(String),
}

/// A tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// Its part of the address: `/topic/{slug}`.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What it is about, plain text.
    pub description: Option<String>,
    /// For the desk alone.
    pub internal: bool,
    /// Whatever else a source said of it.
    pub fields: Map<String, Value>,
}

/// The label over a headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    /// Its id.
    pub id: FormatId,
    /// Its word in settings.
    pub slug: Slug,
    /// Its name: "News Analysis".
    pub name: String,
    /// Whatever else a source said of it.
    pub fields: Map<String, Value>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ItemKind {
    Article,
    Video,
    Podcast,
    Page,
}

/// What readers get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicationState {
    /// Nothing.
    Unpublished,
    /// Nothing yet; a job publishes it at its time.
    Scheduled,
    /// The live revision.
    Published,
    /// A notice that it was withdrawn.
    Withdrawn,
}

/// Who may read what is published.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everybody.
    #[default]
    Public,
    /// The house's staff.
    Private,
    /// Whoever had the password at the source. Nobody here: passwords are not carried.
    Password,
    /// Whoever is registered.
    Members,
    /// Whoever pays, or pays for one of these tiers.
    Paid(Vec<String>),
}

/// Anything published at an address of its own: what all kinds share.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// The site of its canonical placement.
    pub site: SiteId,
    /// The section of its canonical placement.
    pub section: Option<SectionId>,
    /// The label over its headline.
    pub format: Option<FormatId>,
    /// Its word in addresses.
    pub slug: Slug,
    /// Where it is read, from the root.
    pub address: String,
    /// Its headline as lists show it: that of the live revision, before the first publication that of the first.
    pub headline: String,
    /// The summary under it.
    pub standfirst: Option<String>,
    /// Where the work stands, in the house's own words.
    pub workflow_state: String,
    /// What readers get.
    pub publication_state: PublicationState,
    /// Who may read it.
    pub access: Access,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it last changed in substance.
    pub updated_at: Option<Timestamp>,
    /// When readers first got it.
    pub published_at: Option<Timestamp>,
    /// When it goes out.
    pub scheduled_at: Option<Timestamp>,
    /// Until when it is not shown, whatever its state.
    pub embargo_until: Option<Timestamp>,
    /// What is said where it was.
    pub withdrawn_notice: Option<String>,
    /// The revision that readers get.
    pub live_revision: Option<RevisionId>,
    /// The revision saved last.
    pub latest_revision: RevisionId,
    /// The picture over it.
    pub lead: Option<Lead>,
    /// The whole address of the original, where this is a copy.
    pub canonical: Option<String>,
    /// BCP 47 language, where it is not the site's.
    pub language: Option<String>,
    /// "Special to Backhaul", under the body.
    pub sign_off: Option<String>,
    /// Who paid for it.
    pub sponsor: Option<OrganisationId>,
    /// Chosen to stand out.
    pub featured: bool,
    /// The page above a page.
    pub parent: Option<ItemId>,
    /// Its place among its siblings.
    pub position: Option<i64>,
    /// What it plays.
    pub playback: Option<Playback>,
    /// What search engines are told, where it differs.
    pub seo: Seo,
    /// Whatever else a source knew of it.
    pub fields: Map<String, Value>,
    /// Words in the body.
    pub words: u32,
}

/// The picture over an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// Which.
    pub media: MediaId,
    /// What must stay in sight: across and down, 0 to 1.
    pub focal: Option<(f64, f64)>,
    /// What it shows, where this item says it differently.
    pub alt: Option<String>,
    /// The words under it, where this item has its own.
    pub caption: Option<String>,
}

/// What search engines are told, where it differs from what readers see.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seo {
    /// Instead of the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Instead of the standfirst.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Address or key of the picture on cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Whether they are asked to leave it out. Readers have it in lists and feeds all the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// One saved state of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// Whose.
    pub item: ItemId,
    /// Counts from 1.
    pub number: u32,
    /// The revision that it started from.
    pub based_on: Option<RevisionId>,
    /// When.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: String,
    /// The headline.
    pub headline: String,
    /// The standfirst.
    pub standfirst: Option<String>,
    /// The body.
    pub body: prose::Body,
}

/// An ordered credit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Byline {
    /// Who, if the house knows them.
    pub person: Option<PersonId>,
    /// The name as printed, where it is not the person's own.
    pub name: Option<String>,
    /// "Contributing editor".
    pub role: Option<String>,
    /// "Analyst, Example Research".
    pub affiliation: Option<String>,
    /// Whom they write for.
    pub organisation: Option<OrganisationId>,
    /// "special to Backhaul".
    pub note: Option<String>,
}

/// A dated, public statement of what was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: Id<Correction>,
    /// In which item.
    pub item: ItemId,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
}

macro_rules! words {
    ($type:ident: $($variant:ident = $word:literal),*) => {
        impl $type {
            /// The word in the database and in archives.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
        impl FromStr for $type {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> {
                match word { $($word => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words!(ItemKind: Article = "article", Video = "video", Podcast = "podcast", Page = "page");
words!(PublicationState:
    Unpublished = "unpublished", Scheduled = "scheduled", Published = "published", Withdrawn = "withdrawn");

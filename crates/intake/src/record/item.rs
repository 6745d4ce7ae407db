//! An item: anything published at an address of its own.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::playing::{Playback, Transcript};
use crate::Map;

/// An article, video, podcast episode or page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Which sort of item.
    pub item_kind: ItemKind,
    /// Plain text. May be empty: the source had none, and the taker decides what stands there.
    pub headline: String,
    /// The summary under the headline, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// The text, as written at the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// Where it was read, from the root: `/2020/03/01/slug/`. None for what was never published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its word in addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// The keys of its sections; the first is its canonical placement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// The keys of its topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The key of its format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Who wrote it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bylines: Vec<Byline>,
    /// When readers first got it. A published item whose time is yet to come is to be shown from that time on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// When it was begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// Where the work stands: `idea`, `draft`, `review`, `ready`, or the source's own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow_state: Option<String>,
    /// What readers get.
    pub publication_state: PublicationState,
    /// When it goes out, if it is scheduled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_at: Option<Timestamp>,
    /// Until when it may not be shown whatever its state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo_until: Option<Timestamp>,
    /// From when it is no longer shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Who may read it.
    #[serde(skip_serializing_if = "Access::is_public")]
    pub access: Access,
    /// The whole address of the original, where this is a copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// An IETF language tag, where it is not the site's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The picture over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_picture: Option<LeadPicture>,
    /// The keys of items an editor put beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// Chosen to stand out at the source (sticky, featured).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub featured: bool,
    /// The key of the page above a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its place among its siblings, smallest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    /// What a video or an episode plays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub playback: Option<Playback>,
    /// What is said in what it plays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<Transcript>,
    /// What was sent in for items whose pictures the text shows without naming them, by the key of the item, in the
    /// source's order: keys of media. For texts in a source's own form.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attached: BTreeMap<String, Vec<String>>,
    /// Other addresses under which it was read, from the root.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old_addresses: Vec<String>,
    /// What search engines were told.
    #[serde(skip_serializing_if = "Seo::is_empty")]
    pub seo: Seo,
    /// Whatever else the source knew of it, under the source's names.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub fields: Map,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// Which sort of item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum ItemKind {
    #[default]
    Article,
    Video,
    Podcast,
    Page,
    /// Only within an `event` record.
    Event,
}

/// The text of an item, in the form it was written in. Whoever takes the record reads it into blocks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Body {
    /// The house's own blocks, as JSON.
    Blocks {
        /// A `prose::Body`.
        blocks: Value,
    },
    /// HTML.
    Html {
        /// Whose conventions it follows.
        dialect: Dialect,
        /// As written.
        text: String,
    },
    /// Markdown, without its front matter.
    Markdown {
        /// Whose conventions it follows.
        dialect: Dialect,
        /// As written.
        text: String,
    },
    /// Ghost's editor, as JSON in text.
    Lexical {
        /// As written.
        text: String,
    },
    /// Ghost's former editor, as JSON in text.
    Mobiledoc {
        /// As written.
        text: String,
    },
}

/// Whose conventions (short codes, block comments, cards) a text follows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "names of publishing systems")]
pub enum Dialect {
    #[default]
    Plain,
    Wordpress,
    Ghost,
    Hugo,
    Jekyll,
}

/// One credit. Either `person` names a person record, or `name` is all that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Byline {
    /// The person's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The name as printed; none for the person's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `contributing editor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// As printed: `Analyst, Example Research`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// The key of the organisation they write for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// `special to Backhaul`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What readers get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum PublicationState {
    #[default]
    Unpublished,
    Scheduled,
    Published,
    Withdrawn,
}

/// Who may read it. A password itself is never carried.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everybody.
    #[default]
    Public,
    /// The house's staff.
    Private,
    /// Whoever had the password at the source.
    Password,
    /// Whoever is registered.
    Members,
    /// Whoever pays, or pays for one of the named tiers; all who pay where none is named.
    Paid(Vec<String>),
}

impl Access {
    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        *self == Self::Public
    }
}

/// The picture over an item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadPicture {
    /// The key of the media record.
    pub media: String,
    /// What must stay in sight when it is cropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focal: Option<Focal>,
    /// What it shows, where this item says it differently.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The words under it, where this item has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// A point of a picture, from 0 to 1 across and down.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "coordinates")]
pub struct Focal {
    pub x: f64,
    pub y: f64,
}

/// What search engines and cards were told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seo {
    /// Where it is not the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it is not the standfirst.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The address or key of the picture on cards, where it is not the lead picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Search engines were asked to leave it out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

impl Seo {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

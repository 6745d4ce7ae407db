//! What machines read of a page: its head.

use serde::Serialize;
use serde_json::Value;

/// The head of a page.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Meta {
    /// The page's own title; the layout adds the site's name unless they are the same.
    pub title: String,
    /// One or two sentences.
    pub description: Option<String>,
    /// The one true address, absolute.
    pub canonical: String,
    /// `noindex` and the like; `None` lets everything be indexed, with large previews.
    pub robots: Option<String>,
    /// What Open Graph calls the page's type.
    pub kind: PageKind,
    /// The picture shown when the page is shared.
    pub picture: Option<ShareImage>,
    /// When it was published, in ISO form.
    pub published: Option<String>,
    /// When it was last changed, in ISO form.
    pub modified: Option<String>,
    /// Its section's name.
    pub section: Option<String>,
    /// Its authors' names.
    pub authors: Vec<String>,
    /// Its topics' names.
    pub topics: Vec<String>,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
    /// The page before this one in a list, absolute.
    pub previous: Option<String>,
    /// The page after this one in a list, absolute.
    pub next: Option<String>,
    /// schema.org statements, one block each.
    pub json_ld: Vec<Value>,
}

/// Open Graph's types, as far as they are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum PageKind {
    /// Fronts, lists and everything else.
    #[default]
    #[serde(rename = "website")]
    Website,
    /// An item to read.
    #[serde(rename = "article")]
    Article,
    /// An item to watch.
    #[serde(rename = "video.other")]
    Video,
    /// A person's page.
    #[serde(rename = "profile")]
    Profile,
}

/// A picture for sharing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShareImage {
    /// Absolute.
    pub address: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What is to be seen.
    pub alt: String,
}

/// The same page in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// BCP 47 language, or `x-default`.
    pub lang: String,
    /// Absolute.
    pub address: String,
}

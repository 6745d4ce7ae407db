//! Pictures and files: what the house knows of each, besides its bytes.

use kit::{Id, Tag, Timestamp};
use serde_json::{Map, Value};

/// Id of a picture or file.
pub type MediaId = Id<Media>;

/// A picture or file.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// Its own name.
    pub file: String,
    /// Its media type.
    pub mime: Option<String>,
    /// Where its bytes lie; nowhere while they could not be had.
    pub blob: Option<String>,
    /// How many they are.
    pub bytes: Option<u64>,
    /// Their fingerprint.
    pub digest: Option<String>,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// Shown until the picture has come: `#3a4f66`.
    pub colour: Option<String>,
    /// What must stay in sight: across and down, 0 to 1.
    pub focal: Option<(f64, f64)>,
    /// What it is called at the desk.
    pub title: Option<String>,
    /// What it shows.
    pub alt: Option<String>,
    /// The words under it.
    pub caption: Option<String>,
    /// Whose it is, as printed.
    pub credit: Option<String>,
    /// What may be done with it.
    pub rights: Option<String>,
    /// When it came.
    pub added_at: Timestamp,
    /// Whatever else a source knew of it.
    pub fields: Map<String, Value>,
}

impl Media {
    /// A picture and its words.
    pub fn tag(id: MediaId) -> Tag {
        Tag::new("media", id)
    }
}

/// What a page depends on that shows a picture by its (normalised) address, whether the picture is here yet or not.
pub fn picture_tag(address: &str) -> Tag {
    Tag::new("picture", address)
}

//! Pictures and other files.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::item::Focal;
use crate::Map;

/// A picture or another file. Its bytes travel beside the archive, under `path`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Media {
    /// The file's own name.
    pub file: String,
    /// Its media type as the source claims it; the bytes decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// Every address it was known by, its own first, those found in bodies after: how items that show it by address
    /// are joined to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Where its bytes stand in an uploads folder or in the archive's files: `2020/01/mast.jpg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What it is called at the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it shows, for who cannot see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The words under it. May carry the source's inline markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Whose it is, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// What may be done with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// For the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What must stay in sight wherever it is cropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focal: Option<Focal>,
    /// In pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// In pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// When it came into the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uploaded_at: Option<Timestamp>,
    /// The key of the item it was uploaded for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Addresses of the page that showed it alone, from the root.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old_addresses: Vec<String>,
    /// Whatever else the source knew of it.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub fields: Map,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

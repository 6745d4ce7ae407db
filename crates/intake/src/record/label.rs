//! The labels an item can bear: topics and formats.

use serde::{Deserialize, Serialize};

use crate::Map;

/// A tag.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Topic {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The source's own name for the sort of topic, where it had several sorts (`company`, `series`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// For the desk alone, never shown to readers (Ghost's `#internal` tags).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// Addresses under which it was read before, from the root.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old_addresses: Vec<String>,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// The label over a headline: News, Opinion, Q&A.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Format {
    /// Its word in addresses and settings.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

//! What a video or an episode plays, and what goes along with it.

use serde::{Deserialize, Serialize};

use super::item::Body;

/// What a video or an episode plays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Playback {
    /// Whole, or from the root.
    pub address: String,
    /// `audio/mpeg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// The size of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// In whole seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Its captions, the first of them shown unless a reader chooses another.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<Captions>,
    /// Its chapters, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chapters: Vec<Chapter>,
}

/// Captions in one language, WebVTT or SRT.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Captions {
    /// Whole, from the root, or the key of a media record.
    pub address: String,
    /// An IETF language tag, where it is not the item's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What a player calls them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A chapter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chapter {
    /// Where it begins, in whole seconds.
    pub start: u32,
    /// What it is called.
    pub title: String,
    /// Where more about it is to be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What is said in a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Transcript {
    /// As a source has it: plain paragraphs, HTML, WebVTT, SRT or the JSON of Podcasting 2.0. Whoever takes the record
    /// tells them apart.
    Text(String),
    /// In the form of a body.
    Body(Body),
}

//! What a video or an episode plays, and what goes along with it. What is said in it is kept apart
//! ([`crate::store::transcripts`]): lists show items without their transcripts.

use prose::Chapter;
use serde::{Deserialize, Serialize};

/// What a video or an episode plays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Playback {
    /// Whole, or from the root.
    pub address: String,
    /// `audio/mpeg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// Size of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Whole seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Its captions, the first of them shown unless a reader chooses another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<Captions>,
    /// Its chapters, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chapters: Vec<Chapter>,
}

/// Captions in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Captions {
    /// Where they lie: whole, from the root, or the key of a file of the house.
    pub address: String,
    /// BCP 47 language, where it is not the item's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What the player calls them: "English (described)".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl Playback {
    /// Every address of a file that is played: its own, and those of its captions.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        [self.address.as_str()].into_iter().chain(self.captions.iter().map(|captions| captions.address.as_str()))
    }

    /// The name under which the house keeps a picture of what a provider plays.
    pub fn still(&self) -> Option<String> {
        prose::Embed::recognise(&self.address).map(|embed| embed.still())
    }
}

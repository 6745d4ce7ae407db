//! Kinds that a house keeps whole until a feature takes them.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::item::Item;
use crate::Map;

/// A reader's comment, or a link back from another site.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Comment {
    /// The key of the item.
    pub item: String,
    /// The key of the comment it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// `comment`, `pingback`, `trackback`, or the source's own word.
    pub comment_type: String,
    /// The name they signed with.
    pub name: String,
    /// Never shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The address they gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Where it was sent from. Never shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    /// The key of the person, where they had an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// When it was posted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Where it stood.
    pub state: CommentState,
    /// What it says: HTML as the source wrote it.
    pub body: String,
    /// Whatever else the source knew of it.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub fields: Map,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// Where a comment stood at the source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentState {
    /// Readers saw it.
    Approved,
    /// It waited for a moderator.
    #[default]
    Pending,
    /// It was taken for spam.
    Spam,
    /// It was thrown away.
    Trash,
}

/// A conference, webinar or meeting: all that an item has, and when and where it takes place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// When it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// The IANA time zone it is announced in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Where it is held, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// Where one registers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    /// Where it can be watched afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<String>,
    /// Everything that it shares with items; whatever else the line said is in its `extra`.
    #[serde(flatten)]
    pub item: Item,
}

/// Somebody who subscribed or registered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// Where they are written to.
    pub email: String,
    /// Their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `free`, `paid`, `comped`, or the source's own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// A note of the house's about them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When they joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined_at: Option<Timestamp>,
    /// The newsletters they were subscribed to, by the source's name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub newsletters: Vec<String>,
    /// The labels they bore.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// Whatever else the source knew of them.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub fields: Map,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// A record of a kind that this crate does not know, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The word in the line's `kind`.
    pub kind: String,
    /// All its fields but `kind` and `key`.
    pub fields: Map,
}

impl Other {
    /// Reads the fields as a struct that a feature keeps for its own kind.
    ///
    /// # Errors
    /// When a field is missing or of another type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_value(Value::Object(self.fields.clone()))
    }
}

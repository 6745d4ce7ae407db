//! What stands inside a line: text with marks, links, pictures, footnote calls. Marks are a set on each run of text,
//! not a tree, so that equal looks have one form. In JSON a run without marks is a plain string.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::marks::Marks;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// A run of text.
    Text {
        /// The words.
        text: String,
        /// How they are set.
        marks: Marks,
    },
    /// A link. Links do not stand in links.
    Link(Link),
    /// An abbreviation with its long form.
    Abbr {
        /// The short form, as printed.
        text: String,
        /// The long form.
        title: String,
        /// How it is set.
        marks: Marks,
    },
    /// A small picture in the line.
    Image(Image),
    /// The call of a footnote.
    Note {
        /// The footnote's key.
        key: String,
    },
    /// A place that links of this body lead to.
    Anchor {
        /// Its name.
        id: String,
    },
    /// A line break.
    Break,
}

impl Inline {
    /// A run of text without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), marks: Marks::NONE }
    }
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads: `http`, `https`, `mailto`, `tel`, an address from this site's root (`/…`), or `#…`.
    pub href: String,
    /// The words shown when a pointer rests on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `sponsored`, `nofollow`, `ugc`, as the source said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rel: Option<String>,
    /// What is shown.
    pub text: Vec<Inline>,
}

/// A small picture in a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Image {
    /// The address as the source wrote it, or a picture's key.
    pub src: String,
    /// What it shows; empty for decoration.
    #[serde(default)]
    pub alt: String,
    /// Width in pixels, where the source said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels, where the source said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// The JSON form of what is neither plain (`"…"`) nor marked text (`["marks","…"]`).
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Named {
    #[serde(rename = "a")]
    Link(Link),
    Abbr(String, String, Marks),
    #[serde(rename = "img")]
    Image(Image),
    #[serde(rename = "fn")]
    Note(String),
    #[serde(rename = "id")]
    Anchor(String),
    Br(IgnoredAny),
}

/// [`Named`] without owning what it writes.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Naming<'a> {
    #[serde(rename = "a")]
    Link(&'a Link),
    Abbr(&'a str, &'a str, Marks),
    #[serde(rename = "img")]
    Image(&'a Image),
    #[serde(rename = "fn")]
    Note(&'a str),
    #[serde(rename = "id")]
    Anchor(&'a str),
    Br(u8),
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text { text, marks } if marks.is_empty() => to.serialize_str(text),
            Self::Text { text, marks } => (marks, text).serialize(to),
            Self::Link(link) => Naming::Link(link).serialize(to),
            Self::Abbr { text, title, marks } => Naming::Abbr(text, title, *marks).serialize(to),
            Self::Image(image) => Naming::Image(image).serialize(to),
            Self::Note { key } => Naming::Note(key).serialize(to),
            Self::Anchor { id } => Naming::Anchor(id).serialize(to),
            Self::Break => Naming::Br(1).serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(InlineVisitor)
    }
}

struct InlineVisitor;

impl<'de> Visitor<'de> for InlineVisitor {
    type Value = Inline;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a pair of marks and text, or a named inline")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Inline, E> {
        Ok(Inline::plain(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Inline, E> {
        Ok(Inline::plain(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Inline, A::Error> {
        let (marks, text) = Deserialize::deserialize(SeqAccessDeserializer::new(seq))?;
        Ok(Inline::Text { text, marks })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Inline, A::Error> {
        Ok(match Named::deserialize(MapAccessDeserializer::new(map))? {
            Named::Link(link) => Inline::Link(link),
            Named::Abbr(text, title, marks) => Inline::Abbr { text, title, marks },
            Named::Image(image) => Inline::Image(image),
            Named::Note(key) => Inline::Note { key },
            Named::Anchor(id) => Inline::Anchor { id },
            Named::Br(_) => Inline::Break,
        })
    }
}

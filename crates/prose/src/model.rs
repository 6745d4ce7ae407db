//! The blocks a body is made of. Plain values: how they are read, written and resolved stands elsewhere.
//!
//! The JSON form is what the house stores. It is versioned by [`Body::version`]; fields that say nothing are left out.

use serde::{Deserialize, Serialize};

use crate::inline::Inline;

/// The version of the JSON form that this crate writes.
pub const VERSION: u16 = 1;

/// How deep blocks may stand inside blocks. Readers flatten what is nested deeper.
pub const MAX_DEPTH: usize = 12;

/// A run of text with its marks, links and inline pictures.
pub type Text = Vec<Inline>;

/// The body of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Version of the form, see [`VERSION`].
    #[serde(rename = "v")]
    pub version: u16,
    /// What the reader sees, in order.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Footnotes, in the order in which the text first calls them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Footnote>,
}

impl Default for Body {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

impl Body {
    /// A body of these blocks, without footnotes.
    pub fn of(blocks: Vec<Block>) -> Self {
        Self { version: VERSION, blocks, notes: Vec::new() }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    #[serde(rename = "p")]
    Paragraph {
        /// Its words.
        text: Text,
    },
    /// A sub-heading.
    #[serde(rename = "h")]
    Heading {
        /// 2, 3 or 4: the page's first level is the headline.
        level: u8,
        /// Its words.
        text: Text,
        /// An anchor that the source named; without it one is made from the words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
    },
    /// A list, numbered or not.
    List(List),
    /// A quotation.
    Quote {
        /// What was said.
        blocks: Vec<Block>,
        /// Who said it, or where.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cite: Text,
    },
    /// A line lifted out of the text for effect.
    PullQuote {
        /// The line.
        text: Text,
        /// Whose line it is.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cite: Text,
    },
    /// A picture with what belongs to it.
    Figure(Figure),
    /// Several pictures shown together.
    Gallery {
        /// The pictures, in order; never empty.
        figures: Vec<Figure>,
        /// One caption for all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        caption: Text,
    },
    /// A table.
    Table(Table),
    /// Code, or any text whose line breaks and spaces count.
    Code {
        /// The text, without a final line break.
        text: String,
        /// The language, as a fence names it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lang: Option<String>,
    },
    /// Something that lives elsewhere and loads on a click.
    Embed(Embed),
    /// A sound or film file played on the page.
    Recording(Recording),
    /// A call-out to a section of the site ("Visit our Open RAN section").
    Callout {
        /// The section's key.
        section: String,
        /// The words; the section's name stands in where there are none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        text: Text,
    },
    /// A box beside the argument: a note, a tip, a warning, a fact box.
    Aside {
        /// What kind of box.
        tone: Tone,
        /// Its title.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        title: Text,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A part that opens on demand.
    Details {
        /// What is shown while closed.
        summary: Text,
        /// What opens.
        blocks: Vec<Block>,
    },
    /// Terms and what they mean.
    Definitions {
        /// The entries, in order; never empty.
        entries: Vec<Definition>,
    },
    /// Related items, chosen by hand.
    Related {
        /// Keys of items of the house, or addresses.
        items: Vec<String>,
        /// A heading of its own.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        title: Text,
    },
    /// A link that asks for something: "Register".
    Button {
        /// Where it leads.
        href: String,
        /// What it says.
        text: String,
    },
    /// A break in the thought.
    Divider,
    /// Where a teaser of the item ends ("Read more").
    More,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct List {
    /// The number of the first entry; without one the list is not numbered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// The entries; never empty.
    pub items: Vec<ListItem>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct ListItem {
    /// For a list of tasks: whether this one is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<bool>,
    /// What it holds: most often one paragraph.
    pub blocks: Vec<Block>,
}

/// A picture with its caption, credit and alternative text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Figure {
    /// The address as the source wrote it, or the key of a picture of the house. The resolver knows both.
    pub src: String,
    /// What the picture shows, for those who do not see it. Empty: only decoration. Absent: unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// Who made it, as it is to be printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Where a click on the picture leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Width in pixels, where the source said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels, where the source said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// How it stands in the column.
    #[serde(default, skip_serializing_if = "Stand::is_column")]
    pub stand: Stand,
}

/// How a figure stands in the column of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Stand {
    /// As wide as the text.
    #[default]
    Column,
    /// At the left, text running round it.
    Left,
    /// At the right, text running round it.
    Right,
    /// Wider than the text.
    Wide,
}

impl Stand {
    fn is_column(&self) -> bool {
        *self == Self::Column
    }
}

/// A table. Cells hold text only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Table {
    /// What the table shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// Rows of column headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// The other rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
}

/// One row of a table.
pub type Row = Vec<Cell>;

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Cell {
    /// Its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Text,
    /// Whether it heads its row or column.
    #[serde(default, skip_serializing_if = "is_false")]
    pub heads: bool,
    /// Over how many columns it reaches, from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub columns: u16,
    /// Over how many rows it reaches, from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rows: u16,
    /// How its words are set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
}

/// How a cell's words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Align {
    Left,
    Center,
    Right,
}

/// Something that lives with a provider: a film, a sound, a post, a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Embed {
    /// The provider's key, such as `youtube`; `web` where none is known.
    pub provider: String,
    /// The address that a reader can open.
    pub url: String,
    /// The provider's id, where the address has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it is, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A still picture: an address or a picture's key, resolved like a figure's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<String>,
    /// The caption, or the words of the post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// Whose words they are, as printed: `Ada Lens (@ada)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When they were said, as printed: `May 1, 2020`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A sound or film file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// Sound or film.
    pub kind: RecordingKind,
    /// The file's address.
    pub src: String,
    /// What it is, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// For a film: a still picture, resolved like a figure's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<String>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
}

/// Sound or film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum RecordingKind {
    Audio,
    Video,
}

/// What kind of box an aside is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// A remark.
    #[default]
    Note,
    /// Advice.
    Tip,
    /// A warning.
    Warning,
    /// Facts set apart.
    Box,
}

/// A term, or several, and what is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Text>,
    /// What they mean.
    pub meanings: Vec<Vec<Block>>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// What the text calls it by.
    pub key: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

fn is_false(flag: &bool) -> bool {
    !*flag
}

fn one() -> u16 {
    1
}

fn is_one(count: &u16) -> bool {
    *count == 1
}

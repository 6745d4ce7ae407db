//! What every reader takes and gives: options on one side, a body with its leftovers on the other.

pub(crate) mod shortcode;

use serde_json::{Map, Value};

use crate::model::Body;

/// Where a text comes from, where that decides how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// Nothing is known. Shortcodes in square brackets are read only where they cannot be anything else.
    #[default]
    Unknown,
    /// WordPress: shortcodes, and blank lines between paragraphs where there are no block comments.
    WordPress,
    /// This crate's own Markdown, as [`to_markdown`](crate::to_markdown) writes it: bare addresses stay words.
    House,
}

/// Answers a question with an address.
pub type Answer<'a, Q> = &'a dyn Fn(&Q) -> Option<String>;

/// What a reader may ask while it reads.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Where the text comes from.
    pub origin: Origin,
    /// The address behind a reference to another source file (`ref "news/2014/a.md"`, `post_url`, a relative link).
    /// Without an answer a reference becomes an address from the site's root made of its path.
    pub refs: Option<Answer<'a, str>>,
    /// The address of the picture behind a number, for galleries that name pictures by number. Without an answer the
    /// figure's `src` is `attachment:NUMBER`.
    pub attachments: Option<Answer<'a, u64>>,
    /// Numbers of the pictures that were sent in for an item, in order: for a gallery that names none of its pictures. The
    /// item is named by its number; without one it is that of the text.
    pub attached: Option<&'a dyn Fn(Option<u64>) -> Vec<u64>>,
    /// Footnotes that the source keeps beside the text: what the text calls them by, and their HTML.
    pub notes: &'a [(String, String)],
}

impl Options<'_> {
    /// For texts out of WordPress.
    pub fn wordpress() -> Self {
        Self { origin: Origin::WordPress, ..Self::default() }
    }
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// The body, in its normal form.
    pub body: Body,
    /// What could not become part of it.
    pub leftovers: Vec<Leftover>,
    /// Front matter, where the text had some.
    pub front: Map<String, Value>,
}

/// Something that could not become a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// What it was: `script`, `form`, `shortcode gallery`, `link` …
    pub what: String,
    /// Why it was left, or what stands in its place.
    pub why: &'static str,
    /// Its beginning, as in the source.
    pub excerpt: String,
}

impl Leftover {
    pub(crate) fn new(what: impl Into<String>, why: &'static str, excerpt: &str) -> Self {
        const LONGEST: usize = 160;
        let words = crate::line::squeezed(excerpt.get(..floor(excerpt, 4 * LONGEST)).unwrap_or_default());
        let excerpt = match words.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words,
        };
        Self { what: what.into(), why, excerpt }
    }
}

/// The nearest end of a character at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

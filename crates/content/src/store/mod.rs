//! The tables of content, a file a noun.

pub mod corrections;
pub mod findable;
pub mod items;
pub mod labels;
pub mod listings;
pub mod media;
pub mod parts;
pub mod revisions;
pub mod sections;
pub mod sites;
pub mod touched;
pub mod transcripts;
pub mod translations;
pub mod uses;

use serde::Serialize;

/// JSON for a column. What we keep as JSON are our own structs, which always serialise.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

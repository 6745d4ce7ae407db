#![doc = include_str!("../README.md")]
//! What lives here: the records of the archive format, and reading and writing them line by line.
//! What must not: files, networks, clocks, any foreign format, and any decision about what a house does with a record.

mod error;
mod header;
mod read;
mod record;
mod reference;
mod write;

pub use error::Error;
pub use header::{Header, VERSION};
pub use read::{LINE_LIMIT, Reader};
pub use record::item::{Access, Body, Byline, Dialect, Focal, Item, ItemKind, LeadPicture, PublicationState, Seo};
pub use record::kept::{Comment, CommentState, Event, Member, Other};
pub use record::label::{Format, Topic};
pub use record::media::Media;
pub use record::party::{Link, Organisation, Person};
pub use record::place::{Front, Menu, MenuEntry, Module, Position, Redirect, Section, Site, Target};
pub use record::playing::{Captions, Chapter, Playback, Transcript};
pub use record::statement::Correction;
pub use record::{KINDS, Matter, Record};
pub use reference::{reference, referred};
pub use write::{Writer, canonical};

/// A JSON object, as fields that the format does not name are kept in.
pub type Map = serde_json::Map<String, serde_json::Value>;

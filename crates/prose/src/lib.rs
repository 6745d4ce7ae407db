//! The crate's rustdoc is its README; this file only names the modules and what they offer.
#![doc = include_str!("../README.md")]

mod address;
mod anchors;
mod calls;
mod credits;
mod cues;
mod embeds;
mod ghost;
mod grid;
mod html;
mod inline;
mod line;
mod markdown;
mod marks;
mod model;
mod pen;
mod providers;
mod read;
mod render;
mod resolve;
mod slugs;
mod tidy;
mod visit;

pub use address::{is_key, safe_href, safe_src};
pub use cues::{Chapter, Cue, Track, TrackFault, clock, read_chapters, read_transcript, seconds_of, write_chapters};
pub use ghost::{from_lexical, from_mobiledoc};
pub use html::from_html;
pub use inline::{Image, Inline, Link};
pub use markdown::from_markdown;
pub use marks::Marks;
pub use model::*;
pub use providers::{Provider, Shape, providers};
pub use read::{Answer, Leftover, Options, Origin, Read};
pub use render::{to_html, to_mail_html, to_markdown};
pub use resolve::{Absent, Elsewhere, ItemLink, Nothing, Picture, Resolver, SectionLink, Source, Still};
pub use visit::{AddressKind, Mention};

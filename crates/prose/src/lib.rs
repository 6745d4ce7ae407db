//! The body of an item as a typed tree of blocks: read from HTML or Markdown, written as HTML, mail, text, Markdown.
//! Pure computing: no I/O, no clock, no web, no SQL.

mod inline;
mod marks;
mod model;
mod resolve;
mod visit;

pub use inline::{Image, Inline, Link};
pub use marks::Marks;
pub use model::*;
pub use resolve::{Absent, ItemLink, Nothing, Picture, Resolver, SectionLink, Source};
pub use visit::{AddressKind, Mention};

//! The one read path: what a visitor may see, as views.
//!
//! Every page of the house that shows something published is made of these reads. They ask
//! [`crate::rules::visibility`] and nobody else, and they note on the [`platform::http::Reading`] whatever the page
//! then depends on. Here must not live: routes, and any writing.

mod archive;
mod asked;
mod brand;
mod cards;
mod chrome;
mod corrections;
mod credits;
mod directory;
mod documents;
pub mod findable;
mod head;
mod heading;
mod headlines;
mod labels;
mod lists;
mod menus;
mod more;
mod named;
mod pages;
mod pictures;
mod playing;
mod related;
mod resolver;
mod sharing;
mod story;
mod translations;
mod whole;
mod words;

pub use archive::{archive, archive_day, archive_month, archive_year, published_within};
pub use asked::{Asked, Choice, PARAMETERS, answers_tag, ask, asked, directory_asked, facets, kind_label};
pub use brand::media_of_key;
pub use cards::{briefs, briefs_by_id, cards, cards_by_id};
pub use chrome::{Here, chrome, render, web_site};
pub(crate) use chrome::{bare as bare_chrome, notice_chrome};
pub use corrections::corrections;
pub use directory::Directory;
pub use documents::{documents, sections_below};
pub use head::{head, head_of_part};
pub use headlines::headlines;
pub use labels::{author, topic};
pub use lists::{Part, latest, listing};
pub use named::{persons_by_id, topics_by_id};
pub use pages::{ItemPage, item_page};
pub use related::related;
pub(crate) use sharing::place_card;
pub use sharing::{section_picture, sharing_card};
pub use whole::{Depth, Recorded, WholeStory, rendition, whole};
pub use words::{count, href, markup, plain};

use kit::Tag;

use crate::model::SiteId;

/// What the list of corrections of a site depends on.
pub fn corrections_tag(site: SiteId) -> Tag {
    Tag::new("corrections", site)
}

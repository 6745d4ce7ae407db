//! From a list to its feed: what is followed, what is told of it, and how each form writes it.

mod atom;
mod channel;
mod chapters;
mod json;
mod list;
mod podcast;
mod podcast_of;
mod rss;
mod show;
mod sleeve;
mod words;

pub(crate) use atom::atom;
pub(crate) use channel::{channel, depth, told};
pub(crate) use chapters::chapters;
pub(crate) use json::json_feed;
pub(crate) use list::{list_at, name_of, podcast_list};
pub(crate) use podcast::podcast;
pub(crate) use podcast_of::podcast_of;
pub(crate) use rss::rss;
pub(crate) use show::{has_episodes, show};
pub(crate) use sleeve::Sleeve;
pub(crate) use words::{day_of, iso_time, mail_time};

use platform::http::HttpError;

/// XML as it goes out.
fn document(written: Result<Vec<u8>, impl std::error::Error + Send + Sync + 'static>) -> Result<String, HttpError> {
    let text = String::from_utf8(written.map_err(HttpError::internal)?).map_err(HttpError::internal)?;
    Ok(crate::rules::for_xml(text))
}

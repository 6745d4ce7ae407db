//! Lists: the latest of one, and a page out of the middle of it.

use std::sync::Arc;

use kit::{Cursor, Uuid};
use platform::http::{HttpError, Reading, Visit};

use super::cards::cards;
use super::directory::Directory;
use super::words::count;
use crate::model::list_tag;
use crate::store;
use crate::store::listings::Span;
use crate::views::{Card, Link, Listing, Pager};

/// Which part of a list a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// The page's own address, from the root.
    pub address: &'a str,
    /// After which entry it begins; `None` for the first page.
    pub after: Option<Cursor>,
    /// How many entries it has.
    pub size: u32,
}

impl<'a> Part<'a> {
    /// The part that a visit asks for with `?after=`.
    ///
    /// # Errors
    /// Not found, when that is no marker of ours.
    pub fn asked(visit: &Visit, address: &'a str, size: u32) -> Result<Self, HttpError> {
        let after = visit.query.get("after").map(|text| Cursor::decode(text)).transpose();
        Ok(Self { address, after: after.map_err(|_| HttpError::NotFound)?, size })
    }

    /// The address of the part that begins after this entry.
    pub(super) fn link(&self, label: &str, after: Option<Cursor>) -> Link {
        let address = match after {
            Some(after) => format!("{}?after={}", self.address, after.encode()),
            None => self.address.to_owned(),
        };
        Link::new(label, address)
    }

    /// This part's own address.
    pub(super) fn own_address(&self) -> String {
        self.link("", self.after).address
    }
}

/// The latest of a list: that of a site, a section with all below it, a topic, a person. It stands on the shelf, since
/// it is shown on many pages, until the list or one of its items changes.
///
/// # Errors
/// When the database cannot be asked.
pub async fn latest(
    reading: &mut Reading,
    directory: &Directory,
    list: Uuid,
    limit: u32,
) -> Result<Vec<Card>, HttpError> {
    Ok(latest_kept(reading, directory, list, limit).await?.to_vec())
}

/// The same as it stands on the shelf.
pub(super) async fn latest_kept(
    reading: &mut Reading,
    directory: &Directory,
    list: Uuid,
    limit: u32,
) -> Result<Arc<Vec<Card>>, HttpError> {
    let name = format!("{} {list} {limit}", directory.site.id);
    if let Some(known) = reading.take_down::<Vec<Card>>(&name) {
        return Ok(known);
    }
    let aside = reading.set_aside();
    directory.note(reading);
    reading.note(list_tag(list));
    let span = Span { before: None, from: None, limit };
    let entries = store::listings::entries(reading, list, span).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.item).collect();
    let cards = cards(reading, directory, &ids).await?;
    Ok(reading.shelve(&name, aside, cards))
}

/// A part of a list with the way to newer and older parts, and how many items the whole list has.
///
/// # Errors
/// When the database cannot be asked.
pub async fn listing(
    reading: &mut Reading,
    directory: &Directory,
    list: Uuid,
    part: Part<'_>,
) -> Result<Listing, HttpError> {
    reading.note(list_tag(list));
    let span = Span { before: part.after, from: None, limit: part.size + 1 };
    let mut entries = store::listings::entries(reading, list, span).await?;
    let more = entries.len() > part.size as usize;
    entries.truncate(part.size as usize);
    let older = entries.last().filter(|_| more).map(|last| part.link("Older", Some(last.cursor())));
    let newer = match part.after {
        None => None,
        Some(after) => {
            // The newer part ends with the entry of the marker; it begins after the one that stands a part above.
            let above = store::listings::entries_after(reading, list, after, part.size).await?;
            let begin = above.get(part.size as usize - 1).map(store::listings::Entry::cursor);
            Some(part.link("Newer", begin))
        }
    };
    let all = store::listings::count(reading, list).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.item).collect();
    Ok(Listing {
        cards: cards(reading, directory, &ids).await?,
        count: count(u64::try_from(all).unwrap_or(0), "story", "stories"),
        pager: Pager { newer, older, place: None },
    })
}

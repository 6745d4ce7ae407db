//! What search engines are told of: everything that readers find, but what they are asked to leave out.

use std::collections::HashMap;

use jiff::civil::Date;
use kit::{Cursor, Timestamp, Uuid};
use people::Person;
use platform::http::{HttpError, Reading};

use super::cards::visible;
use super::directory::Directory;
use super::words::href;
use crate::media::picture;
use crate::model::{Item, ItemId, ItemKind, Media, MediaId, list_tag};
use crate::store;
use crate::store::listings::{Month, Span, entries};

/// Items that are loaded in one go.
const AT_ONCE: usize = 500;
/// How many topics, writers and pages are told of.
const OF_A_KIND: u32 = 20_000;

/// Something to be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Findable {
    /// Its address, whole.
    pub address: String,
    /// When it last changed in substance; nothing for a list.
    pub updated: Option<Timestamp>,
    /// The picture over it, whole.
    pub picture: Option<String>,
    /// Its headline; empty for a list.
    pub headline: String,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// BCP 47 language.
    pub language: String,
}

/// In which months of the site's calendar anything was published, how much is there still, and when it last changed; oldest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn months(reading: &mut Reading, directory: &Directory) -> Result<Vec<Month>, HttpError> {
    let list = directory.site.id.uuid();
    reading.note(list_tag(list));
    Ok(store::listings::calendar(reading, list).await?)
}

/// A part of what was published in a month, latest first: `size` items, passing over those of the parts before.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_month(
    reading: &mut Reading,
    directory: &Directory,
    first: Date,
    (part, size): (u32, u32),
) -> Result<Vec<Findable>, HttpError> {
    let list = directory.site.id.uuid();
    reading.note(list_tag(list));
    let start =
        |date: Date| date.to_zoned_datetime(directory.zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp());
    let next = first.last_of_month().tomorrow().unwrap_or(first);
    let before = Some(Cursor { at: start(next), id: Uuid::nil() });
    let limit = part.saturating_add(1).saturating_mul(size);
    let entries = entries(reading, list, Span { before, from: Some(start(first)), limit }).await?;
    let ids: Vec<ItemId> = entries.iter().skip(part as usize * size as usize).map(|entry| entry.item).collect();
    of_items(reading, directory, &ids).await
}

/// What was published since `from`, latest first; with the time at which the first of it was. What somebody paid for
/// is no news.
///
/// # Errors
/// When the database cannot be asked.
pub async fn news(
    reading: &mut Reading,
    directory: &Directory,
    from: Timestamp,
    limit: u32,
) -> Result<Vec<Findable>, HttpError> {
    let list = directory.site.id.uuid();
    reading.note(list_tag(list));
    let entries = entries(reading, list, Span { before: None, from: Some(from), limit }).await?;
    let ids: Vec<ItemId> = entries.iter().map(|entry| entry.item).collect();
    let mut items = visible(reading, &ids).await?;
    items.retain(|item| item.kind != ItemKind::Podcast && item.sponsor.is_none());
    items.sort_unstable_by_key(|item| (std::cmp::Reverse(item.published_at), item.id));
    told(reading, directory, items).await
}

/// Pages, which stand in no list.
///
/// # Errors
/// When the database cannot be asked.
pub async fn pages(reading: &mut Reading, directory: &Directory) -> Result<Vec<Findable>, HttpError> {
    let ids = store::findable::pages(reading, directory.site.id, OF_A_KIND).await?;
    of_items(reading, directory, &ids).await
}

/// The front page, the fronts of sections, topics, and persons who wrote something.
///
/// # Errors
/// When the database cannot be asked.
pub async fn lists(reading: &mut Reading, directory: &Directory) -> Result<Vec<Findable>, HttpError> {
    reading.note(list_tag(directory.site.id.uuid()));
    let mut addresses: Vec<String> = vec!["/".to_owned()];
    addresses.extend(directory.sections().iter().map(|section| section.path.clone()));
    let topics = store::findable::topics_with_items(reading, OF_A_KIND).await?;
    addresses.extend(topics.iter().map(|slug| format!("/topic/{slug}")));
    let writers = store::findable::writers(reading, OF_A_KIND).await?;
    for some in writers.chunks(AT_ONCE) {
        reading.note_all(some.iter().copied().map(Person::tag));
        let mut slugs: Vec<_> =
            people::persons_by_id(reading, some).await?.into_iter().map(|person| person.slug.to_string()).collect();
        slugs.sort_unstable();
        addresses.extend(slugs.iter().map(|slug| format!("/author/{slug}")));
    }
    let publisher = directory.publisher();
    let list = |address: &String| Findable {
        address: publisher.absolute(&href(address)),
        updated: None,
        picture: None,
        headline: String::new(),
        published: None,
        language: directory.site.language.clone(),
    };
    Ok(addresses.iter().map(list).collect())
}

/// These items, in this order.
async fn of_items(reading: &mut Reading, directory: &Directory, ids: &[ItemId]) -> Result<Vec<Findable>, HttpError> {
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let mut items: HashMap<ItemId, Item> =
            visible(reading, some).await?.into_iter().map(|item| (item.id, item)).collect();
        let items = some.iter().filter_map(|id| items.remove(id)).collect();
        all.extend(told(reading, directory, items).await?);
    }
    Ok(all)
}

/// Items but those that are to be left out, and copies of what stands elsewhere.
async fn told(reading: &mut Reading, directory: &Directory, items: Vec<Item>) -> Result<Vec<Findable>, HttpError> {
    let is_own = |item: &Item| item.canonical.as_deref().is_none_or(|address| directory.is_own(address));
    let items: Vec<Item> = items.into_iter().filter(|item| !item.seo.hidden && is_own(item)).collect();
    let leads: Vec<MediaId> = items.iter().filter_map(|item| item.lead.as_ref()).map(|lead| lead.media).collect();
    reading.note_all(leads.iter().copied().map(Media::tag));
    let media = store::media::by_ids(reading, &leads).await?;
    let pictures: HashMap<MediaId, String> =
        media.iter().filter_map(|media| Some((media.id, picture(media)?.src))).collect();
    let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    let mut corrected: HashMap<ItemId, Timestamp> = HashMap::new();
    for correction in store::corrections::of_items(reading, &ids).await? {
        corrected.insert(correction.item, correction.at);
    }
    let publisher = directory.publisher();
    let found = |item: Item| Findable {
        address: publisher.absolute(&directory.address_of(&item)),
        updated: item.updated_at.max(item.published_at).max(corrected.get(&item.id).copied()),
        picture: item.lead.and_then(|lead| pictures.get(&lead.media)).map(|src| publisher.absolute(src)),
        headline: item.headline,
        published: item.published_at,
        language: item.language.unwrap_or_else(|| directory.site.language.clone()),
    };
    Ok(items.into_iter().map(found).collect())
}

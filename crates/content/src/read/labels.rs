//! The pages of topics and persons.

use std::collections::HashMap;

use kit::Uuid;
use people::{Person, PersonId};
use platform::http::{HttpError, Reading};

use super::credits::{Credits, portrait_key};
use super::directory::Directory;
use super::head::head_of_part;
use super::lists::{Part, listing};
use super::named::topics_by_id;
use super::pictures::{Pictures, Wanted, is_large, share};
use super::sharing::{person_card, picture_of, topic_card};
use super::words::{href, markup, plain};
use crate::model::{ItemId, Topic, TopicId, list_tag};
use crate::store;
use crate::store::listings::Span;
use crate::views::{self, Link, Meta, PageKind, ShareImage};

/// Topics close to one: how many are named, and among how many of its latest items they are looked for.
const NEIGHBOURS: usize = 6;
const LOOKED_AT: u32 = 40;

/// The page of a topic. `None` for one that is not there or not for readers.
///
/// # Errors
/// When the database cannot be asked.
pub async fn topic(
    reading: &mut Reading,
    directory: &Directory,
    slug: &str,
    part: Part<'_>,
) -> Result<Option<(TopicId, views::Topic)>, HttpError> {
    let found = store::labels::topic_by_slug(reading, slug).await?;
    let Some(topic) = found.filter(|topic| !topic.internal) else { return Ok(None) };
    reading.note(Topic::tag(topic.id));
    let listing = listing(reading, directory, topic.id.uuid(), part).await?;
    if listing.cards.is_empty() && (part.after.is_some() || !is_described(&topic)) {
        return Ok(None);
    }
    let crumbs = directory.crumbs(None);
    let mut meta = head_of_part(directory, &topic.name, &part, (&crumbs, &listing.pager));
    meta.description = topic.description.as_deref().map(plain);
    meta.picture = Some(picture_of(directory, &topic_card(directory, &topic)));
    meta.robots = listing.cards.is_empty().then(|| "noindex".to_owned());
    meta.json_ld.push(directory.publisher().collection(&topic.name, &part.own_address(), &listing.cards));
    let view = views::Topic {
        meta,
        crumbs,
        description: topic.description.as_deref().map(markup),
        neighbours: neighbours(reading, topic.id).await?,
        name: topic.name,
        listing,
        rail: Vec::new(),
    };
    Ok(Some((topic.id, view)))
}

/// Topics that the latest items of one have most often besides.
async fn neighbours(reading: &mut Reading, topic: TopicId) -> Result<Vec<Link>, HttpError> {
    reading.note(list_tag(topic.uuid()));
    let span = Span { before: None, from: None, limit: LOOKED_AT };
    let latest: Vec<ItemId> =
        store::listings::entries(reading, topic.uuid(), span).await?.iter().map(|entry| entry.item).collect();
    let mut counts: HashMap<TopicId, usize> = HashMap::new();
    for (_, other) in store::parts::topics(reading, &latest).await? {
        *counts.entry(other).or_default() += usize::from(other != topic);
    }
    let mut close: Vec<(usize, TopicId)> = counts.into_iter().map(|(id, count)| (count, id)).collect();
    close.sort_unstable_by(|one, other| other.cmp(one));
    close.retain(|(count, _)| *count > 0);
    close.truncate(NEIGHBOURS);
    let ids: Vec<TopicId> = close.into_iter().map(|(_, id)| id).collect();
    topic_links(reading, &ids).await
}

/// Links to these topics, in this order; those for the desk alone are left out.
pub(super) async fn topic_links(reading: &mut Reading, ids: &[TopicId]) -> Result<Vec<Link>, HttpError> {
    let topics = topics_by_id(reading, ids).await?;
    let link = |id: &TopicId| {
        let topic = topics.get(id).filter(|topic| !topic.internal)?;
        Some(Link::new(&*topic.name, href(&format!("/topic/{}", topic.slug))))
    };
    Ok(ids.iter().filter_map(link).collect())
}

/// The page of a person. `None` for one that is not there, and for one of whom there is nothing to read: an archive
/// brings along many who only had an account.
///
/// # Errors
/// When the database cannot be asked.
pub async fn author(
    reading: &mut Reading,
    directory: &Directory,
    slug: &str,
    part: Part<'_>,
) -> Result<Option<(PersonId, views::Author)>, HttpError> {
    let Some(person) = people::person_by_slug(reading, slug).await? else { return Ok(None) };
    reading.note(Person::tag(person.id));
    let listing = listing(reading, directory, person.id.uuid(), part).await?;
    if listing.cards.is_empty() && (part.after.is_some() || !has_biography(&person)) {
        return Ok(None);
    }
    let credits = Credits::of_person(reading, &person).await?;
    let wanted = Wanted { keys: portrait_key(&person).into_iter().collect(), ..Wanted::default() };
    let pictures = Pictures::load(reading, directory, wanted).await?;
    let about = credits.author_box(&person, &pictures);
    let crumbs = directory.crumbs(None);
    let base = head_of_part(directory, &person.name, &part, (&crumbs, &listing.pager));
    let mut meta = Meta {
        description: person.bio.as_deref().map(plain),
        kind: PageKind::Profile,
        picture: portrait_key(&person)
            .and_then(|key| pictures.of_key(key))
            .zip(about.portrait.as_ref())
            .and_then(|(media, portrait)| share(directory, media, portrait))
            .filter(is_large)
            // Where it is shared, no name stands beside it.
            .map(|shared| ShareImage { alt: person.name.clone(), ..shared })
            .or_else(|| Some(picture_of(directory, &person_card(directory, &person)))),
        ..base
    };
    meta.json_ld.push(directory.publisher().person(&about, part.address));
    Ok(Some((person.id, views::Author { meta, crumbs, person: about, listing, rail: Vec::new() })))
}

/// Whether the page of a topic is there for readers: whether something public is about it, or words describe it.
pub(super) async fn is_read_of_topic(reading: &mut Reading, topic: &Topic) -> Result<bool, HttpError> {
    Ok(!topic.internal && (is_described(topic) || has_items(reading, topic.id.uuid()).await?))
}

/// Whether the page of a person is there for readers.
pub(super) async fn is_read_of_person(reading: &mut Reading, person: &Person) -> Result<bool, HttpError> {
    Ok(has_biography(person) || has_items(reading, person.id.uuid()).await?)
}

fn is_described(topic: &Topic) -> bool {
    topic.description.as_deref().is_some_and(|description| !description.trim().is_empty())
}

fn has_biography(person: &Person) -> bool {
    person.bio.as_deref().is_some_and(|bio| !bio.trim().is_empty())
}

/// Whether anything that readers may see stands in a list.
async fn has_items(reading: &mut Reading, list: Uuid) -> Result<bool, HttpError> {
    let any = Span { before: None, from: None, limit: 1 };
    Ok(!store::listings::entries(reading, list, any).await?.is_empty())
}

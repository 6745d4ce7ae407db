//! The episodes of a podcast, and its cover.

use std::collections::HashMap;

use content::model::{ItemId, ItemKind, list_tag};
use content::read::{self, Depth, Directory, WholeStory};
use content::store::{findable, listings, transcripts};
use kit::Uuid;
use platform::http::{HttpError, Reading};
use platform::records::ids_named_on;
use serde::Deserialize;

use super::channel::told;
use super::podcast::{Said, Show};
use super::sleeve::Sleeve;
use crate::model::{Channel, Form, List, ListKind, Marks};

/// Episodes in a feed. Directories take no more from most.
pub(crate) const EPISODES: u32 = 300;

/// The podcast of a list. `None` for one without an episode.
pub(crate) async fn show(reading: &mut Reading, directory: &Directory, list: &List) -> Result<Option<Show>, HttpError> {
    let ids = episodes(reading, directory, list).await?;
    let changed = listings::changed(reading, listed(directory, list)).await?;
    let mut stories = read::whole(reading, directory, &ids, Depth::Full).await?;
    // Nothing can be heard of an episode whose recording is not to be had.
    stories.retain(|story| story.recording.is_some());
    if stories.is_empty() {
        return Ok(None);
    }
    let said = said_of(directory, list);
    let mut channel = Channel { changed, ..told(directory, list, Form::Podcast, stories) };
    channel.title = said.title.clone().unwrap_or_else(|| list.name.clone());
    let cover = cover(reading, directory, list, (&said, &channel.stories)).await?;
    let cover = cover.unwrap_or_else(|| Sleeve::of(directory, list).address());
    let cover = directory.publisher().absolute(&cover);
    channel.marks = Marks { large: cover.clone(), small: None, logo: None };
    let transcribed = transcripts::which(reading, &ids).await?;
    Ok(Some(Show { channel, cover, transcribed, said }))
}

/// The latest episodes of a list.
async fn episodes(reading: &mut Reading, directory: &Directory, list: &List) -> Result<Vec<ItemId>, HttpError> {
    let site = directory.site.id;
    reading.note(list_tag(site.uuid()));
    let listed = (site, listed(directory, list));
    let ids = findable::listed_of_kind(reading, listed, ItemKind::Podcast, EPISODES).await?;
    match list.kind {
        ListKind::Show(page) => of_show(reading, &ids, page).await,
        _ => Ok(ids),
    }
}

/// What the episodes of a list are listed under.
fn listed(directory: &Directory, list: &List) -> Uuid {
    match list.kind {
        ListKind::Show(_) => directory.site.id.uuid(),
        _ => list.id,
    }
}

/// Whether a list has an episode at all.
pub(crate) async fn has_episodes(reading: &mut Reading, directory: &Directory, list: &List) -> Result<bool, HttpError> {
    Ok(!episodes(reading, directory, list).await?.is_empty())
}

/// What an editor said of a list as a podcast, else of the whole site.
pub(super) fn said_of(directory: &Directory, list: &List) -> Said {
    let said = |fields: &serde_json::Map<String, serde_json::Value>| Said::deserialize(fields.get("podcast")?).ok();
    said(&list.fields).or_else(|| said(&directory.site.fields)).unwrap_or_default()
}

/// Those of these episodes that name this page as their show.
pub(crate) async fn of_show(reading: &mut Reading, ids: &[ItemId], page: ItemId) -> Result<Vec<ItemId>, HttpError> {
    let episodes = content::store::items::by_ids(reading, ids).await?;
    let site = episodes.first().map(|episode| episode.site);
    let keys: HashMap<ItemId, String> = episodes
        .into_iter()
        .filter_map(|episode| Some((episode.id, episode.fields.get("show")?.as_str()?.to_owned())))
        .collect();
    let mut named: Vec<&str> = keys.values().map(String::as_str).collect();
    named.sort_unstable();
    named.dedup();
    let Some(site) = site else { return Ok(Vec::new()) };
    let found = ids_named_on(reading, site.uuid(), "item", &named).await?;
    let is_of_page = |id: &&ItemId| keys.get(*id).and_then(|key| found.get(key)) == Some(&page.uuid());
    Ok(ids.iter().filter(is_of_page).copied().collect())
}

/// The cover: what an editor chose, the picture over the show's page, else over its latest episode that has one; each
/// cut to a square. Nothing where none of them is as large as directories ask.
async fn cover(
    reading: &mut Reading,
    directory: &Directory,
    list: &List,
    (said, episodes): (&Said, &[WholeStory]),
) -> Result<Option<String>, HttpError> {
    if let Some(key) = &said.image
        && let Some(media) = read::media_of_key(reading, directory, key).await?
        && let Some(chosen) = content::media::picture(&media)
        && let Some(square) = content::media::square_address(&media, chosen.focus)
    {
        return Ok(Some(square));
    }
    if let ListKind::Show(page) = list.kind {
        let shown = read::whole(reading, directory, &[page], Depth::Summary).await?;
        if let Some(square) = shown.into_iter().find_map(|page| page.square) {
            return Ok(Some(square));
        }
    }
    Ok(episodes.iter().find_map(|episode| episode.square.clone()))
}

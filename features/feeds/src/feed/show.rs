//! The episodes of a podcast, and its cover.

use std::collections::HashMap;

use content::model::{ItemId, ItemKind, list_tag};
use content::read::{self, Depth, Directory, WholeStory, rendition};
use content::store::{findable, transcripts};
use platform::http::{HttpError, Reading};
use platform::records::ids_by_key;
use serde::Deserialize;

use super::channel::told;
use super::podcast::{Said, Show};
use crate::model::{Form, List, ListKind};

/// Episodes in a feed. Directories take no more from most.
pub(crate) const EPISODES: u32 = 300;
/// The widest cover: what Apple takes.
const COVER: u32 = 3000;

/// The podcast of a list. `None` for one without an episode.
pub(crate) async fn show(reading: &mut Reading, directory: &Directory, list: &List) -> Result<Option<Show>, HttpError> {
    let site = directory.site.id;
    reading.note(list_tag(site.uuid()));
    let listed = match list.kind {
        ListKind::Show(_) => site.uuid(),
        _ => list.id,
    };
    let mut ids = findable::listed_of_kind(reading, (site, listed), ItemKind::Podcast, EPISODES).await?;
    if let ListKind::Show(page) = list.kind {
        ids = of_show(reading, &ids, page).await?;
    }
    let mut stories = read::whole(reading, directory, &ids, Depth::Full).await?;
    // Nothing can be heard of an episode whose recording is not to be had.
    stories.retain(|story| story.recording.is_some());
    if stories.is_empty() {
        return Ok(None);
    }
    let said = said(list).or_else(|| Said::deserialize(directory.site.fields.get("podcast")?).ok()).unwrap_or_default();
    let mut channel = told(directory, list, Form::Podcast, stories);
    channel.title = said.title.clone().unwrap_or_else(|| list.name.clone());
    let cover = cover(reading, directory, list, (&said, &channel.stories)).await?;
    let cover = cover.map(|cover| directory.publisher().absolute(&cover));
    channel.icon = cover.clone();
    let transcribed = transcripts::which(reading, &ids).await?;
    Ok(Some(Show { channel, cover, transcribed, said }))
}

fn said(list: &List) -> Option<Said> {
    Said::deserialize(list.fields.get("podcast")?).ok()
}

/// Those of these episodes that name this page as their show.
pub(crate) async fn of_show(reading: &mut Reading, ids: &[ItemId], page: ItemId) -> Result<Vec<ItemId>, HttpError> {
    let episodes = content::store::items::by_ids(reading, ids).await?;
    let keys: HashMap<ItemId, String> = episodes
        .into_iter()
        .filter_map(|episode| Some((episode.id, episode.fields.get("show")?.as_str()?.to_owned())))
        .collect();
    let mut named: Vec<&str> = keys.values().map(String::as_str).collect();
    named.sort_unstable();
    named.dedup();
    let found = ids_by_key(reading, "item", &named).await?;
    let is_of_page = |id: &&ItemId| keys.get(*id).and_then(|key| found.get(key)) == Some(&page.uuid());
    Ok(ids.iter().filter(is_of_page).copied().collect())
}

/// The cover: what an editor chose, the picture over the show's page, else over its latest episode.
async fn cover(
    reading: &mut Reading,
    directory: &Directory,
    list: &List,
    (said, episodes): (&Said, &[WholeStory]),
) -> Result<Option<String>, HttpError> {
    let of = |picture: &content::views::Picture| rendition(picture, COVER).0.to_owned();
    if let Some(key) = &said.image
        && let Some(media) = read::media_of_key(reading, directory, key).await?
    {
        return Ok(content::media::picture(&media).as_ref().map(of));
    }
    if let ListKind::Show(page) = list.kind {
        let shown = read::whole(reading, directory, &[page], Depth::Summary).await?;
        let lead = shown.first().and_then(|page| page.lead.as_ref());
        if let Some(lead) = lead {
            return Ok(Some(of(&lead.picture)));
        }
    }
    Ok(episodes.iter().find_map(|episode| episode.lead.as_ref()).map(|lead| of(&lead.picture)))
}

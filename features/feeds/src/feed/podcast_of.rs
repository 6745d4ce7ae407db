//! Which podcast a page is about: an episode's, a show's, that of a section of episodes.

use content::model::{Item, ItemId, ItemKind, SectionId, SiteId, list_tag};
use content::read::Directory;
use content::rules::visibility::{Visibility, visibility};
use content::store::{self, findable, listings::Span, listings::entries};
use kit::Uuid;
use platform::App;
use platform::feature::SlotPlace;
use platform::http::{HttpError, Reading};
use platform::records::ids_named_on;

use super::show::{EPISODES, of_show};

/// Of a section's latest so many are looked at for an episode.
const LATEST: u32 = 10;

/// Name and page of the podcast of the page at a place.
pub(crate) async fn podcast_of(
    app: &App,
    reading: &mut Reading,
    place: SlotPlace<'_>,
) -> Result<Option<(String, String)>, HttpError> {
    let Some(item) = place.item.map(ItemId::from_uuid) else {
        return match place.section.map(SectionId::from_uuid) {
            Some(section) => of_section(app, reading, place, section).await,
            None => Ok(None),
        };
    };
    match findable::kinds(reading, &[item]).await?.first() {
        Some((_, ItemKind::Podcast)) => of_episode(app, reading, place, item).await,
        Some((_, ItemKind::Page)) => of_page(reading, place, item).await,
        _ => Ok(None),
    }
}

/// That of the show which an episode names, else that of its section.
async fn of_episode(
    app: &App,
    reading: &mut Reading,
    place: SlotPlace<'_>,
    id: ItemId,
) -> Result<Option<(String, String)>, HttpError> {
    let Some(episode) = store::items::by_id(reading, id).await?.filter(is_heard) else { return Ok(None) };
    let named = episode.fields.get("show").and_then(|key| key.as_str()).unwrap_or_default();
    let known = ids_named_on(reading, episode.site.uuid(), "item", &[named]).await?;
    if let Some(show) = known.get(named).copied().map(ItemId::from_uuid) {
        reading.note(Item::tag(show));
        let show = store::items::by_id(reading, show).await?;
        let now = reading.now();
        let is_shown = |show: &Item| show.kind == ItemKind::Page && visibility(show, now) == Visibility::Shown;
        if let Some(show) = show.filter(|show| is_shown(show) && show.site == episode.site) {
            return Ok(Some((show.headline, show.address)));
        }
    }
    let directory = Directory::of_site(app, reading, SiteId::from_uuid(place.site)).await?;
    let section = episode.section.and_then(|id| directory.section(id));
    Ok(section.map(|section| (section.name.clone(), section.path.clone())))
}

/// That which a page is about, if episodes name it as their show.
async fn of_page(
    reading: &mut Reading,
    place: SlotPlace<'_>,
    page: ItemId,
) -> Result<Option<(String, String)>, HttpError> {
    reading.note(list_tag(place.site));
    let all = (SiteId::from_uuid(place.site), place.site);
    let ids = findable::listed_of_kind(reading, all, ItemKind::Podcast, EPISODES).await?;
    let episodes = of_show(reading, &ids, page).await?;
    if !are_heard(reading, &episodes).await? {
        return Ok(None);
    }
    Ok(store::items::by_id(reading, page).await?.map(|page| (page.headline, page.address)))
}

/// That of a section, if there is an episode among its latest.
async fn of_section(
    app: &App,
    reading: &mut Reading,
    place: SlotPlace<'_>,
    section: SectionId,
) -> Result<Option<(String, String)>, HttpError> {
    let list: Uuid = section.uuid();
    reading.note(list_tag(list));
    let latest = entries(reading, list, Span { before: None, from: None, limit: LATEST }).await?;
    let ids: Vec<ItemId> = latest.iter().map(|entry| entry.item).collect();
    let kinds = findable::kinds(reading, &ids).await?;
    let episodes = kinds.into_iter().filter(|(_, kind)| *kind == ItemKind::Podcast).map(|(id, _)| id);
    let episodes: Vec<ItemId> = episodes.collect();
    if !are_heard(reading, &episodes).await? {
        return Ok(None);
    }
    let directory = Directory::of_site(app, reading, SiteId::from_uuid(place.site)).await?;
    Ok(directory.section(section).map(|section| (section.name.clone(), section.path.clone())))
}

/// Whether any of these episodes can be heard by a podcast program.
async fn are_heard(reading: &mut Reading, episodes: &[ItemId]) -> Result<bool, HttpError> {
    reading.note_all(episodes.iter().copied().map(Item::tag));
    Ok(store::items::by_ids(reading, episodes).await?.iter().any(is_heard))
}

/// Whether an episode is a file, and not played by somebody else's player.
fn is_heard(episode: &Item) -> bool {
    episode.playback.as_ref().is_some_and(|plays| prose::Embed::recognise(&plays.address).is_none())
}

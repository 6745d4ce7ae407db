//! Items on other items' pages: ids in, cards out.

use std::collections::HashMap;

use platform::http::{HttpError, Reading};

use super::chrome::direction;
use super::credits::Credits;
use super::directory::Directory;
use super::pictures::over;
use super::words::{as_typed, duration, reading_time};
use crate::media::picture;
use crate::model::{Byline, Item, ItemId, ItemKind, Media, MediaId, picture_tag};
use crate::rules::visibility::{Visibility, visibility};
use crate::store;
use crate::views::{Card, Kind};

/// The cards of these items, in this order; what readers may not see is left out. Five queries at most, however many they are.
///
/// # Errors
/// When the database cannot be asked.
pub async fn cards(reading: &mut Reading, directory: &Directory, ids: &[ItemId]) -> Result<Vec<Card>, HttpError> {
    let mut by_id = cards_by_id(reading, directory, ids).await?;
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The same without pictures, for places that show none. Three queries at most.
///
/// # Errors
/// When the database cannot be asked.
pub async fn briefs(reading: &mut Reading, directory: &Directory, ids: &[ItemId]) -> Result<Vec<Card>, HttpError> {
    let mut by_id = briefs_by_id(reading, directory, ids).await?;
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The same by id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn briefs_by_id(
    reading: &mut Reading,
    directory: &Directory,
    ids: &[ItemId],
) -> Result<HashMap<ItemId, Card>, HttpError> {
    load(reading, directory, ids, Shown::Words).await
}

/// The cards of these items by id, for pages that put one item into several places.
///
/// # Errors
/// When the database cannot be asked.
pub async fn cards_by_id(
    reading: &mut Reading,
    directory: &Directory,
    ids: &[ItemId],
) -> Result<HashMap<ItemId, Card>, HttpError> {
    load(reading, directory, ids, Shown::Picture).await
}

/// What a card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Its picture, or what stands for one, and words.
    Picture,
    /// Words alone.
    Words,
}

async fn load(
    reading: &mut Reading,
    directory: &Directory,
    ids: &[ItemId],
    shown: Shown,
) -> Result<HashMap<ItemId, Card>, HttpError> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let items = visible(reading, &ids).await?;
    let seen: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    let mut bylines: HashMap<ItemId, Vec<Byline>> = HashMap::new();
    for (item, byline) in store::parts::bylines(reading, &seen).await? {
        bylines.entry(item).or_default().push(byline);
    }
    let sponsors = items.iter().filter_map(|item| item.sponsor);
    let credits = Credits::load(reading, bylines.values().flatten(), sponsors).await?;
    let pictures = match shown {
        Shown::Picture => Some(Pictures::of(reading, &items).await?),
        Shown::Words => None,
    };
    let card = |item: Item| {
        let bylines = bylines.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let card = card(&item, bylines, directory, &credits);
        (item.id, pictures.iter().fold(card, |card, pictures| pictures.on(card, &item)))
    };
    Ok(items.into_iter().map(card).collect())
}

/// The pictures of cards.
struct Pictures {
    media: HashMap<MediaId, Media>,
    stills: HashMap<ItemId, MediaId>,
}

impl Pictures {
    async fn of(reading: &mut Reading, items: &[Item]) -> Result<Self, HttpError> {
        let stills = stills(reading, items).await?;
        let leads = items.iter().filter_map(|item| item.lead.as_ref()).map(|lead| lead.media);
        let pictures: Vec<MediaId> = leads.chain(stills.values().copied()).collect();
        reading.note_all(pictures.iter().copied().map(Media::tag));
        let media = store::media::by_ids(reading, &pictures).await?;
        Ok(Self { media: media.into_iter().map(|media| (media.id, media)).collect(), stills })
    }

    /// The card with its picture, or what stands for one.
    fn on(&self, card: Card, item: &Item) -> Card {
        let still = || picture(self.media.get(self.stills.get(&item.id)?)?);
        let lead = item.lead.as_ref().and_then(|lead| over(self.media.get(&lead.media)?, lead));
        // The headline beside it says what the picture is about.
        let plain = |picture| crate::views::Picture { alt: String::new(), ..picture };
        let card = Card { picture: lead.or_else(still).map(plain), ..card };
        match item.kind {
            ItemKind::Video | ItemKind::Podcast => card.with_cover(),
            ItemKind::Article | ItemKind::Page => card,
        }
    }
}

/// The stills of those that have no picture and play something of a provider's. The page depends on each, here or not.
async fn stills(reading: &mut Reading, items: &[Item]) -> Result<HashMap<ItemId, MediaId>, HttpError> {
    let bare = items.iter().filter(|item| item.lead.is_none());
    let named: Vec<(ItemId, String)> =
        bare.filter_map(|item| Some((item.id, item.playback.as_ref()?.still()?))).collect();
    if named.is_empty() {
        return Ok(HashMap::new());
    }
    let names: Vec<String> = named.iter().map(|(_, name)| name.clone()).collect();
    reading.note_all(names.iter().map(|name| picture_tag(name)));
    let known = store::media::ids_by_address(reading, &names).await?;
    Ok(named.into_iter().filter_map(|(item, name)| Some((item, *known.get(&name)?))).collect())
}

/// Those of these items that readers may see now, in no order. The page depends on all of them, seen or not.
pub(super) async fn visible(reading: &mut Reading, ids: &[ItemId]) -> Result<Vec<Item>, HttpError> {
    reading.note_all(ids.iter().copied().map(Item::tag));
    let now = reading.now();
    let items = store::items::by_ids(reading, ids).await?;
    Ok(items.into_iter().filter(|item| visibility(item, now) == Visibility::Shown).collect())
}

fn card(item: &Item, bylines: &[Byline], directory: &Directory, credits: &Credits) -> Card {
    Card {
        item: Some(item.id),
        address: directory.address_of(item),
        headline: item.headline.clone(),
        standfirst: item.standfirst.as_deref().map(as_typed).filter(|standfirst| !standfirst.is_empty()),
        kind: kind(item.kind),
        format: item.format.and_then(|id| directory.format(id)).map(|format| format.name.clone()),
        section: directory.place_of(item),
        byline: bylines.iter().filter_map(|byline| credits.credit(byline)).collect(),
        published: item.published_at.map(|at| directory.moment(at)),
        picture: None,
        duration: item.playback.as_ref().and_then(|playback| playback.seconds).map(duration),
        reading_time: reading_time(item.words).filter(|_| item.kind == ItemKind::Article),
        sponsor: item.sponsor.and_then(|id| credits.organisation(id)).map(|sponsor| sponsor.name.clone()),
        lang: item.language.clone().filter(|lang| *lang != directory.site.language),
        direction: item.language.as_deref().and_then(|lang| told_direction(lang, &directory.site.language)),
    }
}

/// Which way an item's words run, as it has to be told: where a headline's first letters may be of another script than
/// the rest. Left to right on a site that runs so, it goes without saying.
fn told_direction(lang: &str, site: &str) -> Option<String> {
    let (own, around) = (direction(lang), direction(site));
    (own != around || around == "rtl").then(|| own.to_owned())
}

/// What an item is, in the words of views.
pub(super) fn kind(kind: ItemKind) -> Kind {
    match kind {
        ItemKind::Article => Kind::Article,
        ItemKind::Video => Kind::Video,
        ItemKind::Podcast => Kind::Podcast,
        ItemKind::Page => Kind::Page,
    }
}

//! Fronts as views.

mod modules;

use std::collections::{HashMap, HashSet};

use content::model::{ItemId, Section, SectionId};
use content::read::{self, Directory, Part};
use content::store::parts::Related;
use content::views::{Card, Link, Listing};
use kit::Uuid;
use platform::App;
use platform::http::{HttpError, Reading, percent_decoded};
use platform::records::ids_named_on;

pub(crate) use modules::modules;

use crate::rules::{Top, arrange};
use crate::views::{FrontPage, SectionFront, Strip};
use crate::{Front, Held, Place, store};

/// Stories that the front page looks at.
const LATEST: u32 = 40;
/// Headlines in the column of the latest, none of which stands above it already.
const HEADLINES: usize = 8;
/// Sections with a strip of their own.
const STRIPS: usize = 6;
/// Stories in a strip, at the most and at the least, and how many of a section's latest are looked at for them.
const STRIP: usize = 4;
const STRIP_AT_LEAST: usize = 2;
const LOOKED_AT: u32 = 16;
/// Stories on a page of a river.
const RIVER: u32 = 20;

/// What stands on a page already: nothing is told there twice.
#[derive(Debug, Default)]
pub(crate) struct Shown(HashSet<ItemId>);

impl Shown {
    /// Where one item's own page is what is read.
    pub(crate) fn with(own: Option<ItemId>) -> Self {
        Self(own.into_iter().collect())
    }

    fn see<'a>(&mut self, cards: impl IntoIterator<Item = &'a Card>) {
        self.0.extend(cards.into_iter().filter_map(|card| card.item));
    }

    fn lacks(&self, card: &Card) -> bool {
        card.item.is_none_or(|item| !self.0.contains(&item))
    }
}

/// The front page.
pub(crate) async fn front_page(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
) -> Result<FrontPage, HttpError> {
    let front = arranged(reading, directory, None).await?;
    let site = directory.site.id.uuid();
    let latest = read::latest(reading, directory, site, LATEST).await?;
    let top = top(reading, directory, front.as_ref(), latest.clone()).await?;
    let lead_related = related(reading, directory, front.as_ref(), &top).await?;
    let mut shown = Shown::default();
    shown.see(top.lead.iter().chain(&top.secondary).chain(&lead_related));
    let rail = modules(reading, directory, front.as_ref(), &mut shown).await?;
    let headlines: Vec<Card> = latest.iter().filter(|card| shown.lacks(card)).take(HEADLINES).cloned().collect();
    shown.see(&headlines);
    let strips = strips(reading, directory, &mut shown).await?;
    let more = latest.len() as u32 == LATEST;
    let older = if more { Some(Link::new("Archive", "/archive")) } else { None };
    let rest = top.rest.into_iter().filter(|card| shown.lacks(card));
    let mut river = Listing { cards: rest.take(RIVER as usize).collect(), ..Listing::default() };
    river.pager.older = older;
    let mut meta = read::head(directory, &directory.site.name, "/", &[]);
    meta.description = directory.setting("description").map(str::to_owned).or_else(|| directory.site.tagline.clone());
    meta.json_ld = vec![read::web_site(app, reading, directory).await?];
    Ok(FrontPage {
        meta,
        lead: top.lead,
        lead_related,
        secondary: top.secondary,
        latest: headlines,
        strips,
        river,
        rail,
    })
}

/// The front of a section. Its first page has a lead; the others are the river alone. `None` past the river's end.
pub(crate) async fn section_front(
    reading: &mut Reading,
    directory: &Directory,
    section: &Section,
    part: Part<'_>,
) -> Result<Option<SectionFront>, HttpError> {
    let front = arranged(reading, directory, Some(section.id)).await?;
    let whole = arranged(reading, directory, None).await?;
    let is_first = part.after.is_none();
    let mut river = read::listing(reading, directory, section.id.uuid(), part).await?;
    if !is_first && river.cards.is_empty() {
        return Ok(None);
    }
    let above = directory.crumbs(section.parent);
    let mut meta = read::head_of_part(directory, &section.name, &part, (&above, &river.pager));
    meta.description = section.standfirst.clone();
    meta.picture = Some(read::section_picture(directory, section));
    let mut top = Top::default();
    if is_first {
        top = self::top(reading, directory, front.as_ref(), std::mem::take(&mut river.cards)).await?;
        river.cards = std::mem::take(&mut top.rest);
    }
    let shown: Vec<Card> = top.lead.iter().chain(&top.secondary).chain(&river.cards).cloned().collect();
    meta.json_ld.push(directory.publisher().collection(&section.name, &meta.canonical, &shown));
    let link = directory.link(section);
    let rails = front.filter(|front| !front.modules.is_empty()).or(whole);
    let mut above_river = Shown::default();
    above_river.see(top.lead.iter().chain(&top.secondary));
    Ok(Some(SectionFront {
        meta,
        crumbs: above,
        section: link,
        description: section.standfirst.clone(),
        children: directory
            .children(Some(section.id))
            .map(|child| Link::new(&*child.name, read::href(&child.path)))
            .collect(),
        lead: top.lead,
        secondary: top.secondary,
        river,
        rail: modules(reading, directory, rails.as_ref(), &mut above_river).await?,
    }))
}

/// How many stories a page of a section's river has.
pub(crate) const fn river_size() -> u32 {
    RIVER
}

/// What editors arranged. The page depends on it, and on the time at which a held story gives up its place.
pub(crate) async fn arranged(
    reading: &mut Reading,
    directory: &Directory,
    section: Option<SectionId>,
) -> Result<Option<Front>, HttpError> {
    reading.note(Front::tag(directory.site.id));
    let front = store::front(reading, directory.site.id, section).await?;
    let now = reading.now();
    if let Some(at) = front.as_ref().and_then(|front| front.next_change(now)) {
        reading.expires(at);
    }
    Ok(front)
}

async fn top(
    reading: &mut Reading,
    directory: &Directory,
    front: Option<&Front>,
    latest: Vec<Card>,
) -> Result<Top, HttpError> {
    let now = reading.now();
    let held = |place| front.map(|front| front.held(place, now)).unwrap_or_default();
    let lead = held_cards(reading, directory, held(Place::Lead)).await?;
    let secondary = held_cards(reading, directory, held(Place::Secondary)).await?;
    let mut top = arrange(lead, secondary, latest);
    // The place of the lead is made around a picture.
    top.lead = top.lead.map(Card::with_cover);
    Ok(top)
}

async fn held_cards(reading: &mut Reading, directory: &Directory, held: Vec<&Held>) -> Result<Vec<Card>, HttpError> {
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let ids = item_ids(reading, directory, &held).await?;
    read::cards(reading, directory, &ids).await
}

/// The items that are held, those that are here by now.
pub(crate) async fn item_ids(
    reading: &mut Reading,
    directory: &Directory,
    held: &[&Held],
) -> Result<Vec<ItemId>, HttpError> {
    let keys: Vec<&str> = held
        .iter()
        .filter_map(|held| match held {
            Held::Key(key) => Some(key.as_str()),
            Held::Item(_) => None,
        })
        .collect();
    let by_key: HashMap<String, Uuid> = if keys.is_empty() {
        HashMap::new()
    } else {
        ids_named_on(reading, directory.site.id.uuid(), "item", &keys).await?
    };
    let id = |held: &&Held| match held {
        Held::Item(id) => Some(*id),
        Held::Key(key) => by_key.get(key).copied().map(ItemId::from_uuid),
    };
    Ok(held.iter().filter_map(id).collect())
}

/// Headlines under the lead: what its editor put beside it.
async fn related(
    reading: &mut Reading,
    directory: &Directory,
    front: Option<&Front>,
    top: &Top,
) -> Result<Vec<Card>, HttpError> {
    let Some(lead) = &top.lead else { return Ok(Vec::new()) };
    let now = reading.now();
    let held = front.map(|front| front.held(Place::Lead, now)).unwrap_or_default();
    let mut ids = item_ids(reading, directory, &held).await?;
    if ids.is_empty() {
        let address = percent_decoded(&lead.address);
        let found = content::store::items::by_address(reading, directory.site.id, &address).await?;
        ids.extend(found.map(|item| item.id));
    }
    ids.truncate(1);
    let related: Vec<Held> = content::store::parts::related(reading, &ids)
        .await?
        .into_iter()
        .map(|(_, related)| match related {
            Related::Here(id) => Held::Item(id),
            Related::ToCome(key) => Held::Key(key),
        })
        .collect();
    let mut cards = held_cards(reading, directory, related.iter().collect()).await?;
    cards.retain(|card| !top.secondary.iter().any(|above| above.address == card.address));
    cards.truncate(2);
    Ok(cards)
}

/// Top sections with enough to show of what is not shown above, nor in another strip.
async fn strips(reading: &mut Reading, directory: &Directory, shown: &mut Shown) -> Result<Vec<Strip>, HttpError> {
    let mut strips = Vec::new();
    let sections: Vec<&Section> = directory.children(None).collect();
    for section in sections {
        if strips.len() == STRIPS {
            break;
        }
        let mut cards = read::latest(reading, directory, section.id.uuid(), LOOKED_AT).await?;
        cards.retain(|card| shown.lacks(card));
        cards.truncate(STRIP);
        if cards.len() >= STRIP_AT_LEAST {
            shown.see(&cards);
            strips.push(Strip { section: directory.link(section), cards });
        }
    }
    Ok(strips)
}

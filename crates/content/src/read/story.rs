//! What an item says on its own page: everything that articles, videos and episodes have in common.

use std::collections::HashMap;

use kit::{Cursor, Timestamp};
use platform::App;
use platform::http::{HttpError, Reading};
use platform::views::Html;
use prose::Block;

use super::cards::briefs;
use super::chrome::direction;
use super::corrections::note;
use super::credits::{Credits, portrait_key};
use super::directory::Directory;
use super::headlines::headlines;
use super::labels::topic_links;
use super::more::more_from;
use super::pictures::{Pictures, Wanted, lead_figure};
use super::related;
use super::resolver::{Loaded, Mentions};
use super::translations::alternates;
use super::words::{as_typed, reading_time};
use crate::model::{Correction, Item, ItemId, ItemKind, Lead, Playback, Revision, Section, list_tag};
use crate::store;
use crate::store::listings::Span;
use crate::store::parts::Parts;
use crate::views::{Alternate, AuthorBox, Card, Figure, Link, MoreFrom, SectionLink, Story};

/// What differs by less than this from the time of publication was the last look before going out, not an update.
const UPDATE_AFTER_SECONDS: i64 = 15 * 60;

/// An item as it was loaded for its page.
pub(super) struct Told {
    pub(super) story: Story,
    pub(super) body: prose::Body,
    pub(super) transcript: Option<prose::Body>,
    pub(super) pictures: Pictures,
    pub(super) mentions: Mentions,
    pub(super) alternates: Vec<Alternate>,
}

/// Loads an item's live revision and all that hangs on it. The caller has decided that readers may see it.
pub(super) async fn tell(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
    item: &Item,
) -> Result<Told, HttpError> {
    reading.note(Item::tag(item.id));
    let revision = match item.live_revision {
        Some(id) => store::revisions::by_id(reading, id).await?,
        None => None,
    };
    let Revision { headline, standfirst, body, .. } = revision.ok_or(HttpError::NotFound)?;
    let parts = store::parts::of_item(reading, item.id).await?;
    let corrections = store::corrections::of_item(reading, item.id).await?;
    let credits = Credits::load(reading, parts.bylines.iter(), item.sponsor.into_iter()).await?;
    let played = item.playback.as_ref();
    let mut stills = body.stills();
    stills.extend(played.and_then(Playback::still));
    let wanted = Wanted {
        ids: item.lead.iter().map(|lead| lead.media).collect(),
        sources: files_named(item, &body, &stills),
        keys: credits.persons(&parts.bylines).filter_map(portrait_key).collect(),
    };
    let pictures = Pictures::load(reading, directory, wanted).await?;
    let named: Vec<&str> = show_key(item).into_iter().collect();
    let mentions = Mentions::load(reading, directory, &body, &named).await?;
    let around = Around::load((app, reading), directory, item, &parts).await?;
    let loaded = Loaded { directory, pictures: &pictures, mentions: &mentions };
    let story = Story {
        section: item.section.and_then(|id| directory.link_to(id)),
        format: item.format.and_then(|id| directory.format(id)).map(|format| Link::new(&*format.name, "")),
        headline,
        direction: item.language.as_deref().map(|lang| direction(lang).to_owned()),
        standfirst: standfirst.as_deref().map(as_typed).filter(|standfirst| !standfirst.is_empty()),
        byline: parts.bylines.iter().filter_map(|byline| credits.credit(byline)).collect(),
        published: item.published_at.map(|at| directory.moment(at)),
        updated: updated(item, &corrections).map(|at| directory.moment(at)),
        reading_time: reading_time(item.words).filter(|_| item.kind == ItemKind::Article),
        lead: item.lead.as_ref().and_then(|lead| figure_over(lead, &body, &pictures)),
        body: Html(prose::to_html(&body, &loaded)),
        sign_off: item.sign_off.clone(),
        sponsor: sponsor(item, &credits),
        corrections: corrections.iter().map(|correction| note(directory, correction)).collect(),
        topics: topic_links(reading, &parts.topics).await?,
        also_in: also_in(directory, item, &parts),
        related: around.cards(&around.related),
        authors: authors(&parts, &credits, &pictures),
        previous: around.link(around.previous),
        next: around.link(around.next),
        more: around.more,
    };
    let transcript = match &item.playback {
        Some(_) => store::transcripts::of_items(reading, &[item.id]).await?.pop().map(|(_, said)| said),
        None => None,
    };
    let alternates = alternates(reading, directory, item).await?;
    Ok(Told { story, body, transcript, pictures, mentions, alternates })
}

/// The pictures and recordings that an item names.
fn files_named<'a>(item: &'a Item, body: &'a prose::Body, stills: &'a [String]) -> Vec<&'a str> {
    let told = body.pictures().into_iter().chain(body.recordings());
    let played = item.playback.iter().flat_map(Playback::files);
    let named = told.chain(played).chain(stills.iter().map(String::as_str));
    named.chain(item.seo.picture.as_deref()).collect()
}

/// The key of the item that tells of the podcast which an episode belongs to.
pub(super) fn show_key(item: &Item) -> Option<&str> {
    item.fields.get("show").and_then(|key| key.as_str())
}

/// When it was last changed in substance: by a correction, or well after it was published.
fn updated(item: &Item, corrections: &[Correction]) -> Option<Timestamp> {
    let published = item.published_at?;
    let corrected = corrections.iter().map(|correction| correction.at).max();
    let updated = item.updated_at.max(corrected)?;
    (updated.as_second() - published.as_second() > UPDATE_AFTER_SECONDS).then_some(updated)
}

/// The picture over the body; none where the body itself begins with it, as imported ones often do.
fn figure_over(lead: &Lead, body: &prose::Body, pictures: &Pictures) -> Option<Figure> {
    let first = match body.blocks.first() {
        Some(Block::Figure(figure)) => pictures.of_source(&figure.src).map(|media| media.id),
        _ => None,
    };
    if first == Some(lead.media) {
        return None;
    }
    lead_figure(pictures.of_id(lead.media)?, lead)
}

fn sponsor(item: &Item, credits: &Credits) -> Option<Link> {
    let sponsor = credits.organisation(item.sponsor?)?;
    let address = sponsor.links.iter().find_map(|link| prose::safe_href(&link.address)).unwrap_or_default();
    Some(Link::new(&*sponsor.name, address))
}

/// The sections that it is placed in, besides its canonical one and those above that.
fn also_in(directory: &Directory, item: &Item, parts: &Parts) -> Vec<SectionLink> {
    let own: Vec<&Section> = item.section.map(|id| directory.way_to(id)).unwrap_or_default();
    let others = parts.placements.iter().filter(|id| !own.iter().any(|section| section.id == **id));
    others.filter_map(|id| directory.link_to(*id)).collect()
}

/// The authors of whom there is more to say than their name.
fn authors(parts: &Parts, credits: &Credits, pictures: &Pictures) -> Vec<AuthorBox> {
    let boxes = credits.persons(&parts.bylines).map(|person| credits.author_box(person, pictures));
    boxes.filter(|author| author.biography.is_some() || author.portrait.is_some()).collect()
}

/// The items around one: related, of the same section, before and after it.
struct Around {
    related: Vec<ItemId>,
    more: Option<MoreFrom>,
    previous: Option<ItemId>,
    next: Option<ItemId>,
    cards: HashMap<ItemId, Card>,
}

impl Around {
    async fn load(
        (app, reading): (&App, &mut Reading),
        directory: &Directory,
        item: &Item,
        parts: &Parts,
    ) -> Result<Self, HttpError> {
        let related = related::here(reading, directory, &parts.related).await?;
        let mut around = Self { more: None, previous: None, next: None, cards: HashMap::new(), related };
        if let (Some(at), true) = (item.published_at, item.kind != ItemKind::Page) {
            let list = item.section.map_or(directory.site.id.uuid(), |section| section.uuid());
            reading.note(list_tag(list));
            let here = Cursor { at, id: item.id.uuid() };
            let span = Span { before: Some(here), from: None, limit: 1 };
            around.previous = store::listings::entries(reading, list, span).await?.first().map(|entry| entry.item);
            let after = store::listings::entries_after(reading, list, here, 1).await?;
            around.next = after.first().map(|entry| entry.item);
            around.more = more_from(app, reading, directory, (item, &around.related)).await?;
        }
        for card in briefs(reading, directory, &around.related).await? {
            around.cards.extend(card.item.map(|id| (id, card)));
        }
        let beside: Vec<ItemId> = around.previous.into_iter().chain(around.next).collect();
        for card in headlines(reading, directory.site.id, &beside).await? {
            if let Some(id) = card.item {
                around.cards.entry(id).or_insert(card);
            }
        }
        Ok(around)
    }

    fn cards(&self, ids: &[ItemId]) -> Vec<Card> {
        ids.iter().filter_map(|id| self.cards.get(id)).cloned().collect()
    }

    fn link(&self, id: Option<ItemId>) -> Option<Link> {
        self.cards.get(&id?).map(|card| Link::new(&*card.headline, &*card.address))
    }
}

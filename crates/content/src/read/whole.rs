//! Whole stories of a list, as they are told outside the site: addresses are whole, bodies need no style of ours.
//!
//! However many stories there are, they cost the same few queries.

use std::collections::HashMap;

use kit::Timestamp;
use platform::http::{HttpError, Reading};
use prose::{AddressKind, Body, Chapter, Elsewhere, ItemLink, Resolver, SectionLink};

use super::cards::visible;
use super::credits::Credits;
use super::directory::Directory;
use super::named::topics_by_id;
use super::pictures::{Pictures, Wanted, is_wide, lead_figure, square};
use super::resolver::{Loaded, Mentions};
use super::words::{as_typed, plain};
use crate::media::{cover_picture, cover_stamps, file_address, picture, stamps};
use crate::model::{Byline, Correction, Item, ItemId, ItemKind, Playback, RevisionId, TopicId};
use crate::store;
use crate::views::{Credit, Figure, Picture, Publisher};

/// Letters of a summary that is made from the body.
const EXCERPT: usize = 280;

/// How much of each story is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Headline, standfirst, and what is known about it.
    Summary,
    /// The body too.
    Full,
}

/// A story as it is told outside the site.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeStory {
    /// Its id, the same whatever becomes of its address.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// Where it is read, whole.
    pub address: String,
    /// Its headline.
    pub headline: String,
    /// The summary under it, plain; where it has none, how its body begins.
    pub summary: Option<String>,
    /// BCP 47 language, where it is not the site's.
    pub language: Option<String>,
    /// The label over the headline.
    pub format: Option<String>,
    /// Its section's name.
    pub section: Option<String>,
    /// Names of its topics.
    pub topics: Vec<String>,
    /// Who wrote it, in the desk's order; addresses are whole.
    pub byline: Vec<Credit>,
    /// Who paid for it.
    pub sponsor: Option<String>,
    /// When it was published.
    pub published: Timestamp,
    /// When it last changed in substance, a correction included; never before it was published.
    pub updated: Timestamp,
    /// What was wrong, oldest first, plain.
    pub corrections: Vec<(Timestamp, String)>,
    /// The picture over it; its addresses are from the root.
    pub lead: Option<Figure>,
    /// The picture over it cut to the large square that podcasts are shown with, from the root; nothing where it is too
    /// small for that.
    pub square: Option<String>,
    /// What stands for a picture over it, where there is none: the first large one in its body, else its drawn cover.
    pub instead: Option<Picture>,
    /// The same picture, over it or instead, as stamps: where each is had, from the root, and how wide it is.
    pub stamps: Vec<(String, u32)>,
    /// What it plays.
    pub recording: Option<Recorded>,
    /// Where its captions are had, whole.
    pub captions: Option<String>,
    /// Its chapters, in order.
    pub chapters: Vec<Chapter>,
    /// The body as HTML with whole addresses, where it was asked for.
    pub body: Option<String>,
    /// "Special to Backhaul".
    pub sign_off: Option<String>,
    /// Whether search engines and their like are asked to leave it out.
    pub hidden: bool,
    /// Whatever else a source knew of it.
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// A sound or film file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Where it is had, whole.
    pub address: String,
    /// `audio/mpeg`.
    pub media_type: String,
    /// Its size; nothing where nobody knows it.
    pub bytes: Option<u64>,
    /// Whole seconds.
    pub seconds: Option<u32>,
}

/// These items as stories, in this order; what readers may not see is left out.
///
/// # Errors
/// When the database cannot be asked.
pub async fn whole(
    reading: &mut Reading,
    directory: &Directory,
    ids: &[ItemId],
    depth: Depth,
) -> Result<Vec<WholeStory>, HttpError> {
    let mut items: HashMap<ItemId, Item> =
        visible(reading, ids).await?.into_iter().map(|item| (item.id, item)).collect();
    let items: Vec<Item> = ids.iter().filter_map(|id| items.remove(id)).collect();
    let mut around = Around::load(reading, directory, &items, depth).await?;
    Ok(items.into_iter().map(|item| around.story(directory, item)).collect())
}

/// What was loaded for all stories together.
struct Around {
    depth: Depth,
    publisher: Publisher,
    bylines: HashMap<ItemId, Vec<Byline>>,
    topics: HashMap<ItemId, Vec<TopicId>>,
    topic_names: HashMap<TopicId, String>,
    corrections: HashMap<ItemId, Vec<Correction>>,
    bodies: HashMap<RevisionId, Body>,
    credits: Credits,
    pictures: Pictures,
    mentions: Mentions,
}

impl Around {
    async fn load(
        reading: &mut Reading,
        directory: &Directory,
        items: &[Item],
        depth: Depth,
    ) -> Result<Self, HttpError> {
        let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
        let bylines = grouped(store::parts::bylines(reading, &ids).await?);
        let topics = grouped(store::parts::topics(reading, &ids).await?);
        let topic_names = topic_names(reading, topics.values().flatten().copied().collect()).await?;
        let corrections = store::corrections::of_items(reading, &ids).await?;
        let sponsors = items.iter().filter_map(|item| item.sponsor);
        let credits = Credits::load(reading, bylines.values().flatten(), sponsors).await?;
        let needs_body = |item: &&Item| depth == Depth::Full || item.standfirst.is_none() || item.lead.is_none();
        let bodies = bodies(reading, items.iter().filter(needs_body)).await?;
        let played = items.iter().filter_map(|item| item.playback.as_ref()).flat_map(Playback::files);
        let told = bodies.values().filter(|_| depth == Depth::Full);
        let shown = told.clone().flat_map(|body| body.pictures().into_iter().chain(body.recordings()));
        let bare = items.iter().filter(|item| item.lead.is_none()).filter_map(|item| bodies.get(&item.live_revision?));
        let instead = bare.flat_map(Body::pictures);
        let wanted = Wanted {
            ids: items.iter().filter_map(|item| item.lead.as_ref()).map(|lead| lead.media).collect(),
            sources: once(shown.chain(played).chain(instead)),
            keys: Vec::new(),
        };
        let pictures = Pictures::load(reading, directory, wanted).await?;
        let named = once(told.clone().flat_map(Body::items));
        let sections = once(told.flat_map(Body::sections));
        let mentions = Mentions::of(reading, directory, &named, &sections).await?;
        Ok(Self {
            depth,
            publisher: directory.publisher(),
            bylines,
            topics,
            topic_names,
            corrections: grouped(corrections.into_iter().map(|correction| (correction.item, correction)).collect()),
            bodies,
            credits,
            pictures,
            mentions,
        })
    }

    fn story(&mut self, directory: &Directory, item: Item) -> WholeStory {
        let address = self.publisher.absolute(&directory.address_of(&item));
        let corrections = self.corrections.remove(&item.id).unwrap_or_default();
        let published = item.published_at.unwrap_or(item.created_at);
        let corrected = corrections.iter().map(|correction| correction.at).max();
        let body = item.live_revision.and_then(|id| self.bodies.remove(&id));
        let standfirst = item.standfirst.as_deref().map(as_typed);
        let summary = standfirst.or_else(|| body.as_ref().map(|body| body.excerpt(EXCERPT)));
        let lead = item.lead.as_ref().and_then(|lead| Some((lead, self.pictures.of_id(lead.media)?)));
        let (instead, stamps) = match (&item.lead, lead) {
            (None, _) => {
                let (picture, stamps) = self.instead(directory, &item, body.as_ref());
                (Some(picture), stamps)
            }
            (Some(_), lead) => (None, lead.map(|(_, media)| stamps(media)).unwrap_or_default()),
        };
        WholeStory {
            instead,
            stamps,
            summary: summary.filter(|summary| !summary.is_empty()),
            body: body.filter(|_| self.depth == Depth::Full).map(|body| self.told(directory, body)),
            format: item.format.and_then(|id| directory.format(id)).map(|format| format.name.clone()),
            section: item.section.and_then(|id| directory.section(id)).map(|section| section.name.clone()),
            topics: self.topics_of(item.id),
            byline: self.byline_of(item.id),
            sponsor: item.sponsor.and_then(|id| self.credits.organisation(id)).map(|sponsor| sponsor.name.clone()),
            published,
            updated: item.updated_at.max(corrected).map_or(published, |updated| updated.max(published)),
            corrections: corrections.iter().map(|correction| (correction.at, plain(&correction.text))).collect(),
            lead: lead.and_then(|(lead, media)| lead_figure(media, lead)),
            square: lead.and_then(|(lead, media)| square(media, lead)),
            recording: item.playback.as_ref().and_then(|plays| self.recorded(plays)),
            captions: item.playback.as_ref().and_then(|plays| self.captions_at(&plays.captions.first()?.address)),
            chapters: item.playback.as_ref().map(|plays| plays.chapters.clone()).unwrap_or_default(),
            id: item.id,
            kind: item.kind,
            address,
            headline: item.headline,
            language: item.language,
            sign_off: item.sign_off,
            hidden: item.seo.hidden,
            fields: item.fields,
        }
    }

    /// What stands for the picture that an item has not, and the stamps of that.
    fn instead(&self, directory: &Directory, item: &Item, body: Option<&Body>) -> (Picture, Vec<(String, u32)>) {
        let sources = body.map(Body::pictures).unwrap_or_default();
        let media = sources.into_iter().filter_map(|source| self.pictures.of_source(source));
        let mut within = media.filter_map(|media| Some((picture(media)?, stamps(media))));
        let section = item.section.and_then(|id| directory.link_to(id));
        let accent = section.map(|section| section.accent).unwrap_or_default();
        let drawn = || (cover_picture(item.id, accent), cover_stamps(item.id, accent));
        within.find(|(picture, _)| is_wide(picture)).unwrap_or_else(drawn)
    }

    fn topics_of(&self, item: ItemId) -> Vec<String> {
        let ids = self.topics.get(&item).into_iter().flatten();
        ids.filter_map(|id| self.topic_names.get(id)).cloned().collect()
    }

    fn byline_of(&self, item: ItemId) -> Vec<Credit> {
        let credits = self.bylines.get(&item).into_iter().flatten().filter_map(|byline| self.credits.credit(byline));
        let whole = |credit: Credit| Credit {
            address: credit.address.map(|address| self.publisher.absolute(&address)),
            ..credit
        };
        credits.map(whole).collect()
    }

    /// The file that something plays: the house's own, or the one that its source has. What a provider plays is none.
    fn recorded(&self, plays: &Playback) -> Option<Recorded> {
        let media = self.pictures.of_source(&plays.address);
        let own = media.and_then(|media| Some((file_address(media)?, media)));
        let is_file = |address: &String| address.starts_with('/') || address.starts_with("http");
        let (address, bytes, media_type) = match own {
            Some((address, media)) => (address, media.bytes, media.mime.clone()),
            None if prose::Embed::recognise(&plays.address).is_some() => return None,
            None => (prose::safe_src(&plays.address).filter(is_file)?, plays.bytes, None),
        };
        let media_type = media_type.or_else(|| plays.mime.clone());
        Some(Recorded {
            media_type: media_type.unwrap_or_else(|| super::pages::media_type(&plays.address).to_owned()),
            address: self.publisher.absolute(&address),
            bytes: bytes.filter(|bytes| *bytes > 0),
            seconds: plays.seconds,
        })
    }

    fn captions_at(&self, named: &str) -> Option<String> {
        let own = self.pictures.of_source(named).and_then(file_address);
        own.or_else(|| prose::safe_src(named)).map(|address| self.publisher.absolute(&address))
    }

    /// A body as HTML that can be read anywhere.
    fn told(&self, directory: &Directory, mut body: Body) -> String {
        body.map_addresses(|kind, address| {
            let is_of_house = kind == AddressKind::Picture && self.pictures.of_source(address).is_some();
            let can_lead = matches!(kind, AddressKind::Link | AddressKind::Picture);
            (can_lead && !is_of_house && address.starts_with('/') && !address.starts_with("//"))
                .then(|| self.publisher.absolute(address))
        });
        let loaded = Loaded { directory, pictures: &self.pictures, mentions: &self.mentions };
        prose::to_html(&body, &Abroad { loaded, publisher: &self.publisher })
    }
}

/// The largest rendition of a picture that is no wider than this, in the format that every program reads: its address,
/// width and height.
pub fn rendition(picture: &Picture, widest: u32) -> (&str, u32, u32) {
    let offered = picture.srcset.split(", ").filter_map(|one| {
        let (address, width) = one.rsplit_once(' ')?;
        Some((address, width.strip_suffix('w')?.parse::<u32>().ok()?))
    });
    let mut offered: Vec<(&str, u32)> = offered.collect();
    offered.sort_unstable_by_key(|(_, width)| *width);
    let found = offered.iter().rfind(|(_, width)| *width <= widest).or(offered.first());
    let (address, width) = found.copied().unwrap_or((&picture.src, picture.width));
    let height = u64::from(picture.height) * u64::from(width) / u64::from(picture.width.max(1));
    (address, width, u32::try_from(height).unwrap_or(u32::MAX).max(1))
}

async fn topic_names(reading: &mut Reading, mut ids: Vec<TopicId>) -> Result<HashMap<TopicId, String>, HttpError> {
    ids.sort_unstable();
    ids.dedup();
    let topics = topics_by_id(reading, &ids).await?;
    let public = topics.into_values().filter(|topic| !topic.internal);
    Ok(public.map(|topic| (topic.id, topic.name.clone())).collect())
}

async fn bodies<'a>(
    reading: &mut Reading,
    items: impl Iterator<Item = &'a Item>,
) -> Result<HashMap<RevisionId, Body>, HttpError> {
    let live: Vec<RevisionId> = items.filter_map(|item| item.live_revision).collect();
    let revisions = store::revisions::by_ids(reading, &live).await?;
    Ok(revisions.into_iter().map(|revision| (revision.id, revision.body)).collect())
}

fn grouped<T>(pairs: Vec<(ItemId, T)>) -> HashMap<ItemId, Vec<T>> {
    let mut groups: HashMap<ItemId, Vec<T>> = HashMap::new();
    for (item, one) in pairs {
        groups.entry(item).or_default().push(one);
    }
    groups
}

fn once<'a>(all: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut all: Vec<&str> = all.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Answers prose for readers elsewhere: one plain picture each, and whole addresses.
struct Abroad<'a> {
    loaded: Loaded<'a>,
    publisher: &'a Publisher,
}

impl Resolver for Abroad<'_> {
    fn picture(&self, src: &str) -> Option<prose::Picture> {
        let picture = self.loaded.picture(src)?;
        let src = self.publisher.absolute(&picture.src);
        Some(prose::Picture { src, srcset: String::new(), sources: Vec::new(), large: None, colour: None, ..picture })
    }

    fn elsewhere(&self, src: &str) -> Option<Elsewhere> {
        let known = self.loaded.elsewhere(src)?;
        let address =
            if known.address.starts_with('/') { self.publisher.absolute(&known.address) } else { known.address };
        Some(Elsewhere { address, ..known })
    }

    fn recording(&self, src: &str) -> Option<String> {
        let own = self.loaded.recording(src).or_else(|| src.starts_with('/').then(|| src.to_owned()));
        own.map(|address| self.publisher.absolute(&address))
    }

    fn item(&self, key: &str) -> Option<ItemLink> {
        let item = self.loaded.item(key)?;
        Some(ItemLink { address: self.publisher.absolute(&item.address), ..item })
    }

    fn section(&self, key: &str) -> Option<SectionLink> {
        let section = self.loaded.section(key)?;
        Some(SectionLink { address: self.publisher.absolute(&section.address), ..section })
    }

    fn leads_away(&self, href: &str) -> bool {
        self.loaded.leads_away(href)
    }
}

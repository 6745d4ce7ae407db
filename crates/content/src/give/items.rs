//! Items and corrections to exports.

use std::collections::{BTreeMap, HashMap};

use intake::{reference, referred};
use platform::BoxFuture;
use platform::records::{Giving, Name, Names};
use prose::AddressKind;
use serde_json::json;

use crate::model::{
    Access, Byline, Item, ItemId, ItemKind, Lead, Playback, PublicationState, Revision, RevisionId, Seo,
};
use crate::records::SiteNames;
use crate::store;
use crate::store::parts::Related;

/// Gives all items: what readers get of those that are out, the latest of the others. A draft that nobody was shown yet
/// goes along as a field, so that taking the archive back publishes nothing.
pub(super) fn give_items<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let sites = SiteNames::of(giving).await?;
        let mut after = None;
        loop {
            let items = store::items::page(giving.conn, after, 200).await?;
            let Some(last) = items.last() else { return Ok(()) };
            after = Some(last.id);
            let around = Around::of(giving, &items).await?;
            for item in items {
                let (name, site) = (around.items.name(item.id), item.site);
                let record = sites.record(name.clone(), site, around.matter(&name, item)?);
                (giving.write)(record)?;
            }
        }
    })
}

/// What a page of items refers to.
struct Around {
    revisions: HashMap<RevisionId, Revision>,
    transcripts: HashMap<ItemId, prose::Body>,
    bylines: Vec<(ItemId, Byline)>,
    topics: Vec<(ItemId, crate::model::TopicId)>,
    placements: Vec<(ItemId, crate::model::SectionId)>,
    related: Vec<(ItemId, Related)>,
    items: Names,
    persons: Names,
    organisations: Names,
    topics_named: Names,
    sections: Names,
    formats: Names,
    media: Names,
}

impl Around {
    async fn of(giving: &mut Giving<'_>, items: &[Item]) -> anyhow::Result<Self> {
        let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
        let mut wanted: Vec<_> = items.iter().flat_map(|item| [given_revision(item), item.latest_revision]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let revisions = store::revisions::by_ids(giving.conn, &wanted).await?;
        let bylines = store::parts::bylines(giving.conn, &ids).await?;
        let topics = store::parts::topics(giving.conn, &ids).await?;
        let placements = store::parts::placements(giving.conn, &ids).await?;
        let related = store::parts::related(giving.conn, &ids).await?;
        let referred = related.iter().filter_map(|(_, related)| match related {
            Related::Here(id) => Some(*id),
            Related::ToCome(_) => None,
        });
        let named: Vec<_> =
            ids.iter().copied().chain(referred).chain(items.iter().filter_map(|item| item.parent)).collect();
        let persons = bylines.iter().filter_map(|(_, byline)| byline.person);
        let writers_for = bylines.iter().filter_map(|(_, byline)| byline.organisation);
        let sponsors = items.iter().filter_map(|item| item.sponsor);
        Ok(Self {
            items: giving.names("item", named).await?,
            persons: giving.names("person", persons).await?,
            organisations: giving.names("organisation", writers_for.chain(sponsors)).await?,
            topics_named: giving.names("topic", topics.iter().map(|(_, id)| *id)).await?,
            sections: giving.names("section", placements.iter().map(|(_, id)| *id)).await?,
            formats: giving.names("format", items.iter().filter_map(|item| item.format)).await?,
            media: giving
                .names("media", items.iter().filter_map(|item| item.lead.as_ref()).map(|lead| lead.media))
                .await?,
            transcripts: store::transcripts::of_items(giving.conn, &ids).await?.into_iter().collect(),
            revisions: revisions.into_iter().map(|revision| (revision.id, revision)).collect(),
            bylines,
            topics,
            placements,
            related,
        })
    }

    fn matter(&self, name: &Name, mut item: Item) -> anyhow::Result<intake::Item> {
        let given = given_revision(&item);
        let revision = self.revisions.get(&given);
        if let Some(draft) = self.revisions.get(&item.latest_revision).filter(|latest| latest.id != given) {
            let draft = json!({ "headline": draft.headline, "standfirst": draft.standfirst, "body": draft.body });
            item.fields.insert("draft".to_owned(), draft);
        }
        let id = item.id;
        let of_item = |owner: &ItemId| *owner == id;
        let extra = self.extra(name, &mut item);
        let expires = item.fields.remove("expires_at").and_then(|at| at.as_str().and_then(|at| at.parse().ok()));
        let body = revision.filter(|revision| !revision.body.blocks.is_empty());
        let matter = intake::Item {
            item_kind: kind(item.kind),
            headline: revision.map_or(item.headline, |revision| revision.headline.clone()),
            standfirst: revision.map_or(item.standfirst, |revision| revision.standfirst.clone()),
            body: match body {
                Some(revision) => Some(blocks(name, revision.body.clone())?),
                None => None,
            },
            address: Some(item.address),
            slug: Some(item.slug.into()),
            sections: seconds(&self.placements, of_item)
                .map(|section| self.sections.reference(name, *section))
                .collect(),
            topics: seconds(&self.topics, of_item).map(|topic| self.topics_named.reference(name, *topic)).collect(),
            format: item.format.map(|format| self.formats.reference(name, format)),
            bylines: seconds(&self.bylines, of_item).map(|byline| self.byline(name, byline)).collect(),
            published_at: item.published_at,
            updated_at: item.updated_at,
            created_at: Some(item.created_at),
            workflow_state: Some(item.workflow_state),
            publication_state: state(item.publication_state),
            scheduled_at: item.scheduled_at,
            embargo_until: item.embargo_until,
            expires_at: expires,
            access: access(item.access),
            canonical: item.canonical,
            language: item.language,
            lead_picture: item.lead.map(|lead| self.lead(name, lead)),
            related: self.related(name, id),
            featured: item.featured,
            parent: item.parent.map(|parent| self.items.reference(name, parent)),
            position: item.position,
            playback: item.playback.map(playback),
            transcript: self.transcript(name, id)?,
            attached: BTreeMap::new(),
            old_addresses: Vec::new(),
            seo: seo(item.seo),
            fields: item.fields,
            extra,
        };
        Ok(matter)
    }

    /// What has a column in the house, and in the format no field.
    fn extra(&self, name: &Name, item: &mut Item) -> intake::Map {
        let sponsor = item.sponsor.map(|sponsor| self.organisations.reference(name, sponsor));
        let said = [
            ("sign_off", item.sign_off.take()),
            ("withdrawn_notice", item.withdrawn_notice.take()),
            ("sponsor", sponsor),
        ];
        said.into_iter().filter_map(|(field, word)| Some((field.to_owned(), word?.into()))).collect()
    }

    fn lead(&self, name: &Name, lead: Lead) -> intake::LeadPicture {
        let focal = lead.focal.map(|(x, y)| intake::Focal { x, y });
        let media = self.media.reference(name, lead.media);
        intake::LeadPicture { media, focal, alt: lead.alt, caption: lead.caption }
    }

    fn related(&self, name: &Name, id: ItemId) -> Vec<String> {
        let key = |related: &Related| match related {
            Related::Here(id) => self.items.reference(name, *id),
            Related::ToCome(key) => key.clone(),
        };
        seconds(&self.related, |owner| *owner == id).map(key).collect()
    }

    fn transcript(&self, name: &Name, id: ItemId) -> serde_json::Result<Option<intake::Transcript>> {
        let written = |said: &prose::Body| Ok(intake::Transcript::Body(blocks(name, said.clone())?));
        self.transcripts.get(&id).map(written).transpose()
    }

    fn byline(&self, name: &Name, byline: &Byline) -> intake::Byline {
        intake::Byline {
            person: byline.person.map(|person| self.persons.reference(name, person)),
            name: byline.name.clone(),
            role: byline.role.clone(),
            affiliation: byline.affiliation.clone(),
            organisation: byline.organisation.map(|organisation| self.organisations.reference(name, organisation)),
            note: byline.note.clone(),
        }
    }
}

/// A body as the record of this name has it: pictures of the same source by their keys alone.
fn blocks(name: &Name, mut body: prose::Body) -> serde_json::Result<intake::Body> {
    body.map_addresses(|kind, address| match kind {
        AddressKind::Picture | AddressKind::Recording if prose::is_key(address) => {
            let (source, key) = referred(&name.source, address);
            Some(reference(&name.source, &source, key))
        }
        _ => None,
    });
    Ok(intake::Body::Blocks { blocks: serde_json::to_value(body)? })
}

/// The revision that an archive has of an item.
fn given_revision(item: &Item) -> RevisionId {
    let is_out = matches!(item.publication_state, PublicationState::Published | PublicationState::Withdrawn);
    item.live_revision.filter(|_| is_out).unwrap_or(item.latest_revision)
}

fn seconds<'a, T>(pairs: &'a [(ItemId, T)], wanted: impl Fn(&ItemId) -> bool + 'a) -> impl Iterator<Item = &'a T> {
    pairs.iter().filter(move |(owner, _)| wanted(owner)).map(|(_, part)| part)
}

fn playback(playback: Playback) -> intake::Playback {
    let captions = playback.captions.into_iter();
    let chapters = playback.chapters.into_iter();
    intake::Playback {
        address: playback.address,
        mime: playback.mime,
        bytes: playback.bytes,
        seconds: playback.seconds,
        captions: captions
            .map(|one| intake::Captions { address: one.address, language: one.language, label: one.label })
            .collect(),
        chapters: chapters
            .map(|one| intake::Chapter { start: one.start, title: one.title, address: one.address })
            .collect(),
    }
}

fn seo(seo: Seo) -> intake::Seo {
    intake::Seo { title: seo.title, description: seo.description, picture: seo.picture, hidden: seo.hidden }
}

fn kind(kind: ItemKind) -> intake::ItemKind {
    match kind {
        ItemKind::Article => intake::ItemKind::Article,
        ItemKind::Video => intake::ItemKind::Video,
        ItemKind::Podcast => intake::ItemKind::Podcast,
        ItemKind::Page => intake::ItemKind::Page,
    }
}

fn state(state: PublicationState) -> intake::PublicationState {
    match state {
        PublicationState::Unpublished => intake::PublicationState::Unpublished,
        PublicationState::Scheduled => intake::PublicationState::Scheduled,
        PublicationState::Published => intake::PublicationState::Published,
        PublicationState::Withdrawn => intake::PublicationState::Withdrawn,
    }
}

fn access(access: Access) -> intake::Access {
    match access {
        Access::Public => intake::Access::Public,
        Access::Private => intake::Access::Private,
        Access::Password => intake::Access::Password,
        Access::Members => intake::Access::Members,
        Access::Paid(tiers) => intake::Access::Paid(tiers),
    }
}

/// Gives all corrections.
pub(super) fn give_corrections<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let mut after = None;
        loop {
            let corrections = store::corrections::page(giving.conn, after, 500).await?;
            let Some(last) = corrections.last() else { return Ok(()) };
            after = Some(last.id);
            let names = giving.names("correction", corrections.iter().map(|one| one.id)).await?;
            let items = giving.names("item", corrections.iter().map(|one| one.item)).await?;
            for correction in corrections {
                let name = names.name(correction.id);
                let matter = intake::Correction {
                    item: items.reference(&name, correction.item),
                    at: correction.at,
                    text: correction.text,
                    extra: intake::Map::new(),
                };
                (giving.write)(name.record(matter))?;
            }
        }
    })
}

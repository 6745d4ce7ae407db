//! Items and corrections to exports.

use std::collections::HashMap;

use intake::Record;
use platform::BoxFuture;
use platform::records::Giving;
use serde_json::json;

use super::Keys;
use crate::model::{Access, Byline, Item, ItemId, ItemKind, Playback, PublicationState, Revision, RevisionId};
use crate::store;
use crate::store::parts::Related;

/// Gives all items: what readers get of those that are out, the latest of the others. A draft that nobody was shown yet
/// goes along as a field, so that taking the archive back publishes nothing.
pub(super) fn give_items<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let mut after = None;
        loop {
            let items = store::items::page(giving.conn, after, 200).await?;
            let Some(last) = items.last() else { return Ok(()) };
            after = Some(last.id);
            let around = Around::of(giving, &items).await?;
            for item in items {
                let record = around.record(item)?;
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
    items: Keys,
    persons: Keys,
    organisations: Keys,
    topic_keys: Keys,
    sections: Keys,
    formats: Keys,
    media: Keys,
}

impl Around {
    async fn of(giving: &mut Giving<'_>, items: &[Item]) -> anyhow::Result<Self> {
        let conn = &mut *giving.conn;
        let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
        let mut wanted: Vec<_> = items.iter().flat_map(|item| [given_revision(item), item.latest_revision]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let revisions = store::revisions::by_ids(conn, &wanted).await?;
        let bylines = store::parts::bylines(conn, &ids).await?;
        let topics = store::parts::topics(conn, &ids).await?;
        let placements = store::parts::placements(conn, &ids).await?;
        let related = store::parts::related(conn, &ids).await?;
        let referred = related.iter().filter_map(|(_, related)| match related {
            Related::Here(id) => Some(id.uuid()),
            Related::ToCome(_) => None,
        });
        let named: Vec<_> = ids
            .iter()
            .map(|id| id.uuid())
            .chain(referred)
            .chain(items.iter().filter_map(|item| item.parent).map(|parent| parent.uuid()))
            .collect();
        let persons = bylines.iter().filter_map(|(_, byline)| byline.person).map(|id| id.uuid());
        let writers_for = bylines.iter().filter_map(|(_, byline)| byline.organisation).map(|id| id.uuid());
        let sponsors = items.iter().filter_map(|item| item.sponsor).map(|id| id.uuid());
        Ok(Self {
            items: Keys::of(conn, "item", named).await?,
            persons: Keys::of(conn, "person", persons).await?,
            organisations: Keys::of(conn, "organisation", writers_for.chain(sponsors)).await?,
            topic_keys: Keys::of(conn, "topic", topics.iter().map(|(_, id)| id.uuid())).await?,
            sections: Keys::of(conn, "section", placements.iter().map(|(_, id)| id.uuid())).await?,
            formats: Keys::of(conn, "format", items.iter().filter_map(|item| item.format).map(|id| id.uuid())).await?,
            media: Keys::of(
                conn,
                "media",
                items.iter().filter_map(|item| item.lead.as_ref()).map(|lead| lead.media.uuid()),
            )
            .await?,
            transcripts: store::transcripts::of_items(conn, &ids).await?.into_iter().collect(),
            revisions: revisions.into_iter().map(|revision| (revision.id, revision)).collect(),
            bylines,
            topics,
            placements,
            related,
        })
    }

    fn record(&self, mut item: Item) -> anyhow::Result<Record> {
        let given = given_revision(&item);
        let revision = self.revisions.get(&given);
        if let Some(draft) = self.revisions.get(&item.latest_revision).filter(|latest| latest.id != given) {
            let draft = json!({ "headline": draft.headline, "standfirst": draft.standfirst, "body": draft.body });
            item.fields.insert("draft".to_owned(), draft);
        }
        let id = item.id;
        let of_item = |owner: &ItemId| *owner == id;
        let mut extra = intake::Map::new();
        for (name, value) in [("sign_off", item.sign_off), ("withdrawn_notice", item.withdrawn_notice)] {
            value.into_iter().for_each(|value| {
                extra.insert(name.to_owned(), value.into());
            });
        }
        if let Some(sponsor) = item.sponsor {
            extra.insert("sponsor".to_owned(), self.organisations.key(sponsor).into());
        }
        let expires = item.fields.remove("expires_at").and_then(|at| at.as_str().and_then(|at| at.parse().ok()));
        let body = revision.filter(|revision| !revision.body.blocks.is_empty());
        let matter = intake::Item {
            item_kind: kind(item.kind),
            headline: revision.map_or(item.headline, |revision| revision.headline.clone()),
            standfirst: revision.map_or(item.standfirst, |revision| revision.standfirst.clone()),
            body: match body {
                Some(revision) => Some(intake::Body::Blocks { blocks: serde_json::to_value(&revision.body)? }),
                None => None,
            },
            address: Some(item.address),
            slug: Some(item.slug.into()),
            sections: seconds(&self.placements, of_item).map(|section| self.sections.key(*section)).collect(),
            topics: seconds(&self.topics, of_item).map(|topic| self.topic_keys.key(*topic)).collect(),
            format: item.format.map(|format| self.formats.key(format)),
            bylines: seconds(&self.bylines, of_item).map(|byline| self.byline(byline)).collect(),
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
            lead_picture: item.lead.map(|lead| intake::LeadPicture {
                media: self.media.key(lead.media),
                focal: lead.focal.map(|(x, y)| intake::Focal { x, y }),
                alt: lead.alt,
                caption: lead.caption,
            }),
            related: seconds(&self.related, of_item)
                .map(|related| match related {
                    Related::Here(id) => self.items.key(*id),
                    Related::ToCome(key) => key.clone(),
                })
                .collect(),
            featured: item.featured,
            parent: item.parent.map(|parent| self.items.key(parent)),
            position: item.position,
            playback: item.playback.map(playback),
            transcript: match self.transcripts.get(&id) {
                Some(said) => {
                    let blocks = serde_json::to_value(said)?;
                    Some(intake::Transcript::Body(intake::Body::Blocks { blocks }))
                }
                None => None,
            },
            old_addresses: Vec::new(),
            seo: intake::Seo {
                title: item.seo.title,
                description: item.seo.description,
                picture: item.seo.picture,
                hidden: item.seo.hidden,
            },
            fields: item.fields,
            extra,
        };
        Ok(Record::new(self.items.key(id), matter))
    }

    fn byline(&self, byline: &Byline) -> intake::Byline {
        intake::Byline {
            person: byline.person.map(|person| self.persons.key(person)),
            name: byline.name.clone(),
            role: byline.role.clone(),
            affiliation: byline.affiliation.clone(),
            organisation: byline.organisation.map(|organisation| self.organisations.key(organisation)),
            note: byline.note.clone(),
        }
    }
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
            let keys = Keys::of(giving.conn, "correction", corrections.iter().map(|one| one.id.uuid())).await?;
            let items = Keys::of(giving.conn, "item", corrections.iter().map(|one| one.item.uuid())).await?;
            for correction in corrections {
                let matter = intake::Correction {
                    item: items.key(correction.item),
                    at: correction.at,
                    text: correction.text,
                    extra: intake::Map::new(),
                };
                (giving.write)(Record::new(keys.key(correction.id), matter))?;
            }
        }
    })
}

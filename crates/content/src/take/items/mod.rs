//! Items from imports, a batch at a time: everything is looked up once for all of them and written in few statements.

mod addresses;
mod bodies;
mod playing;
mod translations;

use std::collections::{HashMap, HashSet};

use intake::Matter;
use kit::Uuid;
use platform::BoxFuture;
use platform::changes::{Change, changed_by_others};
use platform::db::Result;
use platform::records::{Incoming, Taking};
use serde_json::json;

use self::addresses::Addresses;
use super::keys::Keys;
use super::standing::{access, stand};
use super::{ACTOR, body, bylines, said, slug_for};
use crate::acts::{self, Lists};
use crate::jobs::ItemAtTime;
use crate::media::{self, Uses, stills};
use crate::model::{Item, ItemId, ItemKind, Lead, PublicationState, Revision, Seo, SiteId, item_key_tag};
use crate::records::by_site;
use crate::rules::address::origin;
use crate::rules::picture_address::normal;
use crate::store;
use crate::store::parts::Parts;

/// Fields that the format does not name and that content has columns for.
const OWN_FIELDS: [&str; 3] = ["sponsor", "sign_off", "withdrawn_notice"];

/// An item as it is going to be.
struct Coming {
    key: String,
    item: Item,
    revision: Option<Revision>,
    parts: Parts,
    uses: Uses,
    transcript: Option<prose::Body>,
    is_new: bool,
    moved_from: Option<String>,
}

/// Takes items.
pub(super) fn take_items<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for (site, records) in by_site(taking, records).await? {
            take_items_of(taking, site, &records).await?;
        }
        Ok(())
    })
}

async fn take_items_of(taking: &mut Taking<'_>, site: SiteId, records: &[Incoming]) -> Result<()> {
    let mut batch = Batch::open(taking, site, records).await?;
    let bodies = bodies::read_all(records, taking.source, taking.base);
    let mut coming = Vec::with_capacity(records.len());
    for (incoming, (body, leftovers)) in records.iter().zip(bodies) {
        if incoming.known.is_some_and(|id| batch.edited_here.contains(&id)) {
            taking.conflict(incoming, "it was edited in the house since it was imported; the house's text stays");
            continue;
        }
        leftovers.into_iter().for_each(|leftover| taking.remark(incoming, leftover));
        coming.push(batch.shape(taking, incoming, body).await?);
        let id = coming.last().map(|one: &Coming| one.item.id.uuid());
        id.into_iter().for_each(|id| taking.took(incoming, id));
        if incoming.known.is_none() {
            taking.touch([item_key_tag(&incoming.record.key)]);
        }
    }
    write(taking, (site, &batch.lists), &coming).await
}

/// What is known of the house for one batch.
struct Batch {
    lists: Lists,
    section_paths: HashMap<crate::model::SectionId, String>,
    keys: Keys,
    edited_here: HashSet<Uuid>,
    before: HashMap<ItemId, (Item, Revision)>,
    addresses: Addresses,
    site: SiteId,
    hosts: Vec<String>,
}

impl Batch {
    async fn open(taking: &mut Taking<'_>, site: SiteId, records: &[Incoming]) -> Result<Self> {
        let known: Vec<ItemId> = records.iter().filter_map(|incoming| incoming.known).map(ItemId::from_uuid).collect();
        store::items::hold(taking.tx, &known).await?;
        let ids: Vec<Uuid> = known.iter().map(|id| id.uuid()).collect();
        let edited_here = changed_by_others(taking.tx, &ids, &[ACTOR, "timetable"]).await?.into_iter().collect();
        let items = store::items::by_ids(taking.tx, &known).await?;
        let latest: Vec<_> = items.iter().map(|item| item.latest_revision).collect();
        let revisions = store::revisions::by_ids(taking.tx, &latest).await?;
        let mut revisions: HashMap<_, _> = revisions.into_iter().map(|revision| (revision.id, revision)).collect();
        let before = items
            .into_iter()
            .filter_map(|item| revisions.remove(&item.latest_revision).map(|revision| (item.id, (item, revision))))
            .collect();
        let sections = store::sections::of_site(taking.tx, site).await?;
        let sites = store::sites::all(taking.tx).await?;
        let own = sites.iter().filter(|known| known.id == site).map(|site| site.address.as_str());
        let hosts = own.chain(taking.base.map(origin)).map(|host| normal(host, None)).collect();
        Ok(Self {
            lists: Lists::of_site(taking.tx, site).await?,
            section_paths: sections.into_iter().map(|section| (section.id, section.path)).collect(),
            keys: Keys::of(taking, records).await?,
            edited_here,
            before,
            addresses: Addresses::of(taking, site, records).await?,
            site,
            hosts,
        })
    }

    /// Says what an item is going to be.
    async fn shape(&mut self, taking: &mut Taking<'_>, incoming: &Incoming, body: prose::Body) -> Result<Coming> {
        let Matter::Item(from) = &incoming.record.matter else { unreachable!("content takes items here") };
        let id = incoming.known.map_or_else(|| taking.app.new_id(), ItemId::from_uuid);
        let before = self.before.remove(&id);
        let (parts, missing) = bylines::parts(from, &self.keys);
        missing.into_iter().for_each(|what| taking.remark(incoming, what));
        let standing = stand(from, taking.now);
        standing.remarks.into_iter().for_each(|what| taking.remark(incoming, what));
        let headline = headline(from, &body, &incoming.record.key);
        if from.headline.trim().is_empty() {
            taking.remark(incoming, "it has no headline; its slug or first words stand in for it");
        }
        let slug = slug_for(from.slug.as_deref(), &headline, &incoming.record.key, id);
        let section = parts.placements.first().copied();
        let wish = addresses::Wish {
            said: from.address.as_deref(),
            held: before.as_ref().map(|(item, _)| item.address.as_str()),
            section_path: section.and_then(|section| self.section_paths.get(&section)).map(String::as_str),
            slug: &slug,
        };
        let (address, why) = self.addresses.choose(taking, self.site, id, wish).await?;
        why.into_iter().for_each(|why| taking.remark(incoming, why));
        let standfirst = said(from.standfirst.as_deref());
        let words = u32::try_from(body.word_count()).unwrap_or(u32::MAX);
        let latest = before.as_ref().map(|(_, revision)| revision);
        let same = latest.is_some_and(|latest| {
            latest.headline == headline && latest.standfirst == standfirst && latest.body == body
        });
        let revision = (!same).then(|| Revision {
            id: taking.app.new_id(),
            item: id,
            number: latest.map_or(0, |latest| latest.number) + 1,
            based_on: latest.map(|latest| latest.id),
            made_at: from.updated_at.or(from.published_at).or(from.created_at).unwrap_or(taking.now),
            made_by: ACTOR.to_owned(),
            headline: headline.clone(),
            standfirst: standfirst.clone(),
            body,
        });
        let latest_revision =
            revision.as_ref().map(|revision| revision.id).or(latest.map(|latest| latest.id)).expect("one or the other");
        let state = standing.publication_state;
        let live = matches!(state, PublicationState::Published | PublicationState::Withdrawn);
        let (source, base, key) = (taking.source, taking.base, incoming.record.key.as_str());
        let playing = playing::read(from, body::Written { source, base, key, attached: &from.attached });
        playing.remarks.into_iter().for_each(|what| taking.remark(incoming, what));
        let own = |name: &str| from.extra.get(name).and_then(|value| value.as_str()).map(str::to_owned);
        let item = Item {
            id,
            kind: kind(from.item_kind),
            site: self.site,
            section,
            format: from.format.as_ref().and_then(|key| self.keys.get("format", key)),
            slug,
            address,
            headline,
            standfirst,
            workflow_state: from
                .workflow_state
                .clone()
                .unwrap_or_else(|| if live { "ready" } else { "draft" }.to_owned()),
            publication_state: state,
            access: access(&from.access),
            created_at: from.created_at.or(from.published_at).or(from.updated_at).unwrap_or(taking.now),
            updated_at: from.updated_at,
            published_at: standing.published_at,
            scheduled_at: standing.scheduled_at,
            embargo_until: from.embargo_until,
            withdrawn_notice: own("withdrawn_notice"),
            live_revision: live.then_some(latest_revision),
            latest_revision,
            lead: lead(taking, incoming, from, &self.keys),
            canonical: canonical(taking, incoming, from),
            language: said(from.language.as_deref()),
            sign_off: own("sign_off"),
            sponsor: own("sponsor").and_then(|key| self.keys.get("organisation", &key)),
            featured: from.featured,
            parent: from.parent.as_ref().and_then(|key| self.keys.get("item", key)),
            position: from.position,
            playback: playing.playback,
            seo: seo(&from.seo),
            fields: fields(from),
            words,
        };
        let body = revision.as_ref().map(|revision| &revision.body).or(latest.map(|latest| &latest.body));
        let body = body.expect("one or the other");
        let uses = Uses::of(&item, live.then_some(body), body, &self.hosts);
        let moved_from = before.as_ref().map(|(item, _)| item.address.clone()).filter(|old| *old != item.address);
        let transcript = playing.transcript;
        let key = incoming.record.key.clone();
        Ok(Coming { key, item, revision, parts, uses, transcript, is_new: before.is_none(), moved_from })
    }
}

/// Where the original of a copy stands: a whole address of the web, for machines are led there.
fn canonical(taking: &mut Taking<'_>, incoming: &Incoming, from: &intake::Item) -> Option<String> {
    let given = said(from.canonical.as_deref())?;
    let whole = ["http://", "https://"].iter().any(|scheme| given.starts_with(scheme));
    if !whole {
        taking.remark(incoming, format!("its canonical address {given:?} is no whole address; it is left out"));
    }
    whole.then_some(given)
}

/// Writes the batch.
async fn write(taking: &mut Taking<'_>, (site, lists): (SiteId, &Lists), coming: &[Coming]) -> Result<()> {
    let new: Vec<Item> = coming.iter().filter(|one| one.is_new).map(|one| one.item.clone()).collect();
    store::items::insert_all(taking.tx, &new).await?;
    let revisions: Vec<Revision> = coming.iter().filter_map(|one| one.revision.clone()).collect();
    store::revisions::insert_all(taking.tx, &revisions).await?;
    let (mut touched, mut recount) = (HashSet::new(), store::listings::Recount::default());
    for one in coming.iter().filter(|one| !one.is_new) {
        store::items::update(taking.tx, &one.item).await?;
        store::parts::clear(taking.tx, one.item.id).await?;
        touched.extend(store::listings::remove(taking.tx, one.item.id, |at| lists.month(at), &mut recount).await?);
    }
    let parts: Vec<(ItemId, Parts)> = coming.iter().map(|one| (one.item.id, one.parts.clone())).collect();
    store::parts::insert_all(taking.tx, &parts).await?;
    let uses: Vec<Uses> = coming.iter().map(|one| one.uses.clone()).collect();
    media::record(taking.tx, &uses).await?;
    stills::want_later(taking.app, taking.tx, &uses).await?;
    let said: Vec<_> = coming.iter().map(|one| (one.item.id, one.transcript.as_ref())).collect();
    store::transcripts::put_all(taking.tx, &said).await?;
    translations::write(taking, site, coming).await?;
    let mut rows = Vec::with_capacity(coming.len() * 6);
    for one in coming {
        rows.extend(lists.standing(&one.item, &one.parts, taking.now));
        wait(taking, &one.item).await?;
    }
    touched.extend(rows.iter().map(|row| row.list));
    store::listings::insert_all(taking.tx, &rows, &mut recount).await?;
    recount.write(taking.tx, taking.now).await?;
    let ids: Vec<ItemId> = coming.iter().map(|one| one.item.id).collect();
    ids.into_iter().for_each(|id| taking.touch(acts::tags(id, [])));
    taking.touch(touched.into_iter().map(crate::model::list_tag));
    record_moves(taking, coming).await
}

/// Says which items got another address. Done last: on PostgreSQL the first change of a transaction holds up everybody
/// else who writes one.
async fn record_moves(taking: &mut Taking<'_>, coming: &[Coming]) -> Result<()> {
    for one in coming {
        if let Some(from) = &one.moved_from {
            let detail = json!({ "site": one.item.site, "from": from, "to": one.item.address });
            let change = Change::new("ItemMoved").by(ACTOR).to(one.item.id.uuid()).with(detail);
            taking.app.record(taking.tx, change).await?;
        }
    }
    Ok(())
}

/// Leaves jobs for what is to happen to an item at a time.
async fn wait(taking: &mut Taking<'_>, item: &Item) -> Result<()> {
    let due = match item.publication_state {
        PublicationState::Scheduled => item.scheduled_at.map(|at| ("content.publish_item", at)),
        PublicationState::Published => {
            item.embargo_until.filter(|until| taking.now < *until).map(|until| ("content.lift_embargo", until))
        }
        _ => None,
    };
    if let Some((job, at)) = due {
        taking.app.enqueue(taking.tx, ItemAtTime { item: item.id, at }.order(job, taking.now)).await?;
    }
    Ok(())
}

/// The headline; where there is none, the slug's words, the body's first, or the key.
fn headline(from: &intake::Item, body: &prose::Body, key: &str) -> String {
    said(Some(&from.headline))
        .or_else(|| said(Some(&body.excerpt(60))))
        .or_else(|| said(from.slug.as_deref()).map(|slug| slug.replace('-', " ")))
        .unwrap_or_else(|| key.to_owned())
}

fn kind(said: intake::ItemKind) -> ItemKind {
    match said {
        intake::ItemKind::Video => ItemKind::Video,
        intake::ItemKind::Podcast => ItemKind::Podcast,
        intake::ItemKind::Page => ItemKind::Page,
        intake::ItemKind::Article | intake::ItemKind::Event => ItemKind::Article,
    }
}

fn lead(taking: &mut Taking<'_>, incoming: &Incoming, from: &intake::Item, keys: &Keys) -> Option<Lead> {
    let said_of = from.lead_picture.as_ref()?;
    let Some(media) = keys.get("media", &said_of.media) else {
        taking.remark(incoming, format!("its picture {:?} is not there", said_of.media));
        return None;
    };
    Some(Lead {
        media,
        focal: said_of.focal.map(|focal| (focal.x, focal.y)),
        alt: said(said_of.alt.as_deref()),
        caption: said(said_of.caption.as_deref()),
    })
}

fn seo(said_of: &intake::Seo) -> Seo {
    Seo {
        title: said(said_of.title.as_deref()),
        description: said(said_of.description.as_deref()),
        picture: said(said_of.picture.as_deref()),
        hidden: said_of.hidden,
    }
}

/// What else the source knew: its own fields, and those of the line that no column is for.
fn fields(from: &intake::Item) -> serde_json::Map<String, serde_json::Value> {
    let mut fields = from.fields.clone();
    fields.retain(|name, _| !playing::READ_FIELDS.contains(&name.as_str()));
    let taken = |name: &str| OWN_FIELDS.contains(&name) || playing::READ_FIELDS.contains(&name);
    let rest = from.extra.iter().filter(|(name, _)| !taken(name));
    fields.extend(rest.map(|(name, value)| (name.clone(), value.clone())));
    if let Some(at) = from.expires_at {
        fields.insert("expires_at".to_owned(), at.to_string().into());
    }
    fields
}

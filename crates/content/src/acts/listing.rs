//! Which lists an item belongs to.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use jiff::tz::TimeZone;
use kit::{Timestamp, Uuid};
use platform::App;
use platform::changes::Change;
use platform::db::{Conn, Result, Tx};
use platform::records::{ids_by_key, names_of};

use crate::model::{Item, ItemId, SectionId, SiteId};
use crate::rules::translations::{is_address, named, said};
use crate::rules::visibility::is_listed;
use crate::store;
use crate::store::listings::Standing;
use crate::store::parts::Parts;
use crate::store::translations::Named;

/// What is known of a site to tell an item's lists: the tree of its sections, its zone.
#[derive(Debug, Clone)]
pub struct Lists {
    parents: HashMap<SectionId, Option<SectionId>>,
    zone: TimeZone,
}

impl Lists {
    /// Reads the tree of a site.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn of_site(conn: &mut Conn, site: SiteId) -> Result<Self> {
        let sections = store::sections::of_site(conn, site).await?;
        let sites = store::sites::all(conn).await?;
        let zone = sites.iter().find(|known| known.id == site).map(|site| zone_of(&site.time_zone));
        Ok(Self {
            parents: sections.into_iter().map(|section| (section.id, section.parent)).collect(),
            zone: zone.unwrap_or(TimeZone::UTC),
        })
    }

    /// The month of an instant, in the site's zone: `2020-09`.
    pub fn month(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.zone.clone()).strftime("%Y-%m").to_string()
    }

    /// Where an item stands for readers at `now`: its site, its sections and all above them, its
    /// format, its topics, its authors.
    /// Nowhere when readers may not see it.
    pub(crate) fn standing(&self, item: &Item, parts: &Parts, now: Timestamp) -> Vec<Standing> {
        let Some(at) = item.published_at.filter(|_| is_listed(item, now)) else { return Vec::new() };
        let mut lists = BTreeSet::from([item.site.uuid()]);
        for placement in &parts.placements {
            let mut section = Some(*placement);
            // A tree has no loops, but a damaged one must not hang us.
            for _ in 0..32 {
                let Some(id) = section else { break };
                lists.insert(id.uuid());
                section = self.parents.get(&id).copied().flatten();
            }
        }
        lists.extend(item.format.map(kit::Id::uuid));
        lists.extend(parts.topics.iter().map(|topic| topic.uuid()));
        lists.extend(parts.bylines.iter().filter_map(|byline| byline.person).map(kit::Id::uuid));
        let month = self.month(at);
        lists.into_iter().map(|list: Uuid| Standing { list, at, item: item.id, month: month.clone() }).collect()
    }
}

/// The zone of this IANA name; UTC where the name is none.
pub(crate) fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Items put where they stand in one transaction.
const AT_ONCE: u32 = 200;
/// Lists counted in one transaction.
const LISTS_AT_ONCE: usize = 25;

/// Rebuilds all lists and groups of translations from the items, for `reindex`: some at a time, so that nobody who is at
/// work waits long. How many items stand in lists. What stands where it should is not written.
///
/// # Errors
/// When the database refuses; then the rest stays as it was.
pub async fn rebuild(app: &App) -> anyhow::Result<u64> {
    let (mut after, mut listed) = (None, 0);
    loop {
        let mut tx = app.db().write().await?;
        let ids: Vec<_> = store::items::page(&mut tx, after, AT_ONCE).await?.iter().map(|item| item.id).collect();
        let Some(last) = ids.last() else { break };
        after = Some(*last);
        // As they are once nobody else is at them.
        store::items::hold(&mut tx, &ids).await?;
        let items = store::items::by_ids(&mut tx, &ids).await?;
        let (standing, were_wrong) = put_in_place(&mut tx, &items, app.now()).await?;
        listed += standing;
        note_translations(&mut tx, &items).await?;
        if were_wrong {
            // Whatever comes of the rest, these are not shown as they stood.
            app.record(&mut tx, Change::new("ListsMended").touching([kit::Tag::everything()])).await?;
        }
        tx.commit().await?;
    }
    count_anew(app).await?;
    let mut tx = app.db().write().await?;
    app.record(&mut tx, Change::new("ListsRebuilt").touching([kit::Tag::everything()])).await?;
    tx.commit().await?;
    Ok(listed)
}

/// Puts items into the lists where they stand, and out of others. How many of them stand in any, and whether one stood
/// wrong.
async fn put_in_place(tx: &mut Tx, items: &[Item], now: Timestamp) -> Result<(u64, bool)> {
    let ids: Vec<_> = items.iter().map(|item| item.id).collect();
    let mut known: HashMap<_, BTreeSet<_>> = HashMap::new();
    for (item, list, at) in store::listings::entries_of(tx, &ids).await? {
        known.entry(item).or_default().insert((list, at));
    }
    let (mut sites, mut rows, mut listed) = (HashMap::new(), Vec::new(), 0);
    let mut recount = store::listings::Recount::default();
    let mut were_wrong = false;
    for item in items {
        let lists = match sites.entry(item.site) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(Lists::of_site(tx, item.site).await?),
        };
        let parts = store::parts::of_item(tx, item.id).await?;
        let standing = lists.standing(item, &parts, now);
        listed += u64::from(!standing.is_empty());
        let wanted: BTreeSet<_> = standing.iter().map(|standing| (standing.list, standing.at)).collect();
        if known.remove(&item.id).unwrap_or_default() != wanted {
            were_wrong = true;
            store::listings::remove(tx, item.id, |at| lists.month(at), &mut recount).await?;
            rows.extend(standing);
        }
    }
    store::listings::insert_all(tx, &rows, &mut recount).await?;
    recount.write(tx, now).await?;
    Ok((listed, were_wrong))
}

/// Counts the months of all lists anew.
async fn count_anew(app: &App) -> anyhow::Result<()> {
    let mut conn = app.db().read().await?;
    let lists = store::listings::all(&mut conn).await?;
    drop(conn);
    for lists in lists.chunks(LISTS_AT_ONCE) {
        let mut tx = app.db().write().await?;
        store::items::hold_all(&mut tx).await?;
        let sites = store::sites::all(&mut tx).await?;
        let zones: HashMap<SiteId, TimeZone> =
            sites.into_iter().map(|site| (site.id, zone_of(&site.time_zone))).collect();
        let month = |site: SiteId, at: Timestamp| {
            let zone = zones.get(&site).cloned().unwrap_or(TimeZone::UTC);
            at.to_zoned_datetime(zone).strftime("%Y-%m").to_string()
        };
        let mut recount = store::listings::Recount::default();
        for list in lists {
            store::listings::count_anew(&mut tx, *list, month, &mut recount).await?;
        }
        if !recount.is_empty() {
            app.record(&mut tx, Change::new("ListsMended").touching([kit::Tag::everything()])).await?;
        }
        recount.write(&mut tx, app.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Notes anew which others these items say are the same in other languages. One that is known by an address that it has
/// left since stays known.
async fn note_translations(tx: &mut Tx, items: &[Item]) -> Result<()> {
    let ids: Vec<_> = items.iter().map(|item| item.id).collect();
    let known = store::translations::of_items(tx, &ids).await?;
    store::translations::forget(tx, &ids).await?;
    for item in items.iter().filter(|item| named(item).next().is_some()) {
        let names = names_of(tx, "item", item.id.uuid()).await?;
        let source = names.first().map_or("", |name| name.source.as_str());
        let (addresses, keys): (Vec<String>, Vec<String>) =
            said(item, source, |_| None).into_iter().map(|said| said.named).partition(|named| is_address(named));
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let by_key = ids_by_key(tx, "item", &keys).await?;
        let by_key = by_key.into_iter().map(|(key, id)| (key, ItemId::from_uuid(id)));
        let here: HashMap<String, ItemId> =
            store::items::holders(tx, item.site, &addresses).await?.into_iter().chain(by_key).collect();
        let before = |named: &str| known.iter().find(|known| known.item == item.id && known.named == named)?.sister;
        let sister =
            |named: &str| here.get(named).copied().or_else(|| before(named)).filter(|sister| *sister != item.id);
        let said = said(item, source, |_| None).into_iter();
        let said: Vec<Named> = said.map(|said| Named { sister: sister(&said.named), ..said }).collect();
        store::translations::insert_all(tx, &said).await?;
    }
    Ok(())
}

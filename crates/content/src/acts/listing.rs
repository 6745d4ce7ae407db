//! Which lists an item belongs to.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use jiff::tz::TimeZone;
use kit::{Timestamp, Uuid};
use platform::App;
use platform::changes::Change;
use platform::db::{Conn, Result};

use crate::model::{Item, SectionId, SiteId};
use crate::rules::visibility::is_listed;
use crate::store;
use crate::store::listings::Standing;
use crate::store::parts::Parts;

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

/// Rebuilds all lists from the items, for `reindex`. How many items stand in lists. Readers go on meanwhile; whoever is
/// about to change an item waits, lest what is read here is written over what was done since.
///
/// # Errors
/// When the database refuses; then the lists stay as they were.
pub async fn rebuild(app: &App) -> anyhow::Result<u64> {
    let mut tx = app.db().write().await?;
    store::items::hold_all(&mut tx).await?;
    store::listings::clear(&mut tx).await?;
    let mut recount = store::listings::Recount::default();
    let mut sites = HashMap::new();
    let (mut after, mut listed) = (None, 0);
    loop {
        let items = store::items::page(&mut tx, after, 500).await?;
        let Some(last) = items.last() else { break };
        after = Some(last.id);
        let mut rows = Vec::new();
        for item in &items {
            let lists = match sites.entry(item.site) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(Lists::of_site(&mut tx, item.site).await?),
            };
            let parts = store::parts::of_item(&mut tx, item.id).await?;
            let standing = lists.standing(item, &parts, app.now());
            listed += u64::from(!standing.is_empty());
            rows.extend(standing);
        }
        store::listings::insert_all(&mut tx, &rows, &mut recount).await?;
    }
    recount.write(&mut tx, app.now()).await?;
    app.record(&mut tx, Change::new("ListsRebuilt").touching([kit::Tag::everything()])).await?;
    tx.commit().await?;
    Ok(listed)
}

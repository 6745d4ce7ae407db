//! Making the rankings from the counts. What did not change is not written, and purges nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use content::model::ItemId;
use content::store as content_store;
use kit::{Tag, Uuid};
use platform::App;
use platform::changes::Change;
use platform::db::{Conn, Result, Tx};

use crate::model::{Period, lists_tag, rail_tag, ranks_tag};
use crate::rules::{BESIDE, Reach, ranked, shown_beside};
use crate::store;

/// Items that are looked at for the rankings of all lists: a section whose most read is read less than all these has no
/// ranking of its own.
const LOOKED_AT: u32 = 4_000;
/// Items whose lists are asked for in one question.
const AT_ONCE: usize = 500;

/// Ranks what was read in these periods, all of it in one transaction.
pub(crate) async fn rank(app: &App, periods: &[Period]) -> Result<()> {
    let mut conn = app.db().read().await?;
    let lists = Lists::load(&mut conn).await?;
    let mut made = Vec::with_capacity(periods.len());
    for period in periods {
        let most_read = store::most_read(&mut conn, period.since(app.now()), LOOKED_AT).await?;
        let standing = standing(&mut conn, &most_read, &lists).await?;
        made.push((*period, ranked(&most_read, |item| standing.get(&item).cloned().unwrap_or_default())));
    }
    drop(conn);
    let mut tx = app.db().write().await?;
    let shown_before = Shown::load(&mut tx).await?;
    let mut stale = BTreeSet::new();
    for (period, ranks) in &made {
        write(&mut tx, *period, ranks, &mut stale).await?;
    }
    let shown = Shown::chosen(&mut tx, &lists).await?;
    if shown.rails != shown_before.rails {
        store::put_rails(&mut tx, &shown.rails).await?;
    }
    stale.extend(shown.stale_since(&shown_before));
    if !stale.is_empty() {
        app.record(&mut tx, Change::new("MostReadChanged").touching(stale)).await?;
    }
    tx.commit().await
}

/// The lists that have rankings: sites, and sections with all below them.
struct Lists(HashMap<Uuid, Reach>);

impl Lists {
    async fn load(conn: &mut Conn) -> Result<Self> {
        let mut lists = HashMap::new();
        for site in content_store::sites::all(conn).await? {
            lists.insert(site.id.uuid(), Reach::Site);
            let sections = content_store::sections::of_site(conn, site.id).await?;
            lists.extend(sections.iter().map(|section| (section.id.uuid(), Reach::Section)));
        }
        Ok(Self(lists))
    }
}

/// In which of the lists each item stands. Only what anybody may see stands in any.
async fn standing(conn: &mut Conn, items: &[ItemId], lists: &Lists) -> Result<HashMap<ItemId, Vec<Uuid>>> {
    let mut standing: HashMap<ItemId, Vec<Uuid>> = HashMap::with_capacity(items.len());
    for some in items.chunks(AT_ONCE) {
        for (item, list) in content_store::listings::lists_of_all(conn, some).await? {
            if lists.0.contains_key(&list) {
                standing.entry(item).or_default().push(list);
            }
        }
    }
    Ok(standing)
}

/// Writes the rankings of a period that are not as they were, and notes what goes stale.
async fn write(
    tx: &mut Tx,
    period: Period,
    ranks: &BTreeMap<Uuid, Vec<ItemId>>,
    stale: &mut BTreeSet<Tag>,
) -> Result<()> {
    let before = store::ranks(tx, period).await?;
    let lists: BTreeSet<&Uuid> = before.keys().chain(ranks.keys()).collect();
    for list in lists {
        let (old, new) = (before.get(list), ranks.get(list));
        if old != new {
            store::put_rank(tx, *list, period, new.map(Vec::as_slice).unwrap_or_default()).await?;
            stale.insert(ranks_tag(*list, period));
        }
        if old.is_some() != new.is_some() {
            stale.insert(lists_tag(period));
        }
    }
    Ok(())
}

/// What stands beside the pages of each list.
struct Shown {
    rails: BTreeMap<Uuid, Period>,
    items: BTreeMap<Uuid, Vec<ItemId>>,
}

impl Shown {
    /// As it is.
    async fn load(conn: &mut Conn) -> Result<Self> {
        let rails = store::rails(conn).await?;
        Self::of(conn, rails).await
    }

    /// As the rankings want it.
    async fn chosen(conn: &mut Conn, lists: &Lists) -> Result<Self> {
        let mut sizes: HashMap<(Uuid, Period), usize> = HashMap::new();
        for period in Period::ALL {
            let ranks = store::ranks(conn, period).await?;
            sizes.extend(ranks.into_iter().map(|(list, items)| ((list, period), items.len())));
        }
        let choose = |(list, reach): (&Uuid, &Reach)| {
            let size = |period| sizes.get(&(*list, period)).copied().unwrap_or(0);
            Some((*list, shown_beside(*reach, size)?))
        };
        let rails = lists.0.iter().filter_map(choose).collect();
        Self::of(conn, rails).await
    }

    async fn of(conn: &mut Conn, rails: BTreeMap<Uuid, Period>) -> Result<Self> {
        let mut items = BTreeMap::new();
        for period in Period::ALL {
            let mut ranks = store::ranks(conn, period).await?;
            ranks.retain(|list, _| rails.get(list) == Some(&period));
            // One more than is shown: an item does not stand beside itself.
            ranks.values_mut().for_each(|rank| rank.truncate(BESIDE + 1));
            items.extend(ranks);
        }
        Ok(Self { rails, items })
    }

    /// The modules that differ.
    fn stale_since(&self, before: &Self) -> Vec<Tag> {
        let lists: BTreeSet<&Uuid> = self.rails.keys().chain(before.rails.keys()).collect();
        let differs = |list: &&Uuid| {
            (self.rails.get(*list), self.items.get(*list)) != (before.rails.get(*list), before.items.get(*list))
        };
        lists.into_iter().filter(differs).map(|list| rail_tag(*list)).collect()
    }
}

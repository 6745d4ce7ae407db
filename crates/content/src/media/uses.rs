//! Which items use a picture, and whether readers get it on their account.

use std::collections::{BTreeSet, HashMap};

use kit::Timestamp;
use platform::App;
use platform::db::{Conn, Result, Tx};
use platform::records::{Name, names_of};
use prose::Body;

use super::stills;
use crate::model::{Item, ItemId, Media, Playback, SiteId};
use crate::rules::picture_address::{key_name, normal, original_of};
use crate::rules::visibility::{Visibility, visibility};
use crate::store;
use crate::store::uses::Use;

/// How many items are looked at in one go.
const AT_ONCE: u32 = 50;

/// What one item uses: addresses in their normal form, and keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Uses {
    item: ItemId,
    shown: BTreeSet<String>,
    drafted: BTreeSet<String>,
}

impl Uses {
    /// What an item uses whose readers get `live`, and which was saved last as `latest`. Addresses from the root are
    /// of any of `hosts`.
    pub(crate) fn of(item: &Item, live: Option<&Body>, latest: &Body, hosts: &[String]) -> Self {
        let mut shown = BTreeSet::new();
        let played = item.playback.as_ref();
        let beside = item.seo.picture.as_deref().into_iter().chain(played.into_iter().flat_map(Playback::files));
        gather(&mut shown, beside, hosts);
        shown.extend(played.and_then(Playback::still));
        if let Some(live) = live {
            gather(&mut shown, live.pictures().into_iter().chain(live.recordings()), hosts);
            shown.extend(live.stills());
        }
        let mut drafted = BTreeSet::new();
        gather(&mut drafted, latest.pictures().into_iter().chain(latest.recordings()), hosts);
        drafted.extend(latest.stills());
        drafted.retain(|address| !shown.contains(address));
        Self { item: item.id, shown, drafted }
    }

    /// Names of the stills that readers see.
    pub(super) fn stills(&self) -> impl Iterator<Item = &str> {
        self.shown.iter().map(String::as_str).filter(|address| prose::Embed::of_still(address).is_some())
    }

    fn rows(&self) -> impl Iterator<Item = Use<'_>> {
        let row = |address, shown| Use { address, item: self.item, shown };
        let shown = self.shown.iter().map(move |address| row(address, true));
        shown.chain(self.drafted.iter().map(move |address| row(address, false)))
    }
}

/// Adds the normal forms of addresses as bodies have them. A copy may stand for its original, which may come later.
fn gather<'a>(into: &mut BTreeSet<String>, sources: impl Iterator<Item = &'a str>, hosts: &[String]) {
    for source in sources {
        let mut forms = vec![normal(source, None)];
        if source.starts_with('/') && !source.starts_with("//") {
            forms.extend(hosts.iter().map(|host| normal(source, Some(host))));
        }
        into.extend(forms.iter().filter_map(|form| original_of(form)));
        into.extend(forms);
    }
    into.remove("");
}

/// Notes what items use, in the place of what was noted of them before.
pub(crate) async fn record(tx: &mut Tx, all: &[Uses]) -> Result<()> {
    let items: Vec<ItemId> = all.iter().map(|uses| uses.item).collect();
    store::uses::forget(tx, &items).await?;
    let rows: Vec<Use<'_>> = all.iter().flat_map(Uses::rows).collect();
    store::uses::insert_all(tx, &rows).await
}

/// The same for one item as it stands in the database.
pub(crate) async fn record_item(app: &App, tx: &mut Tx, item: &Item) -> Result<()> {
    let hosts = hosts(tx).await?;
    let uses = of_items(tx, std::slice::from_ref(item), &hosts).await?;
    record(tx, &uses).await?;
    stills::want(app, tx, &uses).await
}

/// Notes anew what every item uses, for `reindex`: some at a time, so that nobody who is at work waits long.
///
/// # Errors
/// When the database refuses; then the rest stays as it was noted.
pub async fn rebuild_uses(app: &App) -> anyhow::Result<()> {
    let mut after = None;
    loop {
        let mut tx = app.db().write().await?;
        let hosts = hosts(&mut tx).await?;
        let ids: Vec<_> = store::items::page(&mut tx, after, 200).await?.iter().map(|item| item.id).collect();
        let Some(last) = ids.last() else { return Ok(()) };
        after = Some(*last);
        // As they are once nobody else is at them.
        store::items::hold(&mut tx, &ids).await?;
        let items = store::items::by_ids(&mut tx, &ids).await?;
        let uses = of_items(&mut tx, &items, &hosts).await?;
        record(&mut tx, &uses).await?;
        tx.commit().await?;
    }
}

/// The host of each site.
async fn hosts(conn: &mut Conn) -> Result<HashMap<SiteId, String>> {
    let sites = store::sites::all(conn).await?;
    Ok(sites.into_iter().map(|site| (site.id, normal(&site.address, None))).collect())
}

async fn of_items(conn: &mut Conn, items: &[Item], hosts: &HashMap<SiteId, String>) -> Result<Vec<Uses>> {
    let mut ids: Vec<_> =
        items.iter().flat_map(|item| item.live_revision.into_iter().chain([item.latest_revision])).collect();
    ids.sort_unstable();
    ids.dedup();
    let revisions = store::revisions::by_ids(conn, &ids).await?;
    let bodies: HashMap<_, _> = revisions.into_iter().map(|revision| (revision.id, revision.body)).collect();
    let nothing = Body::default();
    let of = |item: &Item| {
        let live = item.live_revision.and_then(|id| bodies.get(&id));
        let latest = bodies.get(&item.latest_revision).unwrap_or(&nothing);
        Uses::of(item, live, latest, hosts.get(&item.site).map_or(&[], std::slice::from_ref))
    };
    Ok(items.iter().map(of).collect())
}

/// What a visitor gets at a picture's addresses: the picture if any item shows it that the visitor may see, or if no
/// item uses it; the word that it was withdrawn if all that show it were; else nothing.
pub(super) async fn standing(conn: &mut Conn, media: &Media, now: Timestamp) -> Result<Visibility> {
    let known_by = store::media::addresses_of(conn, &[media.id]).await?;
    let mut names: Vec<String> = known_by.into_iter().map(|(_, address)| address).collect();
    for Name { source, key } in names_of(conn, "media", media.id.uuid()).await? {
        names.push(key_name(&source, &key));
        names.push(key);
    }
    let mut best: Option<Visibility> = None;
    let mut before = None;
    loop {
        let ids = store::uses::items_showing(conn, media.id, &names, before, AT_ONCE).await?;
        let Some(last) = ids.last() else { break };
        before = Some(*last);
        for item in store::items::by_ids(conn, &ids).await? {
            match visibility(&item, now) {
                Visibility::Shown => return Ok(Visibility::Shown),
                Visibility::Hidden => best = Some(Visibility::Hidden),
                Visibility::Withdrawn => best = best.or(Some(Visibility::Withdrawn)),
            }
        }
    }
    if best != Some(Visibility::Hidden) && store::uses::is_drafted(conn, &names).await? {
        return Ok(Visibility::Hidden);
    }
    Ok(best.unwrap_or(Visibility::Shown))
}

//! Work outside requests: saving what was counted, ranking it, folding what is old.

use content::model::{Item, ItemId};
use content::rules::visibility::is_listed;
use jiff::SignedDuration;
use kit::Timestamp;
use platform::db::Result;
use platform::jobs::Order;
use platform::{App, BoxFuture};
use serde_json::Value;

use crate::counter::Counter;
use crate::model::{Bucket, Count, Period};
use crate::{ranking, store};

/// Ranks the day and the week.
pub(crate) const RANK: &str = "reading.rank";
/// Folds what is old, and ranks all periods.
pub(crate) const FOLD: &str = "reading.fold";

/// How long hours stay hours, and days days.
const HOURS_KEPT: SignedDuration = SignedDuration::from_hours(48);
const DAYS_KEPT: SignedDuration = SignedDuration::from_hours(40 * 24);

/// Saves what this process counted. What cannot be saved now is saved the next time.
pub(crate) fn save_counts(app: App) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let counter = app.local::<Counter>();
        let counts = counter.take();
        if counts.is_empty() {
            return Ok(());
        }
        match save(&app, &counts).await {
            Ok(()) => Ok(()),
            Err(error) => {
                counter.put_back(counts);
                Err(error.into())
            }
        }
    })
}

/// Writes the counts of items that there are and that readers may see. Anybody can name an id.
async fn save(app: &App, counts: &[Count]) -> Result<()> {
    let mut ids: Vec<ItemId> = counts.iter().map(|count| count.item).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut read: Vec<ItemId> = Vec::with_capacity(ids.len());
    let mut conn = app.db().read().await?;
    for some in ids.chunks(500) {
        let items: Vec<Item> = content::store::items::by_ids(&mut conn, some).await?;
        read.extend(items.iter().filter(|item| is_listed(item, app.now())).map(|item| item.id));
    }
    drop(conn);
    read.sort_unstable();
    let mut counts: Vec<Count> =
        counts.iter().filter(|count| read.binary_search(&count.item).is_ok()).copied().collect();
    if counts.is_empty() {
        return Ok(());
    }
    // Nodes that save at the same time take rows in the same order, so that none waits for one that waits for it.
    counts.sort_unstable_by_key(|count| (count.item, count.bucket));
    let mut tx = app.db().write().await?;
    store::add(&mut tx, &counts).await?;
    tx.commit().await
}

/// Ranks what changes by the hour.
pub(crate) fn rank(app: App, _: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move { Ok(ranking::rank(&app, &[Period::Today, Period::Week]).await?) })
}

/// Folds what is old, and ranks everything.
pub(crate) fn fold(app: App, _: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let now = app.now();
        let before = |span: SignedDuration| now.checked_sub(span).unwrap_or(Timestamp::MIN);
        let days = Bucket::day_of(before(HOURS_KEPT)).begins;
        let months = Bucket::month_of(before(DAYS_KEPT)).begins;
        fold_until(&app, days, Bucket::day_of).await?;
        fold_until(&app, months, Bucket::month_of).await?;
        Ok(ranking::rank(&app, &Period::ALL).await?)
    })
}

/// Folds everything shorter that ended by then into the buckets that `whole` gives, one transaction each: readers who
/// are counted meanwhile wait for one day's, not for all.
async fn fold_until(app: &App, until: Timestamp, whole: fn(Timestamp) -> Bucket) -> Result<()> {
    let shortest = whole(until);
    let length = shortest.ends.duration_since(shortest.begins).min(SignedDuration::from_hours(28 * 24));
    let mut last = None;
    loop {
        let mut tx = app.db().write().await?;
        let Some(oldest) = store::oldest(&mut tx, length, until).await? else { return Ok(()) };
        // What cannot be folded, since it lies over the edge of a bucket, stays as it is.
        if last == Some(oldest) {
            return Ok(());
        }
        last = Some(oldest);
        store::fold(&mut tx, whole(oldest)).await?;
        tx.commit().await?;
    }
}

/// The order to rank everything soon, given when counts came otherwise than one by one.
pub(crate) fn rank_soon(now: Timestamp) -> Order {
    Order::new(FOLD, (), now).once("reading counts came")
}

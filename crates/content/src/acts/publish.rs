//! Publishing: readers get the revision saved last.

use kit::Timestamp;
use platform::App;
use platform::changes::Change;
use platform::db::Tx;
use serde_json::json;

use super::{ActError, load, save, settle};
use crate::jobs::ItemAtTime;
use crate::model::{Item, ItemId, PublicationState};
use crate::store;

/// Publishes an item, whatever its state was. One that is public already gets its latest revision.
///
/// # Errors
/// When there is no such item, or the database refuses.
pub async fn publish(app: &App, id: ItemId, by: &str) -> Result<Item, ActError> {
    let mut tx = app.db().write().await?;
    let item = load(&mut tx, id).await?;
    put_out(app, tx, item, by).await
}

/// Publishes an item that is scheduled for `at`. Nothing, for one that was given another time since, or none.
///
/// # Errors
/// When the database refuses.
pub async fn publish_scheduled(app: &App, id: ItemId, at: Timestamp) -> Result<Option<Item>, ActError> {
    let mut tx = app.db().write().await?;
    let item = match load(&mut tx, id).await {
        Err(ActError::NoSuchItem) => return Ok(None),
        loaded => loaded?,
    };
    if item.publication_state != PublicationState::Scheduled || item.scheduled_at != Some(at) {
        return Ok(None);
    }
    put_out(app, tx, item, "timetable").await.map(Some)
}

async fn put_out(app: &App, mut tx: Tx, mut item: Item, by: &str) -> Result<Item, ActError> {
    let now = app.now();
    if item.publication_state == PublicationState::Published && item.live_revision != Some(item.latest_revision) {
        item.updated_at = Some(now);
    }
    item.publication_state = PublicationState::Published;
    item.live_revision = Some(item.latest_revision);
    // Lists show the words that stand on the item.
    if let Some(live) = store::revisions::by_id(&mut tx, item.latest_revision).await? {
        item.words = save::words(&live.body);
        (item.headline, item.standfirst) = (live.headline, live.standfirst);
    }
    item.published_at.get_or_insert(now);
    item.scheduled_at = None;
    item.withdrawn_notice = None;
    if let Some(until) = item.embargo_until.filter(|until| now < *until) {
        let order = ItemAtTime { item: item.id, at: until }.order("content.lift_embargo", now);
        app.enqueue(&mut tx, order).await?;
    }
    let detail = json!({ "site": item.site, "address": item.address, "revision": item.live_revision });
    settle(app, &mut tx, &item, Change::new("ItemPublished").by(by).with(detail)).await?;
    tx.commit().await?;
    Ok(item)
}

/// Lets readers see an item whose embargo ended at `until`. Nothing happens to one that was given another embargo since.
///
/// # Errors
/// When the database refuses.
pub async fn lift_embargo(app: &App, id: ItemId, until: Timestamp) -> Result<(), ActError> {
    let mut tx = app.db().write().await?;
    let item = match load(&mut tx, id).await {
        Err(ActError::NoSuchItem) => return Ok(()),
        loaded => loaded?,
    };
    if item.embargo_until == Some(until) {
        settle(app, &mut tx, &item, Change::new("EmbargoLifted").by("timetable")).await?;
        tx.commit().await?;
    }
    Ok(())
}

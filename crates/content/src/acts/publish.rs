//! Publishing: readers get the revision saved last.

use platform::App;
use platform::changes::Change;
use platform::jobs::Order;
use serde_json::json;

use super::{ActError, load, settle};
use crate::jobs::ItemAtTime;
use crate::model::{Item, ItemId, PublicationState};
use crate::store;

/// Publishes an item, whatever its state was. One that is public already gets its latest revision.
///
/// # Errors
/// When there is no such item, or the database refuses.
pub async fn publish(app: &App, id: ItemId, by: &str) -> Result<Item, ActError> {
    let mut tx = app.db().write().await?;
    let mut item = load(&mut tx, id).await?;
    let now = app.now();
    if item.publication_state == PublicationState::Published && item.live_revision != Some(item.latest_revision) {
        item.updated_at = Some(now);
    }
    item.publication_state = PublicationState::Published;
    item.live_revision = Some(item.latest_revision);
    // Lists show the words that stand on the item.
    if let Some(live) = store::revisions::by_id(&mut tx, item.latest_revision).await? {
        (item.headline, item.standfirst) = (live.headline, live.standfirst);
    }
    item.published_at.get_or_insert(now);
    item.scheduled_at = None;
    item.withdrawn_notice = None;
    if let Some(until) = item.embargo_until.filter(|until| now < *until) {
        let order = ItemAtTime { item: id, at: until };
        app.enqueue(&mut tx, Order::new("content.lift_embargo", order, now).at(until)).await?;
    }
    let detail = json!({ "site": item.site, "address": item.address, "revision": item.live_revision });
    settle(app, &mut tx, &item, Change::new("ItemPublished").by(by).with(detail)).await?;
    tx.commit().await?;
    Ok(item)
}

/// Lets readers see an item whose embargo is over.
///
/// # Errors
/// When the database refuses.
pub async fn lift_embargo(app: &App, id: ItemId) -> Result<(), ActError> {
    let mut tx = app.db().write().await?;
    let Ok(item) = load(&mut tx, id).await else { return Ok(()) };
    settle(app, &mut tx, &item, Change::new("EmbargoLifted").by("timetable")).await?;
    tx.commit().await?;
    Ok(())
}

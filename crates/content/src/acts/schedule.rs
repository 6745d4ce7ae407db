//! Scheduling: a job publishes the item at its time, also when the house was closed then.

use kit::Timestamp;
use platform::App;
use platform::changes::Change;
use serde_json::json;

use super::{ActError, load, settle};
use crate::jobs::ItemAtTime;
use crate::model::{Item, ItemId, PublicationState};

/// Schedules an item for `at`. Scheduled again, only the new time counts.
///
/// # Errors
/// When there is no such item, readers have it already, the time is past, or the database refuses.
pub async fn schedule(app: &App, id: ItemId, at: Timestamp, by: &str) -> Result<Item, ActError> {
    let now = app.now();
    if at <= now {
        return Err(ActError::Past(at));
    }
    let mut tx = app.db().write().await?;
    let mut item = load(&mut tx, id).await?;
    if item.publication_state == PublicationState::Published {
        return Err(ActError::Out);
    }
    item.publication_state = PublicationState::Scheduled;
    item.scheduled_at = Some(at);
    app.enqueue(&mut tx, ItemAtTime { item: id, at }.order("content.publish_item", now)).await?;
    let detail = json!({ "site": item.site, "address": item.address, "at": at });
    settle(app, &mut tx, &item, Change::new("ItemScheduled").by(by).with(detail)).await?;
    tx.commit().await?;
    Ok(item)
}

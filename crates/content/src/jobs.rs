//! Content's work outside requests: what happens at a time.

use kit::Timestamp;
use platform::feature::Job;
use platform::{App, BoxFuture};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::acts;
use crate::model::{ItemId, PublicationState};
use crate::store;

/// What is to happen to an item at a time. The time is said so that an order that was overtaken can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAtTime {
    /// Which item.
    pub item: ItemId,
    /// When.
    pub at: Timestamp,
}

/// All of them.
pub(crate) fn jobs() -> Vec<Job> {
    vec![
        Job { name: "content.publish_item", handler: publish_item },
        Job { name: "content.lift_embargo", handler: lift_embargo },
    ]
}

/// Publishes a scheduled item, if it is still scheduled for that time.
fn publish_item(app: App, payload: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let order: ItemAtTime = serde_json::from_value(payload)?;
        let item = store::items::by_id(&mut app.db().read().await?, order.item).await?;
        let due = item.is_some_and(|item| {
            item.publication_state == PublicationState::Scheduled && item.scheduled_at == Some(order.at)
        });
        if due {
            acts::publish(&app, order.item, "timetable").await?;
        }
        Ok(())
    })
}

/// Shows an item whose embargo is over, if the embargo still ends then.
fn lift_embargo(app: App, payload: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let order: ItemAtTime = serde_json::from_value(payload)?;
        let item = store::items::by_id(&mut app.db().read().await?, order.item).await?;
        if item.is_some_and(|item| item.embargo_until == Some(order.at)) {
            acts::lift_embargo(&app, order.item).await?;
        }
        Ok(())
    })
}

//! Content's work outside requests: what happens at a time.

use kit::Timestamp;
use platform::feature::Job;
use platform::jobs::Order;
use platform::{App, BoxFuture};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::acts;
use crate::media::stills;
use crate::model::ItemId;

/// What is to happen to an item at a time. The time is said so that an order that was overtaken can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAtTime {
    /// Which item.
    pub item: ItemId,
    /// When.
    pub at: Timestamp,
}

impl ItemAtTime {
    /// The order that `job` be done then. Given twice, it waits once.
    pub(crate) fn order(self, job: &'static str, now: Timestamp) -> Order {
        // The item's own time is kept to the millisecond: an order that said it finer would seem overtaken.
        let this = Self { at: kit::timestamp_from_millis(self.at.as_millisecond()), ..self };
        let mark = format!("{job} {} {}", this.item.uuid(), this.at);
        Order::new(job, this, now).at(this.at).once(mark)
    }
}

/// All of them.
pub(crate) fn jobs() -> Vec<Job> {
    vec![
        Job { name: "content.publish_item", handler: publish_item },
        Job { name: "content.lift_embargo", handler: lift_embargo },
        Job { name: "content.keep_still", handler: stills::keep_still },
        Job { name: "content.keep_stills", handler: stills::keep_stills },
    ]
}

/// Publishes a scheduled item, if it is still scheduled for that time.
fn publish_item(app: App, payload: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let order: ItemAtTime = serde_json::from_value(payload)?;
        acts::publish_scheduled(&app, order.item, order.at).await?;
        Ok(())
    })
}

/// Shows an item whose embargo is over, if the embargo still ends then.
fn lift_embargo(app: App, payload: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let order: ItemAtTime = serde_json::from_value(payload)?;
        acts::lift_embargo(&app, order.item, order.at).await?;
        Ok(())
    })
}

//! Timetables: jobs that are done again and again, once over all nodes.

use std::time::Duration;

use crate::app::App;
use crate::db::Result;
use crate::jobs::Order;

/// Enqueues each timetable's job when its time comes. Ends with the process.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = enqueue_due(&app).await {
            tracing::warn!(%error, "a timetable could not be kept; it is tried again");
        }
        tokio::time::sleep(Duration::from_secs(20)).await;
    }
}

/// One waiting order a timetable; its mark keeps a second node from adding another. The order lies one period ahead,
/// so a house that was closed at the time does the work when it opens.
async fn enqueue_due(app: &App) -> Result<()> {
    let timetables = app.features().iter().flat_map(|feature| &feature.timetables);
    let orders: Vec<Order> = timetables
        .map(|timetable| {
            let at = app.now() + timetable.every;
            Order::new(timetable.job, (), app.now()).at(at).once(format!("timetable {}", timetable.job))
        })
        .collect();
    if orders.is_empty() {
        return Ok(());
    }
    let mut tx = app.db().write().await?;
    for order in orders {
        app.enqueue(&mut tx, order).await?;
    }
    tx.commit().await
}

//! Following the change log: what other processes on the same database did makes pages stale here too.

use std::time::Duration;

use kit::{Tag, Tags};

use crate::app::App;
use crate::changes::{latest, since};
use crate::db::Result;

/// How often the log is looked at. A publish on one node shows on the others within this and a render.
const EVERY: Duration = Duration::from_millis(200);

/// Purges pages for every change in the log from now on. Ends with the process.
pub async fn follow(app: App) {
    follow_from(app, None).await;
}

/// The same from the number `seen` on, where nothing was rendered before it was asked for.
pub(crate) async fn follow_from(app: App, mut seen: Option<i64>) {
    loop {
        match step(&app, seen).await {
            Ok(seq) => seen = Some(seq),
            Err(error) => tracing::warn!(%error, "the change log cannot be read; pages may be stale"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Takes what is new; the number up to which all has been seen. At first that is where the log ends; what was rendered
/// before anyone looked there may be stale already and is forgotten.
async fn step(app: &App, seen: Option<i64>) -> Result<i64> {
    let mut conn = app.db().read().await?;
    let Some(mut seen) = seen else {
        let end = latest(&mut conn).await?;
        app.cache().purge(&Tags::from([Tag::everything()]));
        return Ok(end);
    };
    loop {
        let changes = since(&mut conn, seen, 500).await?;
        for change in &changes {
            app.cache().purge(&change.tags);
            seen = change.seq;
        }
        if !changes.is_empty() {
            app.heard_of_others();
        }
        if changes.len() < 500 {
            return Ok(seen);
        }
    }
}

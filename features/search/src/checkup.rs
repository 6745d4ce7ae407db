//! What an operator is told of the index.

use std::time::Duration;

use kit::Timestamp;
use platform::changes::{latest, since};
use platform::{App, BoxFuture};

/// An index follows within a moment, or within minutes after an import. What is older than this was not followed.
const LONG_AGO: Duration = Duration::from_secs(15 * 60);

/// Looks whether this node's index can be read and has followed the change log.
pub(crate) fn look(app: App) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let mut conn = app.db().read().await?;
        let position = match app.search().position().await {
            Ok(position) => position,
            Err(error) => {
                let folder = app.config().index();
                let folder = folder.display();
                return Ok(vec![format!(
                    "the index cannot be read: {error}. Take the folder {folder} away; the house makes it anew when it \
                     is served"
                )]);
            }
        };
        let end = latest(&mut conn).await?;
        let position = position.unwrap_or(0);
        if position > end {
            return Ok(vec![format!(
                "the index knows change {position}, and the log ends at {end}: it is of another database, and is made \
                 anew when the house is served"
            )]);
        }
        let next = since(&mut conn, position, 1).await?;
        let waited = next.first().filter(|change| is_long_ago(change.at, app.now()));
        let behind = |at: Timestamp| {
            format!(
                "the index is {} changes behind, since {at}. A house that is served follows at once: look at its log; \
                 one that is not follows when it is",
                end - position
            )
        };
        Ok(waited.map(|change| behind(change.at)).into_iter().collect())
    })
}

fn is_long_ago(at: Timestamp, now: Timestamp) -> bool {
    at + LONG_AGO < now
}

//! Kept records whose kind has found a taker.

use intake::Record;

use super::run::incoming;
use super::store::{self, Taken};
use super::{Report, Taking};
use crate::app::App;
use crate::changes::Change;
use crate::db::Result;

/// Records dealt with in one transaction.
const BATCH: u32 = 200;

/// Hands every kept record whose kind a feature takes now to that feature. Done at each start, after migrations: the
/// comments of an import wait in the house until there are comments.
///
/// # Errors
/// When the database refuses.
pub async fn take_kept(app: &App) -> Result<Report> {
    let mut report = Report::default();
    let kinds = store::kept_kinds(&mut app.db().read().await?).await?;
    for (kind, _) in kinds {
        let taker = app.features().iter().flat_map(|feature| &feature.takes).find(|taker| taker.kind == kind);
        let Some(taker) = taker.copied() else { continue };
        let mut after = (String::new(), String::new());
        loop {
            let mut tx = app.db().write().await?;
            let rows = store::kept_after(&mut tx, &kind, (&after.0, &after.1), BATCH).await?;
            let Some(last) = rows.last() else { break };
            after = (last.source.clone(), last.key.clone());
            for row in rows {
                let Some(record) = serde_json::from_str(&row.record).ok().and_then(|map| Record::from_map(map).ok())
                else {
                    continue;
                };
                let mut taking = Taking::new(app, &mut tx, &row.source, None);
                (taker.take)(&mut taking, vec![incoming(record)]).await?;
                let (tags, settled) = (taking.tags, taking.settled);
                for settled in settled {
                    report.count(&settled.kind, settled.outcome);
                    let Some((id, digest)) = settled.identity else { continue };
                    let taken = Taken { kind: settled.kind, key: settled.key, id, digest };
                    store::remember(&mut tx, &row.source, app.now(), &[taken]).await?;
                    store::release(&mut tx, &row.source, &kind, &row.key).await?;
                }
                app.record(&mut tx, Change::new("RecordsTaken").by("house").touching(tags)).await?;
            }
            tx.commit().await?;
        }
    }
    Ok(report)
}

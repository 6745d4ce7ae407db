//! Kept records whose kind has found a taker.

use intake::Record;
use serde_json::json;

use super::run::incoming;
use super::store::{self, KeptRow, Taken};
use super::{Report, Taker, Taking};
use crate::app::App;
use crate::changes::Change;
use crate::db::{Conn, Result, Tx};

/// A kept record, and its place in the order of all of them.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Where a reading goes on after it.
    pub place: KeptPlace,
    /// What it says; none where the line can no longer be read.
    pub record: Option<Record>,
}

/// A place in the order of kept records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlace {
    pub(super) kind: String,
    /// The source that the record came from.
    pub source: String,
    pub(super) key: String,
}

/// Kept records of all kinds after a place in their order, for exports.
///
/// # Errors
/// When the database cannot be asked.
pub async fn kept_page(conn: &mut Conn, after: Option<&KeptPlace>, limit: u32) -> Result<Vec<Kept>> {
    let rows = store::kept_of_all(conn, after, limit).await?;
    let kept = |(place, line): (KeptPlace, String)| Kept { record: read(&place.key, &line), place };
    Ok(rows.into_iter().map(kept).collect())
}

/// Records dealt with in one transaction.
const BATCH: u32 = 200;

/// Hands every kept record whose kind a feature takes now to that feature. Done at each start, after migrations: the
/// comments of an import wait in the house until there are comments.
///
/// A record that the feature or the database refuses stays kept, is counted and logged, and stops nobody.
///
/// # Errors
/// When the database cannot be reached.
pub async fn take_kept(app: &App) -> Result<Report> {
    let mut report = Report::default();
    let kinds = store::kept_kinds(&mut app.db().read().await?).await?;
    for (kind, _) in kinds {
        let taker = app.features().iter().flat_map(|feature| &feature.takes).find(|taker| taker.kind == kind);
        if let Some(taker) = taker {
            take_kind(app, *taker, &mut report).await?;
        }
    }
    Ok(report)
}

async fn take_kind(app: &App, taker: Taker, report: &mut Report) -> Result<()> {
    let mut after = (String::new(), String::new());
    loop {
        let rows = store::kept_after(&mut app.db().read().await?, taker.kind, (&after.0, &after.1), BATCH).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = (last.source.clone(), last.key.clone());
        for rows in rows.chunk_by(|a, b| a.source == b.source) {
            match take_rows(app, taker, rows).await {
                Ok(batch) => report.add(&batch),
                Err(error) if error.is_of_the_values() => take_singly(app, taker, rows, report).await?,
                Err(error) => return Err(error),
            }
        }
    }
}

/// One among these is not to the database's liking: each gets a transaction of its own.
async fn take_singly(app: &App, taker: Taker, rows: &[KeptRow], report: &mut Report) -> Result<()> {
    for row in rows {
        match take_rows(app, taker, std::slice::from_ref(row)).await {
            Ok(one) => report.add(&one),
            Err(error) if error.is_of_the_values() => {
                tracing::warn!(kind = taker.kind, key = row.key, %error, "a kept record was refused by the database");
                report.count(taker.kind, super::Outcome::Refused);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Takes rows of one source, all of them or none, under one change.
async fn take_rows(app: &App, taker: Taker, rows: &[KeptRow]) -> Result<Report> {
    let mut report = Report::default();
    let Some(source) = rows.first().map(|row| row.source.as_str()) else { return Ok(report) };
    let mut tx = app.db().write().await?;
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let known = store::known(&mut tx, source, taker.kind, &keys).await?;
    let mut news = Vec::with_capacity(rows.len());
    for mut incoming in rows.iter().filter_map(|row| read(&row.key, &row.record)).map(incoming) {
        if let Some(known) = known.get(&incoming.record.key) {
            if known.digest == incoming.digest {
                // An import took it in the meantime.
                store::release(&mut tx, source, taker.kind, &incoming.record.key).await?;
                continue;
            }
            incoming.known = Some(known.id);
            incoming.taken_at = Some(known.taken_at);
        }
        news.push(incoming);
    }
    let mut taking = Taking::new(app, &mut tx, source, None);
    if !news.is_empty() {
        (taker.take)(&mut taking, news).await?;
    }
    let (tags, settled, remarks, became) = (taking.tags, taking.settled, taking.remarks, taking.became);
    for remark in &remarks {
        tracing::warn!(kind = remark.kind, key = remark.key, why = remark.why, "a kept record was not wholly carried");
    }
    report.remarks = remarks.len() as u64;
    for settled in settled {
        report.count(&settled.kind, settled.outcome);
        if let Some((id, digest)) = settled.identity {
            let taken = Taken { kind: settled.kind, key: settled.key, id, digest, run: None };
            release(&mut tx, app, source, taken).await?;
        }
    }
    if report.changed() > 0 {
        let detail = json!({ "source": source, "became": became });
        app.record(&mut tx, Change::new("RecordsTaken").by("house").touching(tags).with(detail)).await?;
    }
    tx.commit().await?;
    Ok(report)
}

async fn release(tx: &mut Tx, app: &App, source: &str, taken: Taken) -> Result<()> {
    store::release(tx, source, &taken.kind, &taken.key).await?;
    store::remember(tx, source, app.now(), &[taken]).await
}

fn read(key: &str, line: &str) -> Option<Record> {
    let record = serde_json::from_str(line).ok().and_then(|map| Record::from_map(map).ok());
    if record.is_none() {
        tracing::warn!(key, "a kept record can no longer be read; it stays as it is");
    }
    record
}

//! The tables of records: what became what, what is kept, how far a run has come.

use std::collections::{HashMap, HashSet};

use intake::referred;
use kit::{Timestamp, Uuid};

use super::kept::KeptPlace;
use super::{Name, Refusal, RunState};
use crate::db::{Conn, Result, Tx, dialect, query};

/// Keys asked for at once.
const AT_ONCE: usize = 500;

/// What is known of a record that was taken before.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) id: Uuid,
    pub(super) digest: Vec<u8>,
    pub(super) taken_at: Timestamp,
    pub(super) run: Option<Uuid>,
}

/// What is known of the records of these keys.
pub(super) async fn known(
    conn: &mut Conn,
    source: &str,
    kind: &str,
    keys: &[String],
) -> Result<HashMap<String, Known>> {
    let mut found = HashMap::with_capacity(keys.len());
    for keys in keys.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT key, id, digest, taken_at, run FROM platform_records \
             WHERE source = $1 AND kind = $2 AND key IN {}",
            dialect::list(3, keys.len())
        );
        let rows = query(sql).bind(source).bind(kind).bind_all(keys).map(conn, |row| {
            let (id, digest) = (row.get("id")?, row.get("digest")?);
            let known = Known { id, digest, taken_at: row.get("taken_at")?, run: row.get("run")? };
            Ok((row.get::<String>("key")?, known))
        });
        found.extend(rows.await?);
    }
    Ok(found)
}

/// What the first record of a kind of this source became.
pub(super) async fn first_of(conn: &mut Conn, source: &str, kind: &str) -> Result<Option<Uuid>> {
    let sql = "SELECT id FROM platform_records WHERE source = $1 AND kind = $2 ORDER BY id LIMIT 1";
    query(sql).bind(source).bind(kind).find(conn, |row| row.get("id")).await
}

/// What became of records, whichever source they came from, by their keys.
///
/// # Errors
/// When the database cannot be asked.
pub async fn ids_by_key(conn: &mut Conn, kind: &str, keys: &[&str]) -> Result<HashMap<String, Uuid>> {
    ids_named(conn, None, kind, keys).await
}

/// What became of the records that are named so on a site: those of the source that the site came from, before those of
/// others. A key is unique within its source only: of two publications that ran on WordPress each has a picture `5`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn ids_named_on(conn: &mut Conn, site: Uuid, kind: &str, keys: &[&str]) -> Result<HashMap<String, Uuid>> {
    ids_named(conn, Some(site), kind, keys).await
}

async fn ids_named(conn: &mut Conn, site: Option<Uuid>, kind: &str, named: &[&str]) -> Result<HashMap<String, Uuid>> {
    let mut found = HashMap::with_capacity(named.len());
    for named in named.chunks(AT_ONCE) {
        let keys: Vec<&str> = named.iter().map(|named| referred("", named).1).collect();
        // A table's key serves only those who name its first column: the sources are walked, there are few.
        let sql = format!(
            "WITH RECURSIVE sources (source) AS (SELECT MIN(source) FROM platform_records UNION ALL \
             SELECT (SELECT MIN(next.source) FROM platform_records AS next WHERE next.source > sources.source) \
             FROM sources WHERE sources.source IS NOT NULL) \
             SELECT source, key, id, source IN (SELECT source FROM platform_records WHERE id = $2) AS own \
             FROM platform_records WHERE source IN (SELECT source FROM sources) AND kind = $1 AND key IN {} \
             ORDER BY own DESC, source",
            dialect::list(3, keys.len())
        );
        let rows = query(sql).bind(kind).bind(site.unwrap_or_else(Uuid::nil)).bind_all(keys.iter().copied());
        let read = |row: &crate::db::Row| Ok((row.get("source")?, row.get("key")?, row.get("id")?));
        let known: Vec<(String, String, Uuid)> = rows.map(conn, read).await?;
        let id = |named: &str| {
            let (source, key) = referred("", named);
            let fits = |(of, known, _): &&(String, String, Uuid)| known == key && (source.is_empty() || *of == source);
            known.iter().find(fits).map(|(_, _, id)| *id)
        };
        found.extend(named.iter().filter_map(|named| Some(((*named).to_owned(), id(named)?))));
    }
    Ok(found)
}

/// The names by which these came in; those made here are missing.
pub(super) async fn names(conn: &mut Conn, kind: &str, ids: &[Uuid]) -> Result<HashMap<Uuid, Name>> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT id, source, key FROM platform_records WHERE kind = $1 AND id IN {} ORDER BY source DESC",
            dialect::list(2, ids.len())
        );
        let rows = query(sql).bind(kind).bind_all(ids.iter().copied());
        let named =
            rows.map(conn, |row| Ok((row.get("id")?, Name { source: row.get("source")?, key: row.get("key")? })));
        found.extend(named.await?);
    }
    Ok(found)
}

/// Every name by which this came in: of several sources perhaps; none for what was made here.
///
/// # Errors
/// When the database cannot be asked.
pub async fn names_of(conn: &mut Conn, kind: &str, id: Uuid) -> Result<Vec<Name>> {
    let sql = "SELECT source, key FROM platform_records WHERE kind = $1 AND id = $2 ORDER BY source, key";
    let name = |row: &crate::db::Row| Ok(Name { source: row.get("source")?, key: row.get("key")? });
    query(sql).bind(kind).bind(id).map(conn, name).await
}

/// The publication that the house was filled from first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn first_source(conn: &mut Conn) -> Result<Option<String>> {
    let sql = "SELECT source FROM platform_import_runs ORDER BY started_at, id LIMIT 1";
    query(sql).find(conn, |row| row.get("source")).await
}

/// Which of these a source brought.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_source(conn: &mut Conn, source: &str, kind: &str, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    let mut found = HashSet::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT id FROM platform_records WHERE source = $1 AND kind = $2 AND id IN {}",
            dialect::list(3, ids.len())
        );
        let rows = query(sql).bind(source).bind(kind).bind_all(ids.iter().copied());
        found.extend(rows.map(conn, |row| row.get::<Uuid>("id")).await?);
    }
    Ok(found)
}

/// A record that was taken, as it is remembered.
pub(super) struct Taken {
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) id: Uuid,
    pub(super) digest: [u8; 16],
    /// The run that took it; none for what was kept until there was somebody to take it.
    pub(super) run: Option<Uuid>,
}

/// Remembers what was taken.
pub(super) async fn remember(tx: &mut Tx, source: &str, now: Timestamp, taken: &[Taken]) -> Result<()> {
    for taken in taken.chunks(AT_ONCE) {
        let sql = format!(
            "INSERT INTO platform_records (source, kind, key, id, digest, taken_at, run) VALUES {} \
             ON CONFLICT (source, kind, key) DO UPDATE SET id = excluded.id, digest = excluded.digest, \
             taken_at = excluded.taken_at, run = excluded.run",
            dialect::rows(taken.len(), 7)
        );
        let mut insert = query(sql);
        for record in taken {
            insert = insert.bind(source).bind(&record.kind).bind(&record.key).bind(record.id);
            insert = insert.bind(record.digest.to_vec()).bind(now).bind(record.run);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

/// A record of a kind that nobody takes.
pub(super) struct Keeping {
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) record: String,
    pub(super) digest: [u8; 16],
}

/// Keeps records whole; how many were new or had changed.
pub(super) async fn keep(tx: &mut Tx, source: &str, now: Timestamp, keeping: &[Keeping]) -> Result<u64> {
    let mut kept = 0;
    for keeping in keeping.chunks(AT_ONCE) {
        let sql = format!(
            "INSERT INTO platform_kept_records (source, kind, key, record, digest, kept_at) VALUES {} \
             ON CONFLICT (source, kind, key) DO UPDATE SET record = excluded.record, digest = excluded.digest, \
             kept_at = excluded.kept_at WHERE platform_kept_records.digest <> excluded.digest",
            dialect::rows(keeping.len(), 6)
        );
        let mut insert = query(sql);
        for record in keeping {
            insert = insert.bind(source).bind(&record.kind).bind(&record.key).bind(&record.record);
            insert = insert.bind(record.digest.to_vec()).bind(now);
        }
        kept += insert.run(tx).await?;
    }
    Ok(kept)
}

/// How many records of each kind are kept, by kind.
pub(super) async fn kept_kinds(conn: &mut Conn) -> Result<Vec<(String, u64)>> {
    let sql = "SELECT kind, COUNT(*) AS many FROM platform_kept_records GROUP BY kind ORDER BY kind";
    query(sql).map(conn, |row| Ok((row.get("kind")?, row.get("many")?))).await
}

/// A record that was kept.
pub(super) struct KeptRow {
    pub(super) source: String,
    pub(super) key: String,
    pub(super) record: String,
}

/// Kept records of a kind after a place in their order, by source and key.
pub(super) async fn kept_after(conn: &mut Conn, kind: &str, after: (&str, &str), limit: u32) -> Result<Vec<KeptRow>> {
    let sql = "SELECT source, key, record FROM platform_kept_records WHERE kind = $1 \
               AND (source > $2 OR (source = $2 AND key > $3)) ORDER BY source, key LIMIT $4";
    let rows = query(sql).bind(kind).bind(after.0).bind(after.1).bind(limit);
    rows.map(conn, |row| Ok(KeptRow { source: row.get("source")?, key: row.get("key")?, record: row.get("record")? }))
        .await
}

/// Kept records of all kinds after a place in their order.
pub(super) async fn kept_of_all(
    conn: &mut Conn,
    after: Option<&KeptPlace>,
    limit: u32,
) -> Result<Vec<(KeptPlace, String)>> {
    let none = KeptPlace { kind: String::new(), source: String::new(), key: String::new() };
    let after = after.unwrap_or(&none);
    let sql = "SELECT kind, source, key, record FROM platform_kept_records WHERE kind > $1 \
               OR (kind = $1 AND (source > $2 OR (source = $2 AND key > $3))) ORDER BY kind, source, key LIMIT $4";
    let rows = query(sql).bind(&after.kind).bind(&after.source).bind(&after.key).bind(limit);
    rows.map(conn, |row| {
        let place = KeptPlace { kind: row.get("kind")?, source: row.get("source")?, key: row.get("key")? };
        Ok((place, row.get("record")?))
    })
    .await
}

/// Lets go of a kept record that has been taken.
pub(super) async fn release(tx: &mut Tx, source: &str, kind: &str, key: &str) -> Result<()> {
    let sql = "DELETE FROM platform_kept_records WHERE source = $1 AND kind = $2 AND key = $3";
    query(sql).bind(source).bind(kind).bind(key).run(tx).await?;
    Ok(())
}

/// The latest unfinished run of this input, if its fingerprint is still the same.
pub(super) async fn unfinished(
    conn: &mut Conn,
    source: &str,
    input: &str,
    fingerprint: &str,
) -> Result<Option<RunState>> {
    let sql = "SELECT id, source, input, position, started_at, finished_at, report FROM platform_import_runs \
               WHERE source = $1 AND input = $2 AND fingerprint = $3 AND finished_at IS NULL \
               ORDER BY started_at DESC LIMIT 1";
    query(sql).bind(source).bind(input).bind(fingerprint).find(conn, run_state).await
}

/// Begins a run.
pub(super) async fn begin_run(tx: &mut Tx, run: &RunState, fingerprint: &str) -> Result<()> {
    let sql = "INSERT INTO platform_import_runs (id, source, input, fingerprint, started_at, position, report) \
               VALUES ($1, $2, $3, $4, $5, 0, '{}')";
    let insert = query(sql).bind(run.id).bind(&run.source).bind(&run.input).bind(fingerprint);
    insert.bind(run.started_at).run(tx).await?;
    Ok(())
}

/// Saves how far a run has come.
pub(super) async fn save_run(tx: &mut Tx, run: &RunState) -> Result<()> {
    let report = serde_json::to_string(&run.report).unwrap_or_default();
    let sql = "UPDATE platform_import_runs SET position = $1, report = $2, finished_at = $3 WHERE id = $4";
    let position = i64::try_from(run.position).unwrap_or(i64::MAX);
    query(sql).bind(position).bind(report).bind(run.finished_at).bind(run.id).run(tx).await?;
    Ok(())
}

/// Keeps what could not be carried.
pub(super) async fn save_remarks(tx: &mut Tx, run: Uuid, remarks: &[Refusal]) -> Result<()> {
    for remarks in remarks.chunks(AT_ONCE) {
        let sql = format!(
            "INSERT INTO platform_import_remarks (run, kind, key, why) VALUES {}",
            dialect::rows(remarks.len(), 4)
        );
        let mut insert = query(sql);
        for remark in remarks {
            // A remark is about what the database would not have: it must not be refused itself.
            let plain = |text: &str| text.replace('\0', "\u{fffd}");
            insert = insert.bind(run).bind(plain(&remark.kind)).bind(plain(&remark.key)).bind(plain(&remark.why));
        }
        insert.run(tx).await?;
    }
    Ok(())
}

/// What of a run's records could not be carried, in order, after the first `skip`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn remarks(conn: &mut Conn, run: Uuid, skip: u32, limit: u32) -> Result<Vec<Refusal>> {
    let sql = "SELECT kind, key, why FROM platform_import_remarks WHERE run = $1 ORDER BY number LIMIT $2 OFFSET $3";
    query(sql)
        .bind(run)
        .bind(limit)
        .bind(skip)
        .map(conn, |row| Ok(Refusal { kind: row.get("kind")?, key: row.get("key")?, why: row.get("why")? }))
        .await
}

/// What a run remarked on records of a kind, in order.
pub(super) async fn remarks_on(conn: &mut Conn, run: Uuid, kind: &str, keys: &[&str]) -> Result<Vec<Refusal>> {
    let mut found = Vec::new();
    for keys in keys.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT key, why FROM platform_import_remarks WHERE run = $1 AND kind = $2 AND key IN {} ORDER BY number",
            dialect::list(3, keys.len())
        );
        let rows = query(sql).bind(run).bind(kind).bind_all(keys.iter().copied());
        let read =
            |row: &crate::db::Row| Ok(Refusal { kind: kind.to_owned(), key: row.get("key")?, why: row.get("why")? });
        found.extend(rows.map(conn, read).await?);
    }
    Ok(found)
}

/// The latest runs, newest first, at most `limit`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn runs(conn: &mut Conn, limit: u32) -> Result<Vec<RunState>> {
    let sql = "SELECT id, source, input, position, started_at, finished_at, report FROM platform_import_runs \
               ORDER BY started_at DESC LIMIT $1";
    query(sql).bind(limit).map(conn, run_state).await
}

fn run_state(row: &crate::db::Row) -> Result<RunState> {
    Ok(RunState {
        id: row.get("id")?,
        source: row.get("source")?,
        input: row.get("input")?,
        position: row.get("position")?,
        started_at: row.get("started_at")?,
        finished_at: row.get("finished_at")?,
        report: row.json("report")?,
    })
}

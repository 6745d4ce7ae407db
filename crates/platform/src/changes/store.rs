//! The change log's table.

use kit::{Tag, Tags, Timestamp, Uuid};

use super::{Change, Logged};
use crate::db::{Conn, Result, Row, Tx, dialect, query};

const COLUMNS: &str = "seq, at, kind, subject, actor, tags, detail";

/// Writes a change; its number. The order of numbers is the order of commits.
pub(crate) async fn append(tx: &mut Tx, now: Timestamp, change: Change) -> Result<i64> {
    if let Some(queue) = tx.engine().queue_for_change_log() {
        query(queue).run(tx).await?;
    }
    let tags: Vec<String> = change.tags.iter().map(Tag::to_string).collect();
    let sql = "INSERT INTO platform_changes (at, kind, subject, actor, tags, detail) \
               VALUES ($1, $2, $3, $4, $5, $6) RETURNING seq AS answer";
    let seq = query(sql)
        .bind(now)
        .bind(change.kind)
        .bind(change.subject)
        .bind(change.actor)
        .bind(tags.join(" "))
        .bind(change.detail.to_string())
        .answer(tx)
        .await?;
    tx.effects.tags.extend(change.tags);
    Ok(seq)
}

/// The change of this number.
pub(crate) async fn by_seq(conn: &mut Conn, seq: i64) -> Result<Option<Logged>> {
    let sql = format!("SELECT {COLUMNS} FROM platform_changes WHERE seq = $1");
    query(sql).bind(seq).find(conn, logged).await
}

/// When this last happened to something.
///
/// # Errors
/// When the database cannot be asked.
pub async fn last_time(conn: &mut Conn, subject: Uuid, kind: &str) -> Result<Option<Timestamp>> {
    let sql =
        format!("SELECT {COLUMNS} FROM platform_changes WHERE subject = $1 AND kind = $2 ORDER BY seq DESC LIMIT 1");
    Ok(query(sql).bind(subject).bind(kind).find(conn, logged).await?.map(|change| change.at))
}

/// Changes after the number `seq`, oldest first, at most `limit`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn since(conn: &mut Conn, seq: i64, limit: u32) -> Result<Vec<Logged>> {
    let sql = format!("SELECT {COLUMNS} FROM platform_changes WHERE seq > $1 ORDER BY seq LIMIT $2");
    query(sql).bind(seq).bind(limit).map(conn, logged).await
}

/// The newest changes, newest first, at most `limit`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn recent(conn: &mut Conn, limit: u32) -> Result<Vec<Logged>> {
    let sql = format!("SELECT {COLUMNS} FROM platform_changes ORDER BY seq DESC LIMIT $1");
    query(sql).bind(limit).map(conn, logged).await
}

/// All changes of this kind to something, oldest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of(conn: &mut Conn, subject: Uuid, kind: &str) -> Result<Vec<Logged>> {
    let sql = format!("SELECT {COLUMNS} FROM platform_changes WHERE subject = $1 AND kind = $2 ORDER BY seq");
    query(sql).bind(subject).bind(kind).map(conn, logged).await
}

/// Which of these subjects somebody other than `actors` has changed.
///
/// # Errors
/// When the database cannot be asked.
pub async fn changed_by_others(conn: &mut Conn, subjects: &[Uuid], actors: &[&str]) -> Result<Vec<Uuid>> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT subject AS subject FROM platform_changes WHERE subject IN {} AND actor NOT IN {}",
        dialect::list(1, subjects.len()),
        dialect::list(subjects.len() + 1, actors.len())
    );
    let asked = query(sql).bind_all(subjects.iter().copied()).bind_all(actors.iter().copied());
    asked.map(conn, |row| row.get("subject")).await
}

/// The number of the newest change, 0 when nothing has happened yet.
///
/// # Errors
/// When the database cannot be asked.
pub async fn latest(conn: &mut Conn) -> Result<i64> {
    query("SELECT COALESCE(MAX(seq), 0) AS answer FROM platform_changes").answer(conn).await
}

fn logged(row: &Row) -> Result<Logged> {
    let tags: String = row.get("tags")?;
    let fingerprints = tags.split_whitespace().filter_map(|tag| u64::from_str_radix(tag, 16).ok());
    Ok(Logged {
        seq: row.get("seq")?,
        at: row.get("at")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        actor: row.get("actor")?,
        tags: fingerprints.map(Tag::from_fingerprint).collect::<Tags>(),
        detail: row.json("detail")?,
    })
}

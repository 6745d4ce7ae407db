//! The table of jobs. A row is there while a job waits, runs, or has been given up; a job well done leaves none.

use kit::{Timestamp, Uuid};

use super::{Claimed, Order};
use crate::db::{Conn, Engine, Result, Tx, query};

/// Enqueues a job. One with the same `once` mark that waits already does for both, at the earlier of their times.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue(tx: &mut Tx, id: Uuid, order: Order) -> Result<()> {
    let sql = "INSERT INTO platform_jobs (id, job, payload, run_at, attempts, state, once) \
               VALUES ($1, $2, $3, $4, 0, 'waiting', $5) \
               ON CONFLICT (once) DO UPDATE SET run_at = excluded.run_at WHERE excluded.run_at < platform_jobs.run_at";
    query(sql)
        .bind(id)
        .bind(order.job)
        .bind(order.payload.to_string())
        .bind(order.run_at)
        .bind(order.once)
        .run(tx)
        .await?;
    tx.effects.jobs = true;
    Ok(())
}

/// Claims the job that has been due longest, for `runner`, until `lease`. A job whose lease has run out is due again.
///
/// From here on its mark is free: the job may have read already what a new order is about.
pub(super) async fn claim(tx: &mut Tx, runner: Uuid, now: Timestamp, lease: Timestamp) -> Result<Option<Claimed>> {
    let sql = format!(
        "SELECT id, job, payload, attempts + 1 AS attempt, once FROM platform_jobs \
         WHERE state <> 'failed' AND run_at <= $1 ORDER BY run_at, id LIMIT 1{}",
        tx.engine().skip_locked()
    );
    let due = query(sql).bind(now).find(tx, |row| {
        Ok(Claimed {
            id: row.get("id")?,
            job: row.get("job")?,
            payload: row.json("payload")?,
            attempt: row.get("attempt")?,
            once: row.get("once")?,
        })
    });
    let Some(claimed) = due.await? else { return Ok(None) };
    let sql = "UPDATE platform_jobs SET state = 'running', attempts = attempts + 1, claimed_by = $1, run_at = $2, \
               once = NULL WHERE id = $3";
    query(sql).bind(runner).bind(lease).bind(claimed.id).run(tx).await?;
    Ok(Some(claimed))
}

/// Holds on to a job that takes long.
pub(super) async fn renew(tx: &mut Tx, id: Uuid, runner: Uuid, lease: Timestamp) -> Result<()> {
    let sql = "UPDATE platform_jobs SET run_at = $1 WHERE id = $2 AND claimed_by = $3 AND state = 'running'";
    query(sql).bind(lease).bind(id).bind(runner).run(tx).await?;
    Ok(())
}

/// The job is done.
pub(super) async fn finish(tx: &mut Tx, id: Uuid, runner: Uuid) -> Result<()> {
    let sql = "DELETE FROM platform_jobs WHERE id = $1 AND claimed_by = $2 AND state = 'running'";
    query(sql).bind(id).bind(runner).run(tx).await?;
    Ok(())
}

/// The job failed: it waits until `again`, or is given up.
pub(super) async fn put_back(
    tx: &mut Tx,
    claimed: &Claimed,
    runner: Uuid,
    again: Option<Timestamp>,
    why: &str,
) -> Result<()> {
    let sql = "UPDATE platform_jobs SET state = $1, run_at = COALESCE($2, run_at), last_error = $3, \
               once = CASE WHEN $1 = 'failed' OR EXISTS (SELECT 1 FROM platform_jobs AS other WHERE other.once = $4) \
               THEN NULL ELSE $4 END WHERE id = $5 AND claimed_by = $6 AND state = 'running'";
    query(sql)
        .bind(if again.is_some() { "waiting" } else { "failed" })
        .bind(again)
        .bind(why)
        .bind(claimed.once.clone())
        .bind(claimed.id)
        .bind(runner)
        .run(tx)
        .await?;
    Ok(())
}

/// Frees what a former process on this database held. Only SQLite can know that there is no other.
pub(super) async fn free_orphans(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    if tx.engine() != Engine::Sqlite {
        return Ok(0);
    }
    query("UPDATE platform_jobs SET state = 'waiting', run_at = $1 WHERE state = 'running'").bind(now).run(tx).await
}

/// When the next job is due.
pub(super) async fn next_due(conn: &mut Conn) -> Result<Option<Timestamp>> {
    let sql = "SELECT MIN(run_at) AS answer FROM platform_jobs WHERE state <> 'failed'";
    query(sql).answer(conn).await
}

/// How many jobs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Waiting for their time or a runner.
    pub waiting: i64,
    /// In a runner's hands.
    pub running: i64,
    /// Given up.
    pub failed: i64,
}

/// Counts the jobs by state.
///
/// # Errors
/// When the database cannot be asked.
pub async fn counts(conn: &mut Conn) -> Result<Counts> {
    let sql = "SELECT COUNT(CASE state WHEN 'waiting' THEN 1 END) AS waiting, \
               COUNT(CASE state WHEN 'running' THEN 1 END) AS running, \
               COUNT(CASE state WHEN 'failed' THEN 1 END) AS failed FROM platform_jobs";
    let counts = query(sql)
        .find(conn, |row| {
            Ok(Counts { waiting: row.get("waiting")?, running: row.get("running")?, failed: row.get("failed")? })
        })
        .await?;
    Ok(counts.unwrap_or(Counts { waiting: 0, running: 0, failed: 0 }))
}

/// A job that was given up.
#[derive(Debug, Clone)]
pub struct Failed {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub job: String,
    /// What it was told.
    pub payload: String,
    /// What went wrong last.
    pub last_error: Option<String>,
}

/// The jobs that were given up, at most 100.
///
/// # Errors
/// When the database cannot be asked.
pub async fn failed(conn: &mut Conn) -> Result<Vec<Failed>> {
    let sql = "SELECT id, job, payload, last_error FROM platform_jobs WHERE state = 'failed' ORDER BY id LIMIT 100";
    query(sql)
        .map(conn, |row| {
            Ok(Failed {
                id: row.get("id")?,
                job: row.get("job")?,
                payload: row.get("payload")?,
                last_error: row.get("last_error")?,
            })
        })
        .await
}

/// Gives every job that was given up another round of attempts; how many.
///
/// # Errors
/// When the database refuses.
pub async fn retry(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.effects.jobs = true;
    let sql = "UPDATE platform_jobs SET state = 'waiting', attempts = 0, run_at = $1 WHERE state = 'failed'";
    query(sql).bind(now).run(tx).await
}

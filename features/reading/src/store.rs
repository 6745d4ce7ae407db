//! The feature's tables: one function a question. All SQL of the feature stands here.

use std::collections::BTreeMap;

use content::model::ItemId;
use jiff::SignedDuration;
use kit::{Timestamp, Uuid};
use platform::db::{Conn, Result, Row, Tx, dialect, query};

use crate::model::{Bucket, Count, Period};

/// Adds reads to what was counted before, by this node or another.
pub(crate) async fn add(tx: &mut Tx, counts: &[Count]) -> Result<()> {
    insert(tx, counts, "reading_counts.reads + excluded.reads").await
}

/// Writes reads that an archive tells of. Where more were counted here, that stays.
pub(crate) async fn raise(tx: &mut Tx, counts: &[Count]) -> Result<()> {
    let larger = "CASE WHEN excluded.reads > reading_counts.reads THEN excluded.reads ELSE reading_counts.reads END";
    insert(tx, counts, larger).await
}

async fn insert(tx: &mut Tx, counts: &[Count], settled: &'static str) -> Result<()> {
    for some in counts.chunks(200) {
        let sql = format!(
            "INSERT INTO reading_counts (item, begins, ends, reads) VALUES {} \
             ON CONFLICT (ends, begins, item) DO UPDATE SET reads = {settled}",
            dialect::rows(some.len(), 4)
        );
        let mut insert = query(sql);
        for Count { item, bucket, reads } in some {
            insert = insert.bind(*item).bind(bucket.begins).bind(bucket.ends).bind(*reads);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

/// The items read most since a time, the most read first; of two read alike the newer.
pub(crate) async fn most_read(conn: &mut Conn, since: Timestamp, limit: u32) -> Result<Vec<ItemId>> {
    let sql = "SELECT item AS item FROM reading_counts WHERE ends > $1 GROUP BY item \
               ORDER BY SUM(reads) DESC, item DESC LIMIT $2";
    query(sql).bind(since).bind(limit).map(conn, |row| row.get("item")).await
}

/// When the oldest bucket begins that is shorter than `length` and ended by `until`.
pub(crate) async fn oldest(conn: &mut Conn, length: SignedDuration, until: Timestamp) -> Result<Option<Timestamp>> {
    let length = i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
    let sql = "SELECT MIN(begins) AS answer FROM reading_counts WHERE ends <= $1 AND ends - begins < $2";
    query(sql).bind(until).bind(length).answer(conn).await
}

/// Folds all shorter buckets inside this one into it.
pub(crate) async fn fold(tx: &mut Tx, Bucket { begins, ends }: Bucket) -> Result<()> {
    let sum = "INSERT INTO reading_counts (item, begins, ends, reads) \
               SELECT item, $1, $2, CAST(SUM(reads) AS BIGINT) FROM reading_counts \
               WHERE ends > $1 AND ends <= $2 AND begins >= $1 AND ends - begins < $2 - $1 GROUP BY item \
               ON CONFLICT (ends, begins, item) DO UPDATE SET reads = reading_counts.reads + excluded.reads";
    let gone = "DELETE FROM reading_counts \
                WHERE ends > $1 AND ends <= $2 AND begins >= $1 AND ends - begins < $2 - $1";
    query(sum).bind(begins).bind(ends).run(tx).await?;
    query(gone).bind(begins).bind(ends).run(tx).await?;
    Ok(())
}

/// What was counted of items, in the order of items and times: a part of it, after an item.
pub(crate) async fn counts_after(conn: &mut Conn, after: ItemId, limit: u32) -> Result<Vec<Count>> {
    let sql = "SELECT item, begins, ends, reads FROM reading_counts WHERE item IN \
               (SELECT DISTINCT item FROM reading_counts WHERE item > $1 ORDER BY item LIMIT $2) \
               ORDER BY item, begins, ends";
    query(sql).bind(after).bind(limit).map(conn, count).await
}

fn count(row: &Row) -> Result<Count> {
    let bucket = Bucket { begins: row.get("begins")?, ends: row.get("ends")? };
    Ok(Count { item: row.get("item")?, bucket, reads: row.get("reads")? })
}

/// All rankings of a period, by list.
pub(crate) async fn ranks(conn: &mut Conn, period: Period) -> Result<BTreeMap<Uuid, Vec<ItemId>>> {
    let sql = "SELECT list, item FROM reading_ranks WHERE period = $1 ORDER BY list, place";
    let rows: Vec<(Uuid, ItemId)> =
        query(sql).bind(period.word()).map(conn, |row| Ok((row.get("list")?, row.get("item")?))).await?;
    let mut ranks: BTreeMap<Uuid, Vec<ItemId>> = BTreeMap::new();
    for (list, item) in rows {
        ranks.entry(list).or_default().push(item);
    }
    Ok(ranks)
}

/// The ranking of a list.
pub(crate) async fn rank(conn: &mut Conn, list: Uuid, period: Period) -> Result<Vec<ItemId>> {
    let sql = "SELECT item AS item FROM reading_ranks WHERE list = $1 AND period = $2 ORDER BY place";
    query(sql).bind(list).bind(period.word()).map(conn, |row| row.get("item")).await
}

/// Which lists have a ranking of a period.
pub(crate) async fn ranked_lists(conn: &mut Conn, period: Period) -> Result<Vec<Uuid>> {
    let sql = "SELECT DISTINCT list AS list FROM reading_ranks WHERE period = $1";
    query(sql).bind(period.word()).map(conn, |row| row.get("list")).await
}

/// Writes a list's ranking in the place of the one that it had.
pub(crate) async fn put_rank(tx: &mut Tx, list: Uuid, period: Period, items: &[ItemId]) -> Result<()> {
    let sql = "DELETE FROM reading_ranks WHERE list = $1 AND period = $2";
    query(sql).bind(list).bind(period.word()).run(tx).await?;
    if items.is_empty() {
        return Ok(());
    }
    let rows = dialect::rows(items.len(), 4);
    let mut insert = query(format!("INSERT INTO reading_ranks (list, period, place, item) VALUES {rows}"));
    for (place, item) in (1_i64..).zip(items) {
        insert = insert.bind(list).bind(period.word()).bind(place).bind(*item);
    }
    insert.run(tx).await?;
    Ok(())
}

/// Which period is shown beside each list's pages.
pub(crate) async fn rails(conn: &mut Conn) -> Result<BTreeMap<Uuid, Period>> {
    let rows: Vec<(Uuid, String)> = query("SELECT list, period FROM reading_rails")
        .map(conn, |row| Ok((row.get("list")?, row.get("period")?)))
        .await?;
    Ok(rows.into_iter().filter_map(|(list, word)| Some((list, word.parse().ok()?))).collect())
}

/// Writes them in the place of those that there were.
pub(crate) async fn put_rails(tx: &mut Tx, rails: &BTreeMap<Uuid, Period>) -> Result<()> {
    query("DELETE FROM reading_rails").run(tx).await?;
    let rows: Vec<(&Uuid, &Period)> = rails.iter().collect();
    for some in rows.chunks(300) {
        let rows = dialect::rows(some.len(), 2);
        let mut insert = query(format!("INSERT INTO reading_rails (list, period) VALUES {rows}"));
        for (list, period) in some {
            insert = insert.bind(**list).bind(period.word());
        }
        insert.run(tx).await?;
    }
    Ok(())
}

/// A place of the module beside a list's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) list: Uuid,
    pub(crate) period: Period,
    pub(crate) item: ItemId,
}

/// What stands beside the pages of these two lists, each in order: one look at one index.
pub(crate) async fn beside(conn: &mut Conn, lists: [Uuid; 2], limit: u32) -> Result<Vec<Beside>> {
    let sql = "SELECT ranks.list, ranks.period, ranks.item FROM reading_rails rails \
               JOIN reading_ranks ranks ON ranks.list = rails.list AND ranks.period = rails.period \
               WHERE rails.list IN ($1, $2) AND ranks.place <= $3 ORDER BY ranks.list, ranks.place";
    let row = |row: &Row| Ok(Beside { list: row.get("list")?, period: row.word("period")?, item: row.get("item")? });
    query(sql).bind(lists[0]).bind(lists[1]).bind(limit).map(conn, row).await
}

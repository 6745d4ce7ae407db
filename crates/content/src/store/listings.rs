//! Lists as readers see them: which items stand where, newest first, and how many in which month.

use std::collections::BTreeMap;

use kit::{Cursor, Timestamp, Uuid};
use platform::db::{Conn, Result, Row, Tx, dialect, query};

use crate::model::{ItemId, SiteId};

/// An entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// When it was published.
    pub at: Timestamp,
    /// Which item.
    pub item: ItemId,
}

impl Entry {
    /// Where a list goes on after this entry.
    pub fn cursor(&self) -> Cursor {
        Cursor { at: self.at, id: self.item.uuid() }
    }
}

/// A part of a list, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Only what came before this.
    pub before: Option<Cursor>,
    /// Only what was published at this time or later.
    pub from: Option<Timestamp>,
    /// How many at the most.
    pub limit: u32,
}

/// That part of a list.
///
/// # Errors
/// When the database cannot be asked.
pub async fn entries(conn: &mut Conn, list: Uuid, span: Span) -> Result<Vec<Entry>> {
    let before = span.before.unwrap_or(Cursor { at: Timestamp::MAX, id: Uuid::max() });
    let sql = "SELECT at, item FROM content_listings WHERE list = $1 AND (at < $2 OR (at = $2 AND item < $3)) \
               AND at <= $2 AND at >= $4 ORDER BY at DESC, item DESC LIMIT $5";
    let from = span.from.unwrap_or(Timestamp::MIN);
    query(sql).bind(list).bind(before.at).bind(before.id).bind(from).bind(span.limit).map(conn, entry).await
}

/// The entries just after `after` in time, oldest first: the way back to newer pages, and an item's successor.
///
/// # Errors
/// When the database cannot be asked.
pub async fn entries_after(conn: &mut Conn, list: Uuid, after: Cursor, limit: u32) -> Result<Vec<Entry>> {
    let sql = "SELECT at, item FROM content_listings WHERE list = $1 AND (at > $2 OR (at = $2 AND item > $3)) \
               AND at >= $2 ORDER BY at, item LIMIT $4";
    query(sql).bind(list).bind(after.at).bind(after.id).bind(limit).map(conn, entry).await
}

/// How many items a list has in each of these spans of time, each from its first instant up to the one after it.
///
/// # Errors
/// When the database cannot be asked.
pub async fn counts_within(conn: &mut Conn, list: Uuid, spans: &[(Timestamp, Timestamp)]) -> Result<Vec<u64>> {
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "WITH spans (begins, ends) AS (VALUES {}) \
         SELECT (SELECT COUNT(*) FROM content_listings WHERE list = ${} AND at >= spans.begins AND at < spans.ends) \
         AS items FROM spans ORDER BY spans.begins",
        dialect::rows(spans.len(), 2),
        spans.len() * 2 + 1
    );
    let all = spans.iter().fold(query(sql), |query, (begins, ends)| query.bind(*begins).bind(*ends));
    all.bind(list).map(conn, |row| row.get("items")).await
}

/// How many items a list has in which month, `2020-09`, oldest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn months(conn: &mut Conn, list: Uuid) -> Result<Vec<(String, u64)>> {
    let sql = "SELECT month, items FROM content_months WHERE list = $1 AND items > 0 ORDER BY month";
    query(sql).bind(list).map(conn, |row| Ok((row.get("month")?, row.get("items")?))).await
}

/// A month of a list, as those are told who fetch it again only when it has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// `2020-09`, in the site's calendar.
    pub name: String,
    /// How many items it has.
    pub items: u64,
    /// When anything of it last came, changed or went; nothing where nobody counted.
    pub changed: Option<Timestamp>,
}

/// The months in which a list has items, or had some, oldest first, with when they changed.
///
/// # Errors
/// When the database cannot be asked.
pub async fn calendar(conn: &mut Conn, list: Uuid) -> Result<Vec<Month>> {
    let sql = "SELECT month, items, changed FROM content_months WHERE list = $1 ORDER BY month";
    let month =
        |row: &Row| Ok(Month { name: row.get("month")?, items: row.get("items")?, changed: row.get("changed")? });
    query(sql).bind(list).map(conn, month).await
}

/// When anything in a list last came, changed or went; nothing where nothing ever did, or nobody counted.
///
/// # Errors
/// When the database cannot be asked.
pub async fn changed(conn: &mut Conn, list: Uuid) -> Result<Option<Timestamp>> {
    let sql = "SELECT MAX(changed) AS changed FROM content_months WHERE list = $1";
    Ok(query(sql).bind(list).find(conn, |row| row.get::<Option<Timestamp>>("changed")).await?.flatten())
}

/// How many items a list has.
///
/// # Errors
/// When the database cannot be asked.
pub async fn count(conn: &mut Conn, list: Uuid) -> Result<i64> {
    let sql = "SELECT CAST(COALESCE(SUM(items), 0) AS BIGINT) AS answer FROM content_months WHERE list = $1";
    query(sql).bind(list).answer(conn).await
}

/// Which lists an item stands in.
///
/// # Errors
/// When the database cannot be asked.
pub async fn lists_of(conn: &mut Conn, item: ItemId) -> Result<Vec<Uuid>> {
    let sql = "SELECT list AS list FROM content_listings WHERE item = $1";
    query(sql).bind(item).map(conn, |row| row.get("list")).await
}

/// The same of many items.
///
/// # Errors
/// When the database cannot be asked.
pub async fn lists_of_all(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, Uuid)>> {
    let sql = format!("SELECT item, list FROM content_listings WHERE item IN {}", dialect::list(1, items.len()));
    query(sql).bind_all(items.iter().copied()).map(conn, |row| Ok((row.get("item")?, row.get("list")?))).await
}

/// An item in a list, and the month it counts in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) list: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) item: ItemId,
    pub(crate) month: String,
}

/// By how many the months of lists change in a transaction. They are written in one go, in order, so that no two
/// transactions wait for rows of each other.
#[derive(Debug, Default)]
#[must_use = "it is to be written"]
pub(crate) struct Recount(BTreeMap<(Uuid, String), i64>);

/// Puts items into lists.
pub(crate) async fn insert_all(tx: &mut Tx, rows: &[Standing], recount: &mut Recount) -> Result<()> {
    for some in rows.chunks(300) {
        let sql = format!("INSERT INTO content_listings (list, at, item) VALUES {}", dialect::rows(some.len(), 3));
        let mut insert = query(sql);
        for row in some {
            insert = insert.bind(row.list).bind(row.at).bind(row.item);
        }
        insert.run(tx).await?;
    }
    for row in rows {
        *recount.0.entry((row.list, row.month.clone())).or_default() += 1;
    }
    Ok(())
}

/// Takes an item out of all lists; which they were.
pub(crate) async fn remove(
    tx: &mut Tx,
    item: ItemId,
    month_of: impl Fn(Timestamp) -> String,
    recount: &mut Recount,
) -> Result<Vec<Uuid>> {
    let sql = "DELETE FROM content_listings WHERE item = $1 RETURNING list, at";
    let gone: Vec<(Uuid, Timestamp)> =
        query(sql).bind(item).map(tx, |row| Ok((row.get("list")?, row.get("at")?))).await?;
    for (list, at) in &gone {
        *recount.0.entry((*list, month_of(*at))).or_default() -= 1;
    }
    Ok(gone.into_iter().map(|(list, _)| list).collect())
}

impl Recount {
    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes it, at `now`. A month that lost as many as it got has changed too.
    pub(crate) async fn write(self, tx: &mut Tx, now: Timestamp) -> Result<()> {
        let rows: Vec<_> = self.0.iter().collect();
        for some in rows.chunks(300) {
            let sql = format!(
                "INSERT INTO content_months (list, month, items, changed) VALUES {} ON CONFLICT (list, month) \
                 DO UPDATE SET items = content_months.items + excluded.items, changed = excluded.changed",
                dialect::rows(some.len(), 4)
            );
            let mut insert = query(sql);
            for ((list, month), items) in some {
                insert = insert.bind(*list).bind(month.as_str()).bind(**items).bind(now);
            }
            insert.run(tx).await?;
        }
        Ok(())
    }
}

/// All lists that have or had something.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Uuid>> {
    let sql = "SELECT list FROM content_months UNION SELECT list FROM content_listings";
    query(sql).map(conn, |row| row.get("list")).await
}

/// Where these items stand: item, list, and when.
pub(crate) async fn entries_of(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, Uuid, Timestamp)>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT item, list, at FROM content_listings WHERE item IN {}", dialect::list(1, items.len()));
    let entries = query(sql).bind_all(items.iter().copied());
    entries.map(conn, |row| Ok((row.get("item")?, row.get("list")?, row.get("at")?))).await
}

/// Counts the months of a list anew: into `recount` comes by how much they are not what its entries are.
pub(crate) async fn count_anew(
    conn: &mut Conn,
    list: Uuid,
    month_of: impl Fn(SiteId, Timestamp) -> String,
    recount: &mut Recount,
) -> Result<()> {
    let sql = "SELECT content_items.site AS site, content_listings.at AS at FROM content_listings \
               JOIN content_items ON content_items.id = content_listings.item WHERE list = $1";
    let entries: Vec<(SiteId, Timestamp)> =
        query(sql).bind(list).map(conn, |row| Ok((row.get("site")?, row.get("at")?))).await?;
    let mut missing: BTreeMap<String, i64> = BTreeMap::new();
    for (site, at) in entries {
        *missing.entry(month_of(site, at)).or_default() += 1;
    }
    let counted = query("SELECT month, items FROM content_months WHERE list = $1").bind(list);
    let counted: Vec<(String, i64)> = counted.map(conn, |row| Ok((row.get("month")?, row.get("items")?))).await?;
    for (month, items) in counted {
        *missing.entry(month).or_default() -= items;
    }
    for (month, items) in missing.into_iter().filter(|(_, items)| *items != 0) {
        *recount.0.entry((list, month)).or_default() += items;
    }
    Ok(())
}

fn entry(row: &Row) -> Result<Entry> {
    Ok(Entry { at: row.get("at")?, item: row.get("item")? })
}

//! Corrections: appended, never edited.

use kit::{Cursor, Id};
use platform::db::{Conn, Result, Row, Tx, dialect, query};

use crate::model::{Correction, ItemId, SiteId};

/// The corrections of an item, oldest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_item(conn: &mut Conn, item: ItemId) -> Result<Vec<Correction>> {
    let sql = "SELECT id, item, at, body FROM content_corrections WHERE item = $1 ORDER BY at, id";
    query(sql).bind(item).map(conn, correction).await
}

/// The corrections of these items, oldest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_items(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<Correction>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let list = dialect::list(1, items.len());
    let sql = format!("SELECT id, item, at, body FROM content_corrections WHERE item IN {list} ORDER BY at, id");
    query(sql).bind_all(items.iter().copied()).map(conn, correction).await
}

/// The corrections of a site on items that stand in its lists, newest first, from `before` on.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_site(conn: &mut Conn, site: SiteId, before: Option<Cursor>, limit: u32) -> Result<Vec<Correction>> {
    let before = before.unwrap_or(Cursor { at: kit::Timestamp::MAX, id: kit::Uuid::max() });
    let sql = "SELECT c.id, c.item, c.at, c.body FROM content_corrections c WHERE c.site = $1 \
               AND (c.at < $2 OR (c.at = $2 AND c.id < $3)) \
               AND EXISTS (SELECT 1 FROM content_listings l WHERE l.item = c.item AND l.list = $1) \
               ORDER BY c.at DESC, c.id DESC LIMIT $4";
    query(sql).bind(site).bind(before.at).bind(before.id).bind(limit).map(conn, correction).await
}

/// Corrections in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn page(conn: &mut Conn, after: Option<Id<Correction>>, limit: u32) -> Result<Vec<Correction>> {
    let after = after.unwrap_or(Id::from_uuid(kit::Uuid::nil()));
    let sql = "SELECT id, item, at, body FROM content_corrections WHERE id > $1 ORDER BY id LIMIT $2";
    query(sql).bind(after).bind(limit).map(conn, correction).await
}

/// Appends a correction. One that is there already under its id stays as it is.
pub(crate) async fn append(tx: &mut Tx, site: SiteId, correction: &Correction) -> Result<()> {
    let sql = "INSERT INTO content_corrections (id, item, site, at, body) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT DO NOTHING";
    query(sql)
        .bind(correction.id)
        .bind(correction.item)
        .bind(site)
        .bind(correction.at)
        .bind(&correction.text)
        .run(tx)
        .await?;
    Ok(())
}

fn correction(row: &Row) -> Result<Correction> {
    Ok(Correction { id: row.get("id")?, item: row.get("item")?, at: row.get("at")?, text: row.get("body")? })
}

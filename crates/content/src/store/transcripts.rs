//! What is said in recordings.

use platform::db::{Conn, Result, Tx, dialect, query};
use prose::Body;

use super::json;
use crate::model::ItemId;

/// The transcripts of these items, of those that have one, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_items(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, Body)>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let list = dialect::list(1, items.len());
    let sql = format!("SELECT item, body FROM content_transcripts WHERE item IN {list}");
    query(sql).bind_all(items.iter().copied()).map(conn, |row| Ok((row.get("item")?, row.json("body")?))).await
}

/// Those of these items that have a transcript, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn which(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<ItemId>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT item FROM content_transcripts WHERE item IN {}", dialect::list(1, items.len()));
    query(sql).bind_all(items.iter().copied()).map(conn, |row| row.get("item")).await
}

/// Writes the transcripts of items, each in the place of what the item had; nothing takes it away.
pub(crate) async fn put_all(tx: &mut Tx, all: &[(ItemId, Option<&Body>)]) -> Result<()> {
    for some in all.chunks(500) {
        let list = dialect::list(1, some.len());
        let sql = format!("DELETE FROM content_transcripts WHERE item IN {list}");
        query(sql).bind_all(some.iter().map(|(item, _)| *item)).run(tx).await?;
    }
    let said: Vec<(ItemId, &Body)> = all.iter().filter_map(|(item, body)| Some((*item, (*body)?))).collect();
    for some in said.chunks(100) {
        let rows = dialect::rows(some.len(), 2);
        let mut insert = query(format!("INSERT INTO content_transcripts (item, body) VALUES {rows}"));
        for (item, body) in some {
            insert = insert.bind(*item).bind(json(body));
        }
        insert.run(tx).await?;
    }
    Ok(())
}

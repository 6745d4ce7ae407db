//! Which items are the same in other languages.

use std::collections::HashMap;

use platform::db::{Conn, Result, Tx, dialect, query};

use crate::model::{ItemId, SiteId};

/// How many items of a group are read. A house has a dozen languages; a damaged one must not hang us.
const MOST: u32 = 200;

/// What an item says is the same in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) item: ItemId,
    /// The address of the other from the root, or its key with the source that this is of.
    pub(crate) named: String,
    /// The other, if it is here.
    pub(crate) sister: Option<ItemId>,
}

/// Whether any item of the house has a sister.
///
/// # Errors
/// When the database cannot be asked.
pub async fn are_any(conn: &mut Conn) -> Result<bool> {
    let sql = "SELECT item FROM content_translations WHERE sister IS NOT NULL LIMIT 1";
    Ok(query(sql).find(conn, |row| row.get::<ItemId>("item")).await?.is_some())
}

/// These items, and all that are of their groups: those that they name, those that name them, and so on.
///
/// # Errors
/// When the database cannot be asked.
pub async fn groups(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<ItemId>> {
    let mut found = Vec::new();
    for items in items.chunks(500) {
        let sql = format!(
            "WITH RECURSIVE sisters (id) AS (SELECT id FROM content_items WHERE id IN {} UNION \
             SELECT CASE WHEN said.item = sisters.id THEN said.sister ELSE said.item END FROM sisters \
             JOIN content_translations AS said ON said.item = sisters.id OR said.sister = sisters.id \
             WHERE said.sister IS NOT NULL) SELECT id FROM sisters LIMIT $1",
            dialect::list(2, items.len())
        );
        let most = MOST.saturating_mul(u32::try_from(items.len()).unwrap_or(u32::MAX));
        found.extend(
            query(sql).bind(most).bind_all(items.iter().copied()).map(conn, |row| row.get::<ItemId>("id")).await?,
        );
    }
    Ok(found)
}

/// Tells the items of a site that waited for what now has one of these names; they are returned.
pub(crate) async fn tell(tx: &mut Tx, site: SiteId, names: &HashMap<String, ItemId>) -> Result<Vec<ItemId>> {
    let asked: Vec<&str> = names.keys().map(String::as_str).collect();
    let mut told = Vec::new();
    for waiting in awaiting(tx, site, &asked).await? {
        let sister = names.get(&waiting.named).copied().filter(|sister| *sister != waiting.item);
        if sister.is_some() {
            come(tx, &Named { sister, ..waiting }).await?;
            told.push(waiting.item);
        }
    }
    Ok(told)
}

/// What items of a site wait for under these names, since it was not here when they came.
async fn awaiting(conn: &mut Conn, site: SiteId, names: &[&str]) -> Result<Vec<Named>> {
    let mut found = Vec::new();
    for names in names.chunks(500) {
        // A key is qualified; an address is one of the item's own site.
        let sql = format!(
            "SELECT said.item AS item, said.named AS named FROM content_translations AS said \
             JOIN content_items AS items ON items.id = said.item \
             WHERE said.sister IS NULL AND (items.site = $1 OR said.named NOT LIKE '/%') AND said.named IN {}",
            dialect::list(2, names.len())
        );
        let rows = query(sql).bind(site).bind_all(names.iter().copied());
        let read =
            |row: &platform::db::Row| Ok(Named { item: row.get("item")?, named: row.get("named")?, sister: None });
        found.extend(rows.map(conn, read).await?);
    }
    Ok(found)
}

/// Notes that what an item waited for has come.
async fn come(tx: &mut Tx, said: &Named) -> Result<()> {
    let sql = "UPDATE content_translations SET sister = $1 WHERE item = $2 AND named = $3";
    query(sql).bind(said.sister).bind(said.item).bind(&said.named).run(tx).await?;
    Ok(())
}

/// What these items say.
pub(crate) async fn of_items(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<Named>> {
    let mut found = Vec::new();
    for items in items.chunks(500) {
        let list = dialect::list(1, items.len());
        let sql = format!("SELECT item, named, sister FROM content_translations WHERE item IN {list}");
        let rows = query(sql).bind_all(items.iter().copied());
        let read = |row: &platform::db::Row| {
            Ok(Named { item: row.get("item")?, named: row.get("named")?, sister: row.get("sister")? })
        };
        found.extend(rows.map(conn, read).await?);
    }
    Ok(found)
}

/// Forgets what these items say.
pub(crate) async fn forget(tx: &mut Tx, items: &[ItemId]) -> Result<()> {
    for items in items.chunks(500) {
        let sql = format!("DELETE FROM content_translations WHERE item IN {}", dialect::list(1, items.len()));
        query(sql).bind_all(items.iter().copied()).run(tx).await?;
    }
    Ok(())
}

/// Writes what items say. Each name of an item once.
pub(crate) async fn insert_all(tx: &mut Tx, all: &[Named]) -> Result<()> {
    for some in all.chunks(500) {
        let rows = dialect::rows(some.len(), 3);
        let mut insert = query(format!("INSERT INTO content_translations (item, named, sister) VALUES {rows}"));
        for said in some {
            insert = insert.bind(said.item).bind(&said.named).bind(said.sister);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

//! Which items use which pictures.

use platform::db::{Conn, Result, Tx, dialect, query};

use crate::model::{ItemId, MediaId};

/// A use of a picture by its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Use<'a> {
    pub(crate) address: &'a str,
    pub(crate) item: ItemId,
    /// Whether readers of the item see it; otherwise only its draft has it.
    pub(crate) shown: bool,
}

/// Items that show a picture, over their bodies or in them, newest first, before `before`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn items_showing(
    conn: &mut Conn,
    media: MediaId,
    addresses: &[String],
    before: Option<ItemId>,
    limit: u32,
) -> Result<Vec<ItemId>> {
    let before = before.unwrap_or(ItemId::from_uuid(kit::Uuid::max()));
    let sql = format!(
        "SELECT id FROM content_items WHERE lead_picture = $1 AND id < $2 \
         UNION SELECT item AS id FROM content_picture_uses WHERE item < $2 AND shown AND address IN {} \
         ORDER BY id DESC LIMIT $3",
        dialect::list(4, addresses.len())
    );
    let rows = query(sql).bind(media).bind(before).bind(limit).bind_all(addresses);
    rows.map(conn, |row| row.get("id")).await
}

/// Whether the draft of any item has a picture of one of these addresses that its readers do not see.
///
/// # Errors
/// When the database cannot be asked.
pub async fn is_drafted(conn: &mut Conn, addresses: &[String]) -> Result<bool> {
    let sql = format!(
        "SELECT COUNT(*) AS answer FROM content_picture_uses WHERE NOT shown AND address IN {}",
        dialect::list(1, addresses.len())
    );
    let drafted: i64 = query(sql).bind_all(addresses).answer(conn).await?;
    Ok(drafted > 0)
}

/// Names of stills that items show and that are not here yet, in order, after `after`.
pub(crate) async fn stills_wanting(conn: &mut Conn, after: &str, limit: u32) -> Result<Vec<String>> {
    // ';' is the letter after ':'.
    let sql = "SELECT DISTINCT address FROM content_picture_uses AS uses \
               WHERE shown AND address > $1 AND address >= 'still:' AND address < 'still;' \
               AND NOT EXISTS (SELECT 1 FROM content_media_addresses AS known WHERE known.address = uses.address) \
               ORDER BY address LIMIT $2";
    query(sql).bind(after).bind(limit).map(conn, |row| row.get("address")).await
}

/// Forgets what these items use.
pub(crate) async fn forget(tx: &mut Tx, items: &[ItemId]) -> Result<()> {
    for items in items.chunks(500) {
        let sql = format!("DELETE FROM content_picture_uses WHERE item IN {}", dialect::list(1, items.len()));
        query(sql).bind_all(items.iter().copied()).run(tx).await?;
    }
    Ok(())
}

/// Writes what items use. Each address of an item once.
pub(crate) async fn insert_all(tx: &mut Tx, uses: &[Use<'_>]) -> Result<()> {
    for some in uses.chunks(1000) {
        let rows = dialect::rows(some.len(), 3);
        let mut insert = query(format!("INSERT INTO content_picture_uses (address, item, shown) VALUES {rows}"));
        for one in some {
            insert = insert.bind(one.address).bind(one.item).bind(one.shown);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

//! What programs find besides the lists of pages: items of the rarer kinds, and the lists that have something in them.

use kit::Uuid;
use people::PersonId;
use platform::db::{Conn, Result, dialect, query};

use crate::model::{ItemId, ItemKind, SiteId};

/// Published items of a kind that stand in this list of a site, latest first. Not for articles, of which there are many.
///
/// # Errors
/// When the database cannot be asked.
pub async fn listed_of_kind(
    conn: &mut Conn,
    (site, list): (SiteId, Uuid),
    kind: ItemKind,
    limit: u32,
) -> Result<Vec<ItemId>> {
    let sql = "SELECT i.id AS id FROM content_items i WHERE i.site = $1 AND i.kind = $2 AND i.kind <> 'article' \
               AND EXISTS (SELECT 1 FROM content_listings l WHERE l.item = i.id AND l.list = $3) \
               ORDER BY i.published_at DESC, i.id DESC LIMIT $4";
    query(sql).bind(site).bind(kind.word()).bind(list).bind(limit).map(conn, |row| row.get("id")).await
}

/// What these items are, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn kinds(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, ItemKind)>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id, kind FROM content_items WHERE id IN {}", dialect::list(1, items.len()));
    query(sql).bind_all(items.iter().copied()).map(conn, |row| Ok((row.get("id")?, row.word("kind")?))).await
}

/// Pages of a site that are published, in the order of their addresses. They stand in no list.
///
/// # Errors
/// When the database cannot be asked.
pub async fn pages(conn: &mut Conn, site: SiteId, limit: u32) -> Result<Vec<ItemId>> {
    let sql = "SELECT id FROM content_items WHERE site = $1 AND kind = 'page' AND kind <> 'article' \
               AND publication_state = 'published' ORDER BY address LIMIT $2";
    query(sql).bind(site).bind(limit).map(conn, |row| row.get("id")).await
}

/// Slugs of topics that are for readers and have items, in their order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn topics_with_items(conn: &mut Conn, limit: u32) -> Result<Vec<String>> {
    let sql = "SELECT t.slug AS slug FROM content_topics t WHERE t.internal = $1 \
               AND EXISTS (SELECT 1 FROM content_months m WHERE m.list = t.id AND m.items > 0) \
               ORDER BY t.slug LIMIT $2";
    query(sql).bind(false).bind(limit).map(conn, |row| row.get("slug")).await
}

/// Persons who wrote something that readers may see.
///
/// # Errors
/// When the database cannot be asked.
pub async fn writers(conn: &mut Conn, limit: u32) -> Result<Vec<PersonId>> {
    let sql = "SELECT DISTINCT m.list AS person FROM content_months m WHERE m.items > 0 \
               AND EXISTS (SELECT 1 FROM content_bylines b WHERE b.person = m.list) ORDER BY m.list LIMIT $1";
    query(sql).bind(limit).map(conn, |row| row.get("person")).await
}

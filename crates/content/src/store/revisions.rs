//! Revisions: written once.

use platform::db::{Conn, Result, Row, Tx, dialect, query};

use super::json;
use crate::model::{ItemId, Revision, RevisionId};

const REVISION: &str = "id, item, number, based_on, made_at, made_by, headline, standfirst, body";

/// The revision of this id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_id(conn: &mut Conn, id: RevisionId) -> Result<Option<Revision>> {
    query(format!("SELECT {REVISION} FROM content_revisions WHERE id = $1")).bind(id).find(conn, revision).await
}

/// The revisions of these ids, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_ids(conn: &mut Conn, ids: &[RevisionId]) -> Result<Vec<Revision>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {REVISION} FROM content_revisions WHERE id IN {}", dialect::list(1, ids.len()));
    query(sql).bind_all(ids.iter().copied()).map(conn, revision).await
}

/// An item's revisions, newest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_item(conn: &mut Conn, item: ItemId) -> Result<Vec<Revision>> {
    let sql = format!("SELECT {REVISION} FROM content_revisions WHERE item = $1 ORDER BY number DESC");
    query(sql).bind(item).map(conn, revision).await
}

/// Writes new revisions.
pub(crate) async fn insert_all(tx: &mut Tx, revisions: &[Revision]) -> Result<()> {
    for some in revisions.chunks(100) {
        let sql = format!("INSERT INTO content_revisions ({REVISION}) VALUES {}", dialect::rows(some.len(), 9));
        let mut insert = query(sql);
        for revision in some {
            insert = insert
                .bind(revision.id)
                .bind(revision.item)
                .bind(revision.number)
                .bind(revision.based_on)
                .bind(revision.made_at)
                .bind(&revision.made_by)
                .bind(&revision.headline)
                .bind(revision.standfirst.clone())
                .bind(json(&revision.body));
        }
        insert.run(tx).await?;
    }
    Ok(())
}

fn revision(row: &Row) -> Result<Revision> {
    Ok(Revision {
        id: row.get("id")?,
        item: row.get("item")?,
        number: row.get("number")?,
        based_on: row.get("based_on")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        headline: row.get("headline")?,
        standfirst: row.get("standfirst")?,
        body: row.json("body")?,
    })
}

//! What hangs on an item: bylines, topics, placements, related items.

use kit::Uuid;
use platform::db::{Conn, Result, Row, Tx, dialect, query};

use crate::model::{Byline, ItemId, SectionId, TopicId};

/// The parts of one item, each in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// Who wrote it.
    pub bylines: Vec<Byline>,
    /// Its topics.
    pub topics: Vec<TopicId>,
    /// Where it is placed; the first is canonical.
    pub placements: Vec<SectionId>,
    /// Related items chosen by hand.
    pub related: Vec<Related>,
}

/// A related item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Related {
    /// It is here.
    Here(ItemId),
    /// It was named by an import, which has not brought it yet.
    ToCome(String),
}

/// The bylines of these items, in their order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn bylines(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, Byline)>> {
    of(conn, "person, name, role, affiliation, organisation, note", "content_bylines", items, |row| {
        Ok(Byline {
            person: row.get("person")?,
            name: row.get("name")?,
            role: row.get("role")?,
            affiliation: row.get("affiliation")?,
            organisation: row.get("organisation")?,
            note: row.get("note")?,
        })
    })
    .await
}

/// The topics of these items, in their order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn topics(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, TopicId)>> {
    of(conn, "topic", "content_item_topics", items, |row| row.get("topic")).await
}

/// The placements of these items, the canonical one first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn placements(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, SectionId)>> {
    of(conn, "section", "content_placements", items, |row| row.get("section")).await
}

/// The related items of these items, in their order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn related(conn: &mut Conn, items: &[ItemId]) -> Result<Vec<(ItemId, Related)>> {
    of(conn, "related, related_key", "content_related", items, |row| {
        Ok(match row.get::<Option<ItemId>>("related")? {
            Some(id) => Related::Here(id),
            None => Related::ToCome(row.get::<Option<String>>("related_key")?.unwrap_or_default()),
        })
    })
    .await
}

/// All parts of one item.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_item(conn: &mut Conn, item: ItemId) -> Result<Parts> {
    let items = [item];
    Ok(Parts {
        bylines: seconds(bylines(conn, &items).await?),
        topics: seconds(topics(conn, &items).await?),
        placements: seconds(placements(conn, &items).await?),
        related: seconds(related(conn, &items).await?),
    })
}

fn seconds<T>(pairs: Vec<(ItemId, T)>) -> Vec<T> {
    pairs.into_iter().map(|(_, part)| part).collect()
}

async fn of<T>(
    conn: &mut Conn,
    columns: &str,
    table: &str,
    items: &[ItemId],
    read: impl Fn(&Row) -> Result<T>,
) -> Result<Vec<(ItemId, T)>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let list = dialect::list(1, items.len());
    let sql = format!("SELECT item, {columns} FROM {table} WHERE item IN {list} ORDER BY item, position");
    query(sql).bind_all(items.iter().copied()).map(conn, |row| Ok((row.get("item")?, read(row)?))).await
}

/// Forgets the parts of an item, before they are written anew.
pub(crate) async fn clear(tx: &mut Tx, item: ItemId) -> Result<()> {
    for sql in [
        "DELETE FROM content_bylines WHERE item = $1",
        "DELETE FROM content_item_topics WHERE item = $1",
        "DELETE FROM content_placements WHERE item = $1",
        "DELETE FROM content_related WHERE item = $1",
    ] {
        query(sql).bind(item).run(tx).await?;
    }
    Ok(())
}

/// Writes the parts of items that have none yet.
pub(crate) async fn insert_all(tx: &mut Tx, items: &[(ItemId, Parts)]) -> Result<()> {
    insert_bylines(tx, items).await?;
    let topics = items.iter().flat_map(|(item, parts)| numbered(*item, parts.topics.iter().map(|topic| topic.uuid())));
    insert_ids(tx, "content_item_topics (item, position, topic)", topics.collect()).await?;
    let placements =
        items.iter().flat_map(|(item, parts)| numbered(*item, parts.placements.iter().map(|section| section.uuid())));
    insert_ids(tx, "content_placements (item, position, section)", placements.collect()).await?;
    insert_related(tx, items).await
}

fn numbered(item: ItemId, ids: impl Iterator<Item = Uuid>) -> impl Iterator<Item = (ItemId, i64, Uuid)> {
    (0..).zip(ids).map(move |(position, id)| (item, position, id))
}

async fn insert_ids(tx: &mut Tx, into: &str, rows: Vec<(ItemId, i64, Uuid)>) -> Result<()> {
    for some in rows.chunks(300) {
        let mut insert = query(format!("INSERT INTO {into} VALUES {}", dialect::rows(some.len(), 3)));
        for (item, position, id) in some {
            insert = insert.bind(*item).bind(*position).bind(*id);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

async fn insert_bylines(tx: &mut Tx, items: &[(ItemId, Parts)]) -> Result<()> {
    let rows: Vec<(ItemId, i64, &Byline)> = items
        .iter()
        .flat_map(|(item, parts)| (0..).zip(&parts.bylines).map(move |(position, byline)| (*item, position, byline)))
        .collect();
    for some in rows.chunks(200) {
        let sql = format!(
            "INSERT INTO content_bylines (item, position, person, name, role, affiliation, organisation, note) \
             VALUES {}",
            dialect::rows(some.len(), 8)
        );
        let mut insert = query(sql);
        for (item, position, byline) in some {
            insert = insert
                .bind(*item)
                .bind(*position)
                .bind(byline.person)
                .bind(byline.name.clone())
                .bind(byline.role.clone())
                .bind(byline.affiliation.clone())
                .bind(byline.organisation)
                .bind(byline.note.clone());
        }
        insert.run(tx).await?;
    }
    Ok(())
}

async fn insert_related(tx: &mut Tx, items: &[(ItemId, Parts)]) -> Result<()> {
    let rows: Vec<(ItemId, i64, &Related)> = items
        .iter()
        .flat_map(|(item, parts)| (0..).zip(&parts.related).map(move |(position, related)| (*item, position, related)))
        .collect();
    for some in rows.chunks(200) {
        let sql = format!(
            "INSERT INTO content_related (item, position, related, related_key) VALUES {}",
            dialect::rows(some.len(), 4)
        );
        let mut insert = query(sql);
        for (item, position, related) in some {
            let (here, to_come) = match related {
                Related::Here(id) => (Some(*id), None),
                Related::ToCome(key) => (None, Some(key.clone())),
            };
            insert = insert.bind(*item).bind(*position).bind(here).bind(to_come);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

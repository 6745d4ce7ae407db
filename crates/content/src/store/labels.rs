//! Topics and formats.

use kit::Slug;
use platform::db::{Conn, Result, Row, Tx, dialect, free_slug, query};

use super::json;
use crate::model::{Format, FormatId, Topic, TopicId};

const TOPIC: &str = "id, slug, name, description, internal, fields";

/// The topic whose page stands under this slug.
///
/// # Errors
/// When the database cannot be asked.
pub async fn topic_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Topic>> {
    query(format!("SELECT {TOPIC} FROM content_topics WHERE slug = $1")).bind(slug).find(conn, topic).await
}

/// The topics of these ids, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn topics_by_id(conn: &mut Conn, ids: &[TopicId]) -> Result<Vec<Topic>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {TOPIC} FROM content_topics WHERE id IN {}", dialect::list(1, ids.len()));
    query(sql).bind_all(ids.iter().copied()).map(conn, topic).await
}

/// Topics in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn topics(conn: &mut Conn, after: Option<TopicId>, limit: u32) -> Result<Vec<Topic>> {
    let after = after.unwrap_or(TopicId::from_uuid(kit::Uuid::nil()));
    let sql = format!("SELECT {TOPIC} FROM content_topics WHERE id > $1 ORDER BY id LIMIT $2");
    query(sql).bind(after).bind(limit).map(conn, topic).await
}

/// All formats: a handful.
///
/// # Errors
/// When the database cannot be asked.
pub async fn formats(conn: &mut Conn) -> Result<Vec<Format>> {
    query("SELECT id, slug, name, fields FROM content_formats ORDER BY id").map(conn, format_row).await
}

/// The format of this id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn format_by_id(conn: &mut Conn, id: FormatId) -> Result<Option<Format>> {
    query("SELECT id, slug, name, fields FROM content_formats WHERE id = $1").bind(id).find(conn, format_row).await
}

/// Writes a topic; its slug stays what it was at first.
pub(crate) async fn put_topic(tx: &mut Tx, topic: &Topic) -> Result<()> {
    let sql = format!(
        "INSERT INTO content_topics ({TOPIC}) VALUES {} ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
         description = excluded.description, internal = excluded.internal, fields = excluded.fields",
        dialect::list(1, 6)
    );
    query(sql)
        .bind(topic.id)
        .bind(&topic.slug)
        .bind(&topic.name)
        .bind(topic.description.clone())
        .bind(topic.internal)
        .bind(json(&topic.fields))
        .run(tx)
        .await?;
    Ok(())
}

/// Writes a format; its slug stays what it was at first.
pub(crate) async fn put_format(tx: &mut Tx, format: &Format) -> Result<()> {
    let sql = "INSERT INTO content_formats (id, slug, name, fields) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (id) DO UPDATE SET name = excluded.name, fields = excluded.fields";
    query(sql).bind(format.id).bind(&format.slug).bind(&format.name).bind(json(&format.fields)).run(tx).await?;
    Ok(())
}

/// `wanted`, or the first numbered one that no other topic has.
pub(crate) async fn free_topic_slug(tx: &mut Tx, wanted: &Slug) -> Result<Slug> {
    free_slug(tx, "SELECT COUNT(*) AS answer FROM content_topics WHERE slug = $1", wanted).await
}

/// `wanted`, or the first numbered one that no other format has.
pub(crate) async fn free_format_slug(tx: &mut Tx, wanted: &Slug) -> Result<Slug> {
    free_slug(tx, "SELECT COUNT(*) AS answer FROM content_formats WHERE slug = $1", wanted).await
}

fn topic(row: &Row) -> Result<Topic> {
    Ok(Topic {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        description: row.get("description")?,
        internal: row.get("internal")?,
        fields: row.json("fields")?,
    })
}

fn format_row(row: &Row) -> Result<Format> {
    Ok(Format { id: row.get("id")?, slug: row.get("slug")?, name: row.get("name")?, fields: row.json("fields")? })
}

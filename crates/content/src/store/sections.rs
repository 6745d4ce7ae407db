//! Sections.

use platform::db::{Conn, Result, Row, Tx, dialect, query};

use super::json;
use crate::model::{Section, SectionId, SiteId};

const SECTION: &str = "id, site, parent, slug, path, name, standfirst, accent, position, fields";

/// All sections of a site, in the order of the tree's siblings.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_site(conn: &mut Conn, site: SiteId) -> Result<Vec<Section>> {
    let sql = format!("SELECT {SECTION} FROM content_sections WHERE site = $1 ORDER BY position, name, id");
    query(sql).bind(site).map(conn, section).await
}

/// The section whose front stands at this path.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_path(conn: &mut Conn, site: SiteId, path: &str) -> Result<Option<Section>> {
    let sql = format!("SELECT {SECTION} FROM content_sections WHERE site = $1 AND path = $2");
    query(sql).bind(site).bind(path).find(conn, section).await
}

/// The section of this id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_id(conn: &mut Conn, id: SectionId) -> Result<Option<Section>> {
    query(format!("SELECT {SECTION} FROM content_sections WHERE id = $1")).bind(id).find(conn, section).await
}

/// Writes a section, in the place of what was known under its id.
pub(crate) async fn put(tx: &mut Tx, section: &Section) -> Result<()> {
    let sql = format!(
        "INSERT INTO content_sections ({SECTION}) VALUES {} ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, \
         slug = excluded.slug, path = excluded.path, name = excluded.name, standfirst = excluded.standfirst, \
         accent = excluded.accent, position = excluded.position, fields = excluded.fields",
        dialect::list(1, 10)
    );
    query(sql)
        .bind(section.id)
        .bind(section.site)
        .bind(section.parent)
        .bind(&section.slug)
        .bind(&section.path)
        .bind(&section.name)
        .bind(section.standfirst.clone())
        .bind(section.accent.clone())
        .bind(section.position)
        .bind(json(&section.fields))
        .run(tx)
        .await?;
    Ok(())
}

fn section(row: &Row) -> Result<Section> {
    Ok(Section {
        id: row.get("id")?,
        site: row.get("site")?,
        parent: row.get("parent")?,
        slug: row.get("slug")?,
        path: row.get("path")?,
        name: row.get("name")?,
        standfirst: row.get("standfirst")?,
        accent: row.get("accent")?,
        position: row.get("position")?,
        fields: row.json("fields")?,
    })
}

//! The table of fronts.

use content::model::{SectionId, SiteId};
use kit::Id;
use platform::db::{Conn, Result, Row, Tx, query};

use crate::Front;

/// What editors arranged on the front of a site, or of a section.
pub(crate) async fn front(conn: &mut Conn, site: SiteId, section: Option<SectionId>) -> Result<Option<Front>> {
    let sql = "SELECT id, site, section, positions, modules FROM frontpage_fronts WHERE site = $1 AND section = $2";
    let of_site =
        "SELECT id, site, section, positions, modules FROM frontpage_fronts WHERE site = $1 AND section IS NULL";
    match section {
        Some(section) => query(sql).bind(site).bind(section).find(conn, row).await,
        None => query(of_site).bind(site).find(conn, row).await,
    }
}

/// All fronts, in the order of their ids: one a section at the most.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Front>> {
    query("SELECT id, site, section, positions, modules FROM frontpage_fronts ORDER BY id").map(conn, row).await
}

/// Writes a front, in the place of the one that this site or section had.
pub(crate) async fn put(tx: &mut Tx, front: &Front) -> Result<()> {
    let gone = match front.section {
        Some(section) => query("DELETE FROM frontpage_fronts WHERE site = $1 AND section = $2 AND id <> $3")
            .bind(front.site)
            .bind(section),
        None => query("DELETE FROM frontpage_fronts WHERE site = $1 AND section IS NULL AND id <> $2").bind(front.site),
    };
    gone.bind(front.id).run(tx).await?;
    let sql = "INSERT INTO frontpage_fronts (id, site, section, positions, modules) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (id) DO UPDATE SET section = excluded.section, positions = excluded.positions, \
               modules = excluded.modules";
    query(sql)
        .bind(front.id)
        .bind(front.site)
        .bind(front.section)
        .bind(serde_json::to_string(&front.positions).unwrap_or_default())
        .bind(serde_json::to_string(&front.modules).unwrap_or_default())
        .run(tx)
        .await?;
    Ok(())
}

fn row(row: &Row) -> Result<Front> {
    Ok(Front {
        id: Id::from_uuid(row.get("id")?),
        site: row.get("site")?,
        section: row.get("section")?,
        positions: row.json("positions")?,
        modules: row.json("modules")?,
    })
}

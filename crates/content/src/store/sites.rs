//! Sites and their menus.

use kit::Id;
use platform::db::{Conn, Result, Row, Tx, dialect, query};

use super::json;
use crate::model::{Menu, Site, SiteId};

const SITE: &str = "id, name, tagline, address, language, time_zone, position, fields";

/// All sites in their order: a handful.
///
/// # Errors
/// When the database cannot be asked.
pub async fn all(conn: &mut Conn) -> Result<Vec<Site>> {
    query(format!("SELECT {SITE} FROM content_sites ORDER BY position, id")).map(conn, site).await
}

/// The menus of a site.
///
/// # Errors
/// When the database cannot be asked.
pub async fn menus(conn: &mut Conn, site: SiteId) -> Result<Vec<Menu>> {
    let sql = "SELECT id, site, place, COALESCE(claim, place) AS claim, name, entries FROM content_menus \
               WHERE site = $1 ORDER BY id";
    query(sql).bind(site).map(conn, menu).await
}

/// Holds all sites until the transaction ends: whoever else is about to change one waits, then reads what was written.
pub(crate) async fn hold(tx: &mut Tx) -> Result<()> {
    let for_update = tx.engine().for_update();
    if !for_update.is_empty() {
        query(format!("SELECT id FROM content_sites ORDER BY id{for_update}")).all(tx).await?;
    }
    Ok(())
}

/// Writes a site, in the place of what was known under its id.
pub(crate) async fn put(tx: &mut Tx, site: &Site) -> Result<()> {
    let sql = format!(
        "INSERT INTO content_sites ({SITE}) VALUES {} ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
         tagline = excluded.tagline, address = excluded.address, language = excluded.language, \
         time_zone = excluded.time_zone, position = excluded.position, fields = excluded.fields",
        dialect::list(1, 8)
    );
    query(sql)
        .bind(site.id)
        .bind(&site.name)
        .bind(site.tagline.clone())
        .bind(&site.address)
        .bind(&site.language)
        .bind(&site.time_zone)
        .bind(site.position)
        .bind(json(&site.fields))
        .run(tx)
        .await?;
    Ok(())
}

/// Writes a menu, in the place of what was known under its id. Where it stands is said by [`place_menus`].
pub(crate) async fn put_menu(tx: &mut Tx, menu: &Menu) -> Result<()> {
    let sql = "INSERT INTO content_menus (id, site, place, claim, name, entries) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (id) DO UPDATE SET claim = excluded.claim, name = excluded.name, entries = excluded.entries";
    query(sql)
        .bind(menu.id)
        .bind(menu.site)
        .bind(&menu.place)
        .bind(&menu.claim)
        .bind(menu.name.clone())
        .bind(json(&menu.entries))
        .run(tx)
        .await?;
    Ok(())
}

/// Says where menus of a site stand.
pub(crate) async fn place_menus(tx: &mut Tx, places: &[(Id<Menu>, String)]) -> Result<()> {
    let sql = "UPDATE content_menus SET place = $2 WHERE id = $1";
    // No two may stand at one place, not even while they change.
    for (id, _) in places {
        query(sql).bind(*id).bind(id.to_string()).run(tx).await?;
    }
    for (id, place) in places {
        query(sql).bind(*id).bind(place).run(tx).await?;
    }
    Ok(())
}

fn site(row: &Row) -> Result<Site> {
    Ok(Site {
        id: row.get("id")?,
        name: row.get("name")?,
        tagline: row.get("tagline")?,
        address: row.get("address")?,
        language: row.get("language")?,
        time_zone: row.get("time_zone")?,
        position: row.get("position")?,
        fields: row.json("fields")?,
    })
}

fn menu(row: &Row) -> Result<Menu> {
    Ok(Menu {
        id: row.get("id")?,
        site: row.get("site")?,
        place: row.get("place")?,
        claim: row.get("claim")?,
        name: row.get("name")?,
        entries: row.json("entries")?,
    })
}

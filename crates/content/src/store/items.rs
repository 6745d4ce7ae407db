//! Items: the rows that all kinds share.

use platform::db::{Conn, Query, Result, Row, Tx, dialect, query};

use super::json;
use crate::model::{Item, ItemId, Lead, PublicationState, RevisionId, SiteId};

const ITEM: &str = "id, kind, site, section, format, slug, address, headline, standfirst, workflow_state, \
                    publication_state, access, created_at, updated_at, published_at, scheduled_at, embargo_until, \
                    withdrawn_notice, live_revision, latest_revision, lead_picture, lead_focal_x, lead_focal_y, \
                    lead_alt, lead_caption, canonical, language, sign_off, sponsor, featured, parent, position, \
                    playback, seo, fields, words";
const COLUMNS: usize = 36;

/// The item of this id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_id(conn: &mut Conn, id: ItemId) -> Result<Option<Item>> {
    query(format!("SELECT {ITEM} FROM content_items WHERE id = $1")).bind(id).find(conn, item).await
}

/// The items of these ids, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_ids(conn: &mut Conn, ids: &[ItemId]) -> Result<Vec<Item>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {ITEM} FROM content_items WHERE id IN {}", dialect::list(1, ids.len()));
    query(sql).bind_all(ids.iter().copied()).map(conn, item).await
}

/// Holds items until the transaction ends: whoever else is about to write one waits, then reads what was written.
pub(crate) async fn hold(tx: &mut Tx, ids: &[ItemId]) -> Result<()> {
    let for_update = tx.engine().for_update();
    if for_update.is_empty() || ids.is_empty() {
        return Ok(());
    }
    let list = dialect::list(1, ids.len());
    let sql = format!("SELECT id FROM content_items WHERE id IN {list} ORDER BY id{for_update}");
    query(sql).bind_all(ids.iter().copied()).all(tx).await?;
    Ok(())
}

/// Holds all items, and those that are not yet there. To be asked for before anything else is written.
pub(crate) async fn hold_all(tx: &mut Tx) -> Result<()> {
    if let Some(held) = tx.engine().hold_table("content_items") {
        query(held).run(tx).await?;
    }
    Ok(())
}

/// The item at this address, whatever its state.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_address(conn: &mut Conn, site: SiteId, address: &str) -> Result<Option<Item>> {
    let sql = format!("SELECT {ITEM} FROM content_items WHERE site = $1 AND address = $2");
    query(sql).bind(site).bind(address).find(conn, item).await
}

/// Items in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn page(conn: &mut Conn, after: Option<ItemId>, limit: u32) -> Result<Vec<Item>> {
    let after = after.unwrap_or(ItemId::from_uuid(kit::Uuid::nil()));
    let sql = format!("SELECT {ITEM} FROM content_items WHERE id > $1 ORDER BY id LIMIT $2");
    query(sql).bind(after).bind(limit).map(conn, item).await
}

/// Which of these addresses of a site are taken, and by whom.
///
/// # Errors
/// When the database cannot be asked.
pub async fn holders(conn: &mut Conn, site: SiteId, addresses: &[String]) -> Result<Vec<(String, ItemId)>> {
    let mut found = Vec::new();
    for addresses in addresses.chunks(400) {
        let sql = format!(
            "SELECT address, id FROM content_items WHERE site = $1 AND address IN {}",
            dialect::list(2, addresses.len())
        );
        let rows = query(sql).bind(site).bind_all(addresses);
        found.extend(rows.map(conn, |row| Ok((row.get("address")?, row.get("id")?))).await?);
    }
    Ok(found)
}

/// How many items there are in this state.
///
/// # Errors
/// When the database cannot be asked.
pub async fn count(conn: &mut Conn, state: PublicationState) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS answer FROM content_items WHERE publication_state = $1";
    query(sql).bind(state.word()).answer(conn).await
}

/// Writes new items.
pub(crate) async fn insert_all(tx: &mut Tx, items: &[Item]) -> Result<()> {
    for some in items.chunks(100) {
        let sql = format!("INSERT INTO content_items ({ITEM}) VALUES {}", dialect::rows(some.len(), COLUMNS));
        some.iter().fold(query(sql), bind_item).run(tx).await?;
    }
    Ok(())
}

/// Writes an item's new state over the old.
pub(crate) async fn update(tx: &mut Tx, item: &Item) -> Result<()> {
    let sets: Vec<String> =
        ITEM.split(", ").enumerate().map(|(n, name)| format!("{} = ${}", name.trim(), n + 1)).collect();
    let sql = format!("UPDATE content_items SET {} WHERE id = $1", sets.join(", "));
    bind_item(query(sql), item).run(tx).await?;
    Ok(())
}

fn bind_item(insert: Query, item: &Item) -> Query {
    let lead = item.lead.as_ref();
    insert
        .bind(item.id)
        .bind(item.kind.word())
        .bind(item.site)
        .bind(item.section)
        .bind(item.format)
        .bind(&item.slug)
        .bind(&item.address)
        .bind(&item.headline)
        .bind(item.standfirst.clone())
        .bind(&item.workflow_state)
        .bind(item.publication_state.word())
        .bind(json(&item.access))
        .bind(item.created_at)
        .bind(item.updated_at)
        .bind(item.published_at)
        .bind(item.scheduled_at)
        .bind(item.embargo_until)
        .bind(item.withdrawn_notice.clone())
        .bind(item.live_revision)
        .bind(item.latest_revision)
        .bind(lead.map(|lead| lead.media))
        .bind(lead.and_then(|lead| lead.focal).map(|(x, _)| x))
        .bind(lead.and_then(|lead| lead.focal).map(|(_, y)| y))
        .bind(lead.and_then(|lead| lead.alt.clone()))
        .bind(lead.and_then(|lead| lead.caption.clone()))
        .bind(item.canonical.clone())
        .bind(item.language.clone())
        .bind(item.sign_off.clone())
        .bind(item.sponsor)
        .bind(item.featured)
        .bind(item.parent)
        .bind(item.position)
        .bind(item.playback.as_ref().map(json))
        .bind(json(&item.seo))
        .bind(json(&item.fields))
        .bind(item.words)
}

fn item(row: &Row) -> Result<Item> {
    let lead: Option<_> = row.get("lead_picture")?;
    let playback: Option<String> = row.get("playback")?;
    let focal: (Option<f64>, Option<f64>) = (row.get("lead_focal_x")?, row.get("lead_focal_y")?);
    let lead = match lead {
        Some(media) => Some(Lead {
            media,
            focal: focal.0.zip(focal.1),
            alt: row.get("lead_alt")?,
            caption: row.get("lead_caption")?,
        }),
        None => None,
    };
    Ok(Item {
        id: row.get("id")?,
        kind: row.word("kind")?,
        site: row.get("site")?,
        section: row.get("section")?,
        format: row.get("format")?,
        slug: row.get("slug")?,
        address: row.get("address")?,
        headline: row.get("headline")?,
        standfirst: row.get("standfirst")?,
        workflow_state: row.get("workflow_state")?,
        publication_state: row.word("publication_state")?,
        access: row.json("access")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        published_at: row.get("published_at")?,
        scheduled_at: row.get("scheduled_at")?,
        embargo_until: row.get("embargo_until")?,
        withdrawn_notice: row.get("withdrawn_notice")?,
        live_revision: row.get::<Option<RevisionId>>("live_revision")?,
        latest_revision: row.get("latest_revision")?,
        lead,
        canonical: row.get("canonical")?,
        language: row.get("language")?,
        sign_off: row.get("sign_off")?,
        sponsor: row.get("sponsor")?,
        featured: row.get("featured")?,
        parent: row.get("parent")?,
        position: row.get("position")?,
        playback: match playback {
            Some(_) => Some(row.json("playback")?),
            None => None,
        },
        seo: row.json("seo")?,
        fields: row.json("fields")?,
        words: row.get("words")?,
    })
}

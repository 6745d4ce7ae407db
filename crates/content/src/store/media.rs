//! Pictures and files, and the addresses that find them.

use std::collections::HashMap;

use platform::db::{Conn, Result, Row, Tx, dialect, query};

use super::json;
use crate::model::{Media, MediaId};
use crate::rules::picture_address::original_of;

const MEDIA: &str = "id, file, mime, blob, bytes, digest, width, height, colour, focal_x, focal_y, title, alt, \
                     caption, credit, rights, added_at, fields";

/// The picture or file of this id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_id(conn: &mut Conn, id: MediaId) -> Result<Option<Media>> {
    query(format!("SELECT {MEDIA} FROM content_media WHERE id = $1")).bind(id).find(conn, media).await
}

/// Those of these ids, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn by_ids(conn: &mut Conn, ids: &[MediaId]) -> Result<Vec<Media>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {MEDIA} FROM content_media WHERE id IN {}", dialect::list(1, ids.len()));
    query(sql).bind_all(ids.iter().copied()).map(conn, media).await
}

/// Media in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn page(conn: &mut Conn, after: Option<MediaId>, limit: u32) -> Result<Vec<Media>> {
    let after = after.unwrap_or(MediaId::from_uuid(kit::Uuid::nil()));
    let sql = format!("SELECT {MEDIA} FROM content_media WHERE id > $1 ORDER BY id LIMIT $2");
    query(sql).bind(after).bind(limit).map(conn, media).await
}

/// Media whose bytes could not be had yet, in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn without_bytes(conn: &mut Conn, after: Option<MediaId>, limit: u32) -> Result<Vec<Media>> {
    let after = after.unwrap_or(MediaId::from_uuid(kit::Uuid::nil()));
    let sql = format!("SELECT {MEDIA} FROM content_media WHERE blob IS NULL AND id > $1 ORDER BY id LIMIT $2");
    query(sql).bind(after).bind(limit).map(conn, media).await
}

/// Which media these normalised addresses mean: those known under them, else those that they look like copies of.
///
/// # Errors
/// When the database cannot be asked.
pub async fn ids_by_address(conn: &mut Conn, addresses: &[String]) -> Result<HashMap<String, MediaId>> {
    let originals = addresses.iter().filter_map(|address| Some((address, original_of(address)?)));
    let originals: HashMap<&String, String> = originals.collect();
    let mut asked: Vec<&String> = addresses.iter().chain(originals.values()).collect();
    asked.sort_unstable();
    asked.dedup();
    let mut known: HashMap<String, MediaId> = HashMap::with_capacity(asked.len());
    for asked in asked.chunks(500) {
        let sql = format!(
            "SELECT address, media FROM content_media_addresses WHERE address IN {}",
            dialect::list(1, asked.len())
        );
        let rows = query(sql).bind_all(asked.iter().copied());
        known.extend(rows.map(conn, |row| Ok((row.get::<String>("address")?, row.get("media")?))).await?);
    }
    let meant = |address: &String| {
        let id = known.get(address).or_else(|| known.get(originals.get(address)?))?;
        Some((address.clone(), *id))
    };
    Ok(addresses.iter().filter_map(meant).collect())
}

/// The addresses of these media, in order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn addresses_of(conn: &mut Conn, ids: &[MediaId]) -> Result<Vec<(MediaId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT media, address FROM content_media_addresses WHERE media IN {} ORDER BY media, address",
        dialect::list(1, ids.len())
    );
    query(sql).bind_all(ids.iter().copied()).map(conn, |row| Ok((row.get("media")?, row.get("address")?))).await
}

/// Fingerprint of the bytes that a picture's or file's were made from, as they were sent.
///
/// # Errors
/// When the database cannot be asked.
pub async fn received(conn: &mut Conn, id: MediaId) -> Result<Option<String>> {
    let received = query("SELECT received FROM content_media WHERE id = $1").bind(id);
    Ok(received.find(conn, |row| row.get::<Option<String>>("received")).await?.flatten())
}

/// Writes what is known of a picture or file since its bytes came, `received` being the fingerprint of what was sent.
pub(crate) async fn put_kept(tx: &mut Tx, media: &Media, received: &str) -> Result<()> {
    let sql = "UPDATE content_media SET blob = $2, bytes = $3, digest = $4, received = $5, mime = $6, width = $7, \
               height = $8, colour = $9, alt = $10, caption = $11, credit = $12, rights = $13 WHERE id = $1";
    query(sql)
        .bind(media.id)
        .bind(media.blob.clone())
        .bind(media.bytes.and_then(|bytes| i64::try_from(bytes).ok()))
        .bind(media.digest.clone())
        .bind(received)
        .bind(media.mime.clone())
        .bind(media.width)
        .bind(media.height)
        .bind(media.colour.clone())
        .bind(media.alt.clone())
        .bind(media.caption.clone())
        .bind(media.credit.clone())
        .bind(media.rights.clone())
        .run(tx)
        .await?;
    Ok(())
}

/// Writes media, each in the place of what was known under its id. Bytes that are had already are kept, with all that
/// they say of themselves; so are words when the new state knows of none, since the picture may have said them.
pub(crate) async fn put_all(tx: &mut Tx, all: &[Media]) -> Result<()> {
    for some in all.chunks(200) {
        let sql = format!(
            "INSERT INTO content_media ({MEDIA}) VALUES {} ON CONFLICT (id) DO UPDATE SET file = excluded.file, \
             mime = CASE WHEN content_media.blob IS NULL THEN COALESCE(excluded.mime, content_media.mime) \
             ELSE content_media.mime END, blob = COALESCE(excluded.blob, content_media.blob), \
             bytes = COALESCE(excluded.bytes, content_media.bytes), \
             digest = COALESCE(excluded.digest, content_media.digest), \
             width = CASE WHEN content_media.blob IS NULL THEN COALESCE(excluded.width, content_media.width) \
             ELSE content_media.width END, \
             height = CASE WHEN content_media.blob IS NULL THEN COALESCE(excluded.height, content_media.height) \
             ELSE content_media.height END, \
             colour = COALESCE(excluded.colour, content_media.colour), \
             focal_x = COALESCE(excluded.focal_x, content_media.focal_x), \
             focal_y = COALESCE(excluded.focal_y, content_media.focal_y), title = excluded.title, \
             alt = COALESCE(excluded.alt, content_media.alt), \
             caption = COALESCE(excluded.caption, content_media.caption), \
             credit = COALESCE(excluded.credit, content_media.credit), \
             rights = COALESCE(excluded.rights, content_media.rights), fields = excluded.fields",
            dialect::rows(some.len(), 18)
        );
        let mut insert = query(sql);
        for media in some {
            insert = insert
                .bind(media.id)
                .bind(&media.file)
                .bind(media.mime.clone())
                .bind(media.blob.clone())
                .bind(media.bytes.and_then(|bytes| i64::try_from(bytes).ok()))
                .bind(media.digest.clone())
                .bind(media.width)
                .bind(media.height)
                .bind(media.colour.clone())
                .bind(media.focal.map(|(x, _)| x))
                .bind(media.focal.map(|(_, y)| y))
                .bind(media.title.clone())
                .bind(media.alt.clone())
                .bind(media.caption.clone())
                .bind(media.credit.clone())
                .bind(media.rights.clone())
                .bind(media.added_at)
                .bind(json(&media.fields));
        }
        insert.run(tx).await?;
    }
    Ok(())
}

/// Says which media normalised addresses mean. An address that means another already is left with it.
pub(crate) async fn put_addresses(tx: &mut Tx, addresses: &[(String, MediaId)]) -> Result<()> {
    for some in addresses.chunks(500) {
        let sql = format!(
            "INSERT INTO content_media_addresses (address, media) VALUES {} ON CONFLICT DO NOTHING",
            dialect::rows(some.len(), 2)
        );
        let mut insert = query(sql);
        for (address, media) in some {
            insert = insert.bind(address).bind(*media);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

fn media(row: &Row) -> Result<Media> {
    let (x, y): (Option<f64>, Option<f64>) = (row.get("focal_x")?, row.get("focal_y")?);
    Ok(Media {
        id: row.get("id")?,
        file: row.get("file")?,
        mime: row.get("mime")?,
        blob: row.get("blob")?,
        bytes: row.get("bytes")?,
        digest: row.get("digest")?,
        width: row.get("width")?,
        height: row.get("height")?,
        colour: row.get("colour")?,
        focal: x.zip(y),
        title: row.get("title")?,
        alt: row.get("alt")?,
        caption: row.get("caption")?,
        credit: row.get("credit")?,
        rights: row.get("rights")?,
        added_at: row.get("added_at")?,
        fields: row.json("fields")?,
    })
}

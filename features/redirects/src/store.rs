//! The table of redirects.

use content::model::SiteId;
use platform::db::{Conn, Query, Result, Row, Tx, dialect, query};

use crate::{Redirect, Target};

const RULE: &str = "id, site, from_address, status, item, section, topic, person, address, made_by, made_at";

/// The redirect for exactly this address.
pub(crate) async fn by_address(conn: &mut Conn, site: SiteId, from: &str) -> Result<Option<Redirect>> {
    let sql = format!("SELECT {RULE} FROM redirects_rules WHERE site = $1 AND from_address = $2");
    query(sql).bind(site).bind(from).find(conn, redirect).await
}

/// The patterns of a site, the longest first: the most particular wins. A handful.
pub(crate) async fn patterns(conn: &mut Conn, site: SiteId) -> Result<Vec<Redirect>> {
    let sql = format!(
        "SELECT {RULE} FROM redirects_rules WHERE site = $1 AND pattern ORDER BY LENGTH(from_address) DESC, from_address"
    );
    query(sql).bind(site).map(conn, redirect).await
}

/// Redirects of all sites in the order of their old addresses, after `after`.
pub(crate) async fn page(conn: &mut Conn, after: (SiteId, &str), limit: u32) -> Result<Vec<Redirect>> {
    let sql = format!(
        "SELECT {RULE} FROM redirects_rules WHERE site > $1 OR (site = $1 AND from_address > $2) \
         ORDER BY site, from_address LIMIT $3"
    );
    query(sql).bind(after.0).bind(after.1).bind(limit).map(conn, redirect).await
}

/// Writes a redirect, in the place of the one that stood for its address.
pub(crate) async fn put(tx: &mut Tx, redirect: &Redirect) -> Result<()> {
    put_all(tx, std::slice::from_ref(redirect)).await
}

/// Writes redirects of different addresses, each in the place of the one that stood for its address.
pub(crate) async fn put_all(tx: &mut Tx, all: &[Redirect]) -> Result<()> {
    for some in all.chunks(200) {
        let sql = format!(
            "INSERT INTO redirects_rules ({RULE}, pattern) VALUES {} \
             ON CONFLICT (site, from_address) DO UPDATE SET status = excluded.status, item = excluded.item, \
             section = excluded.section, topic = excluded.topic, person = excluded.person, \
             address = excluded.address, made_by = excluded.made_by, made_at = excluded.made_at",
            dialect::rows(some.len(), 12)
        );
        some.iter().fold(query(sql), bind).run(tx).await?;
    }
    Ok(())
}

fn bind(insert: Query, redirect: &Redirect) -> Query {
    let (mut item, mut section, mut topic, mut person, mut address) = (None, None, None, None, None);
    match &redirect.to {
        Some(Target::Item(id)) => item = Some(*id),
        Some(Target::Section(id)) => section = Some(*id),
        Some(Target::Topic(id)) => topic = Some(*id),
        Some(Target::Person(id)) => person = Some(*id),
        Some(Target::Address(to)) => address = Some(to.clone()),
        None => {}
    }
    insert
        .bind(redirect.id)
        .bind(redirect.site)
        .bind(&redirect.from)
        .bind(redirect.status)
        .bind(item)
        .bind(section)
        .bind(topic)
        .bind(person)
        .bind(address)
        .bind(&redirect.made_by)
        .bind(redirect.made_at)
        .bind(redirect.is_pattern())
}

/// Forgets the redirect for an address at which something stands again.
pub(crate) async fn remove(tx: &mut Tx, site: SiteId, from: &str) -> Result<()> {
    query("DELETE FROM redirects_rules WHERE site = $1 AND from_address = $2").bind(site).bind(from).run(tx).await?;
    Ok(())
}

fn redirect(row: &Row) -> Result<Redirect> {
    let to = match (row.get("item")?, row.get("section")?, row.get("topic")?, row.get("person")?) {
        (Some(id), ..) => Some(Target::Item(id)),
        (_, Some(id), ..) => Some(Target::Section(id)),
        (_, _, Some(id), _) => Some(Target::Topic(id)),
        (.., Some(id)) => Some(Target::Person(id)),
        _ => row.get::<Option<String>>("address")?.map(Target::Address),
    };
    Ok(Redirect {
        id: row.get("id")?,
        site: row.get("site")?,
        from: row.get("from_address")?,
        status: u16::try_from(row.get::<u32>("status")?).unwrap_or(301),
        to,
        made_by: row.get("made_by")?,
        made_at: row.get("made_at")?,
    })
}

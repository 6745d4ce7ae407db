//! The tables of people.

use kit::Slug;
use platform::db::{Conn, Result, Row, Tx, dialect, free_slug as first_free_slug, query};

use crate::{Organisation, OrganisationId, Person, PersonId};

const PERSON: &str = "id, slug, name, given_name, family_name, email, role, bio, links, picture, organisation, fields";
const ORGANISATION: &str = "id, slug, name, description, links, picture, fields";

/// The person of this id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn person_by_id(conn: &mut Conn, id: PersonId) -> Result<Option<Person>> {
    query(format!("SELECT {PERSON} FROM people_persons WHERE id = $1")).bind(id).find(conn, person).await
}

/// The person whose page stands under this slug.
///
/// # Errors
/// When the database cannot be asked.
pub async fn person_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Person>> {
    query(format!("SELECT {PERSON} FROM people_persons WHERE slug = $1")).bind(slug).find(conn, person).await
}

/// The persons of these ids, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn persons_by_id(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<Person>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {PERSON} FROM people_persons WHERE id IN {}", dialect::list(1, ids.len()));
    query(sql).bind_all(ids.iter().copied()).map(conn, person).await
}

/// Persons in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn persons(conn: &mut Conn, after: Option<PersonId>, limit: u32) -> Result<Vec<Person>> {
    let after = after.unwrap_or(PersonId::from_uuid(kit::Uuid::nil()));
    let sql = format!("SELECT {PERSON} FROM people_persons WHERE id > $1 ORDER BY id LIMIT $2");
    query(sql).bind(after).bind(limit).map(conn, person).await
}

/// The organisation of this id.
///
/// # Errors
/// When the database cannot be asked.
pub async fn organisation_by_id(conn: &mut Conn, id: OrganisationId) -> Result<Option<Organisation>> {
    let sql = format!("SELECT {ORGANISATION} FROM people_organisations WHERE id = $1");
    query(sql).bind(id).find(conn, organisation).await
}

/// The organisations of these ids, in no order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn organisations_by_id(conn: &mut Conn, ids: &[OrganisationId]) -> Result<Vec<Organisation>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {ORGANISATION} FROM people_organisations WHERE id IN {}", dialect::list(1, ids.len()));
    query(sql).bind_all(ids.iter().copied()).map(conn, organisation).await
}

/// Organisations in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn organisations(conn: &mut Conn, after: Option<OrganisationId>, limit: u32) -> Result<Vec<Organisation>> {
    let after = after.unwrap_or(OrganisationId::from_uuid(kit::Uuid::nil()));
    let sql = format!("SELECT {ORGANISATION} FROM people_organisations WHERE id > $1 ORDER BY id LIMIT $2");
    query(sql).bind(after).bind(limit).map(conn, organisation).await
}

/// Writes a person, in the place of what was known under its id.
pub(crate) async fn put_person(tx: &mut Tx, person: &Person) -> Result<()> {
    let sql = format!(
        "INSERT INTO people_persons ({PERSON}) VALUES {} ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
         given_name = excluded.given_name, family_name = excluded.family_name, email = excluded.email, \
         role = excluded.role, bio = excluded.bio, links = excluded.links, picture = excluded.picture, \
         organisation = excluded.organisation, fields = excluded.fields",
        dialect::list(1, 12)
    );
    query(sql)
        .bind(person.id)
        .bind(&person.slug)
        .bind(&person.name)
        .bind(person.given_name.clone())
        .bind(person.family_name.clone())
        .bind(person.email.clone())
        .bind(person.role.clone())
        .bind(person.bio.clone())
        .bind(serde_json::to_string(&person.links).unwrap_or_default())
        .bind(person.picture)
        .bind(person.organisation)
        .bind(serde_json::to_string(&person.fields).unwrap_or_default())
        .run(tx)
        .await?;
    Ok(())
}

/// Writes an organisation, in the place of what was known under its id.
pub(crate) async fn put_organisation(tx: &mut Tx, organisation: &Organisation) -> Result<()> {
    let sql = format!(
        "INSERT INTO people_organisations ({ORGANISATION}) VALUES {} ON CONFLICT (id) DO UPDATE SET \
         name = excluded.name, description = excluded.description, links = excluded.links, \
         picture = excluded.picture, fields = excluded.fields",
        dialect::list(1, 7)
    );
    query(sql)
        .bind(organisation.id)
        .bind(&organisation.slug)
        .bind(&organisation.name)
        .bind(organisation.description.clone())
        .bind(serde_json::to_string(&organisation.links).unwrap_or_default())
        .bind(organisation.picture)
        .bind(serde_json::to_string(&organisation.fields).unwrap_or_default())
        .run(tx)
        .await?;
    Ok(())
}

/// Which table a slug must be free in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Table {
    Persons,
    Organisations,
}

/// `wanted`, or the first numbered one that is free.
pub(crate) async fn free_slug(tx: &mut Tx, table: Table, wanted: &Slug) -> Result<Slug> {
    let sql = match table {
        Table::Persons => "SELECT COUNT(*) AS answer FROM people_persons WHERE slug = $1",
        Table::Organisations => "SELECT COUNT(*) AS answer FROM people_organisations WHERE slug = $1",
    };
    first_free_slug(tx, sql, wanted).await
}

fn person(row: &Row) -> Result<Person> {
    Ok(Person {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        given_name: row.get("given_name")?,
        family_name: row.get("family_name")?,
        email: row.get("email")?,
        role: row.get("role")?,
        bio: row.get("bio")?,
        links: row.json("links")?,
        picture: row.get("picture")?,
        organisation: row.get("organisation")?,
        fields: row.json("fields")?,
    })
}

fn organisation(row: &Row) -> Result<Organisation> {
    Ok(Organisation {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        description: row.get("description")?,
        links: row.json("links")?,
        picture: row.get("picture")?,
        fields: row.json("fields")?,
    })
}

//! Which items a name stands on: those of a person, an organisation, a topic, a section.

use kit::Uuid;
use platform::db::{Conn, Result, query};

use crate::model::ItemId;

/// What stands on items by its name or its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A person in bylines.
    Person(Uuid),
    /// An organisation in bylines.
    Organisation(Uuid),
    /// A topic.
    Topic(Uuid),
    /// A section that items are placed in.
    Section(Uuid),
}

/// The items that it stands on, in the order of their ids, after `after`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn items(conn: &mut Conn, named: Named, after: Option<ItemId>, limit: u32) -> Result<Vec<ItemId>> {
    let (sql, id) = match named {
        Named::Person(id) => {
            ("SELECT DISTINCT item FROM content_bylines WHERE person = $1 AND item > $2 ORDER BY item LIMIT $3", id)
        }
        Named::Organisation(id) => (
            "SELECT DISTINCT item FROM content_bylines WHERE organisation = $1 AND item > $2 ORDER BY item LIMIT $3",
            id,
        ),
        Named::Topic(id) => {
            ("SELECT DISTINCT item FROM content_item_topics WHERE topic = $1 AND item > $2 ORDER BY item LIMIT $3", id)
        }
        Named::Section(id) => {
            ("SELECT DISTINCT item FROM content_placements WHERE section = $1 AND item > $2 ORDER BY item LIMIT $3", id)
        }
    };
    let after = after.unwrap_or(ItemId::from_uuid(Uuid::nil()));
    query(sql).bind(id).bind(after).bind(limit).map(conn, |row| row.get("item")).await
}

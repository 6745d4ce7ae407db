//! Content to exports: every noun as records, in the order of their ids, under the keys that they came in by.

mod items;
mod places;

use std::collections::HashMap;

use kit::{Id, Uuid};
use platform::db::Conn;
use platform::records::{Giver, keys_by_id};

/// The kinds that content gives.
pub(crate) fn givers() -> Vec<Giver> {
    vec![
        Giver { kind: "site", give: places::give_sites },
        Giver { kind: "section", give: places::give_sections },
        Giver { kind: "topic", give: places::give_topics },
        Giver { kind: "format", give: places::give_formats },
        Giver { kind: "media", give: places::give_media },
        Giver { kind: "item", give: items::give_items },
        Giver { kind: "correction", give: items::give_corrections },
        Giver { kind: "menu", give: places::give_menus },
    ]
}

/// Keys of things by their ids: those of the import, or the id's digits.
struct Keys(HashMap<Uuid, String>);

impl Keys {
    async fn of(conn: &mut Conn, kind: &str, ids: impl IntoIterator<Item = Uuid>) -> anyhow::Result<Self> {
        let mut ids: Vec<Uuid> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self(keys_by_id(conn, kind, &ids).await?))
    }

    fn key<Noun>(&self, id: Id<Noun>) -> String {
        self.0.get(&id.uuid()).cloned().unwrap_or_else(|| id.uuid().simple().to_string())
    }
}

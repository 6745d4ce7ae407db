//! Content to exports: every noun as records, in the order of their ids, under the keys that they came in by.

mod items;
mod places;

use platform::records::Giver;

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

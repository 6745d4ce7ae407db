//! What an item says of itself in other languages: `translations`, each language with the key or address of its item.

use intake::{reference, referred};

use crate::model::{Item, ItemId};
use crate::store::translations::Named;

/// The keys and addresses that an item names.
pub(crate) fn named(item: &Item) -> impl Iterator<Item = &str> {
    let said = item.fields.get("translations").and_then(|said| said.as_object());
    said.into_iter().flatten().filter_map(|(_, named)| named.as_str())
}

/// Whether a name is an address of the item's own site, and no key.
pub(crate) fn is_address(named: &str) -> bool {
    named.starts_with('/')
}

/// What an item of a source says, each with the sister that this is among those who are `here`. Nobody is a sister of
/// themselves.
pub(crate) fn said(item: &Item, source: &str, here: impl Fn(&str) -> Option<ItemId>) -> Vec<Named> {
    let mut all = Vec::new();
    for name in named(item) {
        let (source, key) = referred(source, name);
        let full = if is_address(name) { name.to_owned() } else { reference("", &source, key) };
        let sister = here(name);
        if sister != Some(item.id) && all.iter().all(|known: &Named| known.named != full) {
            all.push(Named { item: item.id, named: full, sister });
        }
    }
    all
}

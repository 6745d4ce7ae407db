//! What a visitor may see of an item. The one decision that pages, lists, feeds, search and mail all rest on.

use kit::Timestamp;

use crate::model::{Access, Item, PublicationState};

/// What a visitor gets at an item's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// The live revision.
    Shown,
    /// A notice that it was withdrawn.
    Withdrawn,
    /// Nothing: it might as well not exist.
    Hidden,
}

/// Decides for a visitor without an account, at `now`.
pub fn visibility(item: &Item, now: Timestamp) -> Visibility {
    let embargoed = item.embargo_until.is_some_and(|until| now < until);
    match item.publication_state {
        PublicationState::Withdrawn => Visibility::Withdrawn,
        PublicationState::Published if !embargoed && item.access == Access::Public && item.live_revision.is_some() => {
            Visibility::Shown
        }
        _ => Visibility::Hidden,
    }
}

/// Whether it stands in the site's own lists and their feeds. Pages that stand by themselves are read at their address
/// alone. What is kept from search engines is not kept from who reads a list.
pub fn is_listed(item: &Item, now: Timestamp) -> bool {
    item.kind != crate::model::ItemKind::Page && visibility(item, now) == Visibility::Shown
}

/// Whether the search finds it. Pages that stand by themselves are found too: who looks for "advertise" means one. What
/// is kept from search engines is kept from ours, as it is from the maps that they are given.
pub fn is_found(item: &Item, now: Timestamp) -> bool {
    !item.seo.hidden && visibility(item, now) == Visibility::Shown
}

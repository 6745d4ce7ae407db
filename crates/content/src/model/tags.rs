//! Cache tags: what pages that show a noun of content depend on.

use kit::{Tag, Uuid};

use super::{Format, Item, ItemId, Section, SectionId, Site, SiteId, Topic, TopicId};

impl Site {
    /// Name, menus, sections: all that surrounds every page of a site.
    pub fn tag(id: SiteId) -> Tag {
        Tag::new("site", id)
    }

    /// Which sites there are, and where.
    pub fn list_tag() -> Tag {
        Tag::new("sites", "all")
    }
}
impl Format {
    /// Which formats there are, and their names.
    pub fn list_tag() -> Tag {
        Tag::new("formats", "all")
    }
}
impl Section {
    /// The section's own words.
    pub fn tag(id: SectionId) -> Tag {
        Tag::new("section", id)
    }
}
impl Topic {
    /// The topic's own words.
    pub fn tag(id: TopicId) -> Tag {
        Tag::new("topic", id)
    }
}
impl Item {
    /// All that a reader can see of an item.
    pub fn tag(id: ItemId) -> Tag {
        Tag::new("item", id)
    }
}
/// Which items a list has: that of a site, a section with all below it, a topic, a person.
pub fn list_tag(list: Uuid) -> Tag {
    Tag::new("list", list)
}

/// Whether any item of the house is there in several languages.
pub fn translations_tag() -> Tag {
    Tag::new("translations", "any")
}

/// What a page depends on that names an item by the key of its record, whether the item is here yet or not.
pub fn item_key_tag(key: &str) -> Tag {
    Tag::new("item key", key)
}

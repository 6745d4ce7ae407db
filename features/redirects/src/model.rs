//! Redirects.

use content::model::{ItemId, SectionId, SiteId, TopicId};
use kit::{Id, Tag, Timestamp};
use people::PersonId;

/// An address that leads elsewhere, or nowhere any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Redirect {
    /// Its id.
    pub id: Id<Redirect>,
    /// On which site.
    pub site: SiteId,
    /// The old address, from the root; a star at its end or in it stands for any rest.
    pub from: String,
    /// 301, 302, 307, 308, or 410 for what is gone.
    pub status: u16,
    /// Where it leads; nowhere for what is gone.
    pub to: Option<Target>,
    /// By whom it was made: an import, the house itself, somebody.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

/// Where a redirect leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To an item, wherever it stands.
    Item(ItemId),
    /// To a section's front.
    Section(SectionId),
    /// To a topic's page.
    Topic(TopicId),
    /// To a person's page.
    Person(PersonId),
    /// To an address; a star in it stands for what the star of `from` stood for.
    Address(String),
}

impl Redirect {
    /// Whether it speaks of many addresses.
    pub fn is_pattern(&self) -> bool {
        self.from.contains('*')
    }

    /// What answers depend on that a redirect of this site gave.
    pub fn tag(site: SiteId) -> Tag {
        Tag::new("redirects", site)
    }
}

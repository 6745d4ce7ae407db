//! Fronts: what is placed by hand, and the modules beside it.

use content::model::{ItemId, SectionId, SiteId};
use kit::{Id, Tag, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The front of a site or section, as far as editors arranged it.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// Its id.
    pub id: Id<Front>,
    /// Whose.
    pub site: SiteId,
    /// Of which section; none for the front page.
    pub section: Option<SectionId>,
    /// Items held at a place.
    pub positions: Vec<Position>,
    /// Modules, in order.
    pub modules: Vec<Module>,
}

/// An item held at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Which place.
    pub place: Place,
    /// Which of the place's positions, from 0.
    pub at: u32,
    /// The item.
    pub item: Held,
    /// When the item gives up the position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A place on a front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The story of the day.
    Lead,
    /// The stories next in weight.
    Secondary,
}

/// An item, or the key of one that an import has not brought yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// It is here.
    Item(ItemId),
    /// It is to come.
    Key(String),
}

/// A module.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// Which module.
    pub module: Kind,
    /// Its heading, where it is not the module's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What it was set to: `item`, `format`, `count`, `resources`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub settings: Map<String, Value>,
}

/// The modules there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One video with a large picture: the one set, else the latest.
    FeaturedVideo,
    /// Papers, guides and explainers.
    Resources,
    /// Content of sponsors, labelled.
    PartnerPerspectives,
    /// Curated contributions from outside.
    GuestPerspectives,
    /// The latest of a section, topic or format.
    Latest,
}

impl Front {
    /// What pages depend on that show this site's fronts or their modules.
    pub fn tag(site: SiteId) -> Tag {
        Tag::new("fronts", site)
    }

    /// The items held at a place at `now`, in the order of their positions.
    pub fn held(&self, place: Place, now: Timestamp) -> Vec<&Held> {
        let mut positions: Vec<&Position> = self
            .positions
            .iter()
            .filter(|position| position.place == place && position.until.is_none_or(|until| now < until))
            .collect();
        positions.sort_by_key(|position| position.at);
        positions.into_iter().map(|position| &position.item).collect()
    }

    /// When the next of the items gives up its position.
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        self.positions.iter().filter_map(|position| position.until).filter(|until| now < *until).min()
    }
}

//! Where things stand: the site, its sections, menus, fronts, and addresses that lead elsewhere.

use serde::{Deserialize, Serialize};

use crate::Map;

/// A publication.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Site {
    /// Its name on the masthead.
    pub name: String,
    /// The line under the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagline: Option<String>,
    /// Its base address, without a closing slash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// An IETF language tag: `en-US`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// An IANA time zone: `America/New_York`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Its place among the sites of the publication, smallest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// A node of a site's tree.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The key of the section above; none at the top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The line under its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// Its own colour, as `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    /// Its place among its siblings, smallest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    /// Addresses under which its front was read before, from the root: `/category/5g/`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old_addresses: Vec<String>,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// A menu.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Menu {
    /// Where it stands on the pages, in the source's words: `primary`, `footer`.
    pub place: String,
    /// Its name, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its entries in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<MenuEntry>,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// One entry of a menu.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MenuEntry {
    /// What it says; empty for the name of what it leads to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Where it leads; none for a heading over the entries below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Target>,
    /// The entries below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<MenuEntry>,
}

/// Something that can be led to: by key, or by address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// An item's key.
    Item(String),
    /// A section's key.
    Section(String),
    /// A topic's key.
    Topic(String),
    /// A person's key.
    Person(String),
    /// An address: from the root on the same site (`/about`), else whole.
    Address(String),
}

/// An address that leads elsewhere, or nowhere any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Redirect {
    /// The old address from the root, query included where it matters: `/?p=5`.
    pub from: String,
    /// Where it leads; none for one that is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Target>,
    /// 301, 302, 307, 308 or 410.
    pub status: u16,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// What editors placed by hand on the front of a site or section.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Front {
    /// The key of the section; none for the front page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Items held at a place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// Modules of the rail and between the river's stories, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modules: Vec<Module>,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// An item held at a place of a front.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// The place: `lead`, `river`.
    pub place: String,
    /// Which of the place's positions, from 0.
    pub at: u32,
    /// The item's key.
    pub item: String,
    /// When the item gives up the position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<jiff::Timestamp>,
}

/// A module of a front.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Module {
    /// Where it stands: `rail`, `river`.
    pub place: String,
    /// Which module it is: `featured_video`, `resources`.
    pub module: String,
    /// Its heading, where it is not the module's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What the module was set to.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub settings: Map,
}

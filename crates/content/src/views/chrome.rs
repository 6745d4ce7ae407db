//! What stands around every page: masthead, menus, footer, and the places that features fill.

use std::collections::BTreeMap;

use platform::views::Html;
use serde::Serialize;

use super::{Accent, Icon, Moment, Picture};

/// Everything around a page. The same for all readers, so that pages can be kept.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Chrome {
    /// The publication.
    pub site: SiteName,
    /// Masthead and footer, where they are written already; what they are written of is left out then.
    pub frame: Option<Frame>,
    /// The day the page was made, for the masthead. A script brings it up to the reader's day.
    pub today: Moment,
    /// Sections, nested.
    pub menu: Vec<MenuLink>,
    /// The small menu above the masthead.
    pub utility: Vec<MenuLink>,
    /// The footer: each link with children is a column.
    pub footer: Vec<MenuLink>,
    /// "© 2020 Backhaul Media".
    pub copyright: String,
    /// A sentence that every page carries, such as that this is a demonstration.
    pub notice: Option<String>,
    /// Feeds for `<link rel="alternate">`.
    pub feeds: Vec<Feed>,
    /// What features put into `header.actions`, `nav`, `rail`, `article.after_body`, `notice`, `footer`.
    pub slots: BTreeMap<String, Html>,
}

/// Masthead and footer as they stand around many pages.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Frame {
    /// What stands over the page.
    pub masthead: Html,
    /// What stands under it.
    pub footer: Html,
}

/// The publication's name and how it is written.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SiteName {
    /// Its name.
    pub name: String,
    /// The line under it.
    pub tagline: Option<String>,
    /// BCP 47 language of its pages.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The front page's address, `/`.
    pub home: String,
    /// `https://backhaul.example`, without a slash at the end.
    pub origin: String,
    /// The site's zone, `Europe/London`.
    pub zone: String,
    /// A picture instead of the name in type.
    pub logo: Option<Picture>,
    /// The house colour.
    pub accent: Accent,
    /// Its own icons; none where it has the theme's.
    pub icons: Vec<Icon>,
}

/// One entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MenuLink {
    /// What is read.
    pub label: String,
    /// Where it leads; empty for a heading that only holds others.
    pub address: String,
    /// Its section's colour.
    pub accent: Accent,
    /// Where the reader is.
    pub standing: Standing,
    /// What hangs below.
    pub children: Vec<MenuLink>,
}

/// Where the page that is being read lies, seen from a menu entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Somewhere else.
    #[default]
    Elsewhere,
    /// Below this entry.
    Within,
    /// It is this entry's page.
    Here,
}

/// A feed that a page offers to readers' programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// "Backhaul: 5G".
    pub title: String,
    /// Where it is.
    pub address: String,
    /// `application/rss+xml`.
    pub media_type: String,
}

//! Who wrote it.

use platform::views::Html;
use serde::Serialize;

use super::{Link, Picture};

/// One name in a byline, in the order the desk gave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Credit {
    /// The person's, or a company's, name.
    pub name: String,
    /// Whose name it is.
    pub signed: Signed,
    /// Their page, when they have one.
    pub address: Option<String>,
    /// "contributing editor".
    pub role: Option<String>,
    /// The organisation they write for or from.
    pub affiliation: Option<String>,
    /// "special to Backhaul".
    pub note: Option<String>,
    /// A portrait.
    pub portrait: Option<Picture>,
}

/// Whose name stands in a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Signed {
    /// A human being's.
    #[default]
    Person,
    /// A company's or body's.
    Organisation,
}

/// Who a person is: at the end of an item, and at the head of their own page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AuthorBox {
    /// Their name.
    pub name: String,
    /// Their page.
    pub address: Option<String>,
    /// "Contributing editor".
    pub role: Option<String>,
    /// The organisation they belong to.
    pub affiliation: Option<String>,
    /// A few sentences about them.
    pub biography: Option<Html>,
    /// A portrait.
    pub portrait: Option<Picture>,
    /// Their pages elsewhere, and how to write to them.
    pub links: Vec<Link>,
}

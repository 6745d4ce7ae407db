//! Persons and organisations as the house knows them.

use kit::{Id, Slug, Tag, Uuid};
use serde::{Deserialize, Serialize};

/// Id of a person.
pub type PersonId = Id<Person>;
/// Id of an organisation.
pub type OrganisationId = Id<Organisation>;

/// A human being, or a desk that signs like one.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// Their part of the address: `/author/{slug}`.
    pub slug: Slug,
    /// The name in a byline.
    pub name: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Never shown.
    pub email: Option<String>,
    /// "Contributing editor".
    pub role: Option<String>,
    /// What their page says, plain text.
    pub bio: Option<String>,
    /// Where else they are found.
    pub links: Vec<PageLink>,
    /// Their picture, an id of content's.
    pub picture: Option<Uuid>,
    /// Where they belong.
    pub organisation: Option<OrganisationId>,
    /// Whatever else a source knew of them.
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// A company or body.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its part of addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What it does, plain text.
    pub description: Option<String>,
    /// Where else it is found.
    pub links: Vec<PageLink>,
    /// Its logo, an id of content's.
    pub picture: Option<Uuid>,
    /// Whatever else a source knew of it.
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// A page elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageLink {
    /// What it is: `website`.
    pub label: String,
    /// The whole address.
    pub address: String,
}

impl Person {
    /// What pages that name this person depend on.
    pub fn tag(id: PersonId) -> Tag {
        Tag::new("person", id)
    }
}

impl Organisation {
    /// What pages that name this organisation depend on.
    pub fn tag(id: OrganisationId) -> Tag {
        Tag::new("organisation", id)
    }
}

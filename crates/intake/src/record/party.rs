//! People and organisations.

use serde::{Deserialize, Serialize};

use crate::Map;

/// A human being, or a desk that signs like one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name in a byline.
    pub name: String,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Their part of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Never shown; it finds the account when the person has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What the author page says, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// What they are: `contributing editor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where else they are found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The key of their picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The key of the organisation they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Addresses under which they were read before, from the root.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old_addresses: Vec<String>,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// A company or body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its part of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// What it does, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where else it is found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The key of its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

/// Where a person or organisation is found elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    /// What it is: `website`, `linkedin`.
    pub label: String,
    /// The whole address.
    pub address: String,
}

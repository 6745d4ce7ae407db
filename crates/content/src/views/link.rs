//! A label that leads somewhere.

use serde::Serialize;

use super::Accent;

/// A label and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Link {
    /// What is read.
    pub label: String,
    /// Root-relative on this site, absolute elsewhere.
    pub address: String,
}

impl Link {
    /// A link from its two halves.
    pub fn new(label: impl Into<String>, address: impl Into<String>) -> Link {
        Link { label: label.into(), address: address.into() }
    }
}

/// A section as it is named over a headline.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SectionLink {
    /// Its name.
    pub name: String,
    /// The address of its front.
    pub address: String,
    /// Its colour.
    pub accent: Accent,
}

//! What a publication says about its own items.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Map;

/// A dated, public statement of what was wrong in an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The key of the item.
    pub item: String,
    /// When it was made.
    pub at: Timestamp,
    /// What it says, plain text.
    pub text: String,
    /// Whatever else the line said.
    #[serde(flatten)]
    pub extra: Map,
}

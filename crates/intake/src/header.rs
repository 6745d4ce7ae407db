//! The first line of an archive: what it is, which version, and which publication it came from.

use serde::{Deserialize, Serialize};

use crate::Error;

/// The version of the format that this crate writes, and the latest that it reads.
pub const VERSION: u32 = 1;

/// What the first line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Always `archive`.
    kind: String,
    /// The version of the format.
    pub version: u32,
    /// Names the publication the records came from, the same at every import: with a record's kind and key it makes
    /// the identity by which a repeated import finds what it wrote before.
    pub source: String,
    /// The publication's own base address, as `https://example.com` or `https://example.com/blog`, without a closing slash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

impl Header {
    /// A header of the current version.
    pub fn new(source: impl Into<String>, base: Option<String>) -> Self {
        Self { kind: "archive".to_owned(), version: VERSION, source: source.into(), base }
    }

    /// Reads the first line.
    ///
    /// # Errors
    /// When the line is no header, or one of a later version.
    pub fn from_line(line: &[u8]) -> Result<Self, Error> {
        let header: Self = serde_json::from_slice(line).map_err(|e| Error::NotAnArchive { why: e.to_string() })?;
        if header.kind != "archive" {
            return Err(Error::NotAnArchive { why: format!("its kind is {:?}", header.kind) });
        }
        if header.version == 0 || header.version > VERSION {
            return Err(Error::Version { found: header.version, known: VERSION });
        }
        Ok(header)
    }
}

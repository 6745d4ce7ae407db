//! Why a file could not be read at all.

use std::path::{Path, PathBuf};

/// Why a source, or a file of it, could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system, or what unpacks the file, failed.
    #[error("{path}: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What failed.
        cause: std::io::Error,
    },
    /// The file is not what it was said to be.
    #[error("{path}: {why}")]
    Unfit {
        /// The file.
        path: PathBuf,
        /// A sentence that says what was expected.
        why: String,
    },
    /// The file exceeds a limit that keeps a hostile one from filling the machine.
    #[error("{path}: refused: {why}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Which limit, with its number.
        why: String,
    },
}

impl Error {
    pub(crate) fn io(path: &Path, cause: std::io::Error) -> Self {
        if crate::sources::stream::is_limit(&cause) {
            return Self::refused(path, cause.to_string());
        }
        Self::Io { path: path.to_owned(), cause }
    }

    pub(crate) fn not(path: &Path, why: impl Into<String>) -> Self {
        Self::Unfit { path: path.to_owned(), why: why.into() }
    }

    pub(crate) fn refused(path: &Path, why: impl Into<String>) -> Self {
        Self::Refused { path: path.to_owned(), why: why.into() }
    }
}

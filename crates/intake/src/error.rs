//! What can be wrong with an archive, each with the line it stands on.

/// Why an archive, or one line of it, could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The stream itself failed.
    #[error("the archive could not be read or written: {0}")]
    Io(#[from] std::io::Error),
    /// The first line is not an archive's header.
    #[error("line 1 is not the header of an archive (expected {{\"kind\":\"archive\",\"version\":1,…}}): {why}")]
    NotAnArchive {
        /// What stood there instead.
        why: String,
    },
    /// The archive was written by a later Masthead.
    #[error("the archive is of version {found}; this Masthead reads up to version {known}")]
    Version {
        /// The version of the header.
        found: u32,
        /// The latest version known here.
        known: u32,
    },
    /// One line is no record. The reader goes on with the next.
    #[error("line {line}: {why}")]
    Line {
        /// Counted from 1; the header is line 1.
        line: u64,
        /// What is wrong with it.
        why: String,
    },
    /// One line is longer than the reader takes. It was passed over without being held.
    #[error("line {line} is longer than {limit} bytes")]
    LineTooLong {
        /// Counted from 1.
        line: u64,
        /// The limit in force, in bytes.
        limit: usize,
    },
}

//! Why a picture is not taken: one sentence on what is wrong, one on what to do. Whoever uploads it reads these words.

use crate::{Format, Kind};

/// Why the darkroom refuses a picture. `Display` is the sentence for the person who sent it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// No bytes at all.
    #[error("The file is empty. Choose the picture again and upload it once more.")]
    Empty,
    /// Longer than [`crate::Limits::bytes`].
    #[error(
        "The file has {} and at most {} are taken. Save a smaller copy, for instance as a JPEG 2560 pixels wide.",
        megabytes(*.bytes), megabytes(*.limit)
    )]
    TooManyBytes {
        /// Length of the file.
        bytes: usize,
        /// What is taken.
        limit: usize,
    },
    /// More pixels than [`crate::Limits`] allows, by the file's own header.
    #[error(
        "The picture measures {width} × {height} pixels; at most {} million pixels and {side} a side are taken. \
         Save a smaller copy; 2560 pixels wide is all that is ever shown.",
        .limit / 1_000_000
    )]
    TooManyPixels {
        /// Width as the header states it.
        width: u32,
        /// Height as the header states it.
        height: u32,
        /// Pixels that are taken.
        limit: u64,
        /// Longest side that is taken.
        side: u32,
    },
    /// Not one of the accepted formats.
    #[error("{}", .0.advice())]
    NotTaken(Kind),
    /// A picture that is also something else: a way to smuggle a program or a page past a check.
    #[error(
        "The {} file has {hidden} hidden in it. Open the picture in a picture editor, export it anew and upload that copy.",
        format.name()
    )]
    TwoFilesInOne {
        /// What it says it is.
        format: Format,
        /// What else it is, with its article.
        hidden: &'static str,
    },
    /// The end is missing.
    #[error(
        "The {} file is cut short: its end is missing. Fetch or export the picture again and upload the whole file.",
        format.name()
    )]
    CutShort {
        /// What it starts as.
        format: Format,
    },
    /// The bytes do not decode.
    #[error(
        "The {} file is damaged and cannot be shown. Open it in a picture editor, save it anew and upload that copy.",
        format.name()
    )]
    Damaged {
        /// What it says it is.
        format: Format,
        /// The decoder's words, for the log.
        detail: String,
    },
    /// A rendition could not be written, which no sound picture should cause.
    #[error("The picture could not be written as {}. Try a smaller copy of it.", format.name())]
    NotWritten {
        /// The format that was asked for.
        format: Format,
        /// The encoder's words, for the log.
        detail: String,
    },
}

impl Refusal {
    /// A short, stable word for logs, reports and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyBytes { .. } => "too-many-bytes",
            Self::TooManyPixels { .. } => "too-many-pixels",
            Self::NotTaken(_) => "format-not-taken",
            Self::TwoFilesInOne { .. } => "two-files-in-one",
            Self::CutShort { .. } => "cut-short",
            Self::Damaged { .. } => "damaged",
            Self::NotWritten { .. } => "not-written",
        }
    }

    /// What the decoder or encoder said, for the operator; nothing that a reader should see.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Damaged { detail, .. } | Self::NotWritten { detail, .. } => Some(detail),
            _ => None,
        }
    }

    pub(crate) fn damaged(format: Format, detail: impl ToString) -> Self {
        Self::Damaged { format, detail: detail.to_string() }
    }
}

fn megabytes(bytes: usize) -> String {
    const MEGABYTE: usize = 1024 * 1024;
    if bytes < MEGABYTE {
        return format!("{} kB", bytes.div_ceil(1024));
    }
    let tenths = (bytes * 10).div_ceil(MEGABYTE);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

//! Where records come from: foreign files are read as the archive's records, one at a time, whatever their size.
//! What must not stand here: databases, jobs, and any decision about what a house does with a record.

pub mod archive;
mod decode;
mod error;
pub mod files;
mod gallery;
pub mod ghost;
pub mod markdown;
mod permalink;
pub mod pictures;
mod ready;
mod remark;
mod stream;
mod text;
mod times;
mod web;
pub mod wordpress;

use std::collections::BTreeMap;
use std::path::Path;

use intake::{Header, Record};

pub use error::Error;
pub use remark::{Outcome, Remark, Remarks};

/// A publication being read: its records in dependency order, in constant memory.
///
/// The same file and options always give the same records in the same order, so that the ordinal of the last record
/// taken is all that a run has to remember to go on later.
pub trait Source: Send {
    /// What the publication is: its name as a source, its base address.
    fn header(&self) -> &Header;

    /// The next record; none at the end.
    ///
    /// # Errors
    /// Only when the file itself fails under the reading; whatever is wrong *in* it becomes a [`Remark`].
    fn next(&mut self) -> Result<Option<Record>, Error>;

    /// How many records were given so far: the ordinal of the last.
    fn position(&self) -> u64;

    /// How many records there will be, where the format lets that be known beforehand.
    fn expected(&self) -> Option<u64> {
        None
    }

    /// Reads on, giving nothing away, until `position` records were given. The remarks on what is passed over are
    /// made once more, so that the account of a resumed run is whole.
    ///
    /// # Errors
    /// As [`Source::next`].
    fn skip_to(&mut self, position: u64) -> Result<(), Error> {
        while self.position() < position {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// Which kind of file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Form {
    Wordpress,
    Ghost,
    Markdown,
    Archive,
}

/// What a reader cannot know from the file alone.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name of the source, under which repeated imports find what they wrote before. None for the host of the
    /// publication's address.
    pub source: Option<String>,
    /// The publication's base address, for files that do not say it (Markdown, Ghost).
    pub base: Option<String>,
    /// The IANA zone of times that are written without one. None for the one that the file lets know, else UTC.
    pub time_zone: Option<String>,
    /// Patterns of addresses, `/:year/:month/:day/:slug/`, by the top section that each is for, for files that do not
    /// say them; the one under the empty name is for all articles else.
    pub permalinks: BTreeMap<String, String>,
    /// Limits on what is read.
    pub limits: Limits,
}

/// Beyond these a file is refused with a sentence that names the limit.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes that all a file unpacks to; 64 GiB.
    pub unpacked: u64,
    /// Bytes of one item with all its comments, or of one text file of a folder; 64 MiB.
    pub record: usize,
    /// Files in a folder or packed file; 2,000,000.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked: 64 << 30, record: 64 << 20, files: 2_000_000 }
    }
}

/// Opens the file or folder as that form. `heard` is told each [`Remark`] as it is made.
///
/// # Errors
/// When the file cannot be read, is not of that form, or exceeds a limit.
pub fn open(
    form: Form,
    path: &Path,
    options: Options,
    heard: impl FnMut(Remark) + Send + 'static,
) -> Result<Box<dyn Source>, Error> {
    let remarks = Remarks::new(heard);
    Ok(match form {
        Form::Wordpress => Box::new(wordpress::Wordpress::open(path, options, remarks)?),
        Form::Ghost => Box::new(ghost::Ghost::open(path, options, remarks)?),
        Form::Markdown => Box::new(markdown::Markdown::open(path, options, remarks)?),
        Form::Archive => Box::new(archive::Archive::open(path, options, remarks)?),
    })
}

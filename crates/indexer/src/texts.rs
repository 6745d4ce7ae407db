//! The file with a segment's texts. They are read where they are asked for, not mapped: of an archive that is read here
//! and there, all texts would soon count as memory of the process.

use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use tantivy::HasLen;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, FileHandle, MmapDirectory, OwnedBytes};

/// The ending of such a file.
const ENDING: &str = "store";
/// What is longer than this is no text but the whole file, as a merge takes it: that is mapped while it lasts.
const LONG: usize = 1 << 20;

/// A file with texts.
pub struct Texts {
    file: File,
    length: usize,
    path: PathBuf,
    files: MmapDirectory,
}

impl Texts {
    /// Whether a file has texts.
    pub fn are_in(path: &Path) -> bool {
        path.extension().is_some_and(|ending| ending == ENDING)
    }

    /// The file of this name in the folder, which is also that of `files`.
    pub fn open(folder: &Path, path: &Path, files: &MmapDirectory) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let failed = |why: io::Error| match why.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(why, path.to_owned()),
        };
        let file = File::open(folder.join(path)).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let length = usize::try_from(length).map_err(|why| failed(io::Error::other(why)))?;
        Ok(Arc::new(Self { file, length, path: path.to_owned(), files: files.clone() }))
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("path", &self.path).finish_non_exhaustive()
    }
}

impl HasLen for Texts {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Texts {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.len() > LONG {
            return self.files.get_file_handle(&self.path).map_err(io::Error::other)?.read_bytes(range);
        }
        let mut bytes = vec![0; range.len()];
        read_at(&self.file, &mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (bytes, at) = (&mut bytes[read..], at + read as u64);
    }
    Ok(())
}

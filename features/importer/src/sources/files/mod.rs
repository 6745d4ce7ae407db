//! A folder, a single file, or a packed folder (tar, tar.gz, tar.xz, zip), read alike: a sorted list of files, each
//! opened by its name. Nothing is ever unpacked onto the disk under a name of the archive's own, so that no name can
//! lead outside; links are not followed.

mod folder;
mod packed;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::stream::{Bytes, Packing};
use super::{Error, Limits, Remarks};

/// The files below a path, by name.
#[derive(Debug)]
pub struct Files {
    path: PathBuf,
    found: BTreeMap<String, Spot>,
    packed: Packed,
}

/// Where a file's bytes are.
#[derive(Debug, Clone, Copy)]
struct Spot {
    size: u64,
    /// In a tar, where the bytes begin; in a zip, the entry's number.
    at: u64,
}

#[derive(Debug)]
enum Packed {
    /// The path is one file.
    Single,
    /// The path is a folder.
    Folder,
    /// A tar, unpacked to a nameless file if it was compressed.
    Tar(File),
    Zip(Mutex<packed::Zip>),
}

impl Files {
    /// Lists the files. Links, and names that lead outside, become remarks.
    ///
    /// # Errors
    /// When the path cannot be read, or there are more files than the limit.
    pub fn open(path: &Path, limits: &Limits, remarks: &Remarks) -> Result<Self, Error> {
        let io = |e| Error::io(path, e);
        if path.is_dir() {
            let found = folder::list(path, limits, remarks)?;
            return Ok(Self::new(path, found, Packed::Folder));
        }
        let mut file = File::open(path).map_err(io)?;
        let mut start = Vec::new();
        file.by_ref().take(512).read_to_end(&mut start).map_err(io)?;
        if start.starts_with(b"PK\x03\x04") {
            let (found, zip) = packed::list_zip(path, file, limits, remarks)?;
            return Ok(Self::new(path, found, Packed::Zip(Mutex::new(zip))));
        }
        if packed::is_tar(&start) || (Packing::of(&start) != Packing::None && named_tar(path)) {
            let tar = packed::plain_tar(path, file, limits)?;
            let found = packed::list_tar(path, &tar, limits, remarks)?;
            return Ok(Self::new(path, found, Packed::Tar(tar)));
        }
        let size = file.metadata().map_err(io)?.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = BTreeMap::from([(name, Spot { size, at: 0 })]);
        Ok(Self::new(path, found, Packed::Single))
    }

    fn new(path: &Path, found: BTreeMap<String, Spot>, packed: Packed) -> Self {
        Self { path: path.to_owned(), found, packed }
    }

    /// Where the files are.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the path is one file, no folder and no packed one.
    pub fn is_single(&self) -> bool {
        matches!(self.packed, Packed::Single)
    }

    /// Every file's name, sorted: parts joined by `/`, never absolute, never with `..`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.found.keys().map(String::as_str)
    }

    /// Every file's name below a prefix, sorted.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.found.range(prefix.to_owned()..);
        from.map(|(name, _)| name.as_str()).take_while(move |name| name.starts_with(prefix))
    }

    /// Whether there is a file of that name.
    pub fn has(&self, name: &str) -> bool {
        self.found.contains_key(name)
    }

    /// The size of a file in bytes, as the list says it.
    pub fn size(&self, name: &str) -> Option<u64> {
        self.found.get(name).map(|spot| spot.size)
    }

    /// Opens a file.
    ///
    /// # Errors
    /// When there is none of that name, or it cannot be read.
    pub fn stream(&self, name: &str) -> Result<Bytes, Error> {
        let shown = self.path.join(name);
        let spot = self.found.get(name).ok_or_else(|| Error::io(&shown, io::Error::from(io::ErrorKind::NotFound)))?;
        let opened: io::Result<Bytes> = match &self.packed {
            Packed::Single => File::open(&self.path).map(|f| Box::new(f) as Bytes),
            Packed::Folder => folder::open(&self.path, name),
            Packed::Tar(file) => packed::open_tar(file, *spot),
            Packed::Zip(zip) => packed::open_zip(&mut zip.lock().unwrap_or_else(PoisonError::into_inner), *spot),
        };
        opened.map_err(|e| Error::io(&shown, e))
    }

    /// All of a file's bytes.
    ///
    /// # Errors
    /// As [`Files::stream`], and when it is longer than `limit` bytes.
    pub fn bytes(&self, name: &str, limit: u64) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let mut from = super::stream::Limited::new(self.stream(name)?, limit);
        from.read_to_end(&mut bytes).map_err(|e| Error::io(&self.path.join(name), e))?;
        Ok(bytes)
    }
}

fn named_tar(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    [".tar.gz", ".tgz", ".tar.xz", ".txz"].iter().any(|end| name.ends_with(end))
}

/// The name as parts joined by `/`; none if it is absolute, leads outside, or could mean different things on
/// different systems.
fn safe_name(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    if name.starts_with('/') || name.contains(['\\', '\0']) || name.get(1..2) == Some(":") {
        return None;
    }
    let mut parts = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The refusal of a path with more files than the limit.
fn too_many(path: &Path, limits: &Limits) -> Error {
    Error::refused(path, format!("it holds more than {} files", limits.files))
}

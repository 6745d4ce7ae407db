//! The folder of the index: which of the indexes in it serves, and how another takes its place. Here must not live:
//! what is in an index.
//!
//! Each index has a folder of its own, `index-…`; the file `serving` names the one that serves. It is replaced by
//! renaming, so that whoever is killed meanwhile finds the old name or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Names the index that serves.
const SERVING: &str = "serving";
/// Begins the name of every folder with an index in it.
const INDEX: &str = "index-";
/// What tantivy locks while it writes.
const WRITER_LOCK: &str = ".tantivy-writer.lock";

/// The folder of the index.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// This folder, which need not be there yet.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// The name of the index that serves, if there is one.
    pub fn serving(&self) -> Option<String> {
        let name = fs::read_to_string(self.0.join(SERVING)).ok()?;
        let whole = name.strip_prefix(INDEX).is_some_and(|rest| rest.chars().all(|sign| sign.is_ascii_hexdigit()));
        (whole && self.of(&name).is_dir()).then_some(name)
    }

    /// Where the index of this name is.
    pub fn of(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Makes a folder for another index, and says its name.
    pub fn begin(&self) -> io::Result<String> {
        fs::create_dir_all(&self.0)?;
        let name = format!("{INDEX}{}", kit::Uuid::now_v7().simple());
        fs::create_dir(self.of(&name))?;
        Ok(name)
    }

    /// Has the index of this name serve: durable when this returns.
    pub fn serve(&self, name: &str) -> io::Result<()> {
        sync(&self.of(name))?;
        let (beside, place) = (self.0.join("serving.new"), self.0.join(SERVING));
        let mut file = File::create(&beside)?;
        file.write_all(name.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, &place)?;
        sync(&self.0)
    }

    /// Removes every index that neither serves nor is being written by somebody.
    pub fn forget_others(&self) -> io::Result<()> {
        let serving = self.serving();
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with(INDEX) && serving.as_deref() != Some(name) && !is_being_written(&path) {
                fs::remove_dir_all(&path)?;
            }
        }
        Ok(())
    }
}

fn is_being_written(index: &Path) -> bool {
    File::open(index.join(WRITER_LOCK)).is_ok_and(|lock| matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

/// Has the names in a folder on the disk.
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

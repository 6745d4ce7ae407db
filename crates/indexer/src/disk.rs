//! The files of an index on the disk. As tantivy's own directory, but with fewer waits for the disk: the small files of
//! a batch are brought to the disk together, when the commit that names them is written, instead of one after another.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback, WatchHandle,
    WritePtr,
};
use tantivy::{Directory, TantivyError};

use crate::texts::Texts;

/// The file that names the files of a commit.
const COMMIT: &str = "meta.json";
/// Larger files, those of merges, are on the disk as soon as they are written: no batch waits for them.
const SMALL: u64 = 2_000_000;

/// A folder with the files of one index.
#[derive(Debug, Clone)]
pub struct Disk {
    files: MmapDirectory,
    folder: PathBuf,
    unsynced: Unsynced,
}

/// Files that the next commit brings to the disk.
type Unsynced = Arc<Mutex<Vec<PathBuf>>>;

impl Disk {
    /// The files in a folder.
    pub fn of(folder: &Path) -> Result<Self, OpenDirectoryError> {
        let files = MmapDirectory::open(folder)?;
        Ok(Self { files, folder: folder.to_owned(), unsynced: Arc::default() })
    }

    /// Brings what was written so far to the disk: all at once, so that the disk is waited for once.
    fn sync(&self) -> io::Result<()> {
        let paths = std::mem::take(&mut *self.unsynced.lock().unwrap_or_else(PoisonError::into_inner));
        std::thread::scope(|scope| {
            let paths = paths.iter().chain([&self.folder]);
            let syncing: Vec<_> = paths.map(|path| scope.spawn(move || sync(path))).collect();
            let ended = |of: std::thread::ScopedJoinHandle<'_, _>| {
                of.join().unwrap_or_else(|_| Err(io::Error::other("a thread ended")))
            };
            syncing.into_iter().try_for_each(ended)
        })
    }
}

/// A file that was merged away meanwhile need not be brought anywhere.
fn sync(path: &Path) -> io::Result<()> {
    match File::open(path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        opened => opened?.sync_all(),
    }
}

impl Directory for Disk {
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let place = self.folder.join(path);
        let file = File::create_new(&place).map_err(|why| match why.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(why, path.to_owned()),
        })?;
        let writer = Writer { file, place, unsynced: Arc::clone(&self.unsynced) };
        Ok(BufWriter::new(Box::new(writer)))
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let (beside, place) = (self.folder.join(path).with_extension("new"), self.folder.join(path));
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        if path != Path::new(COMMIT) {
            // The list of files to tidy up: should it be lost, some files are left behind.
            return fs::rename(&beside, &place);
        }
        self.sync()?;
        file.sync_data()?;
        fs::rename(&beside, &place)?;
        sync(&self.folder)
    }

    /// Part of the commit.
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if Texts::are_in(path) {
            Texts::open(&self.folder, path, &self.files)
        } else {
            self.files.get_file_handle(path)
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> Result<WatchHandle, TantivyError> {
        self.files.watch(callback)
    }
}

/// A file that is being written.
struct Writer {
    file: File,
    place: PathBuf,
    unsynced: Unsynced,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writer {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        if self.file.metadata()?.len() > SMALL {
            return self.file.sync_data();
        }
        self.unsynced.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut self.place));
        Ok(())
    }
}

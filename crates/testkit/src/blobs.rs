//! A store of blobs in a folder, as plain as can be. The real one is the crate `vault`.

use std::ops::Range;
use std::path::{Path, PathBuf};

use platform::blobs::{BlobError, Blobs};
use platform::{BoxFuture, Bytes};

/// Files under a folder, each under its key.
#[derive(Debug)]
pub struct FolderBlobs(PathBuf);

impl FolderBlobs {
    /// The store in this folder, which is made when it is not there.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    fn path(&self, key: &str) -> Result<PathBuf, BlobError> {
        let climbs = key.split('/').any(|part| matches!(part, "" | "." | ".."));
        if climbs { Err(BlobError::Key(key.to_owned())) } else { Ok(self.0.join(key)) }
    }
}

fn failed(key: &str, why: &std::io::Error) -> BlobError {
    BlobError::Store { key: key.to_owned(), why: why.to_string() }
}

impl Blobs for FolderBlobs {
    fn put<'a>(&'a self, key: &'a str, bytes: Bytes, _media_type: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async move {
            let path = self.path(key)?;
            let folder = path.parent().unwrap_or(&self.0);
            std::fs::create_dir_all(folder).map_err(|why| failed(key, &why))?;
            std::fs::write(&path, bytes).map_err(|why| failed(key, &why))
        })
    }

    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Bytes>, BlobError>> {
        Box::pin(async move {
            match std::fs::read(self.path(key)?) {
                Ok(bytes) => Ok(Some(Bytes::from(bytes))),
                Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(why) => Err(failed(key, &why)),
            }
        })
    }

    fn get_range<'a>(&'a self, key: &'a str, range: Range<u64>) -> BoxFuture<'a, Result<Option<Bytes>, BlobError>> {
        Box::pin(async move {
            let whole = self.get(key).await?;
            Ok(whole.map(|whole| {
                let place = |at: u64| usize::try_from(at).map_or(whole.len(), |at| at.min(whole.len()));
                whole.slice(place(range.start)..place(range.end).max(place(range.start)))
            }))
        })
    }

    fn length<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<u64>, BlobError>> {
        Box::pin(async move { Ok(self.get(key).await?.map(|whole| whole.len() as u64)) })
    }

    fn delete<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async move {
            match std::fs::remove_file(self.path(key)?) {
                Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(failed(key, &why)),
                _ => Ok(()),
            }
        })
    }

    fn list<'a>(&'a self, prefix: &'a str) -> BoxFuture<'a, Result<Vec<String>, BlobError>> {
        Box::pin(async move {
            let mut keys = Vec::new();
            gather(&self.0, &self.0, &mut keys);
            keys.retain(|key| key.starts_with(prefix));
            keys.sort();
            Ok(keys)
        })
    }
}

fn gather(root: &Path, folder: &Path, keys: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(root, &path, keys);
        } else if let Ok(key) = path.strip_prefix(root) {
            keys.push(key.to_string_lossy().into_owned());
        }
    }
}

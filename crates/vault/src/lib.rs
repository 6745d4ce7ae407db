#![doc = include_str!("../README.md")]
//! What lives here: keys in, bytes out. What must not: any idea of what a blob is for.

mod key;
#[cfg(feature = "s3")]
mod s3;

use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{Attribute, Attributes, Error, ObjectStore, ObjectStoreExt, PutOptions};
use platform::BoxFuture;
use platform::blobs::{BlobError, Blobs};

#[cfg(feature = "s3")]
pub use s3::Bucket;

/// A store of blobs under keys such as `media/018f…/original.jpg`.
///
/// Cheap to clone; clones share the store.
#[derive(Debug, Clone)]
pub struct Vault {
    store: Arc<dyn ObjectStore>,
    /// Every key lies under this prefix in the store; empty, or ends with a slash.
    under: String,
    media_types: MediaTypes,
}

/// Whether the store keeps a media type beside the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MediaTypes {
    Kept,
    Forgotten,
}

impl Vault {
    /// Blobs as files below a folder, which is made where it does not exist.
    ///
    /// A file is written beside its place, synced, and moved there, so a reader sees the old bytes or the new ones.
    pub fn folder(path: &FilePath) -> Result<Self, BlobError> {
        let failed = |why: String| BlobError::Store { key: path.display().to_string(), why };
        std::fs::create_dir_all(path).map_err(|fault| failed(fault.to_string()))?;
        let files = LocalFileSystem::new_with_prefix(path).map_err(|fault| failed(fault.to_string()))?;
        Ok(Self { store: Arc::new(files.with_fsync(true)), under: String::new(), media_types: MediaTypes::Forgotten })
    }

    /// Blobs in memory, gone with the process: for tests.
    pub fn memory() -> Self {
        Self { store: Arc::new(InMemory::new()), under: String::new(), media_types: MediaTypes::Kept }
    }

    /// Keeps bytes under a key, in the place of what was there: all of them or none.
    pub async fn put(&self, key: &str, bytes: Bytes, media_type: &str) -> Result<(), BlobError> {
        let place = key::place(&self.under, key)?;
        let mut options = PutOptions::default();
        if self.media_types == MediaTypes::Kept {
            options.attributes = Attributes::from_iter([(Attribute::ContentType, media_type.to_owned())]);
        }
        let put = self.store.put_opts(&place, bytes.into(), options).await;
        put.map(drop).map_err(|fault| failed(key, &fault))
    }

    /// What is kept under a key.
    pub async fn get(&self, key: &str) -> Result<Option<Bytes>, BlobError> {
        let place = key::place(&self.under, key)?;
        match self.store.get(&place).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(|fault| failed(key, &fault))?)),
            Err(fault) => absent(key, fault),
        }
    }

    /// A part of what is kept under a key; as much of it as there is.
    pub async fn get_range(&self, key: &str, range: Range<u64>) -> Result<Option<Bytes>, BlobError> {
        let Some(length) = self.length(key).await? else {
            return Ok(None);
        };
        let range = range.start..range.end.min(length);
        if range.is_empty() {
            return Ok(Some(Bytes::new()));
        }
        let place = key::place(&self.under, key)?;
        match self.store.get_range(&place, range).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) => absent(key, fault),
        }
    }

    /// How many bytes are kept under a key.
    pub async fn length(&self, key: &str) -> Result<Option<u64>, BlobError> {
        let place = key::place(&self.under, key)?;
        match self.store.head(&place).await {
            Ok(found) => Ok(Some(found.size)),
            Err(fault) => absent(key, fault),
        }
    }

    /// Whether anything is kept under a key.
    pub async fn exists(&self, key: &str) -> Result<bool, BlobError> {
        Ok(self.length(key).await?.is_some())
    }

    /// Forgets a key. Forgetting what is not there is no error.
    pub async fn delete(&self, key: &str) -> Result<(), BlobError> {
        let place = key::place(&self.under, key)?;
        match self.store.delete(&place).await {
            Ok(()) => Ok(()),
            Err(fault) => absent(key, fault).map(|_: Option<()>| ()),
        }
    }

    /// The keys that begin with a prefix, in order. A prefix may end anywhere, also within a name.
    pub async fn list(&self, prefix: &str) -> Result<Vec<String>, BlobError> {
        let folder = key::folder(&self.under, prefix)?;
        let found: Vec<_> =
            self.store.list(folder.as_ref()).try_collect().await.map_err(|fault| failed(prefix, &fault))?;
        let mut keys: Vec<String> = found
            .iter()
            .filter_map(|meta| meta.location.as_ref().strip_prefix(&self.under))
            .filter(|key| key.starts_with(prefix))
            .map(str::to_owned)
            .collect();
        keys.sort_unstable();
        Ok(keys)
    }
}

impl Blobs for Vault {
    fn put<'a>(&'a self, key: &'a str, bytes: Bytes, media_type: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(self.put(key, bytes, media_type))
    }

    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Bytes>, BlobError>> {
        Box::pin(self.get(key))
    }

    fn get_range<'a>(&'a self, key: &'a str, range: Range<u64>) -> BoxFuture<'a, Result<Option<Bytes>, BlobError>> {
        Box::pin(self.get_range(key, range))
    }

    fn length<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<u64>, BlobError>> {
        Box::pin(self.length(key))
    }

    fn delete<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(self.delete(key))
    }

    fn list<'a>(&'a self, prefix: &'a str) -> BoxFuture<'a, Result<Vec<String>, BlobError>> {
        Box::pin(self.list(prefix))
    }
}

/// Not there is an answer; anything else is a failure.
fn absent<T>(key: &str, fault: Error) -> Result<Option<T>, BlobError> {
    match fault {
        Error::NotFound { .. } => Ok(None),
        fault => Err(failed(key, &fault)),
    }
}

fn failed(key: &str, fault: &Error) -> BlobError {
    BlobError::Store { key: key.to_owned(), why: fault.to_string() }
}

//! Blobs: pictures and files, kept outside the database under a key.

use std::ops::Range;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use thiserror::Error;

/// What can go wrong with the store of blobs.
#[derive(Debug, Error)]
pub enum BlobError {
    /// The key is empty, absolute, or climbs out of the store.
    #[error("{0:?} is no key for a file")]
    Key(String),
    /// The store refused or could not be reached.
    #[error("the file store failed on {key:?}: {why}")]
    Store {
        /// The key in question.
        key: String,
        /// The store's words.
        why: String,
    },
}

/// A store of blobs. The adapter `vault` is one; press chooses it.
pub trait Blobs: Send + Sync + std::fmt::Debug {
    /// Keeps `bytes` under `key`, in the place of what was there: all of them or none, durably.
    fn put<'a>(&'a self, key: &'a str, bytes: Bytes, media_type: &'a str) -> BoxFuture<'a, Result<(), BlobError>>;

    /// What is kept under `key`.
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Bytes>, BlobError>>;

    /// A part of what is kept under `key`; as much of it as there is.
    fn get_range<'a>(&'a self, key: &'a str, range: Range<u64>) -> BoxFuture<'a, Result<Option<Bytes>, BlobError>>;

    /// How many bytes are kept under `key`.
    fn length<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<u64>, BlobError>>;

    /// Forgets `key`. Forgetting what is not there is no error.
    fn delete<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), BlobError>>;

    /// The keys that begin with `prefix`, in order.
    fn list<'a>(&'a self, prefix: &'a str) -> BoxFuture<'a, Result<Vec<String>, BlobError>>;
}

//! A search index in a folder: the adapter over tantivy.
//!
//! Here lives what turns the platform's plain messages into an index and its answers. Here must not live: what is
//! found, and who may see it.

use std::path::PathBuf;

use kit::Uuid;
use platform::BoxFuture;
use platform::search::{Answers, Batch, Facet, Question, Rebuild, Result, SearchError, SearchIndex};

/// An index in a folder, opened when it is first used.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
}

impl Index {
    /// The index in this folder, which is made when it is missing.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn closed<T: Send + 'static>(&self) -> BoxFuture<'_, Result<T>> {
        Box::pin(async { Err(SearchError::Index(format!("nothing in {}", self.folder.display()))) })
    }
}

impl SearchIndex for Index {
    fn position(&self) -> BoxFuture<'_, Result<Option<i64>>> {
        self.closed()
    }
    fn take(&self, _: Batch) -> BoxFuture<'_, Result<()>> {
        self.closed()
    }
    fn begin_anew(&self) -> BoxFuture<'_, Result<Box<dyn Rebuild>>> {
        self.closed()
    }
    fn ask(&self, _: Question) -> BoxFuture<'_, Result<Answers>> {
        self.closed()
    }
    fn suggest<'a>(&'a self, _: &'a str, _: &'a [Facet], _: u32) -> BoxFuture<'a, Result<Vec<String>>> {
        self.closed()
    }
    fn like<'a>(&'a self, _: Uuid, _: &'a [Facet], _: u32) -> BoxFuture<'a, Result<Vec<Uuid>>> {
        self.closed()
    }
    fn ids(&self) -> BoxFuture<'_, Result<Vec<Uuid>>> {
        self.closed()
    }
}

#![doc = include_str!("../README.md")]
//! What lives here: plain messages in, an index in a folder, answers out. What must not: what is found, and who may see
//! it.

mod anew;
mod disk;
mod document;
mod facets;
mod fields;
mod folder;
mod like;
mod numbers;
mod opened;
mod pairs;
mod question;
mod suggest;
mod texts;
mod tongue;
mod view;
mod words;

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use kit::Uuid;
use platform::BoxFuture;
use platform::search::{Answers, Batch, Document, Facet, Question, Rebuild, Result, SearchError, SearchIndex};
use tantivy::DocAddress;

use crate::anew::Anew;
use crate::folder::Folder;
use crate::opened::Opened;
use crate::view::View;

/// So long after a batch its writer is kept for the next.
const IDLE: Duration = Duration::from_secs(20);

/// An index in a folder, opened when it is first used.
#[derive(Debug)]
pub struct Index {
    folder: Folder,
    serving: Arc<Mutex<Option<Serving>>>,
}

/// The index that serves, and what it is called in the folder.
#[derive(Debug, Clone)]
pub(crate) struct Serving {
    name: String,
    opened: Arc<Opened>,
}

impl Index {
    /// The index in this folder, which is made when it is missing.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder: Folder::at(folder), serving: Arc::default() }
    }

    /// Every document as it was told of, in the order of their ids: for the check against the database. What the index
    /// does not keep is as it has it: the language is the key of the one that stems it, the time has whole seconds, facets
    /// are in order.
    ///
    /// # Errors
    /// When there is no index, or its files fail.
    pub fn documents(&self) -> BoxFuture<'_, Result<Vec<Document>>> {
        self.with_view(|view| {
            let alive = view.segments().flat_map(|(number, segment, _)| {
                segment.doc_ids_alive().map(move |doc| DocAddress { segment_ord: number, doc_id: doc })
            });
            let documents = alive.map(|place| document::told(view, place)).collect::<tantivy::Result<Vec<_>>>();
            documents.map(|mut documents| {
                documents.sort_unstable_by_key(|document| document.id);
                documents
            })
        })
    }

    /// The index that serves; nothing where one has to be made first. Looks in the folder: another process may have made
    /// it anew.
    fn looked_up(&self) -> impl FnOnce() -> Option<Arc<Opened>> + Send + 'static {
        let (folder, serving) = (self.folder.clone(), Arc::clone(&self.serving));
        move || {
            let mut serving = serving.lock().unwrap_or_else(PoisonError::into_inner);
            let name = folder.serving();
            if let (Some(known), Some(name)) = (serving.as_ref(), name.as_ref())
                && known.name == *name
            {
                return Some(Arc::clone(&known.opened));
            }
            *serving = name.and_then(|name| {
                let opened = Arc::new(opened(&folder.of(&name))?);
                Some(Serving { name, opened })
            });
            serving.as_ref().map(|known| Arc::clone(&known.opened))
        }
    }

    /// Asks the index that serves, off the threads that serve requests: most questions are answered within a
    /// millisecond, but one may have to wait for the disk.
    fn with_view<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&View) -> tantivy::Result<T> + Send + 'static,
    ) -> BoxFuture<'_, Result<T>> {
        let known = self.serving.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let looked_up = self.looked_up();
        Box::pin(off_the_runtime(move || {
            let opened = known.map(|known| known.opened).or_else(looked_up).ok_or(SearchError::Unready)?;
            ask(&opened.view()).map_err(fault)
        }))
    }
}

impl SearchIndex for Index {
    fn position(&self) -> BoxFuture<'_, Result<Option<i64>>> {
        let looked_up = self.looked_up();
        Box::pin(off_the_runtime(move || looked_up().map_or(Ok(None), |opened| opened.position().map_err(fault))))
    }

    fn take(&self, batch: Batch) -> BoxFuture<'_, Result<()>> {
        let looked_up = self.looked_up();
        Box::pin(async move {
            let taking = move || {
                let opened = looked_up().ok_or(SearchError::Unready)?;
                let batch = opened.take(&batch).map_err(fault)?;
                Ok((Arc::downgrade(&opened), batch))
            };
            let (opened, batch) = off_the_runtime(taking).await?;
            tokio::spawn(rest_in_a_while(opened, batch));
            Ok(())
        })
    }

    fn begin_anew(&self) -> BoxFuture<'_, Result<Box<dyn Rebuild>>> {
        let (folder, serving) = (self.folder.clone(), Arc::clone(&self.serving));
        Box::pin(off_the_runtime(move || Ok(Box::new(Anew::begin(folder, serving)?) as Box<dyn Rebuild>)))
    }

    fn ask(&self, question: Question) -> BoxFuture<'_, Result<Answers>> {
        self.with_view(move |view| question::answer(view, question))
    }

    fn suggest<'a>(&'a self, begun: &'a str, facets: &'a [Facet], limit: u32) -> BoxFuture<'a, Result<Vec<String>>> {
        let (begun, facets) = (begun.to_owned(), facets.to_vec());
        self.with_view(move |view| suggest::suggestions(view, &begun, &facets, limit as usize))
    }

    fn like<'a>(&'a self, id: Uuid, facets: &'a [Facet], limit: u32) -> BoxFuture<'a, Result<Vec<Uuid>>> {
        let facets = facets.to_vec();
        let ask = move |view: &View| like::most_like(view, id, &facets, limit as usize);
        let known = self.serving.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            // It looks at few documents, whatever the archive: less work than going to another thread and back.
            Some(known) => Box::pin(async move { unless_it_gives_up(|| ask(&known.opened.view()).map_err(fault)) }),
            None => self.with_view(ask),
        }
    }

    fn ids(&self) -> BoxFuture<'_, Result<Vec<Uuid>>> {
        self.with_view(|view| {
            let mut ids: Vec<Uuid> = view
                .segments()
                .flat_map(|(_, segment, columns)| segment.doc_ids_alive().map(|doc| columns.id(doc)))
                .collect();
            ids.sort_unstable();
            Ok(ids)
        })
    }
}

/// Between batches that come seldom, nothing is held for writing.
async fn rest_in_a_while(opened: Weak<Opened>, batch: u64) {
    tokio::time::sleep(IDLE).await;
    let rest = move || opened.upgrade().map_or(Ok(()), |opened| opened.rest_after(batch).map_err(fault));
    if let Err(why) = off_the_runtime(rest).await {
        tracing::warn!(%why, "segments of the search index were not merged");
    }
}

/// The index in a folder, if it can be used. Files that are damaged may make the library give up: that is no.
fn opened(folder: &Path) -> Option<Opened> {
    let why = match std::panic::catch_unwind(|| Opened::in_folder(folder)) {
        Ok(Ok(opened)) => return Some(opened),
        Ok(Err(why)) => why.to_string(),
        Err(_) => "its files are damaged".to_owned(),
    };
    tracing::warn!(%why, "the search index cannot be used and has to be made anew");
    None
}

/// Does what may wait for the disk. A fault in the library that would end the thread is an error like any other.
async fn off_the_runtime<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|why| Err(fault(why)))
}

/// The same in the thread that asks.
fn unless_it_gives_up<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(fault("the library gave up")))
}

fn fault(why: impl fmt::Display) -> SearchError {
    SearchError::Index(why.to_string())
}

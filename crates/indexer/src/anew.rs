//! Making the index anew beside the one that serves.

use std::sync::{Arc, Mutex, PoisonError};

use platform::BoxFuture;
use platform::search::{Document, Rebuild, Result, SearchError};
use tantivy::IndexWriter;

use crate::fields::Fields;
use crate::folder::Folder;
use crate::opened::{self, Opened};
use crate::{Serving, fault, off_the_runtime};

/// So many documents may wait in memory until they are written.
const HELD: usize = 2_000;
/// Where an index stands in the change log that is not finished.
const NOWHERE: i64 = 0;

/// An index in the making. What is not finished is removed when this is dropped, and otherwise with the next beginning.
#[derive(Debug)]
pub struct Anew {
    making: Option<Making>,
}

#[derive(Debug)]
struct Making {
    folder: Folder,
    name: String,
    fields: Fields,
    writer: Writer,
    /// Documents that the writer may hold, since they were given to it after it had written the others.
    held: usize,
    serving: Arc<Mutex<Option<Serving>>>,
}

struct Writer(IndexWriter);

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

impl Anew {
    /// Begins in a folder of its own; what others began and left is removed.
    pub(crate) fn begin(folder: Folder, serving: Arc<Mutex<Option<Serving>>>) -> Result<Self> {
        let name = folder.begin().map_err(fault)?;
        let (fields, writer) = opened::begin(&folder.of(&name)).map_err(fault)?;
        folder.forget_others().map_err(fault)?;
        Ok(Self { making: Some(Making { folder, name, fields, writer: Writer(writer), held: 0, serving }) })
    }
}

impl Rebuild for Anew {
    fn take(&mut self, documents: Vec<Document>) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            let mut making = self.making.take().ok_or(SearchError::Unready)?;
            let (making, outcome) = off_the_runtime(move || {
                let outcome = making.take(&documents);
                Ok((making, outcome))
            })
            .await?;
            self.making = Some(making);
            outcome
        })
    }

    fn finish(mut self: Box<Self>, position: i64) -> BoxFuture<'static, Result<()>> {
        Box::pin(async move {
            let making = self.making.take().ok_or(SearchError::Unready)?;
            off_the_runtime(move || making.finish(position)).await
        })
    }
}

impl Drop for Anew {
    fn drop(&mut self) {
        if let Some(Making { folder, name, writer, .. }) = self.making.take() {
            drop(writer);
            // Left behind, it is removed with the next beginning.
            let _ = std::fs::remove_dir_all(folder.of(&name));
        }
    }
}

impl Making {
    fn take(&mut self, documents: &[Document]) -> Result<()> {
        self.held += documents.len();
        if self.held > HELD {
            // Otherwise they are given faster than they are written, and wait in memory by the ten thousand.
            opened::commit(&mut self.writer.0, NOWHERE).map_err(fault)?;
            self.held = documents.len();
        }
        for document in documents {
            self.writer.0.delete_term(crate::document::id_term(&self.fields, document.id));
            self.writer.0.add_document(crate::document::kept(&self.fields, document)).map_err(fault)?;
        }
        Ok(())
    }

    /// Everything in one segment, which questions are answered fastest from; then it takes the place of the old one.
    fn finish(self, position: i64) -> Result<()> {
        let Self { folder, name, writer: Writer(mut writer), serving, .. } = self;
        opened::commit(&mut writer, position).map_err(fault)?;
        let segments = writer.index().searchable_segment_ids().map_err(fault)?;
        if segments.len() > 1 {
            writer.merge(&segments).wait().map_err(fault)?;
        }
        writer.wait_merging_threads().map_err(fault)?;
        let opened = Opened::in_folder(&folder.of(&name)).map_err(fault)?;
        let mut serving = serving.lock().unwrap_or_else(PoisonError::into_inner);
        folder.serve(&name).map_err(fault)?;
        *serving = Some(Serving { name, opened: Arc::new(opened) });
        folder.forget_others().map_err(fault)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kit::{Timestamp, Uuid};

    use super::*;

    /// A document for tests: its id and headline have its number.
    pub(crate) fn document(number: u32) -> Document {
        Document {
            id: Uuid::from_u128(u128::from(number) + 1),
            language: "en".to_owned(),
            published: Timestamp::UNIX_EPOCH,
            headline: format!("Mast {number} goes on air"),
            standfirst: String::new(),
            body: "Its carrier had waited for the permit since the spring".to_owned(),
            names: Vec::new(),
            topics: Vec::new(),
            facets: Vec::new(),
        }
    }

    #[test]
    fn many_segments_become_one_however_soon_the_end_comes_after_them() {
        let parent = tempfile::tempdir().unwrap();
        let folder = Folder::at(parent.path().to_owned());
        let mut making = Anew::begin(folder.clone(), Arc::default()).unwrap().making.take().unwrap();
        // As many as are merged when nobody asks for it, so that this would be under way at the end.
        for part in 0..5 {
            let documents: Vec<Document> = (part * 200..(part + 1) * 200).map(document).collect();
            making.take(&documents).unwrap();
            opened::commit(&mut making.writer.0, 0).unwrap();
        }
        making.finish(7).unwrap();
        let opened = Opened::in_folder(&folder.of(&folder.serving().unwrap())).unwrap();
        assert_eq!(opened.position().unwrap(), Some(7));
        let view = opened.view();
        assert_eq!((view.documents(), view.segments().count()), (1000, 1));
    }
    #[test]
    fn documents_are_written_while_others_are_given() {
        let parent = tempfile::tempdir().unwrap();
        let mut making =
            Anew::begin(Folder::at(parent.path().to_owned()), Arc::default()).unwrap().making.take().unwrap();
        let half = u32::try_from(HELD / 2).unwrap();
        for part in 0..5 {
            making.take(&(part * half..(part + 1) * half).map(document).collect::<Vec<_>>()).unwrap();
        }
        let written: u32 =
            making.writer.0.index().searchable_segment_metas().unwrap().iter().map(|segment| segment.num_docs()).sum();
        assert_eq!(written, 4 * half);
    }
}

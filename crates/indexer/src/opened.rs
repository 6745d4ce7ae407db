//! An index that is open: its one writer, and the view that questions are answered from.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use platform::search::Batch;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError};

use crate::disk::Disk;
use crate::document;
use crate::fields::{FORM, Fields};
use crate::view::View;
use crate::words::{self, EXACT, WEIGHED, Weighed};

/// What a writer of single items holds in memory at the most; tantivy takes no less.
pub const SMALL: usize = 15_000_000;
/// What a writer holds that makes the whole index.
pub const LARGE: usize = 64_000_000;
/// Unpacked blocks of texts that are kept for each segment.
const TEXT_BLOCKS: usize = 8;
/// Texts are packed together up to so many bytes: an answer unpacks one text each of twenty documents, and little else.
const TEXTS_TOGETHER: usize = 4_096;
/// So many segments of a size become one: few to look through, and no document is written often.
const SEGMENTS_OF_A_SIZE: usize = 5;
/// Segments are of a size of which the largest has four times as many documents as the smallest (two doublings) …
const DOUBLINGS: f64 = 2.0;
/// … or fewer than this.
const SMALLEST_SIZE: u32 = 5;

/// An index that is open.
pub struct Opened {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    view: RwLock<Arc<View>>,
    writer: Mutex<Option<IndexWriter>>,
    /// How many batches were taken.
    taken: AtomicU64,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").field("directory", self.index.directory()).finish_non_exhaustive()
    }
}

impl Opened {
    /// Opens the index in a folder. One of another form is an error.
    pub fn in_folder(folder: &Path) -> tantivy::Result<Self> {
        let (fields, schema) = Fields::with_schema();
        let mut index = tantivy::Index::open(Disk::of(folder)?)?;
        index.set_tokenizers(analysers());
        if index.schema() != schema {
            return Err(TantivyError::SchemaError("its fields are others".to_owned()));
        }
        position_in(index.load_metas()?.payload.as_deref())
            .ok_or_else(|| TantivyError::SchemaError("it is of another form".to_owned()))?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(TEXT_BLOCKS)
            .try_into()?;
        let view = RwLock::new(Arc::new(View::of(fields, reader.searcher(), None)?));
        Ok(Self { index, reader, fields, view, writer: Mutex::new(None), taken: AtomicU64::new(0) })
    }

    /// What questions look at now.
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Up to which number of the change log it has been brought.
    pub fn position(&self) -> tantivy::Result<Option<i64>> {
        Ok(position_in(self.index.load_metas()?.payload.as_deref()))
    }

    /// Takes a batch: on the disk and found when this returns. When it fails, it is kept whole or not at all. Says which
    /// batch it was.
    pub fn take(&self, batch: &Batch) -> tantivy::Result<u64> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => {
                let writer = writer(&self.index, SMALL)?;
                // While nobody here was writing, another process may have been.
                self.look_again()?;
                writer
            }
        };
        let view = self.view();
        let mut put_before = HashSet::with_capacity(batch.put.len());
        // To remove a document, the writer opens every segment; so nothing is removed that is not there.
        // A writer that failed is not used again: what it had taken goes with it.
        for id in &batch.remove {
            if view.place_of(*id)?.is_some() {
                writer.delete_term(document::id_term(&self.fields, *id));
            }
        }
        for put in &batch.put {
            if !put_before.insert(put.id) || view.place_of(put.id)?.is_some() {
                writer.delete_term(document::id_term(&self.fields, put.id));
            }
            writer.add_document(document::kept(&self.fields, put))?;
        }
        commit(&mut writer, batch.position)?;
        // Where looking fails, the next batch must look before it knows what is there; so the writer goes, too.
        self.look_again()?;
        *slot = Some(writer);
        Ok(self.taken.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Has questions see what was committed last.
    fn look_again(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let view = View::of(self.fields, self.reader.searcher(), Some(&self.view()))?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }

    /// Gives the writer's memory back, if no other batch came after this one.
    pub fn rest_after(&self, batch: u64) -> tantivy::Result<()> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        match slot.take_if(|_| self.taken.load(Ordering::Relaxed) == batch) {
            Some(writer) => writer.wait_merging_threads(),
            None => Ok(()),
        }
    }
}

/// Makes an empty index in an empty folder, and a writer that fills it. It merges no segments by itself: a merge of its own
/// that is under way would take segments out of the hands of whoever merges all of them at the end.
pub fn begin(folder: &Path) -> tantivy::Result<(Fields, IndexWriter)> {
    let (fields, schema) = Fields::with_schema();
    let settings = IndexSettings { docstore_blocksize: TEXTS_TOGETHER, ..IndexSettings::default() };
    let mut index = tantivy::Index::create(Disk::of(folder)?, schema, settings)?;
    index.set_tokenizers(analysers());
    let writer = writer(&index, LARGE)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    Ok((fields, writer))
}

/// Has everything that was given to the writer on the disk, together with the position.
pub fn commit(writer: &mut IndexWriter, position: i64) -> tantivy::Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&format!("form {FORM} position {position}"));
    commit.commit().map(drop)
}

fn position_in(payload: Option<&str>) -> Option<i64> {
    payload?.strip_prefix(&format!("form {FORM} position "))?.parse().ok()
}

fn writer(index: &tantivy::Index, memory: usize) -> tantivy::Result<IndexWriter> {
    let options =
        IndexWriterOptions::builder().memory_budget_per_thread(memory).num_worker_threads(1).num_merge_threads(1);
    let writer = index.writer_with_options(options.build())?;
    let mut merging = LogMergePolicy::default();
    merging.set_min_num_segments(SEGMENTS_OF_A_SIZE);
    merging.set_min_layer_size(SMALLEST_SIZE);
    merging.set_level_log_size(DOUBLINGS);
    writer.set_merge_policy(Box::new(merging));
    // One that was killed just before its commit left files of the names that this one is going to use.
    writer.garbage_collect_files().wait()?;
    Ok(writer)
}

fn analysers() -> TokenizerManager {
    let analysers = TokenizerManager::default();
    analysers.register(EXACT, words::exact());
    analysers.register(WEIGHED, Weighed::default());
    analysers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anew::tests::document;

    #[test]
    fn what_another_process_put_meanwhile_is_replaced_and_not_doubled() {
        let folder = tempfile::tempdir().unwrap();
        let (_, mut made) = begin(folder.path()).unwrap();
        commit(&mut made, 1).unwrap();
        drop(made);
        let [one, other] = [(); 2].map(|()| Opened::in_folder(folder.path()).unwrap());
        let put = vec![document(1)];
        for (opened, position) in [(&one, 2), (&other, 3), (&one, 4)] {
            let taken = opened.take(&Batch { put: put.clone(), remove: Vec::new(), position }).unwrap();
            opened.rest_after(taken).unwrap();
            assert_eq!(opened.view().documents(), 1, "at {position}");
        }
        assert_eq!((one.view().documents(), one.position().unwrap()), (1, Some(4)));
        assert!(one.view().place_of(put[0].id).unwrap().is_some());
    }
}

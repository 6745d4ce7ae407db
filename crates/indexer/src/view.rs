//! What a question looks at: the documents as of one commit, with the columns that are read for many of them.

use std::sync::{Arc, OnceLock};

use kit::Uuid;
use platform::search::Facet;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, Term};

use crate::fields::Fields;
use crate::tongue::Tongue;
use crate::words::PART;

/// The documents as of one commit.
#[derive(Debug)]
pub struct View {
    /// Where its words are.
    pub fields: Fields,
    /// Its words.
    pub searcher: Searcher,
    /// Its columns, a set for each segment.
    pub columns: Vec<Arc<Columns>>,
    /// The languages that occur, in the order of their keys.
    pub tongues: Vec<Tongue>,
}

/// The columns of a segment: they never change.
#[derive(Debug)]
pub struct Columns {
    segment: SegmentId,
    id_halves: [Column<u64>; 2],
    /// Seconds since 1970.
    pub published: Column<i64>,
    /// Fingerprints of headlines.
    pub story: Column<u64>,
    /// Fingerprints of texts.
    pub likeness: Column<u64>,
    /// Facets by number, or nothing where no document has one.
    pub facets: Option<FacetColumn>,
}

/// The facets of a segment's documents, by number.
#[derive(Debug)]
pub struct FacetColumn {
    /// The column.
    pub column: StrColumn,
    /// Names of the kinds.
    pub kinds: Vec<String>,
    /// Of each facet by number, which of the kinds it has.
    pub kind_of: Vec<u8>,
    /// And how it is written: its kind and its key.
    pub keys: Vec<Box<str>>,
    /// The facets of every document, once they were counted.
    unpacked: OnceLock<Unpacked>,
}

/// The facets of all documents of a segment by number, one after another: counting reads them by the hundred thousand.
#[derive(Debug)]
pub struct Unpacked {
    /// Where those of a document begin, and behind the last one where they end.
    begins: Vec<u32>,
    numbers: Vec<u32>,
}

impl View {
    /// What this searcher sees. Columns that the former view had open are kept.
    pub fn of(fields: Fields, searcher: Searcher, former: Option<&Self>) -> tantivy::Result<Self> {
        let known = former.map_or(&[][..], |view| &view.columns);
        let mut columns = Vec::with_capacity(searcher.segment_readers().len());
        let mut tongues = Vec::new();
        for segment in searcher.segment_readers() {
            let same = known.iter().find(|columns| columns.segment == segment.segment_id());
            columns.push(match same {
                Some(same) => Arc::clone(same),
                None => Arc::new(Columns::of(segment)?),
            });
            let languages = segment.inverted_index(fields.language)?;
            let mut keys = languages.terms().stream()?;
            while keys.advance() {
                tongues.push(Tongue::of(std::str::from_utf8(keys.key()).unwrap_or_default()));
            }
        }
        tongues.sort_unstable();
        tongues.dedup();
        Ok(Self { fields, searcher, columns, tongues })
    }

    /// The segments with their columns.
    pub fn segments(&self) -> impl Iterator<Item = (u32, &SegmentReader, &Columns)> {
        let readers = self.searcher.segment_readers().iter();
        (0..).zip(readers).zip(&self.columns).map(|((number, reader), columns)| (number, reader, columns.as_ref()))
    }

    /// The id of a document.
    pub fn id(&self, place: DocAddress) -> Uuid {
        self.columns[place.segment_ord as usize].id(place.doc_id)
    }

    /// The language of a document.
    pub fn tongue(&self, place: DocAddress) -> tantivy::Result<Tongue> {
        let languages = self.searcher.segment_reader(place.segment_ord).inverted_index(self.fields.language)?;
        for tongue in self.tongues.iter().skip(1) {
            let term = Term::from_field_text(self.fields.language, tongue.key());
            let Some(mut documents) = languages.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            // It must not be asked to go back.
            if documents.doc() <= place.doc_id && documents.seek(place.doc_id) == place.doc_id {
                return Ok(*tongue);
            }
        }
        Ok(self.tongues.first().copied().unwrap_or(Tongue::of("")))
    }

    /// How many documents there are.
    pub fn documents(&self) -> u64 {
        self.searcher.num_docs()
    }
}

impl Columns {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            segment: segment.segment_id(),
            id_halves: [fast.u64("id_high")?, fast.u64("id_low")?],
            published: fast.i64("published")?,
            story: fast.u64("story")?,
            likeness: fast.u64("likeness")?,
            facets: fast.str("facets")?.map(FacetColumn::of).transpose()?,
        })
    }

    /// The id of a document.
    pub fn id(&self, doc: u32) -> Uuid {
        let [high, low] = &self.id_halves;
        Uuid::from_u64_pair(high.first(doc).unwrap_or_default(), low.first(doc).unwrap_or_default())
    }
}

impl Unpacked {
    /// Those of one document.
    pub fn of(&self, doc: u32) -> &[u32] {
        let doc = doc as usize;
        &self.numbers[self.begins[doc] as usize..self.begins[doc + 1] as usize]
    }
}

impl FacetColumn {
    fn of(column: StrColumn) -> tantivy::Result<Self> {
        let mut kinds: Vec<String> = Vec::new();
        let mut kind_of = Vec::with_capacity(column.num_terms());
        let mut keys = Vec::with_capacity(column.num_terms());
        let mut written = column.dictionary().stream()?;
        while written.advance() {
            let key = std::str::from_utf8(written.key()).unwrap_or_default();
            keys.push(key.into());
            let kind = key.split(PART).next().unwrap_or_default();
            let known = kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
                kinds.push(kind.to_owned());
                kinds.len() - 1
            });
            kind_of.push(u8::try_from(known).unwrap_or(u8::MAX));
        }
        drop(written);
        Ok(Self { column, kinds, kind_of, keys, unpacked: OnceLock::new() })
    }

    /// Those of every document by number. Made when first asked for.
    pub fn unpacked(&self) -> &Unpacked {
        self.unpacked.get_or_init(|| {
            let packed = self.column.ords();
            let mut numbers = Vec::with_capacity(packed.values.num_vals() as usize);
            let mut begins = Vec::with_capacity(packed.num_docs() as usize + 1);
            for doc in 0..packed.num_docs() {
                begins.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
                numbers.extend(packed.values_for_doc(doc).map(|number| u32::try_from(number).unwrap_or(u32::MAX)));
            }
            begins.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
            Unpacked { begins, numbers }
        })
    }

    /// Those of one document, in order.
    pub fn of_document(&self, doc: u32) -> Vec<Facet> {
        let numbers = self.column.term_ords(doc);
        let keys = numbers.filter_map(|number| self.keys.get(usize::try_from(number).ok()?)?.split_once(PART));
        let mut facets: Vec<Facet> = keys.map(|(kind, key)| Facet::new(kind, key)).collect();
        facets.sort_unstable();
        facets
    }
}

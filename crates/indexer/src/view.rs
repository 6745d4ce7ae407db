//! What a question looks at: the documents as of one commit, with the columns that are read for many of them.

use std::sync::Arc;

use kit::Uuid;
use platform::search::Facet;
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::document::{facet_key, id_term};
use crate::facets::{FacetColumn, Known};
use crate::fields::Fields;
use crate::tongue::Tongue;

/// The documents as of one commit.
#[derive(Debug)]
pub struct View {
    /// Where its words are.
    pub fields: Fields,
    /// Its words.
    pub searcher: Searcher,
    /// Its columns, a set for each segment.
    pub columns: Vec<Arc<Columns>>,
    /// The facets of its documents. Some may be of documents that went.
    pub facets: Arc<Known>,
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
    /// Facets, or nothing where no document has one.
    pub facets: Option<FacetColumn>,
}

impl View {
    /// What this searcher sees. Columns that the former view had open are kept.
    pub fn of(fields: Fields, searcher: Searcher, former: Option<&Self>) -> tantivy::Result<Self> {
        let known = former.map_or(&[][..], |view| &view.columns);
        let mut facets = former.map_or_else(Arc::default, |view| Arc::clone(&view.facets));
        let mut columns = Vec::with_capacity(searcher.segment_readers().len());
        let mut tongues = Vec::new();
        for segment in searcher.segment_readers() {
            let same = known.iter().find(|columns| columns.segment == segment.segment_id());
            columns.push(match same {
                Some(same) => Arc::clone(same),
                None => Arc::new(Columns::of(segment, &mut facets)?),
            });
            let languages = segment.inverted_index(fields.language)?;
            let mut keys = languages.terms().stream()?;
            while keys.advance() {
                tongues.push(Tongue::of(std::str::from_utf8(keys.key()).unwrap_or_default()));
            }
        }
        tongues.sort_unstable();
        tongues.dedup();
        Ok(Self { fields, searcher, columns, facets, tongues })
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

    /// Where the document of this id is.
    pub fn place_of(&self, id: Uuid) -> tantivy::Result<Option<DocAddress>> {
        let term = id_term(&self.fields, id);
        for (segment_ord, segment, _) in self.segments() {
            let postings = segment.inverted_index(self.fields.id)?.read_postings(&term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let mut doc_id = postings.doc();
            while doc_id != TERMINATED {
                if !segment.is_deleted(doc_id) {
                    return Ok(Some(DocAddress { segment_ord, doc_id }));
                }
                doc_id = postings.advance();
            }
        }
        Ok(None)
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

    /// How many documents have a facet, those that were removed a while ago among them.
    pub fn documents_with(&self, facet: &Facet) -> tantivy::Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.facets, &facet_key(facet)))
    }

    /// How many documents there are, those that were removed a while ago among them.
    pub fn documents_ever(&self) -> u64 {
        self.searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum()
    }

    /// The facets without those of a kind of which every document has one that is named: a house of one site names that site
    /// each time.
    pub fn those_that_narrow(&self, facets: &[Facet]) -> tantivy::Result<Vec<Facet>> {
        let mut narrowing = facets.to_vec();
        for facet in facets {
            if self.documents_with(facet)? == self.documents_ever() {
                narrowing.retain(|other| other.kind != facet.kind);
            }
        }
        Ok(narrowing)
    }

    /// The facets of a document, in order.
    pub fn facets_of(&self, place: DocAddress) -> Vec<Facet> {
        let column = self.columns[place.segment_ord as usize].facets.as_ref();
        let numbers = column.into_iter().flat_map(|column| column.of_document(place.doc_id));
        let mut facets: Vec<Facet> = numbers.filter_map(|number| self.facets.facet(number)).collect();
        facets.sort_unstable();
        facets
    }

    /// How many documents there are.
    pub fn documents(&self) -> u64 {
        self.searcher.num_docs()
    }
}

impl Columns {
    fn of(segment: &SegmentReader, known: &mut Arc<Known>) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            segment: segment.segment_id(),
            id_halves: [fast.u64("id_high")?, fast.u64("id_low")?],
            published: fast.i64("published")?,
            story: fast.u64("story")?,
            likeness: fast.u64("likeness")?,
            facets: fast.str("facets")?.map(|column| FacetColumn::of(column, known)).transpose()?,
        })
    }

    /// The id of a document.
    pub fn id(&self, doc: u32) -> Uuid {
        let [high, low] = &self.id_halves;
        Uuid::from_u64_pair(high.first(doc).unwrap_or_default(), low.first(doc).unwrap_or_default())
    }
}

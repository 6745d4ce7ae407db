//! What is kept of a document: the fields of the index, and which form of the files this is. Here must not live: how a
//! document fills them (`document`).

use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::words::{EXACT, WEIGHED};

/// Of which form the files are. Whatever is written differently from before gets another number: an index of another
/// form is made anew.
pub const FORM: u32 = 2;

/// The fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The id, by which a document is replaced and removed.
    pub id: Field,
    /// The upper and the lower half of the id, for reading it fast.
    pub id_halves: [Field; 2],
    /// Seconds since 1970.
    pub published: Field,
    /// `kind␟key` of each facet.
    pub facets: Field,
    /// Keys of the languages in which there are documents.
    pub language: Field,
    /// Every word that says something, stemmed by the document's language, as often as it weighs. Questions are
    /// answered from here.
    pub words: Field,
    /// Words as they stand, folded, with their positions: for phrases, for questions of a field, for spelling.
    pub headline: Field,
    /// As `headline`.
    pub standfirst: Field,
    /// As `headline`.
    pub body: Field,
    /// As `headline`.
    pub names: Field,
    /// As `headline`.
    pub topics: Field,
    /// What may be suggested whole: `folded words␟words as printed` of names, topics and headlines.
    pub phrases: Field,
    /// A fingerprint of the headline, by which the same story under another id is known.
    pub story: Field,
    /// A fingerprint of the text that changes little when the text does.
    pub likeness: Field,
}

impl Fields {
    /// The fields, and the schema they make.
    pub fn with_schema() -> (Self, Schema) {
        let mut schema = Schema::builder();
        let basic = TextFieldIndexing::default().set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
        let raw = TextOptions::default().set_indexing_options(basic.set_tokenizer("raw"));
        let exact = TextFieldIndexing::default()
            .set_tokenizer(EXACT)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(exact) | STORED;
        let weighed =
            TextFieldIndexing::default().set_tokenizer(WEIGHED).set_index_option(IndexRecordOption::WithFreqs);
        let fields = Self {
            id: schema.add_bytes_field("id", BytesOptions::default() | INDEXED),
            id_halves: [schema.add_u64_field("id_high", FAST), schema.add_u64_field("id_low", FAST)],
            published: schema.add_i64_field("published", FAST),
            facets: schema.add_text_field("facets", raw.clone().set_fast("raw")),
            language: schema.add_text_field("language", raw.clone()),
            words: schema.add_text_field("words", TextOptions::default().set_indexing_options(weighed)),
            headline: schema.add_text_field("headline", text.clone()),
            standfirst: schema.add_text_field("standfirst", text.clone()),
            body: schema.add_text_field("body", text.clone()),
            names: schema.add_text_field("names", text.clone()),
            topics: schema.add_text_field("topics", text),
            phrases: schema.add_text_field("phrases", raw),
            story: schema.add_u64_field("story", FAST),
            likeness: schema.add_u64_field("likeness", FAST),
        };
        (fields, schema.build())
    }

    /// The fields whose words stand as they were written.
    pub fn written(&self) -> [Field; 5] {
        [self.headline, self.names, self.topics, self.standfirst, self.body]
    }
}

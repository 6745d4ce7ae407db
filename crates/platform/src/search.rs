//! Search as plain messages: what is put into an index, what is asked of it, what it answers.
//!
//! The adapter `indexer` answers them; press chooses it. Each node has an index of its own, which holds only what
//! anybody may see, and remembers itself up to which change of the log it has been brought.

use std::fmt;

use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;
use kit::{Timestamp, Uuid};
use thiserror::Error;

/// Why an index could not do what it was asked.
#[derive(Debug, Error)]
pub enum SearchError {
    /// Its folder or its files failed.
    #[error("the search index failed: {0}")]
    Index(String),
    /// It is being made anew, and the old one is of no use any more.
    #[error("the search index is being made anew; search answers again in a while")]
    Unready,
}

/// Shorthand for results of the index.
pub type Result<T, E = SearchError> = std::result::Result<T, E>;

/// So many facets of a kind are counted, those that most documents fit under; besides, those that were chosen.
pub const COUNTED: usize = 60;

/// What can be found: an item as anybody may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Whose.
    pub id: Uuid,
    /// BCP 47 language of its words, by which they are stemmed.
    pub language: String,
    /// When readers first got it.
    pub published: Timestamp,
    /// Its headline, plain text like all that follows.
    pub headline: String,
    /// Its standfirst, or empty.
    pub standfirst: String,
    /// Its body.
    pub body: String,
    /// Who wrote it, or speaks in it: names as printed.
    pub names: Vec<String>,
    /// What it is about: names of topics.
    pub topics: Vec<String>,
    /// Where it belongs: counted, and chosen by.
    pub facets: Vec<Facet>,
}

/// Something that documents are counted by and chosen by: a section, a topic, a person, a format, a site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Facet {
    /// Of which kind: `section`.
    pub kind: String,
    /// Which: an id, a year.
    pub key: String,
}

impl Facet {
    /// The facet of this kind and key.
    pub fn new(kind: &str, key: impl fmt::Display) -> Self {
        Self { kind: kind.to_owned(), key: key.to_string() }
    }
}

/// What an index is told in one go: kept whole or not at all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// What is new or has changed; it takes the place of what was there under the same id.
    pub put: Vec<Document>,
    /// What is to be found no more.
    pub remove: Vec<Uuid>,
    /// Up to which number of the change log the index has then been brought.
    pub position: i64,
}

/// In which order answers come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What fits best; of two that fit alike, the newer.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// What is asked.
///
/// The words may hold `"a phrase"`, `-excluded`, `NOT excluded`, `-"an excluded phrase"`, `begun*`, `headline:word`,
/// `standfirst:word`, `byline:"a name"`, `topic:word`, `body:word`, `AND` and `OR` between two words,
/// `before:2020-03-01`, `after:2019`, `year:2018`. Whatever else they hold is words: no question is an error.
#[derive(Debug, Clone)]
pub struct Question {
    /// As typed. Empty asks for everything that the facets allow.
    pub words: String,
    /// BCP 47 language of whoever asks: that of the site.
    pub language: String,
    /// Whose days are meant by those among the words.
    pub zone: TimeZone,
    /// Of each kind named here one must fit.
    pub facets: Vec<Facet>,
    /// Not published before this.
    pub from: Option<Timestamp>,
    /// Published before this.
    pub until: Option<Timestamp>,
    /// In which order.
    pub order: Order,
    /// How many answers are passed over.
    pub offset: u32,
    /// How many are given at the most.
    pub limit: u32,
    /// Kinds of facets to be counted. What was chosen of a kind does not narrow the counts of that kind.
    pub count: Vec<&'static str>,
    /// The instant, by which what is new weighs more.
    pub now: Timestamp,
}

/// What is answered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// How many documents fit.
    pub total: u64,
    /// Those asked for, in order.
    pub hits: Vec<Hit>,
    /// How many fit under each facet, most first: of each kind asked for the first [`COUNTED`], and
    /// those that were chosen.
    pub counts: Vec<(Facet, u64)>,
    /// Words that find something, where nothing fits what was typed as it is written.
    pub meant: Option<String>,
}

/// A document that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which.
    pub id: Uuid,
    /// Its headline, with what fits marked.
    pub headline: Vec<Run>,
    /// What it says around the words asked for.
    pub snippet: Vec<Run>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text, plain.
    pub text: String,
    /// Whether it is what was asked for.
    pub fits: bool,
}

/// A search index.
pub trait SearchIndex: Send + Sync + fmt::Debug {
    /// Up to which number of the change log it has been brought; nothing for one that has to be made first.
    fn position(&self) -> BoxFuture<'_, Result<Option<i64>>>;

    /// Takes a batch: on the disk when this returns, and found from then on.
    fn take(&self, batch: Batch) -> BoxFuture<'_, Result<()>>;

    /// Begins to make the index anew beside the one that serves. What is taken from then on by [`Self::take`] goes into
    /// the old one alone. A rebuild that was begun and not finished is forgotten.
    fn begin_anew(&self) -> BoxFuture<'_, Result<Box<dyn Rebuild>>>;

    /// Answers a question.
    fn ask(&self, question: Question) -> BoxFuture<'_, Result<Answers>>;

    /// Whole words and names that begin like what is being typed, most frequent first: of documents with these facets.
    fn suggest<'a>(&'a self, begun: &'a str, facets: &'a [Facet], limit: u32) -> BoxFuture<'a, Result<Vec<String>>>;

    /// What is most like a document, best first, of documents with these facets: never itself, nor the same story under
    /// another id.
    fn like<'a>(&'a self, id: Uuid, facets: &'a [Facet], limit: u32) -> BoxFuture<'a, Result<Vec<Uuid>>>;

    /// All ids that are found, in order: for the check against the database.
    fn ids(&self) -> BoxFuture<'_, Result<Vec<Uuid>>>;
}

/// An index in the making.
pub trait Rebuild: Send {
    /// Takes documents.
    fn take(&mut self, documents: Vec<Document>) -> BoxFuture<'_, Result<()>>;

    /// Puts it in the place of the old one, brought up to this number of the change log.
    fn finish(self: Box<Self>, position: i64) -> BoxFuture<'static, Result<()>>;
}

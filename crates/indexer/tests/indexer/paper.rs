//! A small paper to be searched.

use indexer::Index;
use jiff::tz::TimeZone;
use kit::{Timestamp, Uuid};
use platform::search::{Answers, Batch, Document, Facet, Question, Run, SearchIndex};

/// When everything is asked.
pub const NOW: &str = "2026-06-01T09:00:00Z";

/// An index with documents in it, in a folder that goes with it.
pub struct Paper {
    pub index: Index,
    pub folder: tempfile::TempDir,
}

/// The id of the document with this number.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A document in English, published in 2026, that says this.
pub fn document(number: u128, headline: &str) -> Document {
    Document {
        id: id(number),
        language: "en".to_owned(),
        published: at("2026-05-01T09:00:00Z"),
        headline: headline.to_owned(),
        standfirst: String::new(),
        body: String::new(),
        names: Vec::new(),
        topics: Vec::new(),
        facets: Vec::new(),
    }
}

/// An instant.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The words, asked in English.
pub fn question(words: &str) -> Question {
    Question {
        words: words.to_owned(),
        language: "en".to_owned(),
        zone: TimeZone::UTC,
        facets: Vec::new(),
        from: None,
        until: None,
        order: platform::search::Order::Relevance,
        offset: 0,
        limit: 10,
        count: Vec::new(),
        now: at(NOW),
    }
}

/// Runs as text, with what fits in brackets.
pub fn marked(runs: &[Run]) -> String {
    runs.iter().map(|run| if run.fits { format!("[{}]", run.text) } else { run.text.clone() }).collect()
}

impl Paper {
    /// With these documents.
    pub async fn of(documents: Vec<Document>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::in_folder(folder.path().join("index"));
        let mut anew = index.begin_anew().await.unwrap();
        anew.take(documents).await.unwrap();
        anew.finish(1).await.unwrap();
        Self { index, folder }
    }

    /// Answers.
    pub async fn ask(&self, question: Question) -> Answers {
        self.index.ask(question).await.unwrap()
    }

    /// The numbers of the documents that are found, in order.
    pub async fn found(&self, words: &str) -> Vec<u128> {
        self.numbers(question(words)).await
    }

    /// The numbers of the documents that a question finds, in order.
    pub async fn numbers(&self, question: Question) -> Vec<u128> {
        self.ask(question).await.hits.iter().map(|hit| hit.id.as_u128()).collect()
    }

    /// Puts documents.
    pub async fn put(&self, documents: Vec<Document>, position: i64) {
        self.index.take(Batch { put: documents, remove: Vec::new(), position }).await.unwrap();
    }
}

/// The document with facets.
pub fn under(document: Document, facets: &[(&str, &str)]) -> Document {
    Document { facets: facets.iter().map(|(kind, key)| Facet::new(kind, key)).collect(), ..document }
}

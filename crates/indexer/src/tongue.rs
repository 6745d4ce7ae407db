//! Languages: which stemmer and which stop words a text gets. Here must not live: what a word is (`words`).

use std::sync::LazyLock;

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, Stemmer, StopWordFilter, TextAnalyzer,
};

use crate::words::{self, Words};

/// A word of more bytes is none.
const LONGEST: usize = 60;

/// Primary subtags of BCP 47, and what they are stemmed as.
const KNOWN: [(&str, Language); 20] = [
    ("ar", Language::Arabic),
    ("da", Language::Danish),
    ("de", Language::German),
    ("el", Language::Greek),
    ("en", Language::English),
    ("es", Language::Spanish),
    ("fi", Language::Finnish),
    ("fr", Language::French),
    ("hu", Language::Hungarian),
    ("it", Language::Italian),
    ("nb", Language::Norwegian),
    ("nl", Language::Dutch),
    ("nn", Language::Norwegian),
    ("no", Language::Norwegian),
    ("pt", Language::Portuguese),
    ("ro", Language::Romanian),
    ("ru", Language::Russian),
    ("sv", Language::Swedish),
    ("ta", Language::Tamil),
    ("tr", Language::Turkish),
];

/// One analyser for each, in the same order, and the last for all other languages.
static ANALYSERS: LazyLock<Vec<TextAnalyzer>> = LazyLock::new(|| {
    let known = KNOWN.iter().map(|(_, language)| analyser(Some(*language)));
    known.chain([analyser(None)]).collect()
});

/// A language, as far as the index tells languages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tongue(usize);

impl Tongue {
    /// That of a tag such as `de-AT`; one without stems and stop words where the tag is not known.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let known = KNOWN.iter().position(|(key, _)| primary.eq_ignore_ascii_case(key));
        Self(known.unwrap_or(KNOWN.len()))
    }

    /// By which it is known in the index.
    pub fn key(self) -> &'static str {
        KNOWN.get(self.0).map_or("", |(key, _)| key)
    }

    /// Makes stems of text: stop words left out, case and accents folded.
    pub fn analyser(self) -> TextAnalyzer {
        ANALYSERS[self.0].clone()
    }

    /// The stems of a word, its own first: one with accents is also found as those find it who type none. Nothing for a
    /// word that says nothing.
    pub fn stems(self, word: &str) -> Vec<String> {
        let mut stems = Vec::with_capacity(1);
        self.each_stem(word, |stem| stems.push(stem.to_owned()));
        stems
    }

    /// Each stem of a text, and of each word with accents also that of the word without.
    pub fn each_stem(self, text: &str, mut take: impl FnMut(&str)) {
        let (mut analyser, mut again) = (self.analyser(), None);
        let mut stream = analyser.token_stream(text);
        while stream.advance() {
            let token = stream.token();
            take(&token.text);
            let word = &text[token.offset_from..token.offset_to];
            if word.is_ascii() {
                continue;
            }
            let (fold, stem) = again.get_or_insert_with(|| (words::exact(), self.analyser()));
            let mut folded = fold.token_stream(word);
            if folded.advance() && folded.token().text.is_ascii() {
                let mut stems = stem.token_stream(&folded.token().text);
                if stems.advance() && stems.token().text != token.text {
                    take(&stems.token().text);
                }
            }
        }
    }

    /// The stem of a word; nothing for a word that says nothing.
    pub fn stem(self, word: &str) -> Option<String> {
        let mut analyser = self.analyser();
        let mut stream = analyser.token_stream(word);
        stream.advance().then(|| stream.token().text.clone())
    }
}

/// Stems first and folds then: the rules of stems know accents.
fn analyser(language: Option<Language>) -> TextAnalyzer {
    let words = TextAnalyzer::builder(Words::default()).filter(RemoveLongFilter::limit(LONGEST)).filter(LowerCaser);
    match (language, language.and_then(StopWordFilter::new)) {
        (Some(language), Some(stop)) => {
            words.filter(stop).filter(Stemmer::new(language)).filter(AsciiFoldingFilter).build()
        }
        (Some(language), None) => words.filter(Stemmer::new(language)).filter(AsciiFoldingFilter).build(),
        (None, _) => words.filter(AsciiFoldingFilter).build(),
    }
}

//! Words that nobody wrote, and those that are spelt almost so. Here must not live: what is done with them (`plan`).

use std::collections::HashMap;
use std::ops::Range;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use crate::tongue::Tongue;
use crate::view::View;

/// Shorter words are taken as they are.
const SHORTEST: usize = 4;
/// From so many letters on two of them may be wrong.
const LONG: usize = 8;
/// So many words are looked for in the place of one.
const MOST: usize = 8;
/// A word has no more forms than these.
const MOST_FORMS: usize = 40;

/// A word that may have been meant otherwise.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// Where it stands in what was typed.
    pub typed: Range<usize>,
    /// Its own stems, if anybody wrote it.
    pub stems: Vec<String>,
    /// What is spelt almost so, the likeliest first.
    pub near: Vec<Near>,
}

/// A word that is spelt almost like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The word, folded.
    pub word: String,
    /// Its stems in the languages that occur.
    pub stems: Vec<String>,
    /// In how many documents it stands.
    pub documents: u64,
    /// How much it counts: less than one.
    pub weight: f32,
}

/// What of the words in these fields is spelt almost like a word: one letter wrong, missing, too many or in its
/// neighbour's place, and in long words two.
pub fn almost(view: &View, fields: &[Field], tongues: &[Tongue], word: &str) -> tantivy::Result<Vec<Near>> {
    let letters = word.chars().count();
    let mut near = Vec::new();
    if letters >= SHORTEST {
        near = within(view, fields, tongues, word, 1)?;
        if near.is_empty() && letters >= LONG {
            near = within(view, fields, tongues, word, 2)?;
        }
    }
    Ok(near)
}

fn within(view: &View, fields: &[Field], tongues: &[Tongue], word: &str, distance: u8) -> tantivy::Result<Vec<Near>> {
    let mut found: HashMap<String, u64> = HashMap::new();
    let almost = Term::from_field_text(view.fields.body, word);
    let automaton = FuzzyTermQuery::new(almost, distance, true).automaton()?;
    for field in fields {
        for (_, segment, _) in view.segments() {
            let index = segment.inverted_index(*field)?;
            let mut terms = index.terms().search(&automaton).into_stream()?;
            while terms.advance() {
                if let Ok(term) = std::str::from_utf8(terms.key()) {
                    *found.entry(term.to_owned()).or_default() += u64::from(terms.value().doc_freq);
                }
            }
        }
    }
    let begins = word.chars().next();
    let mut near: Vec<Near> = found
        .into_iter()
        .filter(|(found, _)| found != word)
        .filter_map(|(found, documents)| {
            let stems = stems(tongues, &found);
            let same_begin = found.chars().next() == begins;
            let weight = if same_begin { 0.8 } else { 0.6 } / f32::from(distance);
            (!stems.is_empty()).then_some(Near { word: found, stems, documents, weight })
        })
        .collect();
    near.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.documents.cmp(&a.documents)).then(a.word.cmp(&b.word)));
    let mut seen: Vec<Vec<String>> = Vec::new();
    near.retain(|near| {
        let new = !seen.contains(&near.stems);
        if new {
            seen.push(near.stems.clone());
        }
        new
    });
    near.truncate(MOST);
    Ok(near)
}

/// The stems of a word in each of these languages, each once, the first language's first.
pub fn stems(tongues: &[Tongue], word: &str) -> Vec<String> {
    let mut stems: Vec<String> = Vec::with_capacity(tongues.len());
    for stem in tongues.iter().flat_map(|tongue| tongue.stems(word)) {
        if !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    stems
}

/// The forms in which a word stands in a field: all that have its stem.
pub fn forms(view: &View, field: Field, tongue: Tongue, word: &str) -> tantivy::Result<Vec<String>> {
    let Some(stem) = tongue.stem(word) else {
        return Ok(vec![word.to_owned()]);
    };
    // The end of a stem may be another than that of the word: `studies`, `studi`, `study`.
    let common = stem.char_indices().rev().nth(usize::from(stem.chars().count() > 3)).map_or(0, |(at, _)| at);
    let begin = &stem[..if stem.chars().count() > 3 { common.max(1) } else { stem.len() }];
    let mut end = begin.as_bytes().to_vec();
    end.push(0xff);
    let mut forms = Vec::new();
    for (_, segment, _) in view.segments() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(begin.as_bytes()).lt(&end).into_stream()?;
        while terms.advance() && forms.len() < MOST_FORMS {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if tongue.stem(term).as_deref() == Some(stem.as_str()) && !forms.iter().any(|form| form == term) {
                forms.push(term.to_owned());
            }
        }
    }
    Ok(forms)
}

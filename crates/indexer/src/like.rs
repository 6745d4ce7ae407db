//! What is most like a document, by its most telling words.

use kit::Uuid;
use platform::search::Facet;
use tantivy::query::{BooleanQuery, BoostQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, SegmentReader, TantivyDocument, Term};

use crate::question::top;
use crate::view::View;

/// By so many words.
const TELLING: usize = 6;
/// Which stand in so many documents together at the most; the most telling one does in any case.
const POSTINGS: u64 = 2_000;
/// So many more are looked at than are asked for: the same story may be among them, and the newer ones come first.
const SPARE: usize = 12;
/// Fingerprints of nearly the same text differ in fewer bits.
const SAME_TEXT: u32 = 10;

/// A word of the document, and how much it tells.
struct Telling {
    term: Term,
    tells: f32,
    documents: u64,
}

/// The documents most like this one, best first.
pub fn most_like(view: &View, id: Uuid, facets: &[Facet], limit: usize) -> tantivy::Result<Vec<Uuid>> {
    let Some(place) = view.place_of(id)? else {
        return Ok(Vec::new());
    };
    let telling = telling(view, place)?;
    if telling.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let query = any_of(telling);
    let published = view.columns[place.segment_ord as usize].published.first(place.doc_id).unwrap_or_default();
    let mut found = top::best_of_any_age(view, query.as_ref(), &view.those_that_narrow(facets)?, limit + SPARE)?;
    for found in &mut found {
        found.score *= top::recency(found.published, published);
    }
    found.sort_by(|a, b| b.cmp(a));
    let mut seen = vec![prints(view, place)];
    let mut like = Vec::with_capacity(limit);
    for found in found {
        let prints = prints(view, found.place);
        if found.place != place && !seen.iter().any(|seen| is_same_story(*seen, prints)) {
            seen.push(prints);
            like.push(view.id(found.place));
        }
        if like.len() == limit {
            break;
        }
    }
    Ok(like)
}

/// The most telling words of headline, standfirst and topics: those that few other documents have.
fn telling(view: &View, place: DocAddress) -> tantivy::Result<Vec<Telling>> {
    let document: TantivyDocument = view.searcher.doc(place)?;
    let fields = &view.fields;
    let mut analyser = view.tongue(place)?.analyser();
    let mut weights: Vec<(String, f32)> = Vec::new();
    for (field, weight) in [(fields.headline, 3.0), (fields.topics, 2.0), (fields.standfirst, 1.0)] {
        for text in document.get_all(field).filter_map(|value| value.as_str()) {
            let mut stems = analyser.token_stream(text);
            while stems.advance() {
                let stem = &stems.token().text;
                match weights.iter_mut().find(|(known, _)| known == stem) {
                    Some((_, known)) => *known += weight,
                    None => weights.push((stem.clone(), weight)),
                }
            }
        }
    }
    let segments = those_that_tell(view);
    let documents: f32 = segments.iter().map(|segment| segment.max_doc() as f32).sum();
    let mut telling = Vec::with_capacity(weights.len());
    for (stem, weight) in weights {
        let term = Term::from_field_text(fields.words, &stem);
        let mut known = 0;
        for segment in &segments {
            known += u64::from(segment.inverted_index(fields.words)?.doc_freq(&term)?);
        }
        if known > 1 {
            telling.push(Telling { term, tells: weight * (1.0 + documents / known as f32).ln(), documents: known });
        }
    }
    telling.sort_by(|a, b| b.tells.total_cmp(&a.tells));
    let mut postings = 0;
    telling.truncate(TELLING * 2);
    telling.retain(|telling| {
        let fits = postings == 0 || postings + telling.documents <= POSTINGS;
        postings += if fits { telling.documents } else { 0 };
        fits
    });
    telling.truncate(TELLING);
    Ok(telling)
}

/// How frequent a word is, the largest segment tells well enough, if it has most of the documents.
fn those_that_tell(view: &View) -> Vec<&SegmentReader> {
    let segments: Vec<&SegmentReader> = view.searcher.segment_readers().iter().collect();
    let largest = segments.iter().copied().max_by_key(|segment| segment.num_docs());
    match largest.filter(|largest| u64::from(largest.num_docs()) * 2 > view.documents()) {
        Some(largest) => vec![largest],
        None => segments,
    }
}

fn any_of(telling: Vec<Telling>) -> Box<dyn Query> {
    let word = |telling: &Telling| Box::new(TermQuery::new(telling.term.clone(), IndexRecordOption::WithFreqs));
    if let [only] = &telling[..] {
        // By itself, it passes over whole blocks of documents that it counts for too little in.
        return word(only);
    }
    let queries = telling.iter().map(|one| Box::new(BoostQuery::new(word(one), one.tells.sqrt())) as Box<dyn Query>);
    Box::new(BooleanQuery::union(queries.collect()))
}

fn prints(view: &View, place: DocAddress) -> (u64, u64) {
    let columns = &view.columns[place.segment_ord as usize];
    let first = |column: &tantivy::columnar::Column<u64>| column.first(place.doc_id).unwrap_or_default();
    (first(&columns.story), first(&columns.likeness))
}

fn is_same_story(one: (u64, u64), other: (u64, u64)) -> bool {
    one.0 == other.0 || one.1 != 0 && other.1 != 0 && (one.1 ^ other.1).count_ones() < SAME_TEXT
}

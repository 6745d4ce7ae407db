//! A document of the house as a document of the index: what its words weigh, what of it may be suggested, and by which
//! fingerprints it is known again.

use std::collections::HashMap;

use kit::Timestamp;
use platform::search::{Document, Facet};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, TantivyDocument, Term};

use crate::fields::Fields;
use crate::pairs::pairs;
use crate::tongue::Tongue;
use crate::view::View;
use crate::words::{self, PART};

/// How often a word of the headline counts.
const HEADLINE: u32 = 8;
/// How often a word of a name or topic counts.
const LABEL: u32 = 6;
/// How often a word of the standfirst counts.
const STANDFIRST: u32 = 3;
/// How often a word of the body counts at the most, however often it stands there.
const BODY_MOST: u32 = 4;
/// From so many of its words on a name may be begun in the middle.
const MIDDLES: usize = 4;
/// Marks a name or topic among the phrases.
pub const NAME: char = 'n';
/// Marks a headline among the phrases.
pub const HEADLINE_MARK: char = 'h';

/// The document as it is kept.
pub fn kept(fields: &Fields, document: &Document) -> TantivyDocument {
    let tongue = Tongue::of(&document.language);
    let (weights, likeness) = weights(document, tongue);
    let mut kept = TantivyDocument::default();
    let (high, low) = document.id.as_u64_pair();
    kept.add_bytes(fields.id, document.id.as_bytes());
    kept.add_u64(fields.id_halves[0], high);
    kept.add_u64(fields.id_halves[1], low);
    kept.add_i64(fields.published, document.published.as_second());
    for facet in &document.facets {
        kept.add_text(fields.facets, facet_key(facet));
    }
    kept.add_text(fields.language, tongue.key());
    kept.add_text(fields.headline, &document.headline);
    kept.add_text(fields.standfirst, &document.standfirst);
    kept.add_text(fields.body, &document.body);
    for name in &document.names {
        kept.add_text(fields.names, name);
    }
    for topic in &document.topics {
        kept.add_text(fields.topics, topic);
    }
    for phrase in phrases(document) {
        kept.add_text(fields.phrases, phrase);
    }
    let mut weighed = String::with_capacity(weights.len() * 10);
    for (stem, times) in &weights {
        words::weigh(&mut weighed, stem, *times);
    }
    kept.add_text(fields.words, weighed);
    kept.add_u64(fields.story, fingerprint(&words::folded(&document.headline).join(" ")));
    kept.add_u64(fields.likeness, likeness);
    kept
}

/// A document as the index was told of it, but for what it does not keep: its language is the key of the one that stems
/// it, its time has whole seconds, its facets are in order.
pub fn told(view: &View, place: DocAddress) -> tantivy::Result<Document> {
    let kept: TantivyDocument = view.searcher.doc(place)?;
    let texts = |field: Field| kept.get_all(field).filter_map(|value| value.as_str()).map(str::to_owned);
    let text = |field: Field| texts(field).next().unwrap_or_default();
    let (fields, columns) = (&view.fields, &view.columns[place.segment_ord as usize]);
    let published = columns.published.first(place.doc_id).unwrap_or_default();
    Ok(Document {
        id: view.id(place),
        language: view.tongue(place)?.key().to_owned(),
        published: Timestamp::from_second(published).unwrap_or_default(),
        headline: text(fields.headline),
        standfirst: text(fields.standfirst),
        body: text(fields.body),
        names: texts(fields.names).collect(),
        topics: texts(fields.topics).collect(),
        facets: view.facets_of(place),
    })
}

/// By which a document is found to be replaced or removed.
pub fn id_term(fields: &Fields, id: kit::Uuid) -> Term {
    Term::from_field_bytes(fields.id, id.as_bytes())
}

/// How a facet is written in the index.
pub fn facet_key(facet: &Facet) -> String {
    format!("{}{PART}{}", facet.kind, facet.key)
}

/// Each stem of the document, and how often it counts; and the fingerprint of its body.
fn weights(document: &Document, tongue: Tongue) -> (HashMap<String, u32>, u64) {
    let mut weights = HashMap::new();
    count(tongue, &document.body, 1, &mut weights);
    for times in weights.values_mut() {
        *times = (*times).min(BODY_MOST);
    }
    let likeness = likeness(&weights);
    count(tongue, &document.headline, HEADLINE, &mut weights);
    count(tongue, &document.standfirst, STANDFIRST, &mut weights);
    for label in document.names.iter().chain(&document.topics) {
        count(tongue, label, LABEL, &mut weights);
    }
    (weights, likeness)
}

fn count(tongue: Tongue, text: &str, times: u32, weights: &mut HashMap<String, u32>) {
    let mut add = |stem: &str| match weights.get_mut(stem) {
        Some(weight) => *weight += times,
        None => {
            weights.insert(stem.to_owned(), times);
        }
    };
    tongue.each_stem(text, &mut add);
    for pair in pairs(text) {
        tongue.each_stem(&pair.together(text), &mut add);
    }
}

/// What of a document may be suggested whole, under each word that it can be begun with.
fn phrases(document: &Document) -> Vec<String> {
    let mut phrases = Vec::new();
    for name in document.names.iter().chain(&document.topics) {
        let folded = words::folded(name);
        for begin in 0..folded.len().min(MIDDLES) {
            phrases.push(format!("{NAME}{}{PART}{}", folded[begin..].join(" "), plain(name)));
        }
    }
    let headline = words::folded(&document.headline).join(" ");
    phrases.push(format!("{HEADLINE_MARK}{headline}{PART}{}", plain(&document.headline)));
    phrases
}

/// On one line, without what parts entries.
pub fn plain(text: &str) -> String {
    text.split(|sign: char| sign.is_whitespace() || sign.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Of two texts with nearly all stems in common, fingerprints that differ in few bits (simhash); nought of none.
fn likeness(weights: &HashMap<String, u32>) -> u64 {
    let mut lean = [0_i64; 64];
    for (stem, times) in weights {
        let bits = fingerprint(stem);
        for (bit, lean) in lean.iter_mut().enumerate() {
            *lean += if bits >> bit & 1 == 1 { i64::from(*times) } else { -i64::from(*times) };
        }
    }
    lean.iter().enumerate().fold(0, |print, (bit, lean)| print | u64::from(*lean > 0) << bit)
}

/// FNV-1a, stirred once more at the end, so that short words differ in all bits. Kept in files, so it must not change.
fn fingerprint(text: &str) -> u64 {
    let print = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |print, byte| (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let print = (print ^ print >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    print ^ print >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str) -> u64 {
        let mut weights = HashMap::new();
        count(Tongue::of("en"), text, 1, &mut weights);
        likeness(&weights)
    }

    #[test]
    fn texts_that_differ_in_a_word_have_prints_that_differ_little() {
        let story = "The regulator of the islands has sold half of its spectrum to a carrier that owns three masts, two \
                     data halls and a ring of dark fibre along the northern coast, where the diesel runs out in winter";
        let near = (print(story) ^ print(&story.replace("winter", "spring"))).count_ones();
        let far =
            (print(story) ^ print("Nothing of that kind was said by anybody about satellites last week")).count_ones();
        assert!(near < 10, "{near}");
        assert!(far > 16, "{far}");
    }
}

//! What may be meant while it is being typed: names, topics and headlines whole, and words of headlines.

use std::collections::HashMap;

use platform::search::{Facet, Order};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{TantivyDocument, Term};

use crate::document::{HEADLINE_MARK, NAME, plain};
use crate::question::plan;
use crate::question::spelling;
use crate::question::top::{any_fits, by_date};
use crate::view::View;
use crate::words::{self, PART};

/// Of what is typed, so many bytes count.
const LONGEST: usize = 100;
/// So many entries that begin alike are looked at in each segment.
const LOOKED_AT: usize = 4_000;
/// Of the words that go on, so many are looked up.
const WORDS: usize = 40;
/// Headlines are proposed from so many letters on.
const LETTERS_FOR_HEADLINES: usize = 4;
/// Of headlines, which are many and stand once each, so many are looked at.
const HEADLINES: usize = 50;
/// Of headlines that hold the words somewhere, so many of the newest are proposed.
const HOLDING: usize = 4;
/// Of words that are spelt almost as one that begins nothing, so many are proposed.
const MEANT: usize = 3;

/// An entry that begins like what is typed.
struct Begun {
    /// Fits the documents that have it.
    query: Box<dyn Query>,
    /// What is proposed.
    shown: String,
    documents: u64,
}

/// Names and topics first, then words, then headlines; within each, the most frequent first. After them the newest
/// headlines that hold all the words: what is typed to its end may begin nothing. Where there is none of these, words that
/// are spelt almost so. Only what a document has that is there and fits the facets.
pub fn suggestions(view: &View, begun: &str, facets: &[Facet], limit: usize) -> tantivy::Result<Vec<String>> {
    let begun = &begun[..begun.floor_char_boundary(LONGEST)];
    let folded = words::folded(begun).join(" ");
    if folded.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let chosen = plan::chosen(view, facets);
    let mut found = Vec::new();
    let names = begun_in(view, view.fields.phrases, &format!("{NAME}{folded}"), LOOKED_AT, shown_whole)?;
    keep(view, &chosen, names, limit, &mut found)?;
    let (before, last) = folded.rsplit_once(' ').unwrap_or(("", &folded));
    if found.len() < limit && !begun.ends_with(char::is_whitespace) {
        let mut words = begun_in(view, view.fields.headline, last, LOOKED_AT, |word| shown_behind(before, word))?;
        words.retain(|word| word.shown != folded && says_something(view, word));
        words.truncate(WORDS);
        for word in &mut words {
            if let Some(row) = behind_the_last(view, word) {
                word.query = row;
            }
        }
        let with_those_before = chosen.iter().map(|query| query.box_clone()).chain(all_of(view, before));
        keep(view, &with_those_before.collect::<Vec<_>>(), words, limit, &mut found)?;
    }
    if folded.len() >= LETTERS_FOR_HEADLINES && found.len() < limit {
        let headlines =
            begun_in(view, view.fields.phrases, &format!("{HEADLINE_MARK}{folded}"), HEADLINES, shown_whole)?;
        keep(view, &chosen, headlines, limit, &mut found)?;
    }
    if found.len() < limit && says_much(view, last) {
        for headline in holding(view, &chosen, &folded, HOLDING.min(limit - found.len()))? {
            if !found.contains(&headline) {
                found.push(headline);
            }
        }
    }
    if found.is_empty() {
        found = meant(view, &chosen, &folded)?;
    }
    found.truncate(limit);
    Ok(found)
}

/// The newest headlines in which all of these words stand.
fn holding(view: &View, chosen: &[Box<dyn Query>], folded: &str, limit: usize) -> tantivy::Result<Vec<String>> {
    let headline = view.fields.headline;
    let words = folded.split(' ').map(|word| has(Term::from_field_text(headline, word)));
    let all = words.chain(chosen.iter().map(|query| query.box_clone())).map(|query| (Occur::Must, query));
    let found = by_date(view, &BooleanQuery::new(all.collect()), Order::Newest, limit)?;
    let printed = found.into_iter().map(|found| {
        let document: TantivyDocument = view.searcher.doc(found.place)?;
        Ok(document.get_first(headline).and_then(|value| value.as_str()).map(plain).unwrap_or_default())
    });
    printed.collect()
}

/// A word that goes on stands behind the last of those before it: in some headline, right there.
fn behind_the_last(view: &View, word: &Begun) -> Option<Box<dyn Query>> {
    let (before, word) = word.shown.rsplit_once(' ')?;
    let last = before.rsplit(' ').next()?;
    let row = [last, word].map(|word| Term::from_field_text(view.fields.headline, word));
    Some(Box::new(PhraseQuery::new(row.to_vec())))
}

/// What the last word may have been meant as, behind the others as they were typed: such that some document has all.
fn meant(view: &View, chosen: &[Box<dyn Query>], folded: &str) -> tantivy::Result<Vec<String>> {
    let (before, last) = folded.rsplit_once(' ').unwrap_or(("", folded));
    let near = spelling::almost(view, &view.fields.written(), &view.tongues, last)?;
    let mut found = Vec::new();
    for near in near {
        let all = all_of(view, &near.word).into_iter().chain(all_of(view, before));
        let all = all.chain(chosen.iter().map(|query| query.box_clone())).map(|query| (Occur::Must, query));
        if any_fits(view, &BooleanQuery::new(all.collect()))? {
            found.extend(shown_behind(before, &near.word));
        }
        if found.len() == MEANT {
            break;
        }
    }
    Ok(found)
}

/// Fits the documents that have this entry.
fn has(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// The words before as they were typed, and one more.
fn shown_behind(before: &str, word: &str) -> Option<String> {
    Some(if before.is_empty() { word.to_owned() } else { format!("{before} {word}") })
}

/// Whether a word is worth proposing in one of the languages that occur.
fn says_something(view: &View, word: &Begun) -> bool {
    says_much(view, word.shown.rsplit(' ').next().unwrap_or_default())
}

/// Whether a word tells what somebody looks for: "and" and "of" do not.
fn says_much(view: &View, word: &str) -> bool {
    let long = word.chars().count() > 2 || word.contains(|sign: char| sign.is_ascii_digit());
    long && view.tongues.iter().all(|tongue| tongue.stem(word).is_some())
}

/// Documents with all of these words, each in any of the languages that occur.
fn all_of(view: &View, folded: &str) -> Vec<Box<dyn Query>> {
    let query = |word: &str| {
        let stems = view.tongues.iter().filter_map(|tongue| tongue.stem(word));
        let terms = stems.map(|stem| has(Term::from_field_text(view.fields.words, &stem)));
        let terms: Vec<_> = terms.collect();
        (!terms.is_empty()).then(|| Box::new(BooleanQuery::union(terms)) as Box<dyn Query>)
    };
    folded.split(' ').filter_map(query).collect()
}

/// Behind the folded words stands how they were printed.
fn shown_whole(entry: &str) -> Option<String> {
    entry.split_once(PART).map(|(_, printed)| printed.to_owned())
}

fn begun_in(
    view: &View,
    field: Field,
    begin: &str,
    looked_at: usize,
    shown: impl Fn(&str) -> Option<String>,
) -> tantivy::Result<Vec<Begun>> {
    let mut end = begin.as_bytes().to_vec();
    end.push(0xff);
    let mut known: HashMap<String, u64> = HashMap::new();
    for (_, segment, _) in view.segments() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(begin.as_bytes()).lt(&end).into_stream()?;
        let mut looked = 0;
        while looked < looked_at && terms.advance() {
            looked += 1;
            if let Ok(entry) = std::str::from_utf8(terms.key()) {
                *known.entry(entry.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    let mut begun: Vec<Begun> = known
        .into_iter()
        .filter_map(|(entry, documents)| {
            Some(Begun { shown: shown(&entry)?, query: has(Term::from_field_text(field, &entry)), documents })
        })
        .collect();
    begun.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.shown.cmp(&b.shown)));
    Ok(begun)
}

/// Adds what a document has that is there and fits, up to the limit.
fn keep(
    view: &View,
    chosen: &[Box<dyn Query>],
    begun: Vec<Begun>,
    limit: usize,
    found: &mut Vec<String>,
) -> tantivy::Result<()> {
    for entry in begun {
        if found.len() >= limit {
            break;
        }
        if found.contains(&entry.shown) {
            continue;
        }
        let mut clauses = vec![(Occur::Must, entry.query)];
        clauses.extend(chosen.iter().map(|query| (Occur::Must, query.box_clone())));
        if any_fits(view, &BooleanQuery::new(clauses))? {
            found.push(entry.shown);
        }
    }
    Ok(())
}

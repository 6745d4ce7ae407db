//! What may have been meant where words were found as others: always a question that finds something. Here must not live:
//! which words are spelt alike (`spelling`).

use platform::search::Question;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Term};

use super::plan::{self, Plan, Reading};
use super::spelling::{Near, Spelling};
use super::{read, top};
use crate::view::View;

/// What was typed, with other words in the place of some: the likeliest, if all of them together find something, else
/// those of the first answer.
pub fn meant(
    view: &View,
    question: &Question,
    plan: &Plan,
    first: Option<DocAddress>,
) -> tantivy::Result<Option<String>> {
    let nobody_wrote = |spelling: &Spelling| spelling.stems.is_empty();
    let likeliest = |spelling: &Spelling| spelling.near.first().filter(|_| nobody_wrote(spelling)).cloned();
    let choices: Vec<Option<Near>> = plan.spelt.iter().map(likeliest).collect();
    if let Some(meant) = with(&question.words, &plan.spelt, &choices)
        && finds_something(view, question, &meant)?
    {
        return Ok(Some(meant));
    }
    let Some(first) = first else { return Ok(None) };
    let choices = plan.spelt.iter().map(|spelling| in_the_place_of(view, spelling, first));
    let choices = choices.collect::<tantivy::Result<Vec<_>>>()?;
    let meant = with(&question.words, &plan.spelt, &choices);
    meant.map_or(Ok(None), |meant| Ok(finds_something(view, question, &meant)?.then_some(meant)))
}

/// Which word a document has in the place of one that it has not.
fn in_the_place_of(view: &View, spelling: &Spelling, place: DocAddress) -> tantivy::Result<Option<Near>> {
    if has_any(view, place, &spelling.stems)? {
        return Ok(None);
    }
    for near in &spelling.near {
        if has_any(view, place, &near.stems)? {
            return Ok(Some(near.clone()));
        }
    }
    Ok(None)
}

fn has_any(view: &View, place: DocAddress, stems: &[String]) -> tantivy::Result<bool> {
    let words = view.searcher.segment_reader(place.segment_ord).inverted_index(view.fields.words)?;
    for stem in stems {
        let term = Term::from_field_text(view.fields.words, stem);
        let Some(mut documents) = words.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        // It must not be asked to go back.
        if documents.doc() <= place.doc_id && documents.seek(place.doc_id) == place.doc_id {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What was typed, with these in the place of the words that they are spelt like; nothing where none is.
fn with(typed: &str, spelt: &[Spelling], choices: &[Option<Near>]) -> Option<String> {
    let mut changes: Vec<_> =
        spelt.iter().zip(choices).filter_map(|(spelling, near)| Some((&spelling.typed, near.as_ref()?))).collect();
    changes.sort_by_key(|(typed, _)| typed.start);
    changes.dedup_by_key(|(typed, _)| typed.start);
    let (mut meant, mut from) = (String::new(), 0);
    for (place, near) in &changes {
        meant.push_str(typed.get(from..place.start)?);
        meant.push_str(&near.word);
        from = place.end;
    }
    meant.push_str(typed.get(from..)?);
    (!changes.is_empty()).then_some(meant)
}

fn finds_something(view: &View, question: &Question, words: &str) -> tantivy::Result<bool> {
    let asked = read::read(words, &question.zone);
    let plan = plan::plan(view, question, &asked, Reading::ToTheLetter)?;
    top::any_fits(view, plan::narrowed(view, plan.query, &question.facets).as_ref())
}

//! What is asked, as one search for it. Here must not live: which terms of the index answer which words (`terms`), and the
//! order of answers.

use std::ops::Bound;

use platform::search::{Facet, Question};
use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::read::{Asked, Place};
use super::spelling::Spelling;
use super::terms::{Clause, Marked, Seeker, all_of, one_of};
use crate::document::facet_key;
use crate::facets::kinds_of;
use crate::tongue::Tongue;
use crate::view::View;
use crate::words;

/// A search for what was asked.
#[derive(Debug)]
pub struct Plan {
    /// Fits what was asked for, facets aside.
    pub query: Box<dyn Query>,
    /// Whether words were asked for, so that one document fits better than another.
    pub ranked: bool,
    /// Whether it is of single words alone, of which the best are found without looking at all.
    pub clauses: Clauses,
    /// Words in whose place others were looked for too, or may have been meant.
    pub spelt: Vec<Spelling>,
    /// The words looked for: for marking.
    pub words: Vec<Marked>,
    /// The words in the order in which they were typed: for nearness.
    pub row: Vec<String>,
}

/// What a search consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clauses {
    /// Single words.
    Words,
    /// Whatever else.
    Others,
}

/// How words are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As they are typed, if anybody ever wrote them so.
    ToTheLetter,
    /// As they are typed, whoever wrote them: what must not be there is not guessed.
    Exactly,
    /// One of them as what is spelt almost so and is as frequent.
    Generous,
}

/// Plans the search.
pub fn plan(view: &View, question: &Question, asked: &Asked, reading: Reading) -> tantivy::Result<Plan> {
    let own = Tongue::of(&question.language);
    let mut tongues = vec![own];
    tongues.extend(view.tongues.iter().filter(|tongue| **tongue != own));
    let mut seeker = Seeker { view, reading, tongues, spelt: Vec::new(), words: Vec::new() };
    let mut wanted = Vec::new();
    for any in &asked.wanted {
        wanted.extend(seeker.any_of(any)?);
    }
    if wanted.is_empty() {
        // Nothing but words that say nothing: they are looked for as they stand.
        wanted.extend(asked.wanted.iter().flatten().filter_map(|sought| seeker.as_written(sought)).map(Clause::of));
    }
    let ranked = !wanted.is_empty();
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    if wanted.iter().any(|clause| clause.almost.is_some()) {
        clauses.push((Occur::Must, all_but_one_to_the_letter(&wanted)));
    } else {
        clauses.extend(wanted.into_iter().map(|clause| (Occur::Must, clause.query)));
    }
    if !ranked {
        let nothing_fits = asked.wanted.iter().flatten().next().is_some();
        let all: Box<dyn Query> = if nothing_fits { Box::new(EmptyQuery) } else { Box::new(AllQuery) };
        clauses.push((Occur::Must, all));
    }
    for sought in &asked.unwanted {
        clauses.extend(seeker.unwanted(sought)?.map(|query| (Occur::MustNot, query)));
    }
    clauses.extend(published(view, question, asked).map(|query| (Occur::Must, query)));
    clauses
        .extend(asked.outside.iter().map(|(from, until)| (Occur::MustNot, between(view, Some(*from), Some(*until)))));
    let is_word = |(occur, query): &(Occur, Box<dyn Query>)| *occur == Occur::Must && query.is::<TermQuery>();
    let kind = if clauses.iter().all(is_word) { Clauses::Words } else { Clauses::Others };
    let query = match clauses.len() {
        1 => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    Ok(Plan { query, ranked, clauses: kind, spelt: seeker.spelt, words: seeker.words, row: row(asked) })
}

/// One of these as what is spelt almost so, and the others as they stand.
fn all_but_one_to_the_letter(wanted: &[Clause]) -> Box<dyn Query> {
    let alternatives = wanted.iter().enumerate().filter_map(|(place, changed)| {
        let almost = changed.almost.as_ref()?.box_clone();
        let others = wanted.iter().enumerate().filter(|(other, _)| *other != place);
        Some(all_of(others.map(|(_, clause)| clause.query.box_clone()).chain([almost]).collect()))
    });
    one_of(alternatives.collect())
}

/// The words that must all fit, in the order in which they were typed.
fn row(asked: &Asked) -> Vec<String> {
    let alone = asked.wanted.iter().filter_map(|any| if let [only] = &any[..] { Some(only) } else { None });
    alone.filter(|sought| sought.place == Place::Anywhere).flat_map(|sought| words::folded(&sought.text)).collect()
}

/// The search, narrowed to documents with these facets: of each kind named, one must fit.
pub fn narrowed(view: &View, query: Box<dyn Query>, facets: &[Facet]) -> Box<dyn Query> {
    if facets.is_empty() {
        return query;
    }
    let mut clauses = vec![(Occur::Must, query)];
    clauses.extend(chosen(view, facets).into_iter().map(|query| (Occur::Must, query)));
    Box::new(BooleanQuery::new(clauses))
}

/// One search for each kind that was chosen of; none of them adds to what fits better.
pub fn chosen(view: &View, facets: &[Facet]) -> Vec<Box<dyn Query>> {
    let of_kind = |kind: &str| {
        let terms = facets.iter().filter(|facet| facet.kind == kind).map(|facet| {
            let term = Term::from_field_text(view.fields.facets, &facet_key(facet));
            Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>
        });
        Box::new(ConstScoreQuery::new(one_of(terms.collect()), 0.0)) as Box<dyn Query>
    };
    kinds_of(facets).into_iter().map(of_kind).collect()
}

fn published(view: &View, question: &Question, asked: &Asked) -> Option<Box<dyn Query>> {
    let seconds = |at: Option<kit::Timestamp>| at.map(|at| at.as_second());
    let from = asked.from.into_iter().chain(seconds(question.from)).max();
    let until = asked.until.into_iter().chain(seconds(question.until)).min();
    (from.is_some() || until.is_some()).then(|| between(view, from, until))
}

/// Published at or after a second, before another.
fn between(view: &View, from: Option<i64>, until: Option<i64>) -> Box<dyn Query> {
    let bound = |second: i64| Term::from_field_i64(view.fields.published, second);
    let lower = from.map_or(Bound::Unbounded, |second| Bound::Included(bound(second)));
    let upper = until.map_or(Bound::Unbounded, |second| Bound::Excluded(bound(second)));
    Box::new(ConstScoreQuery::new(Box::new(RangeQuery::new(lower, upper)), 0.0))
}

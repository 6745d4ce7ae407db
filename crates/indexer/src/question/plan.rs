//! What is asked, as a search for it: which terms of the index answer which words. Here must not live: the order of
//! answers.

use platform::search::{Facet, Question};
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::read::{Asked, Form, Place, Sought};
use super::spelling::{self, Spelling};
use crate::document::facet_key;
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
    /// Words of which none was found as typed, and what was looked for in their place.
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
    /// Also as what is spelt almost so.
    Generous,
}

/// A word that was looked for, in all forms that fit.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    /// Stems that fit.
    pub stems: Vec<String>,
    /// Folded words that fit.
    pub folded: Vec<String>,
}

/// Whoever makes a plan: the view, and the languages of words, that of the question first.
pub struct Planner<'a> {
    view: &'a View,
    reading: Reading,
    tongues: Vec<Tongue>,
    spelt: Vec<Spelling>,
    words: Vec<Marked>,
}

/// Plans the search.
pub fn plan(view: &View, question: &Question, asked: &Asked, reading: Reading) -> tantivy::Result<Plan> {
    let own = Tongue::of(&question.language);
    let mut tongues = vec![own];
    tongues.extend(view.tongues.iter().filter(|tongue| **tongue != own));
    let mut planner = Planner { view, reading, tongues, spelt: Vec::new(), words: Vec::new() };
    let mut clauses = Vec::new();
    for any in &asked.wanted {
        clauses.extend(planner.any_of(any)?.into_iter().map(|query| (Occur::Must, query)));
    }
    if clauses.is_empty() {
        // Nothing but words that say nothing: they are looked for as they stand.
        for sought in asked.wanted.iter().flatten() {
            clauses.extend(planner.as_written(sought).map(|query| (Occur::Must, query)));
        }
    }
    let ranked = !clauses.is_empty();
    if !ranked {
        let nothing_fits = asked.wanted.iter().flatten().next().is_some();
        let all: Box<dyn Query> = if nothing_fits { Box::new(EmptyQuery) } else { Box::new(AllQuery) };
        clauses.push((Occur::Must, all));
    }
    for sought in &asked.unwanted {
        clauses.extend(planner.unwanted(sought)?.map(|query| (Occur::MustNot, query)));
    }
    clauses.extend(published(view, question, asked).map(|query| (Occur::Must, query)));
    let is_word = |(occur, query): &(Occur, Box<dyn Query>)| *occur == Occur::Must && query.is::<TermQuery>();
    let kind = if clauses.iter().all(is_word) { Clauses::Words } else { Clauses::Others };
    let query = match clauses.len() {
        1 => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    Ok(Plan { query, ranked, clauses: kind, spelt: planner.spelt, words: planner.words, row: row(asked) })
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
    let mut kinds: Vec<&str> = facets.iter().map(|facet| facet.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_kind = |kind: &str| {
        let terms = facets.iter().filter(|facet| facet.kind == kind).map(|facet| {
            let term = Term::from_field_text(view.fields.facets, &facet_key(facet));
            Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>
        });
        Box::new(ConstScoreQuery::new(one_of(terms.collect()), 0.0)) as Box<dyn Query>
    };
    kinds.into_iter().map(of_kind).collect()
}

fn published(view: &View, question: &Question, asked: &Asked) -> Option<Box<dyn Query>> {
    let seconds = |at: Option<kit::Timestamp>| at.map(|at| at.as_second());
    let from = asked.from.into_iter().chain(seconds(question.from)).max();
    let until = asked.until.into_iter().chain(seconds(question.until)).min();
    let bound = |second: i64| Term::from_field_i64(view.fields.published, second);
    (from.is_some() || until.is_some()).then(|| {
        let lower = from.map_or(Bound::Unbounded, |second| Bound::Included(bound(second)));
        let upper = until.map_or(Bound::Unbounded, |second| Bound::Excluded(bound(second)));
        Box::new(ConstScoreQuery::new(Box::new(RangeQuery::new(lower, upper)), 0.0)) as Box<dyn Query>
    })
}

impl Planner<'_> {
    /// One search for each word, or one for all alternatives where there are several; none for words that say nothing.
    fn any_of(&mut self, any: &[Sought]) -> tantivy::Result<Vec<Box<dyn Query>>> {
        if let [only] = any {
            return self.wanted(only);
        }
        let mut alternatives = Vec::new();
        for sought in any {
            let all = self.wanted(sought)?;
            if !all.is_empty() {
                alternatives.push(all_of(all));
            }
        }
        Ok(if alternatives.is_empty() { Vec::new() } else { vec![one_of(alternatives)] })
    }

    fn wanted(&mut self, sought: &Sought) -> tantivy::Result<Vec<Box<dyn Query>>> {
        let folded = words::folded(&sought.text);
        if sought.form == Form::Phrase && folded.len() > 1 {
            return Ok(self.as_written(sought).into_iter().collect());
        }
        let mut found = Vec::new();
        for word in folded {
            let query = match sought.place {
                Place::Anywhere => self.word(&sought.text, &word, sought)?,
                place => Some(self.in_field(field(self.view, place), &word)?),
            };
            found.extend(query);
        }
        Ok(found)
    }

    /// A word anywhere, by its stem in every language that occurs; one that nobody wrote, by what is spelt almost so.
    fn word(&mut self, typed: &str, folded: &str, sought: &Sought) -> tantivy::Result<Option<Box<dyn Query>>> {
        // The stemmer wants the accents, if it can have them.
        let whole = words::folded(typed).len() == 1;
        let word = if whole { typed } else { folded };
        if self.tongues[0].stem(word).is_none() {
            return Ok(None);
        }
        let mut stems: Vec<String> = self.tongues.iter().filter_map(|tongue| tongue.stem(word)).collect();
        let first = stems[0].clone();
        stems.sort_unstable();
        stems.dedup();
        let mut known = Vec::new();
        let mut documents = 0;
        for stem in stems {
            let frequency = self.view.searcher.doc_freq(&self.term(&stem))?;
            documents += frequency;
            if frequency > 0 {
                known.push(stem);
            }
        }
        let mut marked = Marked { stems: known.clone(), folded: vec![folded.to_owned()] };
        let weight = |stem: &str| if stem == first { 1.0 } else { 0.8 };
        let mut queries: Vec<Box<dyn Query>> = known.iter().map(|stem| self.stem(stem, weight(stem))).collect();
        if documents == 0 || self.reading == Reading::Generous {
            let spelling = spelling::almost(self.view, &self.tongues, folded, sought.typed.clone())?;
            for near in &spelling.near {
                queries.push(self.stem(&near.stem, near.weight));
                marked.stems.push(near.stem.clone());
                marked.folded.push(near.word.clone());
            }
            self.spelt.push(spelling);
        }
        self.words.push(marked);
        Ok(Some(if queries.is_empty() { Box::new(EmptyQuery) } else { one_of(queries) }))
    }

    fn term(&self, stem: &str) -> Term {
        Term::from_field_text(self.view.fields.words, stem)
    }

    fn stem(&self, stem: &str, weight: f32) -> Box<dyn Query> {
        let query = Box::new(TermQuery::new(self.term(stem), IndexRecordOption::WithFreqs));
        if weight >= 1.0 { query } else { Box::new(BoostQuery::new(query, weight)) }
    }

    /// A word in one field, in all forms that have its stem.
    fn in_field(&mut self, field: Field, word: &str) -> tantivy::Result<Box<dyn Query>> {
        let mut forms = spelling::forms(self.view, field, self.tongues[0], word)?;
        if !forms.iter().any(|form| form == word) {
            forms.push(word.to_owned());
        }
        let terms = forms.iter().map(|form| {
            let term = Term::from_field_text(field, form);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
        });
        let query = one_of(terms.collect());
        self.words.push(Marked { stems: Vec::new(), folded: forms });
        Ok(query)
    }

    /// Words exactly as they were written, in a row where there are several.
    fn as_written(&mut self, sought: &Sought) -> Option<Box<dyn Query>> {
        let folded = words::folded(&sought.text);
        let fields = match sought.place {
            Place::Anywhere => self.view.fields.written().to_vec(),
            place => vec![field(self.view, place)],
        };
        let found = row_in(&fields, &folded)?;
        self.words.extend(folded.into_iter().map(|word| Marked { stems: Vec::new(), folded: vec![word] }));
        Some(found)
    }

    fn unwanted(&mut self, sought: &Sought) -> tantivy::Result<Option<Box<dyn Query>>> {
        let (spelt, words) = (self.spelt.len(), self.words.len());
        let query = if sought.place == Place::Anywhere && words::folded(&sought.text).len() == 1 {
            let stems: Vec<String> = self.tongues.iter().filter_map(|tongue| tongue.stem(&sought.text)).collect();
            let terms = stems.iter().map(|stem| self.stem(stem, 1.0)).collect::<Vec<_>>();
            if terms.is_empty() { self.as_written(sought) } else { Some(one_of(terms)) }
        } else if sought.form == Form::Phrase || sought.place == Place::Anywhere {
            self.as_written(sought)
        } else {
            let all = self.wanted(sought)?;
            (!all.is_empty()).then(|| all_of(all))
        };
        // What must not be there is neither corrected nor marked.
        self.spelt.truncate(spelt);
        self.words.truncate(words);
        Ok(query)
    }
}

/// These words in a row in any of these fields.
fn row_in(fields: &[Field], folded: &[String]) -> Option<Box<dyn Query>> {
    let queries = fields.iter().map(|field| {
        let mut terms: Vec<Term> = folded.iter().map(|word| Term::from_field_text(*field, word)).collect();
        match terms.len() {
            1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs)) as Box<dyn Query>,
            _ => Box::new(PhraseQuery::new(terms)),
        }
    });
    (!folded.is_empty()).then(|| one_of(queries.collect()))
}

fn field(view: &View, place: Place) -> Field {
    match place {
        Place::Headline => view.fields.headline,
        Place::Byline => view.fields.names,
        Place::Topic => view.fields.topics,
        Place::Body | Place::Anywhere => view.fields.body,
    }
}

fn one_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() == 1 { queries.remove(0) } else { Box::new(BooleanQuery::union(queries)) }
}

fn all_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() == 1 { queries.remove(0) } else { Box::new(BooleanQuery::intersection(queries)) }
}

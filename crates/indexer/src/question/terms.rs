//! Words as they were typed, as searches for them: anywhere, in a field, in a row, as a beginning, spelt almost so. Here must
//! not live: how they make one search together (`plan`).

use std::ops::Range;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, FuzzyTermQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::plan::Reading;
use super::read::{Form, Place, Sought};
use super::spelling::{self, Near, Spelling};
use crate::pairs::pairs;
use crate::tongue::Tongue;
use crate::view::View;
use crate::words;

/// For so many words of a question others are looked for.
const MOST_SPELT: usize = 16;

/// A word that was looked for, in all forms that fit.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    /// Stems that fit.
    pub stems: Vec<String>,
    /// Folded words that fit.
    pub folded: Vec<String>,
    /// How folded words begin that fit.
    pub begun: Vec<String>,
}

/// What must fit.
pub struct Clause {
    /// As it was typed.
    pub query: Box<dyn Query>,
    /// What is spelt almost so.
    pub almost: Option<Box<dyn Query>>,
}

/// Whoever looks for words: the view, and the languages of words, that of the question first.
pub struct Seeker<'a> {
    pub view: &'a View,
    pub reading: Reading,
    pub tongues: Vec<Tongue>,
    /// Words in whose place others are looked for too.
    pub spelt: Vec<Spelling>,
    /// The words looked for.
    pub words: Vec<Marked>,
}

impl Clause {
    /// This alone.
    pub fn of(query: Box<dyn Query>) -> Self {
        Self { query, almost: None }
    }
}

impl Seeker<'_> {
    /// One search for each word, or one for all alternatives where there are several; none for words that say nothing.
    pub fn any_of(&mut self, any: &[Sought]) -> tantivy::Result<Vec<Clause>> {
        if let [only] = any {
            return self.wanted(only);
        }
        let (mut alternatives, spelt, mut is_found) = (Vec::new(), self.spelt.len(), false);
        for sought in any {
            let spelt = self.spelt.len();
            let all = self.wanted(sought)?;
            is_found |= !all.is_empty() && self.spelt.len() == spelt;
            if !all.is_empty() {
                alternatives.push(all_of(all.into_iter().map(|clause| clause.query).collect()));
            }
        }
        if is_found && self.reading == Reading::ToTheLetter {
            // Where one is found as it is written, the others need not have been meant otherwise.
            self.spelt.truncate(spelt);
        }
        Ok(if alternatives.is_empty() { Vec::new() } else { vec![Clause::of(one_of(alternatives))] })
    }

    fn wanted(&mut self, sought: &Sought) -> tantivy::Result<Vec<Clause>> {
        let parts = words::parts(&sought.text);
        match sought.form {
            Form::Phrase | Form::Compound if parts.len() > 1 => {
                let together = if sought.form == Form::Compound { self.together(sought)? } else { None };
                let row = self.as_written(sought);
                for part in parts.iter().filter(|_| together.is_none()) {
                    self.notice_misspelt(sought, part)?;
                }
                let any: Vec<_> = row.into_iter().chain(together).collect();
                Ok(if any.is_empty() { Vec::new() } else { vec![Clause::of(one_of(any))] })
            }
            Form::Beginning if parts.len() == 1 => {
                Ok(parts.last().map(|(_, begun)| Clause::of(self.begun(sought, begun))).into_iter().collect())
            }
            _ => {
                let mut found = Vec::with_capacity(parts.len());
                for part in &parts {
                    found.extend(match sought.place {
                        Place::Anywhere => self.word(sought, part)?,
                        _ => Some(self.in_field(sought, part)?),
                    });
                }
                Ok(found)
            }
        }
    }

    /// A word anywhere, by its stems in every language that occurs; one that nobody wrote, by what is spelt almost so.
    fn word(&mut self, sought: &Sought, (at, folded): &(Range<usize>, String)) -> tantivy::Result<Option<Clause>> {
        // The stemmer wants the accents.
        let word = &sought.text[at.clone()];
        if self.tongues[0].stem(word).is_none() {
            return Ok(None);
        }
        let stems = spelling::stems(&self.tongues, word);
        let (first, mut known, mut documents) = (stems[0].clone(), Vec::new(), 0);
        for stem in stems {
            let frequency = self.view.searcher.doc_freq(&self.term(&stem))?;
            documents += frequency;
            if frequency > 0 {
                known.push(stem);
            }
        }
        let weight = |stem: &str| if stem == first { 1.0 } else { 0.8 };
        let mut queries: Vec<Box<dyn Query>> = known.iter().map(|stem| self.stem(stem, weight(stem))).collect();
        let mut marked = Marked { stems: known.clone(), folded: vec![folded.clone()], begun: Vec::new() };
        let mut almost = None;
        if documents == 0 || self.reading == Reading::Generous {
            let mut near = self.almost(&self.view.fields.written(), folded)?;
            near.retain(|near| near.documents >= documents);
            let others = near.iter().flat_map(|near| near.stems.iter().map(|stem| self.stem(stem, near.weight)));
            let others: Vec<Box<dyn Query>> = others.collect();
            if documents == 0 {
                queries = others;
            } else if !others.is_empty() {
                almost = Some(one_of(others));
            }
            for near in &near {
                marked.stems.extend(near.stems.iter().cloned());
                marked.folded.push(near.word.clone());
            }
            self.spelt.push(Spelling { typed: shifted(at, sought.at), stems: known, near });
        }
        self.words.push(marked);
        let query = if queries.is_empty() { Box::new(EmptyQuery) } else { one_of(queries) };
        Ok(Some(Clause { query, almost }))
    }

    /// Two words that are joined by a sign, as the one word that they may be written as.
    fn together(&mut self, sought: &Sought) -> tantivy::Result<Option<Box<dyn Query>>> {
        let pair = pairs(&sought.text).next().filter(|_| sought.place == Place::Anywhere);
        let Some(pair) = pair else { return Ok(None) };
        let word = pair.together(&sought.text);
        let mut stems = spelling::stems(&self.tongues, &word);
        let mut known = Vec::new();
        for stem in stems.drain(..) {
            if self.view.searcher.doc_freq(&self.term(&stem))? > 0 {
                known.push(stem);
            }
        }
        let queries: Vec<_> = known.iter().map(|stem| self.stem(stem, 1.0)).collect();
        self.words.push(Marked { stems: known, folded: words::folded(&word), begun: Vec::new() });
        Ok((!queries.is_empty()).then(|| one_of(queries)))
    }

    /// Words that begin so.
    fn begun(&mut self, sought: &Sought, begun: &str) -> Box<dyn Query> {
        let fields = self.fields(sought.place);
        let queries = fields.into_iter().map(|field| {
            Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, begun), 0, true)) as Box<dyn Query>
        });
        self.words.push(Marked { begun: vec![begun.to_owned()], ..Marked::default() });
        one_of(queries.collect())
    }

    /// A word of a phrase is not looked for otherwise; but that nobody wrote it may be said.
    fn notice_misspelt(&mut self, sought: &Sought, (at, folded): &(Range<usize>, String)) -> tantivy::Result<()> {
        let fields = self.fields(sought.place);
        for field in &fields {
            if self.view.searcher.doc_freq(&Term::from_field_text(*field, folded))? > 0 {
                return Ok(());
            }
        }
        let near = self.almost(&fields, folded)?;
        self.spelt.push(Spelling { typed: shifted(at, sought.at), stems: Vec::new(), near });
        Ok(())
    }

    /// What is spelt almost like a word. Nothing where words must not be changed, or enough of them were.
    fn almost(&self, fields: &[Field], word: &str) -> tantivy::Result<Vec<Near>> {
        let is_enough = self.reading == Reading::Exactly || self.spelt.len() >= MOST_SPELT;
        if is_enough { Ok(Vec::new()) } else { spelling::almost(self.view, fields, &self.tongues, word) }
    }

    /// The fields whose words stand as they were written, as far as they are asked.
    fn fields(&self, place: Place) -> Vec<Field> {
        match place {
            Place::Anywhere => self.view.fields.written().to_vec(),
            place => vec![field(self.view, place)],
        }
    }

    fn term(&self, stem: &str) -> Term {
        Term::from_field_text(self.view.fields.words, stem)
    }

    fn stem(&self, stem: &str, weight: f32) -> Box<dyn Query> {
        let query = Box::new(TermQuery::new(self.term(stem), IndexRecordOption::WithFreqs));
        if weight >= 1.0 { query } else { Box::new(BoostQuery::new(query, weight)) }
    }

    /// A word in one field, in all forms that have its stem; one that nobody wrote there, by what is spelt almost so.
    fn in_field(&mut self, sought: &Sought, (at, word): &(Range<usize>, String)) -> tantivy::Result<Clause> {
        let field = field(self.view, sought.place);
        let mut forms = spelling::forms(self.view, field, self.tongues[0], word)?;
        if forms.is_empty() {
            let near = self.almost(&[field], word)?;
            forms.extend(near.iter().map(|near| near.word.clone()));
            self.spelt.push(Spelling { typed: shifted(at, sought.at), stems: Vec::new(), near });
        }
        let terms = forms.iter().map(|form| {
            let term = Term::from_field_text(field, form);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
        });
        let query = if forms.is_empty() { Box::new(EmptyQuery) } else { one_of(terms.collect()) };
        self.words.push(Marked { folded: forms, ..Marked::default() });
        Ok(Clause::of(query))
    }

    /// Words exactly as they were written, in a row where there are several.
    pub fn as_written(&mut self, sought: &Sought) -> Option<Box<dyn Query>> {
        let folded = words::folded(&sought.text);
        let found = row_in(&self.fields(sought.place), &folded)?;
        self.words.extend(folded.into_iter().map(|word| Marked { folded: vec![word], ..Marked::default() }));
        Some(found)
    }

    /// What must not fit.
    pub fn unwanted(&mut self, sought: &Sought) -> tantivy::Result<Option<Box<dyn Query>>> {
        let (spelt, words, reading) = (self.spelt.len(), self.words.len(), self.reading);
        self.reading = Reading::Exactly;
        let is_anywhere = sought.place == Place::Anywhere;
        let query = match sought.form {
            Form::Words | Form::Compound if is_anywhere && words::folded(&sought.text).len() == 1 => {
                let stems = spelling::stems(&self.tongues, &sought.text);
                let terms = stems.iter().map(|stem| self.stem(stem, 1.0)).collect::<Vec<_>>();
                if terms.is_empty() { self.as_written(sought) } else { Some(one_of(terms)) }
            }
            Form::Phrase | Form::Words if is_anywhere => self.as_written(sought),
            Form::Phrase => self.as_written(sought),
            _ => {
                let all = self.wanted(sought)?;
                (!all.is_empty()).then(|| all_of(all.into_iter().map(|clause| clause.query).collect()))
            }
        };
        // What must not be there is neither corrected nor marked.
        self.spelt.truncate(spelt);
        self.words.truncate(words);
        self.reading = reading;
        Ok(query)
    }
}

fn shifted(at: &Range<usize>, by: usize) -> Range<usize> {
    at.start + by..at.end + by
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
        Place::Standfirst => view.fields.standfirst,
        Place::Byline => view.fields.names,
        Place::Topic => view.fields.topics,
        Place::Body | Place::Anywhere => view.fields.body,
    }
}

/// Any of these.
pub fn one_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() == 1 { queries.remove(0) } else { Box::new(BooleanQuery::union(queries)) }
}

/// All of these.
pub fn all_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() == 1 { queries.remove(0) } else { Box::new(BooleanQuery::intersection(queries)) }
}

//! A question, from what was typed to what is answered: read it, plan the search, take the best, count, mark.

mod counts;
mod mark;
mod meant;
mod near;
pub(crate) mod plan;
mod read;
pub(crate) mod spelling;
mod terms;
pub(crate) mod top;

use platform::search::{Answers, Facet, Hit, Order, Question};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use self::mark::Marker;
use self::plan::{Clauses, Plan, Reading};
use self::top::Found;
use crate::tongue::Tongue;
use crate::view::View;

/// No answer lies deeper.
const DEEPEST: usize = 10_000;
/// Nor are there more in one.
const MOST: usize = 200;

/// A facet that one of so many documents has, or more, is looked for in those that fit; one that fewer have helps to find
/// them.
const FREQUENT: u64 = 8;

/// Answers a question.
pub fn answer(view: &View, question: Question) -> tantivy::Result<Answers> {
    let facets = view.those_that_narrow(&question.facets)?;
    let question = &Question { facets, ..question };
    let asked = read::read(&question.words, &question.zone);
    let mut plan = plan::plan(view, question, &asked, Reading::ToTheLetter)?;
    let mut found = found(view, question, &plan)?;
    if plan.ranked && found.total == 0 && found.counts.is_empty() {
        plan = plan::plan(view, question, &asked, Reading::Generous)?;
        found = self::found(view, question, &plan)?;
    }
    let (offset, limit) = part(question);
    let marker = Marker::of(&plan.words, &view.tongues);
    let hits = found.first.iter().skip(offset).take(limit).map(|found| hit(view, &marker, found.place));
    let hits = hits.collect::<tantivy::Result<_>>()?;
    let meant = meant::meant(view, question, &plan, found.first.first().map(|found| found.place))?;
    Ok(Answers { total: found.total, hits, counts: found.counts, meant })
}

/// Whether each of these is had by many documents.
fn are_frequent(view: &View, facets: &[Facet]) -> tantivy::Result<bool> {
    for facet in facets {
        if view.documents_with(facet)? * FREQUENT < view.documents_ever() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What a search found.
struct Fitting {
    total: u64,
    counts: Vec<(Facet, u64)>,
    first: Vec<Found>,
}

/// Which part of what fits is asked for: how many are passed over, how many are given.
fn part(question: &Question) -> (usize, usize) {
    ((question.offset as usize).min(DEEPEST), (question.limit as usize).min(MOST))
}

fn found(view: &View, question: &Question, plan: &Plan) -> tantivy::Result<Fitting> {
    let narrowed = || plan::narrowed(view, plan.query.box_clone(), &question.facets);
    let (offset, limit) = part(question);
    let now = question.now.as_second();
    let by_rank = question.order == Order::Relevance && plan.ranked;
    let window = (offset + limit).max(near::FIRST);
    let every_one_is_looked_at = plan.clauses == Clauses::Others || !question.facets.is_empty();
    if by_rank && every_one_is_looked_at && question.count.is_empty() {
        let (total, mut first) = top::total_and_best(view, narrowed().as_ref(), now, window)?;
        near::nearest_first(view, Tongue::of(&question.language), &plan.row, &mut first)?;
        return Ok(Fitting { total, counts: Vec::new(), first });
    }
    let (total, counts) = match question.count.is_empty() {
        true => (top::total(view, narrowed().as_ref())?, Vec::new()),
        false => counts::counted(view, question, plan.query.as_ref())?,
    };
    let first = if total <= offset as u64 || limit == 0 {
        Vec::new()
    } else if by_rank {
        let mut first = match plan.clauses == Clauses::Words && are_frequent(view, &question.facets)? {
            true => top::best(view, plan.query.as_ref(), &question.facets, now, window)?,
            false => top::best(view, narrowed().as_ref(), &[], now, window)?,
        };
        near::nearest_first(view, Tongue::of(&question.language), &plan.row, &mut first)?;
        first
    } else {
        top::by_date(view, narrowed().as_ref(), question.order, offset + limit)?
    };
    Ok(Fitting { total, counts, first })
}

fn hit(view: &View, marker: &Marker<'_>, place: DocAddress) -> tantivy::Result<Hit> {
    let document: TantivyDocument = view.searcher.doc(place)?;
    let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
    let fields = &view.fields;
    Ok(Hit {
        id: view.id(place),
        headline: marker.whole(text(fields.headline)),
        snippet: marker.snippet([text(fields.body), text(fields.standfirst)]),
    })
}

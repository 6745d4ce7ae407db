//! A question, from what was typed to what is answered: read it, plan the search, take the best, count, mark.

mod counts;
mod mark;
pub(crate) mod plan;
mod read;
mod spelling;
pub(crate) mod top;

use platform::search::{Answers, Hit, Order, Question};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use self::mark::Marker;
use self::plan::Plan;
use self::spelling::Spelling;
use self::top::Found;
use crate::view::View;

/// No answer lies deeper.
const DEEPEST: usize = 10_000;
/// Nor are there more in one.
const MOST: usize = 200;
/// Where more fit, nothing else is proposed.
const LITTLE: u64 = 3;

/// Answers a question.
pub fn answer(view: &View, question: &Question) -> tantivy::Result<Answers> {
    let asked = read::read(&question.words);
    let plan = plan::plan(view, question, &asked)?;
    let query = plan::narrowed(view, plan.query.box_clone(), &question.facets);
    let (total, counts) = match question.count.is_empty() {
        true => (top::total(view, query.as_ref())?, Vec::new()),
        false => counts::counted(view, question, plan.query.as_ref())?,
    };
    let (offset, limit) = ((question.offset as usize).min(DEEPEST), (question.limit as usize).min(MOST));
    let found = if total > offset as u64 && limit > 0 {
        first(view, question, &plan, query.as_ref(), offset + limit)?
    } else {
        Vec::new()
    };
    let marker = Marker::of(&plan.words, &view.tongues);
    let hits = found.iter().skip(offset).take(limit).map(|found| hit(view, &marker, found.place));
    let hits = hits.collect::<tantivy::Result<_>>()?;
    let meant = if total <= LITTLE || !plan.spelt.is_empty() { meant(&question.words, &plan.spelt) } else { None };
    Ok(Answers { total, hits, counts, meant })
}

fn first(
    view: &View,
    question: &Question,
    plan: &Plan,
    query: &dyn tantivy::query::Query,
    limit: usize,
) -> tantivy::Result<Vec<Found>> {
    match question.order {
        Order::Relevance if plan.ranked => top::best(view, query, question.now.as_second(), limit),
        Order::Oldest => top::by_date(view, query, Order::Oldest, limit),
        Order::Relevance | Order::Newest => top::by_date(view, query, Order::Newest, limit),
    }
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

/// What was typed, with the likeliest word in the place of each that nobody wrote.
fn meant(typed: &str, spelt: &[Spelling]) -> Option<String> {
    let mut meant = String::new();
    let mut from = 0;
    for spelling in spelt {
        let near = spelling.near.first()?;
        let old = typed.get(spelling.typed.clone())?;
        let head = old.find(|sign: char| sign.is_alphanumeric()).unwrap_or(0);
        meant.push_str(typed.get(from..spelling.typed.start + head)?);
        meant.push_str(&near.word);
        from = spelling.typed.end;
    }
    if from == 0 {
        return None;
    }
    meant.push_str(typed.get(from..)?);
    Some(meant)
}

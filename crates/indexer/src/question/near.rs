//! Words that stand beside each other as they were typed: documents in which they do come before others that fit as
//! well. Looked up for the first few alone, so that it costs the same however many fit.

use tantivy::query::{EnableScoring, PhraseQuery, Query, Weight};
use tantivy::{DocAddress, SeekDangerResult, Term};

use super::top::Found;
use crate::tongue::Tongue;
use crate::view::View;

/// So many of the first are put in order anew.
pub const FIRST: usize = 40;
/// What a pair of words adds that stands so in the headline.
const IN_HEADLINE: f32 = 0.25;
/// And in the body.
const IN_BODY: f32 = 0.12;
/// What all pairs add together at the most.
const MOST: f32 = 0.75;

/// Puts the first documents in order anew: those before that have pairs of these words in a row.
pub fn nearest_first(view: &View, own: Tongue, row: &[String], found: &mut [Found]) -> tantivy::Result<()> {
    let says_nothing = |word: &String| own.stem(word).is_none();
    let pairs = row.windows(2).filter(|pair| !pair.iter().all(says_nothing));
    let many = FIRST.min(found.len());
    let first = &mut found[..many];
    first.sort_unstable_by_key(|found| found.place);
    let mut gains = vec![0.0_f32; first.len()];
    for pair in pairs {
        for (field, gain) in [(view.fields.headline, IN_HEADLINE), (view.fields.body, IN_BODY)] {
            let terms = pair.iter().map(|word| Term::from_field_text(field, word)).collect();
            let weight = PhraseQuery::new(terms).weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
            let fits = |at: usize| gains[at] += gain;
            those_that_fit(view, weight.as_ref(), first, fits)?;
        }
    }
    for (found, gain) in first.iter_mut().zip(gains) {
        found.score *= 1.0 + gain.min(MOST);
    }
    first.sort_unstable_by(|a, b| b.cmp(a));
    Ok(())
}

/// Says the numbers of those found that fit; they are in the order of their places.
fn those_that_fit(
    view: &View,
    weight: &dyn Weight,
    found: &[Found],
    mut fits: impl FnMut(usize),
) -> tantivy::Result<()> {
    let mut at = 0;
    while let Some(DocAddress { segment_ord, doc_id }) = found.get(at).map(|found| found.place) {
        let segment = view.searcher.segment_reader(segment_ord);
        let (mut seen, mut scorer) = weight.scorer_danger(segment, doc_id, 1.0)?;
        loop {
            // What lies below the bound does not fit; the scorer must not be asked about it any more.
            let next = match seen {
                SeekDangerResult::Found => {
                    fits(at);
                    found[at].place.doc_id + 1
                }
                SeekDangerResult::SeekLowerBound(bound) => bound.max(found[at].place.doc_id + 1),
            };
            let rest = found[at..].iter();
            at += rest.take_while(|found| found.place.segment_ord == segment_ord && found.place.doc_id < next).count();
            match found.get(at).map(|found| found.place).filter(|place| place.segment_ord == segment_ord) {
                Some(place) => seen = scorer.seek_danger(place.doc_id),
                None => break,
            }
        }
    }
    Ok(())
}

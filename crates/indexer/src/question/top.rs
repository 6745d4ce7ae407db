//! The first of many: documents that fit, in the order that was asked for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use platform::search::{Facet, Order};
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocSet, Score, TERMINATED};

use crate::facets::Chosen;
use crate::view::View;

/// How much less a document counts for each doubling of its age in years.
const AGEING: f32 = 0.08;
const SECONDS_A_YEAR: f32 = 31_557_600.0;

/// A document that fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// How well it fits.
    pub score: Score,
    /// When it was published, in seconds.
    pub published: i64,
    /// Where it is.
    pub place: DocAddress,
}

/// So that the greatest is the best: by score, then the newer.
impl Ord for Found {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let by_score = self.score.total_cmp(&other.score).then(self.published.cmp(&other.published));
        by_score.then(other.place.cmp(&self.place))
    }
}

impl PartialOrd for Found {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Found {}

/// How much a document counts that was published then: all of it at first, four fifths after ten years.
pub fn recency(published: i64, now: i64) -> f32 {
    let years = (now - published).max(0) as f32 / SECONDS_A_YEAR;
    1.0 / (1.0 + AGEING * (1.0 + years).log2())
}

/// The best of those that fit and have these facets, best first. What cannot be among them any more is passed over unseen.
pub fn best(view: &View, query: &dyn Query, facets: &[Facet], now: i64, limit: usize) -> tantivy::Result<Vec<Found>> {
    best_of(view, query, facets, Some(now), limit)
}

/// The best of those that fit and have these facets, whenever they were published. Right where few are looked at, as
/// words pass over most.
pub fn best_of_any_age(view: &View, query: &dyn Query, facets: &[Facet], limit: usize) -> tantivy::Result<Vec<Found>> {
    best_of(view, query, facets, None, limit)
}

fn best_of(
    view: &View,
    query: &dyn Query,
    facets: &[Facet],
    now: Option<i64>,
    limit: usize,
) -> tantivy::Result<Vec<Found>> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(&view.searcher))?;
    let chosen = Chosen::of(&view.facets, facets);
    let mut first = First::of(limit);
    for (segment_ord, segment, columns) in view.segments() {
        let alive = segment.alive_bitset();
        let has_those_chosen = |doc: u32| {
            let column = columns.facets.as_ref();
            chosen.missing_among(column.into_iter().flat_map(|column| column.of_document(doc))) == 0
        };
        weight.for_each_pruning(first.least(), segment, &mut |doc_id, score| {
            let published = || columns.published.first(doc_id).unwrap_or_default();
            // Age takes away and never adds, so that what does not reach the least without it never does.
            let score = now.map_or(score, |now| score * recency(published(), now));
            if score >= first.least() && alive.is_none_or(|alive| alive.is_alive(doc_id)) && has_those_chosen(doc_id) {
                first.take(Found { score, published: published(), place: DocAddress { segment_ord, doc_id } });
            }
            first.least()
        })?;
    }
    Ok(first.in_order())
}

/// How many fit, and the best of them: in one go, where each has to be looked at anyway.
pub fn total_and_best(view: &View, query: &dyn Query, now: i64, limit: usize) -> tantivy::Result<(u64, Vec<Found>)> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(&view.searcher))?;
    let (mut total, mut first) = (0, First::of(limit));
    for (segment_ord, segment, columns) in view.segments() {
        let alive = segment.alive_bitset();
        weight.for_each(segment, &mut |doc_id, score| {
            if alive.is_none_or(|alive| alive.is_alive(doc_id)) {
                total += 1;
                if score >= first.least() {
                    let published = columns.published.first(doc_id).unwrap_or_default();
                    let score = score * recency(published, now);
                    first.take(Found { score, published, place: DocAddress { segment_ord, doc_id } });
                }
            }
        })?;
    }
    Ok((total, first.in_order()))
}

/// Those that fit by their date.
pub fn by_date(view: &View, query: &dyn Query, order: Order, limit: usize) -> tantivy::Result<Vec<Found>> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let mut first = First::of(limit);
    for (segment_ord, segment, columns) in view.segments() {
        let alive = segment.alive_bitset();
        weight.for_each_no_score(segment, &mut |docs| {
            for doc_id in docs.iter().copied() {
                let published = columns.published.first(doc_id).unwrap_or_default();
                let published = if order == Order::Oldest { -published } else { published };
                if first.has_room_for(published) && alive.is_none_or(|alive| alive.is_alive(doc_id)) {
                    first.take(Found { score: 0.0, published, place: DocAddress { segment_ord, doc_id } });
                }
            }
        })?;
    }
    Ok(first.in_order())
}

/// How many fit.
pub fn total(view: &View, query: &dyn Query) -> tantivy::Result<u64> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    view.segments().map(|(_, segment, _)| weight.count(segment).map(u64::from)).sum()
}

/// Whether any document that is there fits a search.
pub fn any_fits(view: &View, query: &dyn Query) -> tantivy::Result<bool> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    for (_, segment, _) in view.segments() {
        let mut fitting = weight.scorer(segment, 1.0)?;
        let mut doc = fitting.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                return Ok(true);
            }
            doc = fitting.advance();
        }
    }
    Ok(false)
}

/// The first so many.
struct First {
    limit: usize,
    kept: BinaryHeap<Reverse<Found>>,
}

impl First {
    fn of(limit: usize) -> Self {
        Self { limit: limit.max(1), kept: BinaryHeap::with_capacity(limit.min(1000) + 1) }
    }

    /// What must be exceeded to be among the first.
    fn least(&self) -> Score {
        match self.kept.peek() {
            Some(Reverse(last)) if self.kept.len() >= self.limit => last.score,
            _ => Score::MIN,
        }
    }

    fn has_room_for(&self, published: i64) -> bool {
        self.kept.len() < self.limit || self.kept.peek().is_some_and(|Reverse(last)| published >= last.published)
    }

    fn take(&mut self, found: Found) {
        if self.kept.len() < self.limit {
            self.kept.push(Reverse(found));
        } else if let Some(mut last) = self.kept.peek_mut()
            && found > last.0
        {
            *last = Reverse(found);
        }
    }

    fn in_order(self) -> Vec<Found> {
        self.kept.into_sorted_vec().into_iter().map(|Reverse(found)| found).collect()
    }
}

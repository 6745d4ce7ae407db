//! How many documents fit under each facet. What was chosen of a kind does not narrow the counts of that kind.

use std::collections::HashMap;

use platform::search::{Facet, Question};
use tantivy::query::{EnableScoring, Query};

use crate::facets::Chosen;
use crate::view::{FacetColumn, Unpacked, View};
use crate::words::PART;

/// How many fit, and how many of them under each facet of the kinds asked for, most first.
pub fn counted(view: &View, question: &Question, query: &dyn Query) -> tantivy::Result<(u64, Vec<(Facet, u64)>)> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let mut total = 0;
    let mut counts = HashMap::new();
    for (_, segment, columns) in view.segments() {
        let Some(facets) = &columns.facets else {
            total += if question.facets.is_empty() { u64::from(weight.count(segment)?) } else { 0 };
            continue;
        };
        let mut tally = Tally::of(facets, question)?;
        let alive = segment.alive_bitset();
        weight.for_each_no_score(segment, &mut |docs| {
            for doc in docs.iter().copied() {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    tally.take(doc);
                }
            }
        })?;
        total += tally.total;
        tally.add_to(&question.count, &mut counts);
    }
    let counts = counts.into_iter().filter_map(|(key, many): (&str, u64)| {
        let (kind, key) = key.split_once(PART)?;
        Some((Facet::new(kind, key), many))
    });
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
    Ok((total, counts))
}

/// The counts of one segment.
struct Tally<'a> {
    facets: &'a FacetColumn,
    numbers: &'a Unpacked,
    chosen: Chosen<'a>,
    /// The number of the kind with each bit.
    kind_of_bit: Vec<Option<u8>>,
    /// Of each facet by number.
    counts: Vec<u32>,
    total: u64,
}

impl<'a> Tally<'a> {
    fn of(facets: &'a FacetColumn, question: &'a Question) -> tantivy::Result<Self> {
        let chosen = Chosen::of(facets, &question.facets)?;
        let number_of = |kind: &&str| facets.kinds.iter().position(|known| known == kind);
        let kind_of_bit =
            chosen.kinds.iter().map(|kind| number_of(kind).and_then(|at| u8::try_from(at).ok())).collect();
        let counts = vec![0; facets.column.num_terms()];
        Ok(Self { facets, numbers: facets.unpacked(), chosen, kind_of_bit, counts, total: 0 })
    }

    fn take(&mut self, doc: u32) {
        let numbers = self.numbers.of(doc);
        let missing = self.chosen.missing_among(numbers.iter().copied().map(u64::from));
        if missing == 0 {
            self.total += 1;
            for number in numbers {
                self.counts[*number as usize] += 1;
            }
        } else if missing.is_power_of_two()
            && let Some(kind) = self.kind_of_bit[missing.trailing_zeros() as usize]
        {
            for number in numbers {
                if self.facets.kind_of[*number as usize] == kind {
                    self.counts[*number as usize] += 1;
                }
            }
        }
    }

    fn add_to(&self, asked: &[&str], counts: &mut HashMap<&'a str, u64>) {
        let is_asked: Vec<bool> = self.facets.kinds.iter().map(|kind| asked.contains(&kind.as_str())).collect();
        let facets = self.facets.keys.iter().zip(&self.facets.kind_of).zip(&self.counts);
        for ((key, kind), many) in facets.filter(|(_, many)| **many > 0) {
            if is_asked.get(usize::from(*kind)).is_some_and(|is_asked| *is_asked) {
                *counts.entry(key).or_default() += u64::from(*many);
            }
        }
    }
}

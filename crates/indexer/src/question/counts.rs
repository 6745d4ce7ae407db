//! How many documents fit under each facet. What was chosen of a kind does not narrow the counts of that kind.

use std::cmp::Reverse;

use platform::search::{COUNTED, Facet, Question};
use tantivy::query::{EnableScoring, Query};

use crate::facets::{Chosen, Known};
use crate::view::View;

/// How many fit, and how many of them under each facet of the kinds asked for, most first.
pub fn counted(view: &View, question: &Question, query: &dyn Query) -> tantivy::Result<(u64, Vec<(Facet, u64)>)> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let mut tally = Tally::of(&view.facets, &question.facets);
    for (_, segment, columns) in view.segments() {
        let facets = columns.facets.as_ref().map(|column| column.unpacked());
        let alive = segment.alive_bitset();
        weight.for_each_no_score(segment, &mut |docs| {
            for doc in docs.iter().copied() {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    tally.take(facets.map_or(&[], |facets| facets.of(doc)));
                }
            }
        })?;
    }
    Ok((tally.total, tally.first_of(&question.count)))
}

/// The counts.
struct Tally<'a> {
    known: &'a Known,
    chosen: Chosen<'a>,
    /// The number of the kind with each bit.
    kind_of_bit: Vec<Option<u8>>,
    /// Of each facet by number.
    counts: Vec<u32>,
    total: u64,
}

impl<'a> Tally<'a> {
    fn of(known: &'a Known, facets: &'a [Facet]) -> Self {
        let chosen = Chosen::of(known, facets);
        let kind_of_bit = chosen.kinds.iter().map(|kind| known.kind(kind)).collect();
        Self { known, chosen, kind_of_bit, counts: vec![0; known.len()], total: 0 }
    }

    /// Counts a document with the facets of these numbers.
    fn take(&mut self, numbers: &[u32]) {
        let missing = if self.chosen.is_something() { self.chosen.missing_among(numbers.iter().copied()) } else { 0 };
        if missing == 0 {
            self.total += 1;
            for number in numbers {
                self.counts[*number as usize] += 1;
            }
        } else if missing.is_power_of_two()
            && let Some(kind) = self.kind_of_bit[missing.trailing_zeros() as usize]
        {
            for number in numbers {
                if self.known.kind_of()[*number as usize] == kind {
                    self.counts[*number as usize] += 1;
                }
            }
        }
    }

    /// The first of each of these kinds and those chosen, most first.
    fn first_of(&self, kinds: &[&str]) -> Vec<(Facet, u64)> {
        let mut of_kinds: Vec<(u8, Vec<(u32, u32)>)> =
            kinds.iter().filter_map(|kind| Some((self.known.kind(kind)?, Vec::new()))).collect();
        for ((number, many), kind) in
            (0..).zip(&self.counts).zip(self.known.kind_of()).filter(|((_, many), _)| **many > 0)
        {
            if let Some((_, counted)) = of_kinds.iter_mut().find(|(asked, _)| asked == kind) {
                counted.push((number, *many));
            }
        }
        let by_count = |(number, many): &(u32, u32)| (Reverse(*many), self.known.key(*number));
        let mut first = Vec::new();
        for (_, mut counted) in of_kinds {
            if counted.len() > COUNTED {
                counted.select_nth_unstable_by(COUNTED, |one, other| by_count(one).cmp(&by_count(other)));
                let rest = counted.split_off(COUNTED);
                counted.extend(rest.into_iter().filter(|(number, _)| self.chosen.has(*number)));
            }
            first.append(&mut counted);
        }
        first.sort_unstable_by(|one, other| by_count(one).cmp(&by_count(other)));
        first.into_iter().filter_map(|(number, many)| Some((self.known.facet(number)?, u64::from(many)))).collect()
    }
}

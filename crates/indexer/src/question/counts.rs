//! How many documents fit under each facet. What was chosen of a kind does not narrow the counts of that kind.

use std::collections::HashMap;

use platform::search::{Facet, Question};
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Query};

use crate::document::facet_key;
use crate::view::{FacetColumn, View};
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
        tally.add_to(&mut counts)?;
    }
    let counts = counts.into_iter().filter_map(|(key, many): (String, u64)| {
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
    numbers: &'a Column<u64>,
    counts: Vec<u32>,
    /// Of each kind by number: whether it is counted.
    counted: Vec<Counted>,
    /// Of each facet by number: one bit, that of its kind, where it was chosen.
    chosen: Vec<(u64, u32)>,
    /// A bit for each kind that was chosen of.
    all_kinds: u32,
    /// The number of the kind with each bit.
    kind_of_bit: Vec<Option<u8>>,
    total: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Yes,
    No,
}

impl<'a> Tally<'a> {
    fn of(facets: &'a FacetColumn, question: &Question) -> tantivy::Result<Self> {
        let counted = facets.kinds.iter().map(|kind| match question.count.iter().any(|asked| asked == kind) {
            true => Counted::Yes,
            false => Counted::No,
        });
        let mut kinds: Vec<&str> = question.facets.iter().map(|facet| facet.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.truncate(32);
        let mut chosen = Vec::new();
        for facet in &question.facets {
            let number = facets.column.dictionary().term_ord(facet_key(facet))?;
            let bit = kinds.iter().position(|kind| *kind == facet.kind);
            chosen.extend(number.zip(bit).map(|(number, bit)| (number, 1 << bit)));
        }
        let number_of =
            |kind: &&str| facets.kinds.iter().position(|known| known == kind).and_then(|at| u8::try_from(at).ok());
        Ok(Self {
            facets,
            numbers: facets.column.ords(),
            counts: vec![0; facets.column.num_terms()],
            counted: counted.collect(),
            chosen,
            all_kinds: kinds.iter().enumerate().fold(0, |bits, (bit, _)| bits | 1 << bit),
            kind_of_bit: kinds.iter().map(number_of).collect(),
            total: 0,
        })
    }

    fn take(&mut self, doc: u32) {
        if self.all_kinds == 0 {
            self.total += 1;
            for number in self.numbers.values_for_doc(doc) {
                self.counts[number as usize] += 1;
            }
            return;
        }
        let fits = self.numbers.values_for_doc(doc).fold(0, |fits, number| fits | self.bit_of(number));
        let missing = self.all_kinds & !fits;
        if missing == 0 {
            self.total += 1;
            for number in self.numbers.values_for_doc(doc) {
                self.counts[number as usize] += 1;
            }
        } else if missing.is_power_of_two()
            && let Some(kind) = self.kind_of_bit[missing.trailing_zeros() as usize]
        {
            for number in self.numbers.values_for_doc(doc) {
                if self.facets.kind_of[number as usize] == kind {
                    self.counts[number as usize] += 1;
                }
            }
        }
    }

    fn bit_of(&self, number: u64) -> u32 {
        self.chosen.iter().find(|(chosen, _)| *chosen == number).map_or(0, |(_, bit)| *bit)
    }

    fn add_to(&self, counts: &mut HashMap<String, u64>) -> tantivy::Result<()> {
        for (number, many) in (0..).zip(&self.counts).filter(|(_, many)| **many > 0) {
            let kind = usize::from(self.facets.kind_of[number as usize]);
            if self.counted.get(kind) == Some(&Counted::Yes) {
                let mut key = String::new();
                self.facets.column.ord_to_str(number, &mut key)?;
                *counts.entry(key).or_default() += u64::from(*many);
            }
        }
        Ok(())
    }
}

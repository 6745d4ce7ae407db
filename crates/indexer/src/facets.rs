//! Facets that were chosen, as numbers of one segment: whether a document has them.

use platform::search::Facet;

use crate::document::facet_key;
use crate::view::FacetColumn;

/// Kinds that can be chosen of at once.
const KINDS: usize = 32;

/// What was chosen, in one segment.
pub struct Chosen<'a> {
    column: &'a FacetColumn,
    /// Of each facet by number: the bit of its kind.
    bits: Vec<(u64, u32)>,
    /// The names of the kinds, in the order of their bits.
    pub kinds: Vec<&'a str>,
}

impl<'a> Chosen<'a> {
    /// These facets.
    pub fn of(column: &'a FacetColumn, facets: &'a [Facet]) -> tantivy::Result<Self> {
        let mut kinds: Vec<&str> = facets.iter().map(|facet| facet.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.truncate(KINDS);
        let mut bits = Vec::with_capacity(facets.len());
        for facet in facets {
            let number = column.column.dictionary().term_ord(facet_key(facet))?;
            let bit = kinds.iter().position(|kind| *kind == facet.kind);
            bits.extend(number.zip(bit).map(|(number, bit)| (number, 1 << bit)));
        }
        Ok(Self { column, bits, kinds })
    }

    /// A bit for each kind of which the document has none that was chosen.
    pub fn missing(&self, doc: u32) -> u32 {
        self.missing_among(self.column.column.ords().values_for_doc(doc))
    }

    /// The same of a document with the facets of these numbers.
    pub fn missing_among(&self, numbers: impl Iterator<Item = u64>) -> u32 {
        if self.kinds.is_empty() {
            return 0;
        }
        let all = u32::MAX >> (KINDS - self.kinds.len());
        let bit = |number| self.bits.iter().find(|(chosen, _)| *chosen == number).map_or(0, |(_, bit)| *bit);
        let fits = numbers.fold(0, |fits, number| fits | bit(number));
        all & !fits
    }
}

//! Facets by number. Here must not live: counting (`question::counts`), and how facets are kept (`document`).

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use platform::search::Facet;
use tantivy::columnar::StrColumn;

use crate::document::facet_key;
use crate::words::PART;

/// Kinds that can be chosen of at once.
const KINDS: usize = 32;

/// Every facet that some document has, by a number that is the same in all segments.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// How each is written: its kind and its key.
    keys: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
    /// Of each, which of the kinds it has.
    kind_of: Vec<u8>,
    /// Names of the kinds.
    kinds: Vec<String>,
}

impl Known {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Which of the kinds this is.
    pub fn kind(&self, name: &str) -> Option<u8> {
        self.kinds.iter().position(|known| known == name).and_then(|at| u8::try_from(at).ok())
    }

    /// Of each facet by number, which of the kinds it has.
    pub fn kind_of(&self) -> &[u8] {
        &self.kind_of
    }

    /// How the facet of this number is written.
    pub fn key(&self, number: u32) -> &str {
        self.keys.get(number as usize).map_or("", |key| key)
    }

    /// The facet of this number.
    pub fn facet(&self, number: u32) -> Option<Facet> {
        self.key(number).split_once(PART).map(|(kind, key)| Facet::new(kind, key))
    }

    fn learn(&mut self, key: &str) -> u32 {
        let (number, key) = (u32::try_from(self.keys.len()).unwrap_or(u32::MAX), Arc::<str>::from(key));
        let name = key.split(PART).next().unwrap_or_default();
        let kind = self.kinds.iter().position(|known| known == name).unwrap_or_else(|| {
            self.kinds.push(name.to_owned());
            self.kinds.len() - 1
        });
        self.kind_of.push(u8::try_from(kind).unwrap_or(u8::MAX));
        self.keys.push(Arc::clone(&key));
        self.numbers.insert(key, number);
        number
    }
}

/// The facets of a segment's documents.
#[derive(Debug)]
pub struct FacetColumn {
    column: StrColumn,
    /// The number of each, in the order of the column's own.
    numbers: Vec<u32>,
    /// The facets of every document, once they were counted.
    unpacked: OnceLock<Unpacked>,
}

/// The facets of all documents of a segment by number, one after another: counting reads them by the hundred thousand.
#[derive(Debug)]
pub struct Unpacked {
    /// Where those of a document begin, and behind the last one where they end.
    begins: Vec<u32>,
    numbers: Vec<u32>,
}

impl Unpacked {
    /// Those of one document.
    pub fn of(&self, doc: u32) -> &[u32] {
        let doc = doc as usize;
        &self.numbers[self.begins[doc] as usize..self.begins[doc + 1] as usize]
    }
}

impl FacetColumn {
    /// Reads which there are. Those that were not known get numbers.
    pub fn of(column: StrColumn, known: &mut Arc<Known>) -> tantivy::Result<Self> {
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut written = column.dictionary().stream()?;
        while written.advance() {
            let key = std::str::from_utf8(written.key()).unwrap_or_default();
            let number = known.numbers.get(key).copied();
            numbers.push(number.unwrap_or_else(|| Arc::make_mut(known).learn(key)));
        }
        drop(written);
        Ok(Self { column, numbers, unpacked: OnceLock::new() })
    }

    /// Those of one document.
    pub fn of_document(&self, doc: u32) -> impl Iterator<Item = u32> {
        let places = self.column.ords().values_for_doc(doc);
        places.filter_map(|place| self.numbers.get(usize::try_from(place).ok()?).copied())
    }

    /// Those of every document. Made when first asked for.
    pub fn unpacked(&self) -> &Unpacked {
        self.unpacked.get_or_init(|| {
            let packed = self.column.ords();
            let mut numbers = Vec::with_capacity(packed.values.num_vals() as usize);
            let mut begins = Vec::with_capacity(packed.num_docs() as usize + 1);
            for doc in 0..packed.num_docs() {
                begins.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
                numbers.extend(self.of_document(doc));
            }
            begins.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
            Unpacked { begins, numbers }
        })
    }
}

/// What was chosen: of each kind one must fit.
#[derive(Debug)]
pub struct Chosen<'a> {
    /// The number of each that is known, and the bit of its kind.
    bits: Vec<(u32, u32)>,
    /// The names of the kinds, in the order of their bits.
    pub kinds: Vec<&'a str>,
}

impl<'a> Chosen<'a> {
    /// These facets.
    pub fn of(known: &Known, facets: &'a [Facet]) -> Self {
        let kinds = kinds_of(facets);
        let bit = |facet: &Facet| {
            let number = known.numbers.get(facet_key(facet).as_str())?;
            let bit = kinds.iter().position(|kind| *kind == facet.kind)?;
            Some((*number, 1 << bit))
        };
        Self { bits: facets.iter().filter_map(bit).collect(), kinds }
    }

    /// Whether the facet of this number was chosen.
    pub fn has(&self, number: u32) -> bool {
        self.bits.iter().any(|(chosen, _)| *chosen == number)
    }

    /// Whether anything was chosen at all.
    pub fn is_something(&self) -> bool {
        !self.kinds.is_empty()
    }

    /// A bit for each kind of which a document with the facets of these numbers has none that was chosen.
    pub fn missing_among(&self, numbers: impl Iterator<Item = u32>) -> u32 {
        if self.kinds.is_empty() {
            return 0;
        }
        let all = u32::MAX >> (KINDS - self.kinds.len());
        let bit = |number| self.bits.iter().find(|(chosen, _)| *chosen == number).map_or(0, |(_, bit)| *bit);
        let fits = numbers.fold(0, |fits, number| fits | bit(number));
        all & !fits
    }
}

/// The kinds of these facets, each once.
pub fn kinds_of(facets: &[Facet]) -> Vec<&str> {
    let mut kinds: Vec<&str> = facets.iter().map(|facet| facet.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.truncate(KINDS);
    kinds
}

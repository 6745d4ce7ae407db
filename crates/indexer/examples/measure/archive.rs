//! An archive of any size: documents in a language of 60,000 words, which are as frequent as words are (the second half
//! as frequent as the first, the third a third), each with themes of its own; the same at every run.

use kit::{Timestamp, Uuid};
use platform::search::{Document, Facet};

/// Words of the language, stop words aside.
const WORDS: usize = 60_000;
/// English stop words come first, as often as they do in English.
const STOP: [&str; 32] = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not",
    "are", "at", "this", "but", "or", "an", "they", "which", "will", "there", "their", "if", "no", "into", "such",
];
const TOPICS: u64 = 400;
const PEOPLE: u64 = 2_000;
const SECTIONS: u64 = 40;
const FORMATS: u64 = 8;
/// Words that belong to a topic.
const WORDS_OF_A_TOPIC: u64 = 150;
/// Draws of words are made from a table of so many, filled once.
const DRAWS: usize = 1 << 20;
const FIRST_YEAR: i64 = 2006;
const YEARS: u64 = 20;

/// A row of numbers that looks like chance and never changes.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The row that begins with `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % limit
    }

    fn index(&mut self, limit: usize) -> usize {
        self.below(limit as u64) as usize
    }
}

/// The language, and what the documents are about.
pub struct Archive {
    words: Vec<String>,
    draws: Vec<u32>,
    /// Names of topics, people.
    topics: Vec<String>,
    people: Vec<String>,
}

impl Archive {
    /// The archive.
    pub fn new() -> Self {
        let mut dice = Dice::new(7);
        let mut words: Vec<String> = STOP.iter().map(|word| (*word).to_owned()).collect();
        let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
        while words.len() < WORDS + STOP.len() {
            let syllables = 1 + words.len().ilog2() as u64 / 6 + dice.below(2);
            let word: String = (0..syllables).map(|_| syllable(&mut dice)).collect();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let shares: Vec<f64> = (0..words.len()).map(|rank| 1.0 / (rank as f64 + 2.7)).collect();
        let whole: f64 = shares.iter().sum();
        let mut draws = Vec::with_capacity(DRAWS);
        let mut sum = 0.0;
        for (word, share) in (0..).zip(&shares) {
            sum += share / whole * DRAWS as f64;
            draws.resize((sum.round() as usize).min(DRAWS), word);
        }
        draws.resize(DRAWS, 0);
        let mut named = |many: u64, from: usize, to: usize| -> Vec<String> {
            let mut part = || capital(&words[from + dice.index(to - from)]);
            (0..many).map(|_| format!("{} {}", part(), part())).collect()
        };
        let topics = named(TOPICS, 200, 4_000);
        let people = named(PEOPLE, 3_000, 40_000);
        Self { words, draws, topics, people }
    }

    /// The document with this number, of some 500 words.
    pub fn document(&self, number: u64) -> Document {
        let mut dice = Dice::new(number + 1);
        let themes = [dice.below(TOPICS), dice.below(TOPICS)];
        let authors: Vec<u64> = (0..=dice.below(2)).map(|_| dice.below(PEOPLE)).collect();
        let minutes = dice.below(YEARS * 525_600) as i64;
        let published = 1_136_073_600 + minutes * 60;
        let length = 350 + dice.index(300);
        let mut facets = vec![
            Facet::new("site", dice.below(3)),
            Facet::new("section", dice.below(SECTIONS)),
            Facet::new("format", dice.below(FORMATS)),
            Facet::new("year", FIRST_YEAR + minutes / 525_600),
        ];
        facets.extend(themes.iter().map(|topic| Facet::new("topic", topic)));
        facets.extend(authors.iter().map(|person| Facet::new("person", person)));
        Document {
            id: id(number),
            language: "en".to_owned(),
            published: Timestamp::from_second(published).unwrap_or(Timestamp::UNIX_EPOCH),
            headline: capital(&self.text(&mut dice, themes, 8)),
            standfirst: capital(&self.text(&mut dice, themes, 20)) + ".",
            body: self.body(&mut dice, themes, length),
            names: authors.iter().map(|person| self.people[*person as usize].clone()).collect(),
            topics: themes.iter().map(|topic| self.topics[*topic as usize].clone()).collect(),
            facets,
        }
    }

    /// Words that say something, as somebody would ask for them: of the headline and standfirst of some document.
    pub fn asked(&self, dice: &mut Dice, documents: u64, many: usize) -> Vec<String> {
        let document = self.document(dice.below(documents));
        let text = format!("{} {}", document.headline, document.standfirst).to_lowercase();
        let words: Vec<&str> = text.trim_end_matches('.').split(' ').filter(|word| !STOP.contains(word)).collect();
        (0..many).map(|_| words[dice.index(words.len())].to_owned()).collect()
    }

    /// Two words that stand in a row in the body of some document.
    pub fn phrase(&self, dice: &mut Dice, documents: u64) -> String {
        let body = self.document(dice.below(documents)).body;
        let words: Vec<&str> = body.split(['.', ' ']).filter(|word| !word.is_empty()).collect();
        let rows: Vec<&[&str]> = words
            .windows(2)
            .filter(|row| !row.iter().any(|word| STOP.contains(&word.to_lowercase().as_str())))
            .collect();
        rows[dice.index(rows.len())].join(" ")
    }

    /// The name of a topic or of somebody.
    pub fn name(&self, dice: &mut Dice) -> &str {
        let from = if dice.below(2) == 0 { &self.topics } else { &self.people };
        &from[dice.index(from.len())]
    }

    fn body(&self, dice: &mut Dice, themes: [u64; 2], length: usize) -> String {
        let mut body = String::with_capacity(length * 7);
        let mut left = length;
        while left > 0 {
            let sentence = left.min(8 + dice.index(16));
            body.push_str(&capital(&self.text(dice, themes, sentence)));
            body.push_str(if dice.below(5) == 0 { ".\n" } else { ". " });
            left -= sentence;
        }
        body
    }

    /// So many words, one in six of them from the themes.
    fn text(&self, dice: &mut Dice, themes: [u64; 2], many: usize) -> String {
        let mut text = String::with_capacity(many * 7);
        for number in 0..many {
            if number > 0 {
                text.push(' ');
            }
            let word = match dice.below(6) {
                0 => {
                    let theme = themes[dice.index(2)];
                    let nth = dice.below(WORDS_OF_A_TOPIC).min(dice.below(WORDS_OF_A_TOPIC));
                    100 + Dice::new(theme * 1_000 + nth).index(20_000)
                }
                _ => self.draws[dice.index(DRAWS)] as usize,
            };
            text.push_str(&self.words[word]);
        }
        text
    }
}

/// The id of the document with this number.
pub fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0190_0000_0000_7000 + number, Dice::new(number).below(u64::MAX) | 1 << 63)
}

fn syllable(dice: &mut Dice) -> String {
    const BEGIN: &[&str] = &[
        "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr",
        "v", "w",
    ];
    const MIDDLE: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    const END: &[&str] = &["", "", "n", "r", "l", "s", "t", "nd"];
    let mut one = |of: &[&'static str]| of[dice.index(of.len())];
    format!("{}{}{}", one(BEGIN), one(MIDDLE), one(END))
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

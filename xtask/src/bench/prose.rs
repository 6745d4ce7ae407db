//! Text that reads like a trade paper's from afar, the same at every run.

/// A row of numbers that looks like chance and never changes (xorshift).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The row that begins with `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    /// One of these.
    pub fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let limit = u64::try_from(words.len()).unwrap_or(1);
        words[usize::try_from(self.below(limit)).unwrap_or(0)]
    }
}

const WHO: &[&str] = &[
    "The operator",
    "A regional carrier",
    "The regulator",
    "Its largest supplier",
    "The cable company",
    "One analyst",
    "The chief engineer",
    "A rival",
    "The standards body",
    "Every second city",
    "The tower company",
    "The ministry",
];
const DOES: &[&str] = &[
    "has lit",
    "is testing",
    "will replace",
    "has bought",
    "postpones",
    "measures",
    "has sold",
    "shares",
    "rebuilds",
    "has switched off",
    "is certifying",
    "doubles",
];
const WHAT: &[&str] = &[
    "its microwave hops",
    "the old core",
    "400 radio sites",
    "a ring of dark fibre",
    "the last copper lines",
    "its timing servers",
    "half of its spectrum",
    "the signalling firewall",
    "two data halls",
    "its field force",
    "a slice for the port",
    "the coherent plugs",
];
const WHERE: &[&str] = &[
    "in the north",
    "along the coast",
    "before winter",
    "under a new licence",
    "for a third of the price",
    "without a supplier",
    "on the island",
    "in eleven nights",
    "at the edge of the network",
    "after the outage",
    "between the two capitals",
    "where the diesel runs out",
];

/// Words of the language beside those above.
const WORDS: f64 = 60_000.0;
/// The commonest of them, in texts and in headlines: what every text has is no news.
const COMMONEST: f64 = 10.0;
const COMMONEST_IN_HEADLINES: f64 = 50.0;
const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 5] = b"aeiou";

/// A made-up word, as frequent as words are: the second as half the first, the third as a third (Zipf).
fn word(dice: &mut Dice, commonest: f64) -> String {
    let chance = dice.below(1 << 20) as f64 / f64::from(1 << 20);
    let rank = (commonest * (WORDS / commonest).powf(chance)) as usize;
    // Ranks beside each other are words that look nothing like each other.
    let mut spelling = rank * 7_919 % 511_997;
    let mut word = String::with_capacity(6);
    for _ in 0..3 {
        word.push(char::from(CONSONANTS[spelling % CONSONANTS.len()]));
        spelling /= CONSONANTS.len();
        word.push(char::from(VOWELS[spelling % VOWELS.len()]));
        spelling /= VOWELS.len();
    }
    word
}

/// So many made-up words, the first with a capital.
fn words(dice: &mut Dice, many: usize, commonest: f64) -> String {
    let mut words = (0..many).map(|_| word(dice, commonest)).collect::<Vec<_>>().join(" ");
    words[..1].make_ascii_uppercase();
    words
}

/// A sentence.
pub fn sentence(dice: &mut Dice) -> String {
    let number = dice.below(900) + 12;
    let (who, does, what, at) = (dice.one_of(WHO), dice.one_of(DOES), dice.one_of(WHAT), dice.one_of(WHERE));
    match dice.below(4) {
        0 => format!("{who} {does} {what} {at}."),
        1 => format!("{who} {does} {what} {at}, which is &#8220;{number} more than planned&#8221;."),
        2 => format!("{at}, {} {does} {what} &amp; counts {number} sites.", who.to_lowercase()),
        _ => format!(
            "{who} {does} {what} {at}; the bill, says {}, comes to {number} million.",
            dice.one_of(WHO).to_lowercase()
        ),
    }
}

/// A headline.
pub fn headline(dice: &mut Dice) -> String {
    words(dice, 6, COMMONEST_IN_HEADLINES)
}

/// A paragraph of `sentences`, of which one is of words that few others have.
pub fn paragraph(dice: &mut Dice, sentences: u64) -> String {
    let own = format!("{}.", words(dice, 14, COMMONEST));
    (1..sentences).map(|_| sentence(dice)).chain([own]).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_frequent_as_words_are_and_the_same_at_every_run() {
        let mut dice = Dice::new(3);
        let drawn: Vec<String> = (0..20_000).map(|_| word(&mut dice, COMMONEST)).collect();
        let mut counts = std::collections::HashMap::<&str, u32>::new();
        for word in &drawn {
            *counts.entry(word).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or_default();
        assert!((150..300).contains(&most), "{most}");
        assert!(counts.len() > 6_000, "{}", counts.len());
        assert_eq!(headline(&mut Dice::new(1)), headline(&mut Dice::new(1)));
    }
}

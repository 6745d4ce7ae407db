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
    format!("{} {} {}", dice.one_of(WHO), dice.one_of(DOES), dice.one_of(WHAT))
}

/// A paragraph of `sentences`.
pub fn paragraph(dice: &mut Dice, sentences: u64) -> String {
    (0..sentences).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

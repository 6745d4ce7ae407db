//! Two words that are written as one as well: `Wi-Fi` is found as `wifi`, `AT&T` as `att`, `O'Brien` as `obrien`. Here must
//! not live: what is found by them.

use std::ops::Range;

use crate::words::next_word;

/// Two words that a sign joins, and nothing else with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Where both stand together.
    pub at: Range<usize>,
    /// Where the second begins.
    second: usize,
    /// Where the first ends.
    first: usize,
}

impl Pair {
    /// As one word, as it was written.
    pub fn together(&self, text: &str) -> String {
        [&text[self.at.start..self.first], &text[self.second..self.at.end]].concat()
    }
}

/// The pair that begins with this word of a text, if it does.
pub fn pair(text: &str, (begin, end): (usize, usize)) -> Option<Pair> {
    let sign = text[end..].chars().next().filter(|sign| joins(*sign))?;
    let second = end + sign.len_utf8();
    let first = &text[begin..end];
    let is_of_a_name = first.eq_ignore_ascii_case("o") || first.eq_ignore_ascii_case("d");
    if matches!(sign, '\'' | '\u{2019}') && !is_of_a_name || !first.chars().all(char::is_alphabetic) {
        return None;
    }
    let (next, behind) = next_word(text, second).filter(|(next, _)| *next == second)?;
    let goes_on = |at: usize| {
        let mut signs = text[at..].chars();
        signs.next().is_some_and(joins) && signs.next().is_some_and(char::is_alphanumeric)
    };
    let mut before = text[..begin].chars().rev();
    let is_behind_another = before.next().is_some_and(joins) && before.next().is_some_and(char::is_alphanumeric);
    (!goes_on(behind) && !is_behind_another).then_some(Pair { at: begin..behind, second: next, first: end })
}

/// All pairs of a text.
pub fn pairs(text: &str) -> impl Iterator<Item = Pair> {
    let mut from = 0;
    let words = std::iter::from_fn(move || {
        let word = next_word(text, from)?;
        from = word.1;
        Some(word)
    });
    words.filter_map(|word| pair(text, word))
}

fn joins(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}' | '&' | '\'' | '\u{2019}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_joined_by_a_sign_are_a_pair_and_three_are_none() {
        let found = |text: &str| pairs(text).map(|pair| pair.together(text)).collect::<Vec<_>>();
        assert_eq!(found("Wi-Fi, e\u{2011}mail and AT&T by O'Brien"), ["WiFi", "email", "ATT", "OBrien"]);
        assert_eq!(found("a state-of-the-art 5-year plan of 10-12, don't, it's, l'\u{e9}t\u{e9} - so"), [""; 0]);
        assert_eq!(found("Covid-19 -x R&D"), ["Covid19", "RD"]);
    }
}

//! What a word is: the cutting of text into words, and the folding of case and accents. Here must not live: languages.

use std::ops::Range;

use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, TextAnalyzer, Token, TokenStream, Tokenizer,
};

use crate::numbers;

/// The analyser of words as they stand, folded.
pub const EXACT: &str = "exact";
/// The analyser of stems with their weights, as [`weigh`] writes them.
pub const WEIGHED: &str = "weighed";
/// A word of more bytes is none.
const LONGEST: usize = 60;

/// Between words of a list, and between a word and what belongs to it.
const NEXT: char = '\u{1e}';
/// Between two parts of one entry.
pub const PART: char = '\u{1f}';

/// The analyser of words as they stand: cut, in lower case, without accents.
pub fn exact() -> TextAnalyzer {
    TextAnalyzer::builder(Words::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// The words of a text, folded.
pub fn folded(text: &str) -> Vec<String> {
    if text.len() < LONGEST && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return vec![text.to_ascii_lowercase()];
    }
    let mut analyser = exact();
    let mut stream = analyser.token_stream(text);
    let mut words = Vec::new();
    while stream.advance() {
        words.push(std::mem::take(&mut stream.token_mut().text));
    }
    words
}

/// The words of a text, each with its place: folded. What is too long to be one is left out.
pub fn parts(text: &str) -> Vec<(Range<usize>, String)> {
    let mut analyser = exact();
    let mut stream = analyser.token_stream(text);
    let mut parts = Vec::new();
    while stream.advance() {
        let token = stream.token_mut();
        parts.push((token.offset_from..token.offset_to, std::mem::take(&mut token.text)));
    }
    parts
}

/// What a byte is to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or digit of ASCII.
    OfWords,
    /// Another sign of ASCII.
    Between,
    /// Part of a sign that has to be looked at whole.
    OfOthers,
}

/// Of every byte its kind: texts are looked through by the megabyte.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::OfOthers; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = if byte.is_ascii_alphanumeric() { Kind::OfWords } else { Kind::Between };
        byte += 1;
    }
    kinds
};

/// The next word of a text at or behind a byte: where it begins and ends.
///
/// A run of letters and digits is a word. `'s` at its end is none of it, and a sign of a script that puts no spaces
/// between words is a word alone. `11,000` is one word, `5GHz` are two.
pub fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let begin = from + bytes[from..].iter().position(|byte| KINDS[usize::from(*byte)] != Kind::Between)?;
    if bytes[begin].is_ascii_digit()
        && let Some(end) = numbers::end(text, begin)
    {
        return Some((begin, end));
    }
    let length = bytes[begin..].iter().position(|byte| KINDS[usize::from(*byte)] != Kind::OfWords);
    let end = length.map_or(bytes.len(), |length| begin + length);
    // The common case; what is not ASCII is read sign by sign, and so is an `s` behind an apostrophe.
    let is_plain = end > begin && bytes.get(end).is_none_or(u8::is_ascii);
    let may_be_possessive = end - begin == 1 && bytes[begin].eq_ignore_ascii_case(&b's');
    if is_plain && !may_be_possessive { Some((begin, end)) } else { next_word_by_signs(text, begin) }
}

fn next_word_by_signs(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut signs = text[from..].char_indices().map(|(at, sign)| (from + at, sign));
    let (begin, first) = signs.find(|(at, sign)| sign.is_alphanumeric() && !is_possessive(text, *at))?;
    if stands_alone(first) {
        return Some((begin, begin + first.len_utf8()));
    }
    let end = signs.find(|(_, sign)| !continues(*sign) || stands_alone(*sign)).map_or(text.len(), |(at, _)| at);
    Some((begin, end))
}

/// Letters, digits, and the marks that stand over them.
fn continues(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\u{300}'..='\u{36f}')
}

/// Han, Hiragana, Katakana, Thai, Lao, Khmer, Burmese.
fn stands_alone(sign: char) -> bool {
    matches!(sign, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the `s` at this byte is that of `operator's`.
fn is_possessive(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let apostrophe =
        matches!(before.next(), Some('\'' | '\u{2019}')) && before.next().is_some_and(char::is_alphanumeric);
    let mut after = text[at..].chars();
    apostrophe && matches!(after.next(), Some('s' | 'S')) && !after.next().is_some_and(char::is_alphanumeric)
}

/// Cuts text into words.
#[derive(Debug, Clone, Default)]
pub struct Words {
    token: Token,
}

/// The words of one text.
#[derive(Debug)]
pub struct WordStream<'a> {
    text: &'a str,
    from: usize,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, from: 0, token: &mut self.token }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((begin, end)) = next_word(self.text, self.from) else {
            return false;
        };
        self.token.text.clear();
        match &self.text[begin..end] {
            number if number.starts_with(|first: char| first.is_ascii_digit()) => {
                self.token.text.extend(number.chars().filter(|sign| sign.is_alphanumeric()));
            }
            word => self.token.text.push_str(word),
        }
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = begin;
        self.token.offset_to = end;
        self.from = end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Adds a stem and how often it counts to a text that the analyser [`WEIGHED`] reads.
pub fn weigh(text: &mut String, stem: &str, times: u32) {
    use std::fmt::Write;
    // Writing to a string cannot fail.
    let _ = write!(text, "{stem}{PART}{times}{NEXT}");
}

/// Reads what [`weigh`] wrote: each stem as many times as it counts.
#[derive(Debug, Clone, Default)]
pub struct Weighed {
    token: Token,
}

/// The stems of one text.
#[derive(Debug)]
pub struct WeighedStream<'a> {
    rest: std::str::Split<'a, char>,
    again: u32,
    token: &'a mut Token,
}

impl Tokenizer for Weighed {
    type TokenStream<'a> = WeighedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WeighedStream<'a> {
        self.token.reset();
        WeighedStream { rest: text.split(NEXT), again: 0, token: &mut self.token }
    }
}

impl TokenStream for WeighedStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.position = self.token.position.wrapping_add(1);
        if self.again > 0 {
            self.again -= 1;
            return true;
        }
        let Some((stem, times)) = self.rest.next().and_then(|entry| entry.split_once(PART)) else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(stem);
        self.again = times.parse::<u32>().unwrap_or(1).saturating_sub(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

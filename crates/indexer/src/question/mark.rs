//! Marking what fits: in headlines, and in the stretch of a text that says most of what was asked for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use platform::search::Run;

use super::spelling::stems;
use super::terms::Marked;
use crate::pairs::pair;
use crate::tongue::Tongue;
use crate::words;

/// So many bytes of a text are looked through.
const LOOKED_THROUGH: usize = 60_000;
/// A snippet has about so many bytes.
const SNIPPET: usize = 260;
/// The stem of an English word has its first three letters, unless it is as short as this: `using` has `use`, `cry` has
/// `cri`. Stems of other languages have the first two.
const SHORT_STEM: usize = 3;
/// And begins so many before the first word that fits, or with its sentence.
const BEFORE: usize = 60;

/// Finds words that fit.
#[derive(Debug)]
pub struct Marker<'a> {
    words: &'a [Marked],
    tongues: &'a [Tongue],
    /// How words begin that may fit; others are passed over without a closer look.
    begins: Vec<[u8; 3]>,
    /// Which words were looked at more closely, and which of those looked for each is: texts have many in common.
    looked_at: RefCell<HashMap<Box<str>, Option<usize>>>,
}

/// How far a text is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// To its end.
    Whole,
    /// Until one stretch of it says all that was asked for.
    UntilAllIsSaid,
}

/// A word that fits: where, and which of those looked for.
#[derive(Debug, Clone)]
struct Mark {
    at: Range<usize>,
    word: usize,
}

impl<'a> Marker<'a> {
    /// For these words, in these languages.
    pub fn of(words: &'a [Marked], tongues: &'a [Tongue]) -> Self {
        let is_english = tongues.iter().all(|tongue| tongue.key() == "en");
        let of_stem = |stem: &String| match begin(stem.as_bytes()) {
            [first, second, _] if !is_english || stem.len() <= SHORT_STEM => [first, second, 0],
            begin => begin,
        };
        let as_written = words.iter().flat_map(|word| word.folded.iter().chain(&word.begun));
        let begins = as_written.map(|word| begin(word.as_bytes()));
        let begins = begins.chain(words.iter().flat_map(|word| word.stems.iter().map(of_stem))).collect();
        Self { words, tongues, begins, looked_at: RefCell::default() }
    }

    /// The whole text, with what fits marked.
    pub fn whole(&self, text: &str) -> Vec<Run> {
        runs(text, 0..text.len(), &self.marks(text, Extent::Whole))
    }

    /// The stretch of the first text that says most of what was asked for; where none says any of it, the beginning of
    /// the first that says anything.
    pub fn snippet(&self, texts: [&str; 2]) -> Vec<Run> {
        let [first, second] = texts;
        let (mut text, mut marks) = (first, self.marks(first, Extent::UntilAllIsSaid));
        let others = self.marks(second, Extent::UntilAllIsSaid);
        if distinct(&others) > distinct(&marks) || text.trim().is_empty() {
            (text, marks) = (second, others);
        }
        let best = best_stretch(&marks);
        let begin = marks.get(best.start).map_or(0, |mark| sentence_before(text, mark.at.start));
        let end = end_before(text, begin + SNIPPET);
        let mut runs = runs(text, begin..end, &marks[best]);
        cut(&mut runs, begin > 0, end < text.trim_end().len());
        runs
    }

    fn marks(&self, text: &str, extent: Extent) -> Vec<Mark> {
        let text = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
        let mut marks = Vec::new();
        if self.words.is_empty() {
            return marks;
        }
        let mut said = Said::of(self.words.len());
        let (mut from, mut until) = (0, text.len());
        while let Some((begin, end)) = words::next_word(text, from).filter(|(begin, _)| *begin < until) {
            from = end;
            let found = match self.fitting_pair(text, (begin, end)) {
                Some(pair) => Some(pair),
                None => self.fitting(&text[begin..end]).map(|word| (begin..end, word)),
            };
            let Some((at, word)) = found else { continue };
            from = at.end;
            if let Some(all) = said.with(word, &at).filter(|_| extent == Extent::UntilAllIsSaid && until == text.len())
            {
                until = all + SNIPPET;
            }
            marks.push(Mark { at, word });
        }
        marks
    }

    /// Two words that stand for one looked for: where, and which.
    fn fitting_pair(&self, text: &str, first: (usize, usize)) -> Option<(Range<usize>, usize)> {
        let pair = pair(text, first)?;
        self.fitting(&pair.together(text)).map(|word| (pair.at, word))
    }

    /// Which of the words looked for this one is.
    fn fitting(&self, slice: &str) -> Option<usize> {
        if !self.may_fit(slice) {
            return None;
        }
        let known = self.looked_at.borrow().get(slice).copied();
        known.unwrap_or_else(|| {
            let word = self.looked_at_closely(slice);
            self.looked_at.borrow_mut().insert(slice.into(), word);
            word
        })
    }

    /// Whether a word begins like one looked for. Numbers, accents and other scripts are always looked at.
    fn may_fit(&self, slice: &str) -> bool {
        let [first, second, third] = begin(slice.as_bytes());
        let alike = |begins: &[u8; 3]| {
            begins[0] == first && (begins[1] == 0 || begins[1] == second && (begins[2] == 0 || begins[2] == third))
        };
        let is_plain = [first, second, third].iter().all(u8::is_ascii) && !first.is_ascii_digit();
        !is_plain || self.begins.iter().any(alike)
    }

    fn looked_at_closely(&self, slice: &str) -> Option<usize> {
        let folded = words::folded(slice);
        let folded = folded.first()?;
        let begins = |word: &Marked| word.begun.iter().any(|begun| folded.starts_with(begun));
        self.words.iter().position(|word| word.folded.contains(folded) || begins(word)).or_else(|| {
            let stems = stems(self.tongues, slice);
            self.words.iter().position(|word| word.stems.iter().any(|stem| stems.contains(stem)))
        })
    }
}

/// Where each word was said last.
struct Said(Vec<Option<usize>>);

impl Said {
    fn of(words: usize) -> Self {
        Self(vec![None; words])
    }

    /// A word more. Where the stretch begins that ends with it, when that is short and says all of them.
    fn with(&mut self, word: usize, at: &Range<usize>) -> Option<usize> {
        self.0[word] = Some(at.start);
        let begin = self.0.iter().copied().reduce(|one, other| Some(one?.min(other?))).flatten()?;
        (at.end < begin + SNIPPET - BEFORE).then_some(begin)
    }
}

/// The first three bytes, letters in lower case.
fn begin(bytes: &[u8]) -> [u8; 3] {
    let at = |number: usize| bytes.get(number).map_or(0, u8::to_ascii_lowercase);
    [at(0), at(1), at(2)]
}

fn distinct(marks: &[Mark]) -> usize {
    let mut words: Vec<usize> = marks.iter().map(|mark| mark.word).collect();
    words.sort_unstable();
    words.dedup();
    words.len()
}

/// Which marks lie so close that one snippet shows them, and are of the most words.
fn best_stretch(marks: &[Mark]) -> Range<usize> {
    let mut best = (0, 0, 0..0);
    for first in 0..marks.len().min(200) {
        let within = marks[first..].iter().take_while(|mark| mark.at.end < marks[first].at.start + SNIPPET - BEFORE);
        let stretch = first..first + within.count();
        let (words, many) = (distinct(&marks[stretch.clone()]), stretch.len());
        if (words, many) > (best.0, best.1) {
            best = (words, many, stretch);
        }
    }
    best.2
}

/// Where the sentence of this byte begins, or some words before it.
fn sentence_before(text: &str, at: usize) -> usize {
    let earliest = text.floor_char_boundary(at.saturating_sub(BEFORE));
    let before = &text[earliest..at];
    let mut ends = before.rmatch_indices(['.', '!', '?', '\n']).map(|(end, sign)| earliest + end + sign.len());
    let sentence = ends.find(|end| text[*end..].starts_with(char::is_whitespace));
    let begin = match (sentence, earliest) {
        (Some(begin), _) => begin,
        (None, 0) => 0,
        (None, earliest) => before.find(char::is_whitespace).map_or(at, |space| earliest + space),
    };
    begin + text[begin..at].len() - text[begin..at].trim_start().len()
}

/// The end of the last whole word before a byte.
fn end_before(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = text.floor_char_boundary(at);
    text[..at].rfind(char::is_whitespace).filter(|space| at - space < 40).unwrap_or(at)
}

/// The text between, parted where something fits; runs of spaces are one. Where a block ends without a full stop, as
/// headings do, a dot stands between it and the next.
fn runs(text: &str, between: Range<usize>, marks: &[Mark]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut from = between.start;
    for mark in marks.iter().filter(|mark| mark.at.start >= between.start && mark.at.end <= between.end) {
        push(&mut runs, &text[from..mark.at.start], Fits::No);
        push(&mut runs, &text[mark.at.clone()], Fits::Yes);
        from = mark.at.end;
    }
    push(&mut runs, text.get(from..between.end).unwrap_or_default(), Fits::No);
    runs
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fits {
    Yes,
    No,
}

fn push(runs: &mut Vec<Run>, text: &str, fits: Fits) {
    let mut plain = String::with_capacity(text.len());
    let mut last = runs.last().and_then(|run| run.text.chars().next_back());
    let mut lines = 0;
    for sign in text.chars() {
        if !sign.is_whitespace() && !sign.is_control() {
            plain.push(sign);
            (last, lines) = (Some(sign), 0);
            continue;
        }
        lines += usize::from(sign == '\n');
        if !plain.ends_with(' ') {
            plain.push(' ');
        }
        // A blank line parts blocks.
        if lines == 2 && last.is_some_and(char::is_alphanumeric) {
            plain.push_str("· ");
        }
    }
    if !plain.is_empty() {
        runs.push(Run { text: plain, fits: fits == Fits::Yes });
    }
}

/// Says where something was left out.
fn cut(runs: &mut Vec<Run>, before: bool, behind: bool) {
    let dots = |text: &str| Run { text: text.to_owned(), fits: false };
    if before {
        match runs.first_mut() {
            Some(first) if !first.fits => first.text = format!("… {}", first.text.trim_start()),
            _ => runs.insert(0, dots("… ")),
        }
    }
    if behind {
        match runs.last_mut() {
            Some(last) if !last.fits => last.text = format!("{} …", last.text.trim_end()),
            _ => runs.push(dots(" …")),
        }
    }
}

//! Where the lines of a headline end, and how large its letters can be.

use super::line::{Line, Style, Way};
use super::{Letters, Weight, is_mark};

/// The room that a block of lines has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Room {
    /// Pixels across.
    pub width: f32,
    /// Pixels down.
    pub height: f32,
}

/// Lines under each other.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub lines: Vec<Line>,
    /// From one base line to the next.
    pub leading: f32,
    /// From the top to the first base line.
    pub ascent: f32,
}

/// Sizes of letters, largest first, each with the lines it may fill: few words are set large, many small.
const SIZES: [(f32, usize); 7] = [(100.0, 2), (88.0, 3), (78.0, 3), (70.0, 4), (62.0, 4), (54.0, 5), (48.0, 5)];
/// The most lines of all.
const MOST: usize = 5;
/// Height of a line beside the size of its letters; of letters that were brought, which may stand in high stacks.
const LEADING: f32 = 1.12;
const LEADING_OF_BROUGHT: f32 = 1.3;
/// From the top of a block to its first base line, beside the size of its letters.
const ASCENT: f32 = 0.86;

impl Letters {
    /// A text that `settable` has passed, set as large as the room allows. One that fits in no size is cut short.
    pub(crate) fn fitted(&self, text: &str, way: Way, room: Room) -> Block {
        let leading = if self.are_own(text) { LEADING } else { LEADING_OF_BROUGHT };
        let smallest = SIZES.last().map_or(48.0, |(size, _)| *size);
        let fits = SIZES.into_iter().find_map(|(size, most)| {
            let words = self.words(text, (style(size), way));
            let most = most.min((room.height / (size * leading)) as usize).max(1);
            let whole = words.iter().all(|word| word.width <= room.width);
            let lines = filled(&words, room.width);
            (lines.len() <= most && whole).then_some((size, words, lines.len()))
        });
        let (size, rows) = match fits {
            Some((size, words, count)) => (size, filled(&words, balanced(&words, room.width, count))),
            None => {
                let most = MOST.min((room.height / (smallest * leading)) as usize).max(1);
                let set_so = (style(smallest), way);
                let broken = self.split_long(self.words(text, set_so), room.width, set_so);
                (smallest, cut(filled(&broken, room.width), most))
            }
        };
        let lines = rows.iter().map(|row| self.set(row, style(size), way)).collect();
        // What more there is between lines stands over the first, too.
        let ascent = size * (ASCENT + (leading - LEADING) / 2.0);
        Block { lines, leading: size * leading, ascent }
    }
}

fn style(size: f32) -> Style {
    Style { size, weight: Weight::Strong }
}

/// A piece of text that stays together, with the space before it.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    width: f32,
    /// Pixels of the space before it; none where it hangs on the piece before.
    space: Option<f32>,
}

impl Letters {
    /// The pieces of a text: its words, cut again behind dashes and strokes, and between letters that need no space.
    fn words(&self, text: &str, (style, way): (Style, Way)) -> Vec<Word> {
        let space = self.set(" ", style, way).width;
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            for (at, piece) in pieces(word).into_iter().enumerate() {
                let width = self.set(piece, style, way).width;
                words.push(Word { text: piece.to_owned(), width, space: (at == 0).then_some(space) });
            }
        }
        words
    }

    /// The same with every piece that is wider than a line cut to pieces that are not.
    fn split_long(&self, words: Vec<Word>, width: f32, (style, way): (Style, Way)) -> Vec<Word> {
        let mut split = Vec::with_capacity(words.len());
        for word in words {
            if word.width <= width {
                split.push(word);
                continue;
            }
            let (mut piece, mut space) = (String::new(), word.space);
            for letter in word.text.chars() {
                let longer = format!("{piece}{letter}");
                if !piece.is_empty() && !is_mark(letter) && self.set(&longer, style, way).width > width {
                    let measured = self.set(&piece, style, way).width;
                    split.push(Word { text: std::mem::take(&mut piece), width: measured, space: space.take() });
                }
                piece.push(letter);
            }
            let measured = self.set(&piece, style, way).width;
            split.push(Word { text: piece, width: measured, space });
        }
        split
    }
}

/// A word cut where a line may end within it.
fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut begin, mut before) = (0, None);
    for (at, letter) in word.char_indices() {
        if before.is_some_and(|before| may_end_between(before, letter)) {
            pieces.push(&word[begin..at]);
            begin = at;
        }
        before = Some(letter);
    }
    pieces.push(&word[begin..]);
    pieces
}

/// Whether a line may end between two letters of one word: behind dashes and strokes, beside Chinese and Japanese signs,
/// but for those that belong to the one before or the one behind, and before a vowel that begins a syllable of Thai or Lao,
/// which write no spaces between words.
fn may_end_between(before: char, letter: char) -> bool {
    const CLOSING: &str =
        "、。，．・：；？！」』）］｝〉》】〕〗ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ…‥,.;:?!)]}”’";
    const OPENING: &str = "「『（［｛〈《【〔〖([{“‘";
    let is_dash = ['-', '–', '—', '/', '‐'].contains(&before);
    let needs_no_space = is_sign(before) || is_sign(letter);
    let belongs = CLOSING.contains(letter) || OPENING.contains(before) || is_mark(letter);
    let begins_syllable = matches!(letter, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}') && before.is_alphanumeric();
    is_dash || begins_syllable || (needs_no_space && !belongs)
}

/// Signs of Chinese and Japanese, with their stops and brackets.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Fills lines of this width, each as far as it goes.
fn filled(words: &[Word], width: f32) -> Vec<String> {
    let mut lines: Vec<(String, f32)> = Vec::new();
    for word in words {
        let space = word.space.unwrap_or_default();
        match lines.last_mut() {
            Some((line, taken)) if *taken + space + word.width <= width => {
                if word.space.is_some() {
                    line.push(' ');
                }
                line.push_str(&word.text);
                *taken += space + word.width;
            }
            _ => lines.push((word.text.clone(), word.width)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// The narrowest width in which the words still fill as many lines: the lines of a headline are about equally long.
fn balanced(words: &[Word], widest: f32, count: usize) -> f32 {
    let (mut narrow, mut wide) = (words.iter().map(|word| word.width).fold(0.0, f32::max).min(widest), widest);
    for _ in 0..12 {
        let middle = (narrow + wide) / 2.0;
        if filled(words, middle).len() <= count { wide = middle } else { narrow = middle }
    }
    wide
}

/// The first lines; the last of them says that there would be more.
fn cut(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let short = last.rsplit_once(' ').map_or_else(|| without_end(last), |(start, _)| start.to_owned());
            *last = format!("{}…", short.trim_end_matches([',', ';', ':', '–', '—', '-', ' ']));
        }
    }
    lines
}

/// A word that alone fills its line, without its last letters.
fn without_end(word: &str) -> String {
    let letters = word.chars().count().saturating_sub(2);
    word.chars().take(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { width: 700.0, height: 330.0 };

    fn set_in_room(text: &str) -> Block {
        Letters::default().fitted(text, Way::of(text), ROOM)
    }

    #[test]
    fn few_words_are_large_and_many_are_small() {
        let short = set_in_room("Fibre wins");
        let long = set_in_room(&"Operators in the north share one mast and argue about the second ".repeat(2));
        assert!(short.leading > long.leading);
        assert_eq!((short.lines.len(), long.lines.len()), (1, 5));
    }

    #[test]
    fn nothing_is_wider_or_taller_than_the_room() {
        let texts = [
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".to_owned(),
            "w".repeat(400),
            "Two words and-a-chain-of-hyphens-that-has-no-space-in-it-anywhere".to_owned(),
            "شبكة الألياف الضوئية تصل إلى القرى الجبلية قبل نهاية العام كما وعدت الشركة".to_owned(),
            "no end ".repeat(60),
        ];
        for text in texts {
            let block = set_in_room(text.trim());
            assert!(
                (1..=5).contains(&block.lines.len()) && block.leading * block.lines.len() as f32 <= ROOM.height,
                "{text}"
            );
            for line in &block.lines {
                assert!(line.width <= ROOM.width * 1.03, "{text}: {}", line.width);
            }
        }
    }

    #[test]
    fn lines_are_about_equally_long() {
        let block = set_in_room("Five operators want to share one core, and nobody wants to run it");
        let (least, most) = block
            .lines
            .iter()
            .fold((f32::MAX, 0.0_f32), |(least, most), line| (least.min(line.width), most.max(line.width)));
        assert!(least > most * 0.55, "{least} {most}");
    }

    #[test]
    fn signs_that_need_no_space_part_where_a_line_may_end() {
        assert_eq!(pieces("光ファイバー、届く"), ["光", "ファ", "イ", "バー、", "届", "く"]);
        assert_eq!(pieces("5Gの「網」"), ["5G", "の", "「網」"]);
        assert_eq!(pieces("한국어"), ["한국어"], "Korean has spaces");
        assert_eq!(pieces("ใยแก้วนำแสง"), ["ใย", "แก้วนำ", "แสง"]);
        assert_eq!(pieces("and/or-not"), ["and/", "or-", "not"]);
    }

    #[test]
    fn what_does_not_fit_says_so() {
        let lines = cut(vec!["one two".into(), "three, four".into(), "five".into()], 2);
        assert_eq!(lines, ["one two", "three…"]);
    }
}

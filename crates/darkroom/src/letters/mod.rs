//! Letters: the faces that cards are set in, which of them has which character, and what of a text can be set at all.
//!
//! The faces come with the crate, so that a card looks the same on every machine. Here must not live: where a line ends
//! (`breaking`), and where a letter stands in it (`line`).

mod breaking;
mod line;

pub(crate) use breaking::{Room, fitted};
pub(crate) use line::{Line, Style, Way, set};

use std::sync::LazyLock;

use harfrust::Font;

/// The files, in the order in which they are asked for a character. All are under the Open Font License; `web/build.mjs`
/// cuts them.
const FILES: [&[u8]; 7] = [
    include_bytes!("../../fonts/latin.ttf"),
    include_bytes!("../../fonts/latin-more.ttf"),
    include_bytes!("../../fonts/vietnamese.ttf"),
    include_bytes!("../../fonts/greek.ttf"),
    include_bytes!("../../fonts/cyrillic.ttf"),
    include_bytes!("../../fonts/hebrew.ttf"),
    include_bytes!("../../fonts/arabic.ttf"),
];

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Text,
    Strong,
}

impl Weight {
    const ALL: [Weight; 2] = [Weight::Text, Weight::Strong];

    fn number(self) -> f32 {
        match self {
            Weight::Text => 450.0,
            Weight::Strong => 620.0,
        }
    }
}

/// One file in both weights.
struct Face {
    text: Font,
    strong: Font,
}

static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let face = |bytes: &'static [u8]| {
        let font = Font::new(bytes, 0)?;
        let [text, strong] =
            Weight::ALL.map(|weight| font.instance_builder().variations([("wght", weight.number())]).build());
        Some(Face { text, strong })
    };
    FILES.into_iter().filter_map(face).collect()
});

/// A face by its place in the list.
pub(crate) fn font(face: usize, weight: Weight) -> Option<&'static Font> {
    let face = FACES.get(face)?;
    Some(match weight {
        Weight::Text => &face.text,
        Weight::Strong => &face.strong,
    })
}

/// The first face that has this character.
fn face_with(letter: char) -> Option<usize> {
    (0..FACES.len()).find(|face| has(*face, letter))
}

fn has(face: usize, letter: char) -> bool {
    FACES.get(face).is_some_and(|face| face.text.charmap().map_unicode(letter).is_some())
}

/// Characters that a text for a card may have at the most; what follows would not be seen.
const LONGEST: usize = 400;
/// Marks that may stand on one letter. Texts that pile them up mean mischief.
const MARKS: usize = 3;

/// A text as it can be set: on one line, without what no face has, such as pictures in the text. `None` for a text in a
/// script that no face has: a few of its letters would say something else than the whole.
pub(crate) fn settable(text: &str) -> Option<String> {
    let (mut kept, mut lost, mut marks) = (String::new(), 0_usize, 0_usize);
    let mut letters = 0_usize;
    for letter in text.chars().take(LONGEST * 2) {
        if letter.is_whitespace() || letter.is_control() {
            if !kept.is_empty() && !kept.ends_with(' ') {
                kept.push(' ');
            }
            continue;
        }
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if is_invisible(letter) || marks > MARKS {
            continue;
        }
        letters += usize::from(letter.is_alphanumeric());
        match face_with(letter) {
            Some(_) => kept.push(letter),
            None => lost += usize::from(letter.is_alphanumeric()),
        }
    }
    let kept: String = kept.trim().chars().take(LONGEST).collect();
    let is_readable = lost * 10 <= letters && kept.chars().any(char::is_alphanumeric);
    is_readable.then_some(kept)
}

/// Characters that only steer others: the line is set by its letters alone.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a character stands on the one before it.
pub(crate) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read() {
        assert_eq!(FACES.len(), FILES.len());
        for letter in "aßşặωжשع".chars() {
            assert!(face_with(letter).is_some(), "{letter}");
        }
    }

    #[test]
    fn what_no_face_has_is_left_out_or_the_text_is_not_set() {
        assert_eq!(settable("Fibre \u{1f680}  on\na truck ").as_deref(), Some("Fibre on a truck"));
        assert_eq!(settable("光ファイバー"), None);
        assert_eq!(settable("\u{1f680}\u{1f680}"), None);
        assert_eq!(settable("A\u{202e}B").as_deref(), Some("AB"));
        assert_eq!(settable(&"x".repeat(9_000)).map(|text| text.len()), Some(LONGEST));
        assert_eq!(settable(&format!("Z{}", "\u{301}".repeat(40))).map(|text| text.chars().count()), Some(4));
    }
}

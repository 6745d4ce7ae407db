//! Letters: the faces that cards are set in, which of them has which character, and what of a text can be set at all.
//!
//! Most faces come with the crate, so that a card looks the same on every machine; a publication may bring more
//! (`brought`). Here must not live: where a line ends (`breaking`), and where a letter stands in it (`line`).

mod breaking;
mod brought;
mod line;

pub(crate) use breaking::Room;
pub use brought::Unfit;
pub(crate) use line::{Line, Style, Way};

use std::sync::{Arc, LazyLock};

use harfrust::Font;
use unicode_bidi::{BidiClass, bidi_class};

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

/// One font in both weights. One that has but one weight is the same in both.
struct Face {
    text: Font,
    strong: Font,
}

impl Face {
    fn of(font: &Font) -> Self {
        let [text, strong] =
            Weight::ALL.map(|weight| font.instance_builder().variations([("wght", weight.number())]).build());
        Self { text, strong }
    }

    fn in_weight(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Text => &self.text,
            Weight::Strong => &self.strong,
        }
    }

    fn has(&self, letter: char) -> bool {
        self.text.charmap().map_unicode(letter).is_some()
    }
}

static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let face = |bytes: &'static [u8]| Font::new(bytes, 0).map(|font| Face::of(&font));
    FILES.into_iter().filter_map(face).collect()
});

/// The letters that there are: the crate's own, then those that a publication brought. Cheap to clone.
#[derive(Clone, Default)]
pub struct Letters {
    brought: Arc<Vec<Face>>,
}

impl Letters {
    /// A face by its place in the list.
    fn face(&self, face: usize) -> Option<&Face> {
        FACES.get(face).or_else(|| self.brought.get(face.checked_sub(FACES.len())?))
    }

    /// The first face that has this character.
    fn face_with(&self, letter: char) -> Option<usize> {
        FACES.iter().chain(self.brought.iter()).position(|face| face.has(letter))
    }

    fn has(&self, face: usize, letter: char) -> bool {
        self.face(face).is_some_and(|face| face.has(letter))
    }

    /// Whether the crate's own faces have all of a text.
    fn are_own(&self, text: &str) -> bool {
        let is_own = |letter| self.face_with(letter).is_none_or(|face| face < FACES.len());
        self.brought.is_empty() || text.chars().all(is_own)
    }

    /// The letters and digits of a text that no face has, each once.
    pub fn lacking(&self, text: &str) -> Vec<char> {
        let mut lacking: Vec<char> =
            text.chars().filter(|letter| letter.is_alphanumeric() && self.face_with(*letter).is_none()).collect();
        lacking.sort_unstable();
        lacking.dedup();
        lacking
    }
}

impl std::fmt::Debug for Letters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letters({} brought)", self.brought.len())
    }
}

/// Characters that a text for a card may have at the most; what follows would not be seen.
const LONGEST: usize = 400;
/// Marks that may stand on one letter. Texts that pile them up mean mischief.
const MARKS: usize = 3;

impl Letters {
    /// A text as it can be set: on one line, without what no face has, such as pictures in the text. `None` for a text in a
    /// script that no face has: a few of its letters would say something else than the whole.
    pub(crate) fn settable(&self, text: &str) -> Option<String> {
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
            match self.face_with(letter) {
                Some(_) => kept.push(letter),
                None => lost += usize::from(letter.is_alphanumeric()),
            }
        }
        let kept: String = kept.trim().chars().take(LONGEST).collect();
        let is_readable = lost * 10 <= letters && kept.chars().any(char::is_alphanumeric);
        is_readable.then_some(kept)
    }
}

/// Characters that only steer others: the line is set by its letters alone.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a character stands on the one before it.
pub(crate) fn is_mark(letter: char) -> bool {
    bidi_class(letter) == BidiClass::NSM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read() {
        assert_eq!(FACES.len(), FILES.len());
        for letter in "aßşặωжשع".chars() {
            assert!(Letters::default().face_with(letter).is_some(), "{letter}");
        }
    }

    #[test]
    fn what_no_face_has_is_left_out_or_the_text_is_not_set() {
        let settable = |text: &str| Letters::default().settable(text);
        assert_eq!(settable("Fibre \u{1f680}  on\na truck ").as_deref(), Some("Fibre on a truck"));
        assert_eq!(settable("光ファイバー"), None);
        assert_eq!(settable("\u{1f680}\u{1f680}"), None);
        assert_eq!(settable("A\u{202e}B").as_deref(), Some("AB"));
        assert_eq!(settable(&"x".repeat(9_000)).map(|text| text.len()), Some(LONGEST));
        assert_eq!(settable(&format!("Z{}", "\u{301}".repeat(40))).map(|text| text.chars().count()), Some(4));
    }
}

//! Fonts that a publication brings, for letters that the crate's own faces have not. They are read here and looked at once;
//! whoever made them may have meant ill, so a broken one is said to be so and passed over.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use harfrust::Font;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};

use super::{Face, Letters};

/// Fonts of one collection that are read at the most.
const OF_A_COLLECTION: u32 = 16;
/// Characters of a font that are tried before it is said to have no outlines.
const TRIED: usize = 200;

/// A file that is no font for cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub why: &'static str,
}

impl Letters {
    /// The crate's own letters, and those of these files (TrueType, OpenType, or collections of them) by name, in their
    /// order: the first that has a character gives it. Their bytes are held as long as the letters are.
    pub fn with(files: Vec<(String, Vec<u8>)>) -> (Self, Vec<Unfit>) {
        let (mut brought, mut unfit) = (Vec::new(), Vec::new());
        for (name, bytes) in files {
            // A font that breaks its reader is a broken font, nothing worse.
            let faces = catch_unwind(AssertUnwindSafe(|| faces(bytes)));
            match faces.unwrap_or(Err("it cannot be read")) {
                Ok(faces) => brought.extend(faces),
                Err(why) => unfit.push(Unfit { name, why }),
            }
        }
        (Self { brought: Arc::new(brought) }, unfit)
    }
}

/// The fonts in a file that have letters which can be drawn.
fn faces(bytes: Vec<u8>) -> Result<Vec<Face>, &'static str> {
    let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes);
    let fonts: Vec<Font> = (0..OF_A_COLLECTION).map_while(|index| Font::new(Arc::clone(&bytes), index)).collect();
    if fonts.is_empty() {
        return Err("it is no TrueType or OpenType font, nor a collection of them");
    }
    let drawable: Vec<Face> = fonts.iter().filter(|font| can_be_drawn(font)).map(Face::of).collect();
    if drawable.is_empty() {
        return Err("it has no letters with outlines");
    }
    Ok(drawable)
}

/// Whether a letter of a font can be drawn as an outline; of fonts of pictures (emoji, bitmaps) none can.
fn can_be_drawn(font: &Font) -> bool {
    let outlines = font.outline_glyphs();
    let draws = |glyph| {
        let mut seen = Seen(false);
        let options = DrawOptions::new().with_ppem(Some(48.0));
        let drawn = outlines.get(glyph).map(|outline| outline.draw(&options, DrawMemory::Scratch, &mut seen).is_ok());
        drawn == Some(true) && seen.0
    };
    font.units_per_em() > 0 && font.charmap().unicodes().take(TRIED).any(|(_, glyph)| draws(glyph))
}

/// Whether anything was drawn.
struct Seen(bool);

impl PathSink for Seen {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::{Style, Way, Weight};

    const SIGNS: &[u8] = include_bytes!("../../tests/fonts/signs.otf");
    const THAI: &[u8] = include_bytes!("../../tests/fonts/thai.ttf");
    const BOTH: &[u8] = include_bytes!("../../tests/fonts/both.ttc");

    fn with(files: &[&[u8]]) -> (Letters, Vec<Unfit>) {
        Letters::with(files.iter().enumerate().map(|(at, bytes)| (at.to_string(), bytes.to_vec())).collect())
    }

    /// How many points the outlines of a text have.
    fn points(letters: &Letters, text: &str) -> usize {
        let line = letters.set(text, Style { size: 50.0, weight: Weight::Strong }, Way::Rightward);
        line.path(0.0, 100.0).map_or(0, |path| path.len())
    }

    #[test]
    fn fonts_of_each_kind_give_the_letters_that_the_house_has_not() {
        assert_eq!(Letters::default().lacking("5G 光網光 ใน"), ['น', 'ใ', '光', '網']);
        for (files, texts) in
            [(&[SIGNS][..], &["光網届"][..]), (&[THAI], &["ใยแก้วน"]), (&[BOTH], &["光網届", "ใยแก้วน"])]
        {
            let (letters, unfit) = with(files);
            assert_eq!(unfit, []);
            for text in texts {
                assert_eq!(letters.lacking(text), []);
                assert_eq!(letters.settable(text).as_deref(), Some(*text));
                assert!(points(&letters, text) > 50, "{text}");
            }
        }
    }

    #[test]
    fn the_houses_own_letters_stay_and_of_two_fonts_the_first_gives() {
        let (letters, _) = with(&[SIGNS, BOTH]);
        assert_eq!(letters.face_with('A'), Letters::default().face_with('A'));
        assert_eq!(letters.face_with('光').map(|face| face + 2), letters.face_with('ใ'));
        assert!(letters.are_own("Fibre") && !letters.are_own("Fibre 光"));
    }

    #[test]
    fn what_is_no_font_is_named_and_passed_over() {
        let (letters, unfit) =
            with(&[b"", b"no font at all", SIGNS, &SIGNS[..900], b"OTTO", b"ttcf\0\x01\0\0\xff\xff\xff\xff"]);
        assert_eq!(unfit.iter().map(|unfit| unfit.name.as_str()).collect::<Vec<_>>(), ["0", "1", "3", "4", "5"]);
        assert_eq!(letters.lacking("光"), []);
    }

    #[test]
    fn a_font_with_any_byte_wrong_ends_nothing() {
        for (font, text) in [(SIGNS, "光網届"), (THAI, "ใยแก้วน")] {
            for at in (0..font.len()).step_by(3) {
                let mut broken = font.to_vec();
                broken[at] ^= 0xff;
                points(&with(&[&broken]).0, text);
                points(&with(&[&font[..at]]).0, text);
            }
        }
    }
}

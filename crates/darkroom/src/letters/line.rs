//! One line of letters: shaped, put in the order in which they are seen, and drawn as outlines.

use std::cell::RefCell;
use std::ops::Range;

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Buffer, Direction, GlyphId, ShapeOptions, ShaperFont, shape};
use tiny_skia::{Path, PathBuilder};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::{Letters, Weight};

/// Size and weight of letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Pixels of the em.
    pub size: f32,
    pub weight: Weight,
}

/// Which way lines of a text run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// From left to right.
    Rightward,
    /// From right to left.
    Leftward,
}

impl Way {
    /// The way of a text: that of most of its letters, since headlines in Hebrew may well begin with "5G".
    pub(crate) fn of(text: &str) -> Way {
        let (mut right, mut left) = (0_usize, 0_usize);
        for letter in text.chars() {
            match bidi_class(letter) {
                BidiClass::L => right += 1,
                BidiClass::R | BidiClass::AL => left += 1,
                _ => {}
            }
        }
        if left > right { Way::Leftward } else { Way::Rightward }
    }
}

/// A line that is ready to be drawn; its origin is at the left end of its base line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    letters: Letters,
    glyphs: Vec<Glyph>,
    style: Style,
    /// Pixels from its left end to its right.
    pub width: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Glyph {
    face: usize,
    id: GlyphId,
    x: f32,
    y: f32,
}

impl Letters {
    /// Sets a text on one line.
    pub(crate) fn set(&self, text: &str, style: Style, way: Way) -> Line {
        let mut line = Line { letters: self.clone(), glyphs: Vec::with_capacity(text.len()), style, width: 0.0 };
        let level = if way == Way::Leftward { Level::rtl() } else { Level::ltr() };
        let bidi = BidiInfo::new(text, Some(level));
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let way = match levels.get(run.start) {
                    Some(level) if level.is_rtl() => Way::Leftward,
                    _ => Way::Rightward,
                };
                let mut parts = self.by_face(&text[run.clone()]);
                if way == Way::Leftward {
                    parts.reverse();
                }
                for (face, part) in parts {
                    line.add(face, &text[run.clone()][part], way);
                }
            }
        }
        line
    }

    /// The parts of a text that one face has. Spaces and signs go with the letters before them.
    fn by_face(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            match parts.last_mut() {
                Some((face, part))
                    if self.has(*face, letter)
                        && (!letter.is_alphabetic() || self.face_with(letter) == Some(*face)) =>
                {
                    part.end = end;
                }
                _ => parts.push((self.face_with(letter).unwrap_or_default(), at..end)),
            }
        }
        parts
    }
}

impl Line {
    /// Shapes a part in one face and puts it at the right end.
    fn add(&mut self, face: usize, text: &str, way: Way) {
        let letters = self.letters.clone();
        let Some(font) = letters.face(face).map(|face| face.in_weight(self.style.weight)) else { return };
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(match way {
            Way::Leftward => Direction::RightToLeft,
            Way::Rightward => Direction::LeftToRight,
        });
        buffer.guess_segment_properties();
        if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).is_err() {
            return;
        }
        let scale = self.style.size / f32::from(font.units_per_em().max(1));
        for (info, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            self.glyphs.push(Glyph {
                face,
                id: GlyphId::new(info.glyph_id),
                x: self.width + place.x_offset as f32 * scale,
                y: -place.y_offset as f32 * scale,
            });
            self.width += place.x_advance as f32 * scale;
        }
    }

    /// The outlines of its letters, with the left end of the base line at `x`, `y`.
    pub(crate) fn path(&self, x: f32, y: f32) -> Option<Path> {
        let path = RefCell::new(PathBuilder::new());
        for glyph in &self.glyphs {
            let Some(face) = self.letters.face(glyph.face) else { continue };
            let font = face.in_weight(self.style.weight);
            let Some(outline) = font.outline_glyphs().get(glyph.id) else { continue };
            let options = DrawOptions::new().with_ppem(Some(self.style.size));
            let mut pen = Pen { path: &path, x: x + glyph.x, y: y + glyph.y };
            // A glyph that cannot be drawn leaves its room empty.
            let _ = outline.draw(&options, DrawMemory::Scratch, &mut pen);
        }
        path.into_inner().finish()
    }
}

/// Takes an outline over into a path: fonts count upwards, pictures downwards.
struct Pen<'a> {
    path: &'a RefCell<PathBuilder>,
    x: f32,
    y: f32,
}

impl PathSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.borrow_mut().move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.borrow_mut().line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.borrow_mut().quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let mut path = self.path.borrow_mut();
        path.cubic_to(self.x + ax, self.y - ay, self.x + bx, self.y - by, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.borrow_mut().close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, style: Style, way: Way) -> Line {
        Letters::default().set(text, style, way)
    }

    const STYLE: Style = Style { size: 50.0, weight: Weight::Strong };

    #[test]
    fn a_line_has_its_letters_and_their_room() {
        let line = set("Fibre", STYLE, Way::Rightward);
        assert!((90.0..160.0).contains(&line.width), "{}", line.width);
        let bounds = line.path(10.0, 100.0).unwrap().bounds();
        assert!(bounds.left() >= 9.0 && bounds.right() <= 12.0 + line.width, "{bounds:?}");
        assert!(bounds.bottom() <= 101.5 && bounds.top() > 50.0, "{bounds:?}");
    }

    #[test]
    fn hebrew_and_arabic_run_leftward_and_numbers_in_them_rightward() {
        assert_eq!(Way::of("שלום 5G"), Way::Leftward);
        assert_eq!(Way::of("5G – שלום"), Way::Leftward);
        assert_eq!(Way::of("Fibre"), Way::Rightward);
        let line = set("מהיר 5G", STYLE, Way::Leftward);
        let first = line.glyphs.iter().min_by(|one, other| one.x.total_cmp(&other.x)).unwrap();
        assert_eq!(first.face, 0, "the number stands at the left end");
        // Letters of one word join: as many glyphs as letters at the most, and a word is narrower than its letters.
        let alone: f32 = "شبكة".chars().map(|letter| set(&letter.to_string(), STYLE, Way::Leftward).width).sum();
        assert!(set("شبكة", STYLE, Way::Leftward).width < alone * 0.9);
    }

    #[test]
    fn a_word_may_take_its_letters_from_two_faces() {
        let line = set("Işık", STYLE, Way::Rightward);
        assert_eq!(line.glyphs.len(), 4);
        assert!(line.glyphs.iter().any(|glyph| glyph.face == 1));
    }
}

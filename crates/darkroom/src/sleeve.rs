//! The sleeve of a podcast: a square with its name on it, over a cover.

use tiny_skia::Pixmap;

use crate::art::{self, Canvas, Cover};
use crate::card::{Column, INK, LABEL, PAPER, color, line};
use crate::letters::{Letters, Room, Way};
use crate::{Negative, Size};

/// Width and height of every sleeve: the least that directories of podcasts take.
pub const SLEEVE_SIZE: Size = Size::new(1400, 1400);

/// Letters are set as on a card and drawn twice as large: sleeves are looked at from afar.
const TIMES: f32 = 2.0;
/// The side in units of a card.
const SIDE: f32 = 700.0;
/// From the edge to the words.
const MARGIN: f32 = 48.0;
/// What the name may take of the height.
const NAME: f32 = 330.0;

/// What stands on a sleeve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sleeve<'a> {
    /// The podcast's name.
    pub name: &'a str,
    /// Who makes it; empty where the name says it.
    pub brand: &'a str,
    /// What is to be seen.
    pub cover: Cover,
}

/// Draws a sleeve. A name in a script that there are no letters for leaves the sleeve to the cover.
pub fn sleeve(sleeve: &Sleeve<'_>, letters: &Letters) -> Negative {
    // The size is fixed and not zero.
    let mut paper = Pixmap::new(SLEEVE_SIZE.width, SLEEVE_SIZE.height).expect("a sleeve has a size");
    art::draw(&sleeve.cover, &mut paper);
    if let Some(name) = letters.settable(sleeve.name) {
        put_words(sleeve, (&name, letters), &mut paper);
    }
    Negative::drawn(paper)
}

/// The words on a plate across the foot, no higher than they need it.
fn put_words(sleeve: &Sleeve<'_>, (name, letters): (&str, &Letters), paper: &mut Pixmap) {
    let column = Column { left: MARGIN, width: SIDE - 2.0 * MARGIN, way: Way::of(name) };
    let brand = line(letters, sleeve.brand, LABEL, column);
    let block = letters.fitted(name, column.way, Room { width: column.width, height: NAME });
    let over = if brand.is_some() { 52.0 } else { 0.0 };
    let tall = 40.0 + over + block.lines.len() as f32 * block.leading + 34.0;
    let top = SIDE - tall;
    let mut canvas = Canvas::enlarged(paper, TIMES);
    canvas.rectangle((0.0, top), (SIDE, tall), color(PAPER));
    canvas.rectangle((0.0, top), (SIDE, 10.0), color(sleeve.cover.accent));
    if let Some(brand) = brand {
        column.put(&mut canvas, &brand, top + 68.0, sleeve.cover.accent);
    }
    let first = top + 40.0 + over + block.ascent;
    for (place, row) in block.lines.iter().enumerate() {
        column.put(&mut canvas, row, first + place as f32 * block.leading, INK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Colour, Format, Rendition};

    fn of<'a>(name: &'a str, brand: &'a str) -> Sleeve<'a> {
        let accent = Colour { red: 35, green: 79, blue: 196 };
        Sleeve { name, brand, cover: Cover { seed: 77, accent } }
    }

    fn sleeve_of(sleeve: &Sleeve<'_>) -> Negative {
        super::sleeve(sleeve, &Letters::default())
    }

    /// Pixels of a part that are as dark as letters.
    fn inked(sleeve: &Sleeve<'_>, (left, top): (u32, u32), (right, foot): (u32, u32)) -> usize {
        let picture = sleeve_of(sleeve).picture;
        let dark = |x, y| picture.get_pixel(x, y).0[..3].iter().map(|part| u32::from(*part)).sum::<u32>() < 200;
        (left..right).map(|x| (top..foot).filter(|y| dark(x, *y)).count()).sum()
    }

    #[test]
    fn a_sleeve_is_the_square_that_directories_take_with_its_name_on_it() {
        let made = sleeve_of(&of("The Backhaul Hour", "Backhaul"));
        assert_eq!(made.size(), SLEEVE_SIZE);
        assert!(inked(&of("The Backhaul Hour", "Backhaul"), (96, 900), (1304, 1390)) > 20_000);
        let png = made.develop(&Rendition::whole(SLEEVE_SIZE.width, Format::Png)).unwrap();
        assert_eq!((png.size, png.bytes[25]), (SLEEVE_SIZE, 2), "red, green and blue, and nothing shows through");
        assert!(png.bytes.len() < 500_000, "{} bytes", png.bytes.len());
    }

    #[test]
    fn any_name_keeps_its_margin() {
        let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ".repeat(4);
        for name in ["5G", &long, &"W".repeat(300), "شبكة الألياف الضوئية", "a\u{301}\u{301}\u{301}\u{301}"]
        {
            let sleeve = of(name, "Backhaul");
            assert_eq!(inked(&sleeve, (0, 1100), (60, 1400)), 0, "{name}");
            assert_eq!(inked(&sleeve, (1340, 1100), (1400, 1400)), 0, "{name}");
        }
        assert_eq!(sleeve_of(&of("光ファイバー", "")).size(), SLEEVE_SIZE, "what cannot be set leaves the cover");
    }
}

//! The card that is shown where an item is shared: brand, section, headline, names and date beside the item's cover.

use tiny_skia::{Color, Pixmap, PixmapPaint, Transform};

use crate::art::{self, Canvas, Cover};
use crate::letters::{Letters, Line, Room, Style, Way, Weight};
use crate::{Colour, Negative, Size};

/// Width and height of every card, as the sites that show them ask for it.
pub const CARD_SIZE: Size = Size::new(1200, 630);

/// Pixels across that the cover takes beside words.
const ART: u32 = 360;
/// From the edge of the card to the words, and from the words to the cover.
const MARGIN: f32 = 68.0;
/// What words are printed on, and with.
pub(crate) const PAPER: Colour = Colour { red: 251, green: 250, blue: 246 };
pub(crate) const INK: Colour = Colour { red: 22, green: 24, blue: 29 };
const SOFT: Colour = Colour { red: 86, green: 90, blue: 99 };

const BRAND: Style = Style { size: 38.0, weight: Weight::Strong };
pub(crate) const LABEL: Style = Style { size: 30.0, weight: Weight::Strong };
const SMALL: Style = Style { size: 27.0, weight: Weight::Text };

/// What stands on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card<'a> {
    /// The publication's name.
    pub brand: &'a str,
    /// Over the headline: section or format.
    pub label: Option<&'a str>,
    /// The headline.
    pub headline: &'a str,
    /// Names and date, under it.
    pub signature: Option<&'a str>,
    /// What stands beside the words.
    pub cover: Cover,
}

/// Draws a card. Words in a script that there are no letters for are left out; a headline in one leaves its room to the
/// cover.
pub fn card(card: &Card<'_>, letters: &Letters) -> Negative {
    // The size is fixed and not zero.
    let mut paper = Pixmap::new(CARD_SIZE.width, CARD_SIZE.height).expect("a card has a size");
    match letters.settable(card.headline) {
        Some(headline) => with_headline(card, (&headline, letters), &mut paper),
        None => with_plate(card, letters, &mut paper),
    }
    Negative::drawn(paper)
}

/// Where words stand: from a left edge, so wide, in reading direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub left: f32,
    pub width: f32,
    pub way: Way,
}

impl Column {
    /// Puts a line at the edge where reading begins.
    pub fn put(self, canvas: &mut Canvas<'_>, line: &Line, base: f32, ink: Colour) {
        let x = match self.way {
            Way::Rightward => self.left,
            Way::Leftward => self.left + self.width - line.width,
        };
        canvas.shape(line.path(x, base), color(ink));
    }
}

fn with_headline(card: &Card<'_>, (headline, letters): (&str, &Letters), paper: &mut Pixmap) {
    let way = Way::of(headline);
    let (width, height) = (CARD_SIZE.width as f32, CARD_SIZE.height as f32);
    let room = width - ART as f32 - 2.0 * MARGIN + 12.0;
    let (art_left, left) = match way {
        Way::Rightward => (width - ART as f32, MARGIN),
        Way::Leftward => (0.0, width - MARGIN - room),
    };
    let column = Column { left, width: room, way };
    paper.fill(color(PAPER));
    put_cover(card.cover, paper, (art_left, Size::new(ART, CARD_SIZE.height)));
    let mut canvas = Canvas::new(paper);

    if let Some(brand) = line(letters, card.brand, BRAND, column) {
        column.put(&mut canvas, &brand, 92.0, INK);
    }
    canvas.rectangle((left, 118.0), (room, 2.0), color(INK));
    let mut top = 160.0;
    if let Some(label) = card.label.and_then(|label| line(letters, label, LABEL, column)) {
        column.put(&mut canvas, &label, top + 26.0, card.cover.accent);
        top += 48.0;
    }
    let block = letters.fitted(headline, way, Room { width: room, height: height - 108.0 - top });
    for (place, row) in block.lines.iter().enumerate() {
        column.put(&mut canvas, row, top + block.ascent + place as f32 * block.leading, INK);
    }
    if let Some(signature) = card.signature.and_then(|signature| line(letters, signature, SMALL, column)) {
        column.put(&mut canvas, &signature, height - 58.0, SOFT);
    }
}

/// The cover over the whole card, with what can be said of the item on a plate.
fn with_plate(card: &Card<'_>, letters: &Letters, paper: &mut Pixmap) {
    put_cover(card.cover, paper, (0.0, CARD_SIZE));
    let way = Way::of(card.brand);
    let height = CARD_SIZE.height as f32;
    let column = Column { left: MARGIN, width: 940.0, way };
    let lines = [(Some(card.brand), BRAND, INK), (card.label, LABEL, card.cover.accent), (card.signature, SMALL, SOFT)];
    let lines: Vec<(Line, Colour)> =
        lines.into_iter().filter_map(|(text, style, ink)| Some((line(letters, text?, style, column)?, ink))).collect();
    let Some(widest) = lines.iter().map(|(line, _)| line.width).reduce(f32::max) else { return };
    let mut canvas = Canvas::new(paper);
    let tall = 52.0 * lines.len() as f32 + 34.0;
    canvas.rectangle((0.0, height - tall - 48.0), (MARGIN * 2.0 + widest, tall), color(PAPER));
    let column = Column { width: widest, ..column };
    for (place, (line, ink)) in lines.iter().enumerate() {
        column.put(&mut canvas, line, height - tall + 10.0 + place as f32 * 52.0, *ink);
    }
}

fn put_cover(cover: Cover, paper: &mut Pixmap, (left, size): (f32, Size)) {
    let Some(mut picture) = Pixmap::new(size.width, size.height) else { return };
    art::draw(&cover, &mut picture);
    paper.draw_pixmap(left as i32, 0, picture.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
}

/// A text on one line of a column, shortened by whole words where it is too long. `None` for one that cannot be set.
pub(crate) fn line(letters: &Letters, text: &str, style: Style, column: Column) -> Option<Line> {
    let mut text = letters.settable(text)?;
    let way = Way::of(&text);
    let mut line = letters.set(&text, style, way);
    while line.width > column.width {
        let (rest, _) = text.trim_end_matches('…').rsplit_once(' ')?;
        text = format!("{}…", rest.trim_end_matches([',', ' ', '·']));
        line = letters.set(&text, style, way);
    }
    Some(line)
}

pub(crate) fn color(colour: Colour) -> Color {
    Color::from_rgba8(colour.red, colour.green, colour.blue, u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Rendition};

    fn of(headline: &str) -> Card<'_> {
        let accent = Colour { red: 35, green: 79, blue: 196 };
        let cover = Cover { seed: 77, accent };
        let (label, signature) = (Some("Open RAN"), Some("Maya Lindqvist · 14 September 2020"));
        Card { brand: "Backhaul", label, headline, signature, cover }
    }

    fn card_of(card: &Card<'_>) -> Negative {
        super::card(card, &Letters::default())
    }

    /// Pixels of words in a part of the card: far from the paper.
    fn inked(card: &Card<'_>, (left, top): (u32, u32), (right, foot): (u32, u32)) -> usize {
        let picture = card_of(card).picture;
        let dark = |x, y| picture.get_pixel(x, y).0[..3].iter().map(|part| u32::from(*part)).sum::<u32>() < 380;
        (left..right).map(|x| (top..foot).filter(|y| dark(x, *y)).count()).sum()
    }

    #[test]
    fn a_card_has_its_words_and_its_size() {
        let made = card_of(&of("Five operators share one mast"));
        assert_eq!(made.size(), CARD_SIZE);
        assert!(inked(&of("Five operators share one mast"), (68, 200), (780, 520)) > 4_000);
        assert!(inked(&of("Five operators share one mast"), (68, 60), (400, 100)) > 500, "the brand");
        assert!(inked(&of("Five operators share one mast"), (68, 540), (600, 590)) > 500, "names and date");
        let png = made.develop(&Rendition::whole(1200, Format::Png)).unwrap();
        assert!(png.bytes.len() < 200_000, "{} bytes", png.bytes.len());
    }

    #[test]
    fn words_keep_their_margin() {
        let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ".repeat(4);
        for headline in ["Fibre", &long, &"W".repeat(300), "A \u{1f680} headline", "—", "a\u{301}\u{301}\u{301}\u{301}"]
        {
            let card = of(headline);
            assert_eq!(
                inked(&card, (0, 0), (40, 630)).min(1),
                usize::from(Letters::default().settable(headline).is_none()),
                "{headline}"
            );
        }
    }

    #[test]
    fn leftward_headlines_have_the_cover_on_the_left() {
        let card = of("شبكة الألياف تصل إلى القرى");
        assert!(inked(&card, (1132, 0), (1200, 630)) == 0, "the margin is on the right");
        assert!(inked(&card, (430, 200), (1132, 520)) > 3_000);
    }

    #[test]
    fn a_headline_without_letters_leaves_its_room_to_the_cover() {
        let without = card_of(&of("光ファイバーが届く")).picture;
        let with = card_of(&of("Fibre has come")).picture;
        assert_ne!(without.get_pixel(20, 300), with.get_pixel(20, 300));
        // Neither can the rest be set: the cover stands alone.
        let bare = Card { brand: "光", label: None, signature: None, ..of("光ファイバーが届く") };
        assert_eq!(card_of(&bare).size(), CARD_SIZE);
    }

    #[test]
    fn a_headline_in_letters_that_were_brought_is_set_like_any_other() {
        let fonts = vec![("signs.otf".to_owned(), include_bytes!("../tests/fonts/signs.otf").to_vec())];
        let (letters, _) = Letters::with(fonts);
        let drawn = card(&of("光網届"), &letters).picture;
        let dark = |x, y| drawn.get_pixel(x, y).0[..3].iter().map(|part| u32::from(*part)).sum::<u32>() < 380;
        let inked = |(left, top): (u32, u32), (right, foot): (u32, u32)| {
            (left..right).map(|x| (top..foot).filter(|y| dark(x, *y)).count()).sum::<usize>()
        };
        assert!(inked((68, 200), (780, 520)) > 3_000, "the headline");
        assert!(inked((68, 60), (400, 100)) > 500, "the brand");
        assert_eq!(inked((0, 0), (60, 630)), 0, "the margin");
    }

    #[test]
    fn two_headlines_make_two_cards() {
        let one = card_of(&of("One")).picture.into_raw();
        assert_ne!(one, card_of(&of("Two")).picture.into_raw());
        assert_eq!(one, card_of(&of("One")).picture.into_raw());
    }
}

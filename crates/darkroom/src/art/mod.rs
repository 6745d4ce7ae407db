//! Covers: what is shown where an item has no picture. A few compositions of plain shapes in the inks of the section,
//! each arranged by the item's own number: the same item always has the same cover, and no two look alike.

mod canvas;
mod chance;
mod flowing;
mod palette;
mod round;
mod straight;

use tiny_skia::Pixmap;

pub(crate) use canvas::Canvas;
use chance::Chance;
use palette::{Ground, Palette};

use crate::{Colour, Negative, Refusal, Size};

/// What a cover is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cover {
    /// The item's own number.
    pub seed: u128,
    /// Its section's colour.
    pub accent: Colour,
}

/// One way to fill a canvas.
type Composition = fn(&mut Canvas<'_>, &mut Chance, Palette);

/// All of them. A cover's composition goes by its place here: new ones change which one an item has.
const COMPOSITIONS: [Composition; 8] = [
    round::tiles,
    round::arcs,
    round::dots,
    straight::bars,
    straight::routes,
    straight::folds,
    flowing::waves,
    flowing::strata,
];

/// Draws a cover.
///
/// # Errors
/// When a picture cannot be this large.
pub fn cover(cover: &Cover, size: Size) -> Result<Negative, Refusal> {
    crate::Limits::default().check_size(size)?;
    let mut paper = Pixmap::new(size.width, size.height).ok_or(Refusal::Empty)?;
    draw(cover, &mut paper);
    Ok(Negative::drawn(paper))
}

/// Fills a picture with a cover.
pub(crate) fn draw(cover: &Cover, paper: &mut Pixmap) {
    let mut chance = Chance::new(cover.seed);
    let composition = COMPOSITIONS[chance.below(COMPOSITIONS.len())];
    let ground = chance.one_of([Ground::Paper, Ground::Full, Ground::Deep]);
    let palette = Palette::of(cover.accent, ground);
    let mut canvas = Canvas::new(paper);
    canvas.fill(palette.ground);
    composition(&mut canvas, &mut chance, palette);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size::new(320, 180);

    fn drawn(seed: u128, red: u8) -> Vec<u8> {
        let made = cover(&Cover { seed, accent: Colour { red, green: 79, blue: 60 } }, SIZE).unwrap();
        made.picture.into_raw()
    }

    #[test]
    fn an_item_has_one_cover_and_others_have_others() {
        assert_eq!(drawn(7, 20), drawn(7, 20));
        let mut all: Vec<_> = (0..40).map(|seed| drawn(seed, 20)).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 40);
        assert_ne!(drawn(7, 20), drawn(7, 200), "another section has other inks");
    }

    #[test]
    fn no_cover_is_empty_or_noise() {
        for seed in 0..64 {
            let pixels = drawn(seed * 31, 140);
            let mut counts = std::collections::HashMap::<[u8; 3], usize>::new();
            for pixel in pixels.chunks_exact(4) {
                *counts.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
                assert_eq!(pixel[3], 255);
            }
            let all: usize = counts.values().sum();
            let mut most: Vec<usize> = counts.into_values().collect();
            most.sort_unstable_by(|one, other| other.cmp(one));
            let inks: usize = most.iter().take(5).sum();
            assert!(inks * 10 > all * 6, "seed {seed}: most of it is plain ink, {inks} of {all}");
            assert!(most[0] * 100 < all * 97, "seed {seed}: something is to be seen");
        }
    }

    #[test]
    fn a_cover_takes_any_shape_and_refuses_what_no_picture_can_be() {
        for (width, height) in [(1, 1), (3, 400), (400, 3), (420, 630)] {
            let cover = Cover { seed: 3, accent: Colour { red: 0, green: 0, blue: 0 } };
            assert_eq!(super::cover(&cover, Size::new(width, height)).unwrap().size(), Size::new(width, height));
        }
        let huge = Size::new(60_000, 60_000);
        assert!(cover(&Cover { seed: 1, accent: Colour { red: 0, green: 0, blue: 0 } }, huge).is_err());
    }
}

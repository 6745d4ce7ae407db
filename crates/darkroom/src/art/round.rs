//! Compositions of circles and their parts.

use super::canvas::{Canvas, Pen};
use super::chance::Chance;
use super::palette::Palette;

/// A grid of squares, each with a quarter of a disc, a disc or nothing in it.
pub(super) fn tiles(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let rows = 3 + chance.below(2);
    let side = canvas.height() / rows as f32;
    let columns = (canvas.width() / side).ceil() as usize;
    let spark = (chance.below(columns), chance.below(rows));
    for column in 0..columns {
        for row in 0..rows {
            let (x, y) = (column as f32 * side, row as f32 * side);
            let ink = match () {
                () if (column, row) == spark => inks.pop,
                () => chance.one_of([inks.main, inks.main, inks.deep, inks.pale]),
            };
            // Every square that is not empty has its corner on the grid, so that shapes meet their neighbours.
            match chance.below(9) {
                0 => {}
                1 => canvas.disc((x + side / 2.0, y + side / 2.0), side / 2.0, ink),
                2 => {
                    canvas.rectangle((x, y), (side, side), ink);
                    canvas.disc((x + side / 2.0, y + side / 2.0), side / 4.0, inks.ground);
                }
                3 => canvas.rectangle((x, y), (side, side), inks.pale),
                corner => {
                    if chance.often(3) {
                        canvas.rectangle((x, y), (side, side), inks.pale);
                    }
                    let (right, low) = (corner % 2 == 0, corner % 3 == 0);
                    let at = (if right { x + side } else { x }, if low { y + side } else { y });
                    let open = (if right { -side } else { side }, if low { -side } else { side });
                    canvas.quarter(at, open, ink);
                }
            }
        }
    }
}

/// Rings around a point at the edge, cut once and moved on.
pub(super) fn arcs(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let (width, height, short) = (canvas.width(), canvas.height(), canvas.short());
    let centre = (width * chance.one_of([0.0, 0.28, 0.72, 1.0]), height * chance.one_of([0.0, 1.0]));
    let step = short * chance.between(0.085, 0.125);
    let count = (width.hypot(height) / step) as usize + 2;
    let bright = 2 + chance.below(4);
    for ring in (1..count).rev() {
        let ink = match ring {
            ring if ring == bright => inks.pop,
            ring if ring % 5 == 0 => inks.deep,
            ring if ring % 2 == 0 => inks.main,
            _ => inks.ground,
        };
        canvas.disc(centre, ring as f32 * step, ink);
    }
    canvas.disc(centre, step, inks.deep);
    let opposite = (width - centre.0, height - centre.1);
    canvas.ring(opposite, short * 0.34, Pen { width: step * 0.5, ink: inks.ground });
    canvas.disc(opposite, short * 0.34, inks.pale);
    canvas.disc(opposite, short * 0.12, inks.ground);
}

/// A screen of dots whose size runs in waves, as in a coarse print.
pub(super) fn dots(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let rows = chance.one_of([9, 11, 13]);
    let step = canvas.height() / rows as f32;
    let columns = (canvas.width() / step).ceil() as usize + 1;
    let (middle, sunk) = (chance.between(0.2, 0.8), chance.between(0.25, 0.75));
    let (turn, lean) = (chance.between(0.8, 1.5), chance.between(-0.6, 0.6));
    let spark = chance.below(rows);
    for column in 0..columns {
        for row in 0..rows {
            let (across, down) = (column as f32 / columns as f32, row as f32 / rows as f32);
            let far = (across - middle).hypot((down - sunk) * canvas.height() / canvas.width());
            let swell = ((far * 9.0 * turn + across * lean * 4.0).cos() + 1.0) / 2.0;
            let radius = step * (0.07 + 0.42 * swell);
            let shift = if row % 2 == 0 { 0.0 } else { step / 2.0 };
            let at = (column as f32 * step + shift, (row as f32 + 0.5) * step);
            let ink = match () {
                () if row == spark && swell > 0.5 => inks.pop,
                () if swell > 0.82 => inks.deep,
                () => inks.main,
            };
            canvas.disc(at, radius, ink);
        }
    }
}

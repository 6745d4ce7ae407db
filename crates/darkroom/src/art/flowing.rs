//! Compositions of lines that flow.

use tiny_skia::{Path, PathBuilder};

use super::canvas::{Canvas, Pen};
use super::chance::Chance;
use super::palette::Palette;

/// Points along a line that flows.
const POINTS: usize = 96;

/// Lines over each other that all swell at the same places, each hiding what is behind it.
pub(super) fn waves(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let height = canvas.height();
    let count = chance.one_of([13, 16, 19]);
    let step = height * 0.86 / count as f32;
    let swells: Vec<(f32, f32, f32)> =
        (0..3).map(|_| (chance.between(0.12, 0.88), chance.between(0.05, 0.13), chance.between(1.6, 4.4))).collect();
    let drift = chance.between(-0.012, 0.012);
    let bright = count / 3 + chance.below(count / 3);
    for line in 0..count {
        let base = height * 0.2 + line as f32 * step;
        let lift = |along: f32| {
            let high: f32 = swells
                .iter()
                .map(|(middle, wide, tall)| {
                    let off = (along - middle - drift * line as f32) / wide;
                    tall * (-off * off).exp()
                })
                .sum();
            base - step * (high + 0.25 * (along * 31.0 + line as f32 * 1.7).sin())
        };
        canvas.shape(under(canvas, lift), inks.ground);
        let ink = match line {
            line if line == bright => inks.pop,
            line if line % 4 == 3 => inks.deep,
            _ => inks.main,
        };
        canvas.stroke(along(canvas, lift), Pen { width: step * if line == bright { 0.34 } else { 0.2 }, ink });
    }
}

/// Layers over each other, as in a cutting through hills, and a sun.
pub(super) fn strata(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let (width, height, short) = (canvas.width(), canvas.height(), canvas.short());
    let sun = (width * chance.between(0.18, 0.82), height * chance.between(0.24, 0.36));
    canvas.disc(sun, short * chance.between(0.13, 0.2), inks.pop);
    let layers = [inks.pale, inks.main, inks.deep, inks.main, inks.deep];
    let count = 3 + chance.below(3);
    for (layer, ink) in layers.into_iter().cycle().take(count).enumerate() {
        let base = height * (0.46 + 0.5 * layer as f32 / count as f32);
        let (long, short_wave) = (chance.between(3.0, 6.5), chance.between(8.0, 13.0));
        let phases = [chance.between(0.0, 6.3), chance.between(0.0, 6.3)];
        let swell = height * chance.between(0.05, 0.1);
        let top = |along: f32| {
            base - swell * ((along * long + phases[0]).sin() + 0.35 * (along * short_wave + phases[1]).sin())
        };
        canvas.shape(under(canvas, top), ink);
        canvas.stroke(along(canvas, top), Pen { width: short * 0.012, ink: inks.ground });
    }
}

/// The line of a height along the picture: 0 is its left edge, 1 its right.
fn along(canvas: &Canvas<'_>, height_at: impl Fn(f32) -> f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    flow(&mut path, canvas, height_at);
    path.finish()
}

/// All that is below it.
fn under(canvas: &Canvas<'_>, height_at: impl Fn(f32) -> f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    flow(&mut path, canvas, height_at);
    path.line_to(canvas.width() * 1.05, canvas.height() + 1.0);
    path.line_to(-canvas.width() * 0.05, canvas.height() + 1.0);
    path.close();
    path.finish()
}

fn flow(path: &mut PathBuilder, canvas: &Canvas<'_>, height_at: impl Fn(f32) -> f32) {
    for point in 0..=POINTS {
        let part = point as f32 / POINTS as f32 * 1.1 - 0.05;
        let (x, y) = (part * canvas.width(), height_at(part));
        if point == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
}

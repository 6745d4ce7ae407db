//! The inks of a cover, all mixed from one: the section's own colour. Mixed in Oklch, where equal steps look equal.

use tiny_skia::Color;

use crate::Colour;

/// The inks of one cover.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Palette {
    /// What everything is printed on.
    pub ground: Color,
    /// Close to the ground.
    pub pale: Color,
    /// The section's colour, or what comes of it on this ground.
    pub main: Color,
    /// The farthest from the ground.
    pub deep: Color,
    /// What draws the eye; used little.
    pub pop: Color,
}

/// What a cover is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Light paper.
    Paper,
    /// The section's colour.
    Full,
    /// Night.
    Deep,
}

impl Palette {
    pub(super) fn of(accent: Colour, ground: Ground) -> Self {
        let accent = Oklch::of(accent);
        // Grey sections stay grey.
        let tinted = accent.chroma.min(0.16);
        let ink = |light: f32, chroma: f32, turn: f32| Oklch { light, chroma, hue: accent.hue + turn }.color();
        let strong = tinted.max(0.02);
        let spark = if accent.chroma < 0.03 { 0.02 } else { 0.125 };
        // Towards the warm neighbour from yellow and green, towards the cool one from the rest.
        let turn = if (1.0..3.0).contains(&accent.hue) { -0.7 } else { 0.75 };
        match ground {
            Ground::Paper => Self {
                ground: ink(0.955, strong * 0.10, 0.0),
                pale: ink(0.86, strong * 0.38, 0.0),
                main: ink(accent.light.clamp(0.42, 0.62), accent.chroma, 0.0),
                deep: ink(0.27, strong * 0.45, 0.0),
                pop: ink(0.78, spark, turn),
            },
            Ground::Full => Self {
                ground: ink(accent.light.clamp(0.36, 0.52), accent.chroma, 0.0),
                pale: ink(accent.light.clamp(0.36, 0.52) + 0.11, accent.chroma, 0.12),
                main: ink(0.93, strong * 0.22, 0.0),
                deep: ink(0.24, strong * 0.5, 0.0),
                pop: ink(0.82, spark, turn),
            },
            Ground::Deep => Self {
                ground: ink(0.23, strong * 0.34, 0.0),
                pale: ink(0.36, strong * 0.6, 0.0),
                main: ink(0.66, accent.chroma.max(0.02), 0.0),
                deep: ink(0.94, strong * 0.14, 0.0),
                pop: ink(0.82, spark, turn),
            },
        }
    }
}

/// A colour by lightness (0 to 1), colourfulness, and its angle on the wheel.
#[derive(Debug, Clone, Copy)]
struct Oklch {
    light: f32,
    chroma: f32,
    hue: f32,
}

impl Oklch {
    fn of(colour: Colour) -> Self {
        let [r, g, b] = [colour.red, colour.green, colour.blue].map(|part| linear(f32::from(part) / 255.0));
        let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        let light = 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s;
        let a = 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s;
        let b = 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s;
        Self { light, chroma: a.hypot(b), hue: b.atan2(a) }
    }

    /// The colour on a screen. One that screens do not have is made greyer until they have it.
    fn color(self) -> Color {
        let mut chroma = self.chroma;
        for _ in 0..24 {
            let rgb = Self { chroma, ..self }.rgb();
            if rgb.iter().all(|part| (-0.002..=1.002).contains(part)) {
                return screen(rgb);
            }
            chroma *= 0.9;
        }
        screen(Self { chroma: 0.0, ..self }.rgb())
    }

    fn rgb(self) -> [f32; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let l = (self.light + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let m = (self.light - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let s = (self.light - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        [
            4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
            -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
            -0.004_196_086 * l - 0.703_418_6 * m + 1.707_614_7 * s,
        ]
    }
}

fn linear(part: f32) -> f32 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn screen(rgb: [f32; 3]) -> Color {
    let [red, green, blue] = rgb.map(|part| {
        let part = part.clamp(0.0, 1.0);
        if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
    });
    Color::from_rgba(red.clamp(0.0, 1.0), green.clamp(0.0, 1.0), blue.clamp(0.0, 1.0), 1.0).unwrap_or(Color::BLACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_survives_the_way_there_and_back() {
        for colour in [[196, 22, 28], [35, 79, 196], [22, 24, 29], [255, 255, 255]] {
            let [red, green, blue] = colour;
            let back = Oklch::of(Colour { red, green, blue }).color().to_color_u8();
            for (one, other) in colour.iter().zip([back.red(), back.green(), back.blue()]) {
                assert!(one.abs_diff(other) <= 2, "{colour:?} {back:?}");
            }
        }
    }

    #[test]
    fn every_ink_stands_out_from_its_ground() {
        for accent in [[196, 22, 28], [35, 79, 196], [22, 24, 29], [125, 95, 0], [71, 88, 107]] {
            let [red, green, blue] = accent;
            for ground in [Ground::Paper, Ground::Full, Ground::Deep] {
                let inks = Palette::of(Colour { red, green, blue }, ground);
                let light = |ink: Color| 0.2126 * ink.red() + 0.7152 * ink.green() + 0.0722 * ink.blue();
                for ink in [inks.main, inks.deep, inks.pop] {
                    assert!((light(ink) - light(inks.ground)).abs() > 0.09, "{accent:?} {ground:?}");
                }
            }
        }
    }
}

//! Colours: into sRGB by the picture's own profile, and the average that stands in for a picture while it loads.

use image::{Rgb, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::Colour;

/// Longest profile that is read; press profiles of printers reach megabytes and describe no RGB.
const PROFILE_BYTES: usize = 1024 * 1024;

/// Converts to sRGB. Output carries no profile, and sRGB is what is assumed without one. A picture without a profile,
/// or with one that is not for RGB or cannot be read, is taken as sRGB already.
pub(crate) fn into_srgb(picture: RgbaImage, profile: Option<&[u8]>) -> RgbaImage {
    let Some(profile) = profile.filter(|bytes| bytes.len() <= PROFILE_BYTES) else {
        return picture;
    };
    converted(&picture, profile).unwrap_or(picture)
}

fn converted(picture: &RgbaImage, profile: &[u8]) -> Option<RgbaImage> {
    let source = ColorProfile::new_from_slice(profile).ok()?;
    if source.color_space != DataColorSpace::Rgb {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    let transform =
        source.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, TransformOptions::default()).ok()?;
    let mut pixels = vec![0; picture.as_raw().len()];
    transform.transform(picture.as_raw(), &mut pixels).ok()?;
    RgbaImage::from_raw(picture.width(), picture.height(), pixels)
}

/// The average over the whole picture, transparent parts as if on white.
pub(crate) fn average(picture: &RgbaImage) -> Colour {
    let mut sums = [0_u64; 3];
    for pixel in picture.pixels() {
        for (sum, ink) in sums.iter_mut().zip(over_white(pixel.0)) {
            *sum += u64::from(ink);
        }
    }
    let count = (u64::from(picture.width()) * u64::from(picture.height())).max(1);
    let [red, green, blue] = sums.map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
    Colour { red, green, blue }
}

/// The picture on white paper, for formats without transparency.
pub(crate) fn on_white(picture: &RgbaImage) -> RgbImage {
    let mut paper = RgbImage::new(picture.width(), picture.height());
    for (to, from) in paper.pixels_mut().zip(picture.pixels()) {
        *to = Rgb(over_white(from.0));
    }
    paper
}

fn over_white([red, green, blue, cover]: [u8; 4]) -> [u8; 3] {
    let cover = u32::from(cover);
    [red, green, blue].map(|ink| {
        let mixed = u32::from(ink) * cover + 255 * (255 - cover);
        u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
    })
}

//! Icons that are cut to any shape: the picture whole, in the part that every shape leaves.

use image::imageops::overlay;
use image::{Rgba, RgbaImage};

use crate::print::{Developed, resized, written_png};
use crate::rendition::{Crop, Focus};
use crate::{Limits, Negative, Refusal, Size, Surface};

/// Of the icon's side, that of the largest square in the circle that no shape cuts into: the circle is 80 of 100 wide
/// (W3C, Web Application Manifest, "maskable"), and its square as wide as the circle divided by the root of two.
const KEPT: f64 = 0.8 / std::f64::consts::SQRT_2;

/// A square of this side that may be cut to a circle and loses nothing: the middle of the picture, never enlarged, on its
/// own ground, or on `ground` where something shows through at its edge.
pub fn maskable(bytes: &[u8], side: u32, ground: [u8; 3]) -> Result<Developed, Refusal> {
    let negative = Negative::open(bytes, &Limits::default())?;
    let picture = &negative.picture;
    // A float-to-integer cast saturates; no icon is that large.
    let inner = ((f64::from(side) * KEPT) as u32).min(picture.width()).min(picture.height()).max(1);
    let part = Crop { aspect: (1, 1), focus: Focus::default() }.part_of(negative.size());
    let small = resized(picture, Some(part), Size::new(inner, inner))
        .map_err(|detail| Refusal::NotWritten { format: crate::Format::Png, detail })?;
    let mut icon = RgbaImage::from_pixel(side, side, around(&small, ground));
    let margin = i64::from((side - inner) / 2);
    overlay(&mut icon, &small, margin, margin);
    written_png(&icon, Surface::Opaque)
}

/// The colour of the ground: that of all corners, if they have one.
fn around(picture: &RgbaImage, ground: [u8; 3]) -> Rgba<u8> {
    let (right, bottom) = (picture.width() - 1, picture.height() - 1);
    let first = *picture.get_pixel(0, 0);
    let is_like_first =
        |corner: &Rgba<u8>| corner.0.iter().zip(first.0).all(|(one, other)| one.abs_diff(other) <= NEAR);
    let corners = [(0, bottom), (right, 0), (right, bottom)].map(|(x, y)| *picture.get_pixel(x, y));
    let [red, green, blue] = ground;
    match first.0 {
        [.., u8::MAX] if corners.iter().all(is_like_first) => first,
        _ => Rgba([red, green, blue, u8::MAX]),
    }
}

/// Colours that differ by less are one: a JPEG has no two pixels alike.
const NEAR: u8 = 12;

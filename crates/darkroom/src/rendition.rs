//! Which renditions of a picture a page offers, and how a crop finds the part that matters.

use crate::{Format, Size, Surface};

/// The widths that pages offer to browsers.
pub const WIDTHS: [u32; 5] = [320, 640, 960, 1280, 1920];

/// One copy of a picture, made to order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rendition {
    /// Width in pixels. A narrower picture keeps its own width: nothing is ever made larger.
    pub width: u32,
    /// Cut to a shape, or whole.
    pub crop: Option<Crop>,
    /// JPEG, PNG or WebP; GIF is refused. What shows through is put on white in a JPEG.
    pub format: Format,
}

/// A shape, and the point of the picture that must stay in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    /// Width and height in relation to each other, such as 16 and 9.
    pub aspect: (u32, u32),
    /// What matters in the picture.
    pub focus: Focus,
}

/// A point in a picture: 0 is left or top, 1 right or bottom. Numbers outside are moved inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    /// From left to right.
    pub x: f32,
    /// From top to bottom.
    pub y: f32,
}

impl Default for Focus {
    /// The middle.
    fn default() -> Self {
        Self { x: 0.5, y: 0.5 }
    }
}

impl Rendition {
    /// The whole picture at a width.
    pub const fn whole(width: u32, format: Format) -> Self {
        Self { width, crop: None, format }
    }

    /// The card that social networks show: 1200 by 630 pixels.
    pub const fn card(focus: Focus) -> Self {
        let crop = Crop { aspect: (1200, 630), focus };
        Self { width: 1200, crop: Some(crop), format: Format::Jpeg }
    }
}

/// What browsers get: WebP for all that know it, and JPEG, or PNG where something shows through, for the rest.
pub const fn formats_for(surface: Surface) -> [Format; 2] {
    match surface {
        Surface::Opaque => [Format::Webp, Format::Jpeg],
        Surface::Transparent => [Format::Webp, Format::Png],
    }
}

/// The renditions of a picture that the house keeps in this size: the standard widths that are narrower than it, and
/// its own width where that is narrower than the widest of them. Narrow ones come first.
pub fn renditions_for(kept: Size, surface: Surface) -> Vec<Rendition> {
    let widths = widths_for(kept.width);
    let formats = formats_for(surface);
    widths.into_iter().flat_map(|width| formats.map(|format| Rendition::whole(width, format))).collect()
}

/// The widths alone, for a `srcset`.
pub fn widths_for(width: u32) -> Vec<u32> {
    let widest = WIDTHS.last().copied().unwrap_or_default();
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|standard| *standard < width).collect();
    widths.push(width.min(widest));
    widths.dedup();
    widths
}

/// A part of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Crop {
    /// The largest part of this shape, with the focus as near to its middle as the picture's edges allow.
    pub(crate) fn part_of(self, size: Size) -> Part {
        let (across, down) = (f64::from(self.aspect.0.max(1)), f64::from(self.aspect.1.max(1)));
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let part_width = width.min(height * across / down);
        let part_height = height.min(width * down / across);
        Part {
            left: around(self.focus.x, part_width, width),
            top: around(self.focus.y, part_height, height),
            width: part_width,
            height: part_height,
        }
    }
}

/// Where a part of this length begins so that the focus is in its middle, or as near as can be.
fn around(focus: f32, part: f64, whole: f64) -> f64 {
    let focus = if focus.is_finite() { f64::from(focus.clamp(0.0, 1.0)) } else { 0.5 };
    (focus * whole - part / 2.0).clamp(0.0, (whole - part).max(0.0))
}

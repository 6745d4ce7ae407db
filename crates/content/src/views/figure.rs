//! Pictures, with all that keeps the page from moving when they arrive.

use serde::Serialize;

/// A picture in all its renditions. How wide it is shown is the template's business (`sizes`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Picture {
    /// The rendition for browsers that read none of `sources`, and for machines.
    pub src: String,
    /// JPEG (or PNG) renditions as a `srcset`, for who shows the picture elsewhere; pages name them where there are no
    /// `sources`. Empty when there is only `src`.
    pub srcset: String,
    /// The same picture in newer encodings, best first.
    pub sources: Vec<Source>,
    /// The widest rendition, to be looked at by itself; none where a phone shows about as much of the picture.
    pub large: Option<String>,
    /// Pixels across of the original, so that room is kept.
    pub width: u32,
    /// Pixels down of the original.
    pub height: u32,
    /// What is to be seen, for those who cannot; empty for a picture that only decorates.
    pub alt: String,
    /// What must stay in sight when the picture is cropped.
    pub focus: Focus,
}

/// One encoding of a picture: a `<source>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// `image/avif`, `image/webp`.
    pub media_type: String,
    /// `address 480w, address 960w …`.
    pub srcset: String,
}

/// The part of a picture that a crop keeps, to the nearest ninth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Focus {
    TopLeft,
    Top,
    TopRight,
    Left,
    #[default]
    Centre,
    Right,
    BottomLeft,
    Bottom,
    BottomRight,
}

impl Focus {
    /// The ninth in which a point lies; `x` and `y` run from 0 to 1, from the top left.
    pub fn at(x: f32, y: f32) -> Focus {
        const NINTHS: [Focus; 9] = [
            Focus::TopLeft,
            Focus::Top,
            Focus::TopRight,
            Focus::Left,
            Focus::Centre,
            Focus::Right,
            Focus::BottomLeft,
            Focus::Bottom,
            Focus::BottomRight,
        ];
        let third = |along: f32| (along.clamp(0.0, 0.999) * 3.0) as usize;
        NINTHS[third(y) * 3 + third(x)]
    }
}

/// A picture with its words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Figure {
    /// The picture.
    pub picture: Picture,
    /// The line under it.
    pub caption: Option<String>,
    /// Who made it or owns it.
    pub credit: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_falls_into_its_ninth() {
        assert_eq!(Focus::at(0.5, 0.5), Focus::Centre);
        assert_eq!(Focus::at(0.9, 0.1), Focus::TopRight);
        assert_eq!(Focus::at(1.0, 1.0), Focus::BottomRight);
        assert_eq!(Focus::at(-1.0, f32::NAN), Focus::TopLeft);
    }
}

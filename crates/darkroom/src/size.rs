//! Width and height, and the two ways in which the darkroom makes them smaller.

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// The widest picture that the house keeps; a wider one is made smaller on the way in.
pub const KEPT_WIDTH: u32 = 2560;
/// The tallest picture that the house keeps: long infographics stay readable.
pub const KEPT_HEIGHT: u32 = 8192;

impl Size {
    /// A size from its two numbers.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// Width times height.
    pub const fn pixels(self) -> u64 {
        self.width as u64 * self.height as u64
    }

    /// The size in which the house keeps a picture of this size: never larger, in the same proportions, at most
    /// [`KEPT_WIDTH`] wide and [`KEPT_HEIGHT`] tall.
    pub fn kept(self) -> Self {
        let by_width = self.at_width(KEPT_WIDTH);
        if by_width.height <= KEPT_HEIGHT {
            return by_width;
        }
        let width = scale(self.width, KEPT_HEIGHT, self.height);
        Self::new(width, KEPT_HEIGHT)
    }

    /// The same proportions at a width, or this size unchanged where it is not wider than that.
    pub fn at_width(self, width: u32) -> Self {
        if width == 0 || self.width <= width {
            return self;
        }
        Self::new(width, scale(self.height, width, self.width))
    }

    pub(crate) const fn turned(self) -> Self {
        Self::new(self.height, self.width)
    }
}

/// `side * part / whole`, rounded, at least one pixel.
fn scale(side: u32, part: u32, whole: u32) -> u32 {
    let (side, part, whole) = (u64::from(side), u64::from(part), u64::from(whole).max(1));
    let scaled = (side * part + whole / 2) / whole;
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

//! The squares by which browsers, telephones and readers of feeds know a publication.

use serde::Serialize;

/// A square picture of the publication, made of the one that the site names, or of the theme's `icon.png`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Icon {
    /// Where it is had.
    pub address: &'static str,
    /// Pixels of a side.
    pub side: u32,
}

impl Icon {
    /// For tabs, and where feeds are listed.
    pub const SMALL: Self = Self { address: "/icon-96.png", side: 96 };
    /// For the first screen of a telephone, and for search engines.
    pub const MIDDLE: Self = Self { address: "/icon-192.png", side: 192 };
    /// For whatever shows it large.
    pub const LARGE: Self = Self { address: "/icon-512.png", side: 512 };
    /// As Apple's telephones ask for it.
    pub const TOUCH: Self = Self { address: "/apple-touch-icon.png", side: 180 };
    /// The one that may be cut to any shape.
    pub const MASKABLE: Self = Self { address: "/icon-maskable.png", side: 512 };
    /// All of them.
    pub const ALL: [Self; 5] = [Self::SMALL, Self::MIDDLE, Self::LARGE, Self::TOUCH, Self::MASKABLE];

    /// The same made of a picture with this shorter side: nothing is made larger, but what has a margin around it.
    #[must_use]
    pub fn of_side(self, side: u32) -> Self {
        if self == Self::MASKABLE { self } else { Self { side: self.side.min(side), ..self } }
    }
}

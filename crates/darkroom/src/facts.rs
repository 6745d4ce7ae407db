//! What the house wants to know of a picture before it keeps it.

use crate::{Format, Notes, Size};

/// Facts of a picture as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What the file is, by its bytes.
    pub format: Format,
    /// Length of the file.
    pub bytes: usize,
    /// Size of the picture held upright. The copy that the house keeps measures [`Size::kept`].
    pub size: Size,
    /// Pictures in an animation, of which the first is kept; 1 for a still.
    pub frames: u32,
    /// Whether anything shows through.
    pub surface: Surface,
    /// The average colour, to stand in while the picture loads.
    pub colour: Colour,
    /// Whether the file said where it was taken. The place itself is kept nowhere.
    pub had_location: bool,
    /// Caption, credit and the like.
    pub notes: Notes,
}

/// Whether anything shows through a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Surface {
    /// Every pixel covers what is under it.
    Opaque,
    /// At least one pixel does not.
    Transparent,
}

/// A colour in sRGB; `Display` writes it as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}
